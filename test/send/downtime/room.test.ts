import { describe, expect, it } from 'vitest';
import { days, minutes, plus, seconds } from '../../../src/clock/instant.js';
import { aDowntimeRoom, type DowntimeBench } from './a-downtime-room.js';

/** Opens and closes an incident and issues its certificate. */
const certified = ({ room, agenda, context }: DowntimeBench): string => {
  const { id } = room.declare('NOTIFICATION_CREATE');
  room.close(id);
  context.advance(minutes(2));
  const item = agenda.peek();
  if (item) room.execute(item);
  return room.find(id)?.certificate?.legalFactId ?? 'none';
};

describe('the malfunctions of a sandbox', () => {
  it('have a certificate planned for two minutes after their end, with the reason', () => {
    const { room, agenda, context } = aDowntimeRoom();
    const { id } = room.declare('NOTIFICATION_VISUALIZATION');
    expect(agenda.size).toBe(0);

    room.close(id);

    expect(agenda.list(10)).toEqual([
      expect.objectContaining({
        at: plus(context.time.now(), minutes(2)),
        kind: 'downtime.certificate',
        why: {
          it: expect.stringContaining('NOTIFICATION_VISUALIZATION'),
          en: expect.stringContaining('NOTIFICATION_VISUALIZATION'),
        },
      }),
    ]);
  });

  it('are open once per functionality, in the order of the functionalities', () => {
    const { room } = aDowntimeRoom();
    room.declare('NOTIFICATION_WORKFLOW');
    room.declare('NOTIFICATION_CREATE');

    expect(room.open().map(({ functionality }) => functionality)).toEqual([
      'NOTIFICATION_CREATE',
      'NOTIFICATION_WORKFLOW',
    ]);
    expect(() => room.declare('NOTIFICATION_CREATE')).toThrow('NOTIFICATION_CREATE is open');
  });

  it('come back after a restart, with what is still planned for them', () => {
    const bench = aDowntimeRoom();
    certified(bench);
    bench.room.close(bench.room.declare('NOTIFICATION_WORKFLOW').id);
    bench.room.declare('NOTIFICATION_VISUALIZATION');

    const restarted = aDowntimeRoom({ retention: 'platform' }, bench.context);
    bench.context.replayInto(restarted.room);

    expect(restarted.room.all()).toEqual(bench.room.all());
    expect(restarted.agenda.list(10)).toEqual(bench.agenda.list(10));
    expect(restarted.agenda.size).toBe(1);
  });

  it('are forgotten by a reset, together with what is planned', () => {
    const { room, agenda } = aDowntimeRoom();
    room.close(room.declare('NOTIFICATION_WORKFLOW').id);
    expect(room.counts?.()).toEqual({ incidents: 1 });

    room.reset();

    expect(room.all()).toEqual([]);
    expect(agenda.size).toBe(0);
  });
});

describe('the certificate of a malfunction', () => {
  it('has a key of the storage, the same for the same seed', () => {
    const key = certified(aDowntimeRoom());

    expect(key).toMatch(/^PN_DOWNTIME_LEGAL_FACTS-[0-9a-f]{32}\.pdf$/);
    expect(certified(aDowntimeRoom())).toBe(key);
  });

  it('goes to the archive after 365 days', () => {
    const bench = aDowntimeRoom();
    const key = certified(bench);

    bench.context.advance(days(365));
    expect(bench.room.certified(key)?.isArchived).toBe(false);

    bench.context.advance(seconds(1));
    expect(bench.room.certified(key)?.isArchived).toBe(true);
  });

  it('stays at hand where nothing expires', () => {
    const bench = aDowntimeRoom({ retention: 'off' });
    const key = certified(bench);

    bench.context.advance(days(4_000));

    expect(bench.room.certified(key)?.isArchived).toBe(false);
  });
});
