import { expect, it } from 'vitest';
import { createFaultRoom } from '../../src/http/fault-room.js';
import type { FileFault } from '../../src/scenario/fault-rules.js';
import { aRoomContext } from '../support/room-context.js';

const call = { operation: 'getGroupsB2B', method: 'GET', path: '/ext-registry-b2b/pa/v1/groups' };
const ofFile: FileFault = {
  id: 'tired:1',
  file: 'tired',
  isBound: false,
  source: 'tired.yaml:4',
  fault: { match: {}, do: { status: 503 }, times: 2 },
};

it('after a restart every fault has acted as often as before it', () => {
  const context = aRoomContext();
  const room = createFaultRoom(context, () => [ofFile]);
  room.add({ match: { method: 'GET' }, do: { status: 429 }, after: 1 });
  room.add({ match: {}, do: { status: 500 } });
  expect(room.next(call)?.id).toBe('f2');
  expect(room.next(call)?.id).toBe('f1');
  expect(room.next(call)?.id).toBe('tired:1');

  const restarted = createFaultRoom(context, () => [ofFile]);
  context.replayInto(restarted);

  expect(restarted.list()).toEqual([{ id: 'tired:1', source: 'tired.yaml:4', ...ofFile.fault, matched: 1, acted: 1 }]);
  expect(restarted.list()).toEqual(room.list());
});

it('calls that no fault matches leave no trace', () => {
  const context = aRoomContext();
  const room = createFaultRoom(context, () => []);
  room.add({ match: { method: 'POST' }, do: { status: 429 } });

  room.next(call);

  expect(context.steps).toHaveLength(1);
});

it('the scenarios of a call are asked for only where a fault is bound to one', () => {
  const room = createFaultRoom(aRoomContext(), () => [ofFile]);
  const asked = () => {
    throw new Error('asked');
  };
  expect(room.next(call, asked)).toBeUndefined();

  const bound = createFaultRoom(aRoomContext(), () => [{ ...ofFile, isBound: true }]);
  expect(bound.next(call)).toBeUndefined();
  expect(bound.next(call, () => ['other'])).toBeUndefined();
  expect(bound.next(call, () => ['other', 'tired'])?.id).toBe('tired:1');
});
