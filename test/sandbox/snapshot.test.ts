import { beforeAll, describe, expect, it } from 'vitest';
import { days } from '../../src/clock/instant.js';
import { readSnapshot } from '../../src/sandbox/snapshot.js';
import { everythingIn, fill } from '../support/full-world.js';
import { loadWorlds, type TestWorld, type WorldMaker } from '../support/world.js';

let makeWorld: WorldMaker;
let original: TestWorld;
let text: string;
let streamId: string;

interface Written {
  readonly version: number;
  readonly steps: readonly { readonly room: string; readonly sum: string; readonly data: unknown }[];
}
const parsed = (): Written => JSON.parse(text) as Written;

const copyOf = async (snapshot: string, id = 'copy'): Promise<TestWorld> => {
  // Another seed, another instant: everything has to come from the snapshot.
  const world = makeWorld({ id, seed: 'other', now: '2027-01-01T00:00:00Z' });
  await world.sandbox.replace(readSnapshot(JSON.parse(snapshot)));
  return world;
};

beforeAll(async () => {
  makeWorld = await loadWorlds();
  original = makeWorld({ id: 'original', seed: 'mine', settings: { retention: 'platform', raddZips: ['00118'] } });
  streamId = await fill(original);
  text = await original.sandbox.snapshot('1.2.3');
});

describe('a sandbox taken up from its snapshot', () => {
  it('is the same, has the same future, and its snapshots are the same texts', async () => {
    const copy = await copyOf(text);
    const again = await copyOf(text, 'again');

    expect(await again.sandbox.snapshot('1.2.3')).toBe(text);
    expect(copy.rooms.settings).toEqual(original.rooms.settings);
    expect(everythingIn(copy, streamId)).toBe(everythingIn(original, streamId));
    const [first] = original.rooms.notifications.rows();
    const { documents } = original.notification(first?.iun ?? '').request;
    for (const step of [1, 10, 150]) {
      const moves = [original, copy].map(async (world) => {
        world.send({ documents });
        await world.advance(days(step));
        return everythingIn(world, streamId);
      });
      const [wanted, found] = await Promise.all(moves);
      expect(found).toBe(wanted);
    }
  });
});

describe('a snapshot that is not right', () => {
  type Edit = (snapshot: Mutable) => unknown;
  interface Mutable {
    format: string;
    version: number;
    sum: string;
    steps: { room: string; sum: string; seq: number; data: unknown }[];
    files: unknown;
  }

  it.each<[string, Edit, string]>([
    ['of another kind of file', (s) => (s.format = 'openapi'), 'format: received "openapi", wanted is'],
    [
      'of a later version',
      (s) => (s.version = 2),
      'form 2, written by send-simulator 1.2.3; this one reads forms up to 1',
    ],
    ['of no version', (s) => (s.version = 0.5), 'version: received 0.5, wanted is a whole number'],
    ['without steps', (s) => (s.steps = [...s.steps.slice(0, 0)]), 'sum: lines were added, lost'],
    [
      'with a step that was changed',
      (s) => (s.steps[3] = { ...one(s, 3), data: {} }),
      'steps[3]: this was changed or damaged',
    ],
    ['with a step without its sum', (s) => (s.steps[3] = { ...one(s, 3), sum: '' }), 'steps[3]: this was changed'],
    ['with one step less', (s) => s.steps.pop(), 'sum: lines were added, lost'],
    ['with steps in another order', (s) => s.steps.reverse(), 'sum: lines were added, lost'],
    ['with no list of files', (s) => (s.files = 'none'), 'files: received "none", wanted is a list'],
  ])('%s is refused with its place', (_what, edit, reason) => {
    const snapshot = JSON.parse(text) as Mutable;
    edit(snapshot);

    expect(() => readSnapshot(snapshot)).toThrow(reason);
  });

  const one = (snapshot: Mutable, i: number) => snapshot.steps[i] as Mutable['steps'][number];

  it.each([
    ['of an unknown room', { room: 'attic', data: {} }, 'there is no room "attic"'],
    ['that its room cannot read', { room: 'notification', data: { iun: 'X' } }, 'comes before its notification'],
    [
      'of work that nobody plans',
      { room: 'agenda', data: { order: ['x'] } },
      '1 items are on the agenda, the rooms plan 0',
    ],
  ])('with a step %s changes nothing', async (_what, step, reason) => {
    const world = makeWorld({ id: 'there', seed: 'there' });
    const iun = world.send();
    const before = await world.sandbox.snapshot('1.2.3');
    const { identity, steps } = readSnapshot(JSON.parse(text));
    const broken = [...steps.slice(0, 1), { seq: 2, at: 0, born: 0, ...step }];

    await expect(world.sandbox.replace({ identity, steps: broken, files: [] })).rejects.toThrow(reason);

    expect(await world.sandbox.snapshot('1.2.3')).toBe(before);
    expect(world.poll(iun)).toBe('WAITING');
  });

  it('of an older version is made into the present form, one version after the other', () => {
    const older = [
      (old: object) => ({ ...old, files: [] }),
      (old: object) => ({ ...old, steps: readSnapshot(parsed()).steps }),
    ];

    expect(readSnapshot({ ...parsed(), version: 1 }, older).files).toEqual([]);
    expect(() => readSnapshot({ ...parsed(), version: 4 }, older)).toThrow('forms up to 3');
  });
});

/** Rooms that belong to the run and to who follows it, with the reason. */
const notKept = [
  // What happened last, for listeners of this process: a snapshot ends their stream as a reset does.
  'events',
];

describe('every room', () => {
  it('is in the snapshot of a sandbox in which everything happened', () => {
    const rooms = new Set(parsed().steps.map(({ room }) => room));
    const empty = makeWorld({ id: 'empty' });

    expect([...rooms, ...notKept].sort()).toEqual(['sandbox', ...empty.roomNames].sort());
  });

  it('is as new after a reset', async () => {
    const fresh = makeWorld({ id: 'fresh', seed: 'mine', settings: { raddZips: ['00118'] } });
    const used = makeWorld({ id: 'used', seed: 'mine', settings: { raddZips: ['00118'] } });
    await fill(used);

    await used.sandbox.reset([]);

    expect(await used.sandbox.snapshot('1.2.3')).toBe(await fresh.sandbox.snapshot('1.2.3'));
  });
});
