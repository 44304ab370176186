import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { days } from '../../src/clock/instant.js';
import { readSnapshot, snapshotVersion } from '../../src/sandbox/snapshot.js';
import type { ByteStore } from '../../src/store/ports.js';
import { createMemoryStore } from '../../src/store/store.js';
import { fill } from '../support/full-world.js';
import { aPdf } from '../support/simulator.js';
import { loadWorlds, type TestWorld, type WorldMaker } from '../support/world.js';

/**
 * Snapshots of earlier versions, of every form that there was, with the timelines that they had. They are written once,
 * when a form is new, and never again: `UPGRADE=write npx vitest run test/sandbox/upgrade.test.ts`.
 */
const folder = new URL('./stored/', import.meta.url);
const snapshotFile = (form: number): URL => new URL(`form-${form}.json`, folder);
const timelineFile = (form: number): URL => new URL(`form-${form}.txt`, folder);

const file = { key: `PN_NOTIFICATION_ATTACHMENTS-${'0'.repeat(32)}.pdf`, content: aPdf('stored') };

/** Days that a world goes on after it was taken up: every notification comes to its end. */
const later = 200;

let makeWorld: WorldMaker;
beforeAll(async () => {
  makeWorld = await loadWorlds();
});

const aWorldWithBytes = (): { readonly world: TestWorld; readonly bytes: ByteStore } => {
  const store = createMemoryStore();
  const bytes = store.bytes('stored');
  const world = makeWorld({
    id: 'stored',
    seed: 'stored',
    settings: { raddZips: ['00118'] },
    store: { log: store.log, bytes: () => bytes },
  });
  return { world, bytes };
};

const timelinesOf = ({ rooms, now }: TestWorld): string =>
  [...rooms.notifications.rows()]
    .flatMap(({ iun, status }) => [
      `${iun} ${status}`,
      ...rooms.notifications
        .timeline(iun)
        .map(({ elementId, eventAt }) => `  ${new Date(eventAt / 1_000).toISOString()} ${elementId}`),
    ])
    .concat(`at ${new Date(now / 1_000).toISOString()}`, '')
    .join('\n');

/** What it has, and what it has at its end. */
const livedOn = async (world: TestWorld): Promise<string> => {
  const before = timelinesOf(world);
  await world.advance(days(later));
  return `${before}\n${timelinesOf(world)}`;
};

const write = async (form: number): Promise<void> => {
  const { world, bytes } = aWorldWithBytes();
  await fill(world);
  const staged = await bytes.stage(once(file.content), file.content.length);
  await staged.commit(file.key);
  mkdirSync(folder, { recursive: true });
  writeFileSync(snapshotFile(form), await world.sandbox.snapshot('0.1.0'));
  writeFileSync(timelineFile(form), await livedOn(world));
};

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

describe('a snapshot of an earlier version', () => {
  const forms = Array.from({ length: snapshotVersion }, (_, i) => i + 1);

  it.each(forms)('in form %i is taken up, with its timelines, its file and its future', async (form) => {
    if (process.env.UPGRADE === 'write' && !existsSync(snapshotFile(form))) await write(form);
    const { world, bytes } = aWorldWithBytes();

    await world.sandbox.replace(readSnapshot(JSON.parse(readFileSync(snapshotFile(form), 'utf8'))));

    expect(await bytes.readAll(file.key)).toEqual(file.content);
    expect(await livedOn(world)).toBe(readFileSync(timelineFile(form), 'utf8'));
  });
});
