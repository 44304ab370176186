import { describe, expect, it } from 'vitest';
import { followEvents, type Outlet } from '../../src/control/event-stream.js';
import { createEventRoom } from '../../src/http/event-room.js';
import { createMasking } from '../../src/http/masking.js';
import { type Message, messagesIn } from '../support/event-stream.js';

/** A connection that takes so many writes before it is full. */
const anOutlet = (room = Number.POSITIVE_INFINITY) => {
  let left = room;
  let text = '';
  const calls: Record<'drain' | 'close', () => void> = { drain: () => undefined, close: () => undefined };
  let isEnded = false;
  const outlet: Outlet = {
    write: (more) => {
      text += more;
      return --left > 0;
    },
    onDrain: (call) => {
      calls.drain = call;
    },
    onClose: (call) => {
      calls.close = call;
    },
    end: () => {
      isEnded = true;
    },
  };
  return {
    outlet,
    text: () => text,
    isEnded: () => isEnded,
    /** Whatever was written so far is gone, and so many writes more have room. */
    drain: (more = Number.POSITIVE_INFINITY) => {
      left = more;
      text = '';
      calls.drain();
    },
    close: () => calls.close(),
    told: (): readonly Message[] => messagesIn(text).filter(({ event }) => event !== undefined),
  };
};

const aSandbox = (limit?: number) => {
  const events = createEventRoom(limit);
  const beats = new Set<() => void>();
  const parts = {
    masking: createMasking(false),
    after: (_ms: number, call: () => void) => {
      beats.add(call);
      return () => beats.delete(call);
    },
  };
  return {
    events,
    beats,
    happen: (count: number) => {
      for (let i = 0; i < count; i++) {
        const n = events.last + 1;
        events.publish('timeline', () => ({ n }));
      }
    },
    follow: (outlet: Outlet, since?: number) => followEvents(events, since, outlet, parts),
  };
};

const ids = (messages: readonly Message[]) => messages.map(({ id, event }) => (event === 'timeline' ? id : event));

describe('whoever follows', () => {
  it('is told what happens from then on, and where it stands', () => {
    const { events, happen, follow } = aSandbox();
    happen(2);
    const reader = anOutlet();
    follow(reader.outlet);
    happen(2);

    expect(reader.text()).toMatch(/^retry: \d+\nid: e2\n\n/);
    expect(reader.told()).toEqual([
      { id: 'e3', event: 'timeline', data: { n: 3 } },
      { id: 'e4', event: 'timeline', data: { n: 4 } },
    ]);
    expect(events.last).toBe(4);
  });

  it('takes up again behind the last event that it has', () => {
    const { happen, follow } = aSandbox();
    happen(4);
    const reader = anOutlet();
    follow(reader.outlet, 2);

    expect(ids(reader.told())).toEqual(['e3', 'e4']);
  });

  it('is told how many it missed, where they are gone', () => {
    const { happen, follow } = aSandbox(3);
    happen(10);
    const reader = anOutlet();
    follow(reader.outlet, 2);

    expect(reader.told().slice(0, 2)).toEqual([
      { id: 'e7', event: 'dropped', data: { dropped: 5 } },
      { id: 'e8', event: 'timeline', data: { n: 8 } },
    ]);
  });

  it('is told that nobody knows how many, where its place is one of before a restart', () => {
    const { happen, follow } = aSandbox(3);
    happen(5);
    const reader = anOutlet();
    follow(reader.outlet, 70);
    happen(1);

    expect(reader.told()[0]).toEqual({ event: 'dropped', data: { dropped: null } });
    expect(ids(reader.told())).toEqual(['dropped', 'e3', 'e4', 'e5', 'e6']);
  });

  it('and does not read costs no memory: nothing is written any more, later it learns what it missed', () => {
    const { happen, follow } = aSandbox(3);
    const reader = anOutlet(3);
    follow(reader.outlet);
    happen(10);

    expect(ids(reader.told())).toEqual(['e1', 'e2']);

    reader.drain();

    expect(reader.told()[0]).toMatchObject({ event: 'dropped', data: { dropped: 5 } });
    expect(ids(reader.told())).toEqual(['dropped', 'e8', 'e9', 'e10']);
  });

  it('gets a sign of life from time to time, not where it does not read', () => {
    const { beats, follow } = aSandbox();
    const [reader, sleeper] = [anOutlet(), anOutlet(1)];
    follow(reader.outlet);
    follow(sleeper.outlet);
    for (let i = 0; i < 2; i++) for (const beat of [...beats].slice(-2)) beat();

    expect(reader.text()).toContain('\n: still here\n\n');
    expect(sleeper.text()).not.toContain('still here');
  });

  it('is forgotten when it leaves', () => {
    const { events, beats, happen, follow } = aSandbox();
    const reader = anOutlet();
    follow(reader.outlet);
    expect([events.listeners, beats.size]).toEqual([1, 1]);

    reader.close();
    happen(1);

    expect([events.listeners, beats.size]).toEqual([0, 0]);
    expect(reader.told()).toEqual([]);
  });

  it.each(['removed', 'stopped', 'reset'] as const)('is told the end: %s', (reason) => {
    const { events, beats, happen, follow } = aSandbox();
    const reader = anOutlet();
    follow(reader.outlet);
    happen(1);
    if (reason === 'reset') events.reset();
    else events.end(reason);

    expect(reader.told().at(-1)).toEqual({ event: 'end', data: { reason } });
    expect([reader.isEnded(), events.listeners, beats.size]).toEqual([true, 0, 0]);
  });

  it('finds the end at once where all is over', () => {
    const { events, follow } = aSandbox();
    events.end('stopped');
    const reader = anOutlet();
    follow(reader.outlet);

    expect([reader.told().at(-1)?.event, reader.isEnded()]).toEqual(['end', true]);
  });
});
