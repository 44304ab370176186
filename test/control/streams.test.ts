import { expect, it } from 'vitest';
import { eachInAFreshSandbox } from '../support/fresh-sandbox.js';
import type { SandboxClient } from '../support/simulator.js';

let client: SandboxClient;
eachInAFreshSandbox((fresh) => {
  client = fresh;
});

interface State {
  readonly streamId: string;
  readonly unread: number;
  readonly acknowledgedEventId?: string;
  readonly sender: { readonly denomination: string };
  readonly events: readonly { readonly eventId: string; readonly iun: string; readonly newStatus?: string }[];
}

const states = async (query = '') => (await client.call<{ items: State[] }>('GET', `/_sim/streams${query}`)).body.items;
const open = async (eventType: string): Promise<string> => {
  const made = await client.call<{ streamId: string }>('POST', '/delivery-progresses/v2.9/streams', {
    body: { title: eventType, eventType, groups: [] },
  });
  return made.body.streamId;
};

it('tells what the consumer of a stream has not acknowledged, and acknowledges nothing by that', async () => {
  const streamId = await open('STATUS');
  const iun = await client.accepted();
  const [state] = await states();
  const [again] = await states();

  expect(state).toMatchObject({ streamId, version: 'v29', title: 'STATUS', eventType: 'STATUS', held: 0, dropped: 0 });
  expect(state?.sender.denomination).not.toBe('');
  expect(state).not.toHaveProperty('acknowledgedEventId');
  expect(state?.events.map((event) => [event.iun, event.newStatus])).toEqual(
    expect.arrayContaining([[iun, 'ACCEPTED']]),
  );
  expect(again).toEqual(state);
});

it('counts what was read as read once a later reading has named it', async () => {
  const streamId = await open('TIMELINE');
  await client.accepted();
  const path = `/delivery-progresses/v2.9/streams/${streamId}/events`;
  const { body: events } = await client.call<{ eventId: string }[]>('GET', path);
  const before = (await states())[0]?.unread ?? 0;
  await client.call('GET', `${path}?lastEventId=${events[0]?.eventId}`);
  const [state] = await states('?events=1');

  expect(state?.unread).toBe(before - 1);
  expect(state?.acknowledgedEventId).toBe(events[0]?.eventId);
  expect(state?.events).toHaveLength(1);
});
