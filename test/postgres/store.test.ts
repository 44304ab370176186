import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type SharedStore, StoreAway, StoreMisaddressed, StoreUnreadable } from '../../src/store/ports.js';
import { schemaVersion } from '../../src/store/postgres/migrate.js';
import { migratePostgres, openPostgresStore } from '../../src/store/postgres/postgres-store.js';
import { describeEngine, type Opened } from '../store/conformance.js';
import { stepsOf } from '../support/steps-of.js';
import { aDatabase, query } from './support/database.js';

const root = mkdtempSync(join(tmpdir(), 'pg-files-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const aFolder = (): string => join(root, String(folders++));

/** As one process opens it: with a lease on all that is there. */
const openOn = async (url: string, files?: string): Promise<SharedStore> => {
  const store = await openPostgresStore({ url, files, randomId: randomUUID });
  await store.leases.join(undefined, 'test');
  for (const { id } of await store.sandboxes()) await store.leases.take(id);
  return store;
};
const opened = async (url: string, files?: string): Promise<Opened> => {
  const store = await openOn(url, files);
  const close = async () => {
    await store.leases.leave();
    await store.close();
  };
  return { store: { ...store, close }, reopened: () => opened(url, files) };
};

describeEngine('PostgreSQL', true, async () => opened(await aDatabase()));
describeEngine('PostgreSQL with a shared folder', true, async () => opened(await aDatabase(), aFolder()));

const aStep = (seq: number) => ({ seq, at: seq, room: 'room', born: 0, data: null });
const aSandbox = { id: 'one', seed: 's', options: {} };
async function* bytes(text: string) {
  yield Buffer.from(text);
}
/** What a frozen process does not do: its lease runs out. */
const expire = (url: string, replica: string) =>
  query(url, `UPDATE send_sim.replica SET until = clock_timestamp() - interval '1 second' WHERE id = '${replica}'`);

describe('a lease', () => {
  it('is nobody else’s while it lives, and somebody else’s once it has run out or was given back', async () => {
    const url = await aDatabase();
    const [one, two] = [await openOn(url), await openOn(url)];
    await one.putSandbox(aSandbox);
    expect(await two.leases.take('one')).toBe(false);
    expect((await two.leases.ofSandbox('one'))?.owner?.replica).toBe(one.leases.replica);

    await one.leases.release('one');
    expect(await two.leases.take('one')).toBe(true);
    expect(await one.leases.take('one')).toBe(false);
    await expire(url, two.leases.replica);

    expect(await two.leases.renew()).toBe(false);
    expect(await two.leases.take('one')).toBe(false);
    expect(await one.leases.take('one')).toBe(true);
    await Promise.all([one.close(), two.close()]);
  });

  it('that was lost writes no step, no file and no key, and removes nothing', async () => {
    const url = await aDatabase();
    const [frozen, next] = [await openOn(url), await openOn(url)];
    await frozen.putSandbox(aSandbox);
    const log = frozen.log('one');
    log.append(aStep(1));
    await log.flushed();
    const staged = await frozen.bytes('one').stage(bytes('x'), 10);
    await expire(url, frozen.leases.replica);
    await next.leases.take('one');
    const taken = next.log('one');
    expect(await stepsOf(taken)).toHaveLength(1);

    log.append(aStep(2));
    log.bindKey('key', true);
    await expect(log.flushed()).rejects.toBeInstanceOf(StoreAway);
    await expect(staged.commit('key')).rejects.toBeInstanceOf(StoreAway);
    await frozen.removeSandbox('one');
    taken.append(aStep(2));
    await taken.flushed();

    expect(await stepsOf(taken)).toHaveLength(2);
    expect(await next.leases.ofKey('key')).toBeUndefined();
    expect(await next.bytes('one').readAll('key')).toBeUndefined();
    await Promise.all([frozen.close(), next.close()]);
  });

  it('goes with a number that never returns, not even for a sandbox that is made again', async () => {
    const url = await aDatabase();
    const [one, two] = [await openOn(url), await openOn(url)];
    await one.putSandbox(aSandbox);
    const old = one.log('one');
    await expire(url, one.leases.replica);
    await two.leases.take('one');
    await two.removeSandbox('one');
    await two.putSandbox(aSandbox);

    old.append(aStep(1));

    await expect(old.flushed()).rejects.toBeInstanceOf(StoreAway);
    await Promise.all([one.close(), two.close()]);
  });

  it('is found by every key of the sandbox until the key is gone', async () => {
    const url = await aDatabase();
    const one = await openOn(url);
    await one.putSandbox(aSandbox);
    const log = one.log('one');
    log.bindKey('a', true);
    log.bindKey('b', true);
    log.append(aStep(1));
    await log.flushed();
    expect((await one.leases.ofKey('b'))?.id).toBe('one');
    expect(await one.leases.ownersOfKeys(['a', 'b', 'c'])).toEqual(
      new Map([
        ['a', 'one'],
        ['b', 'one'],
      ]),
    );

    const cleared = log.clear();
    log.bindKey('a', false);
    log.append(aStep(1));
    await cleared;

    expect(await one.leases.ofKey('a')).toBeUndefined();
    await one.close();
  });

  it('is shared fairly: of ten that nobody has, two replicas find five each', async () => {
    const url = await aDatabase();
    const [one, two] = [await openOn(url), await openOn(url)];
    for (let i = 0; i < 10; i++) {
      await one.putSandbox({ ...aSandbox, id: `s${i}` });
      await one.leases.release(`s${i}`);
    }

    expect(await one.leases.orphans(100)).toEqual(['s0', 's1', 's2', 's3', 's4']);
    expect(await two.leases.orphans(2)).toEqual(['s0', 's1']);
    await Promise.all([one.close(), two.close()]);
  });
});

describe('a log', () => {
  it('that lost a step says so', async () => {
    const url = await aDatabase();
    const one = await openOn(url);
    await one.putSandbox(aSandbox);
    const log = one.log('one');
    for (const seq of [1, 2, 3]) log.append(aStep(seq));
    await log.flushed();
    await query(url, 'DELETE FROM send_sim.step WHERE seq = 3');
    await expect(stepsOf(log)).rejects.toThrow('it ends with step 2, 3 were written');
    await query(url, 'DELETE FROM send_sim.step WHERE seq = 1');

    const refused = await stepsOf(log).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(StoreUnreadable);
    expect(String(refused)).toContain('step 1 is missing: here stands step 2');
    await one.close();
  });

  it('tells once when what is in memory is no longer what is stored', async () => {
    const url = await aDatabase();
    const one = await openOn(url);
    await one.putSandbox(aSandbox);
    const failed: string[] = [];
    one.onFailed((id) => void failed.push(id));
    const log = one.log('one');
    await query(url, 'DROP TABLE send_sim.step');

    for (const seq of [1, 2]) {
      log.append(aStep(seq));
      await expect(log.flushed()).rejects.toThrow('send_sim.step');
    }

    expect(failed).toEqual(['one']);
    await one.close();
  });
});

describe('files', () => {
  it('whose content was changed are not given out as if they were whole', async () => {
    const url = await aDatabase();
    const one = await openOn(url);
    await one.putSandbox(aSandbox);
    await (await one.bytes('one').stage(bytes('whole'), 10)).commit('key');
    await query(url, `UPDATE send_sim.chunk SET bytes = 'other'`);

    await expect(one.bytes('one').readAll('key')).rejects.toThrow('is not what was uploaded');
    await one.close();
  });

  it('in a shared folder leave it when they are replaced, removed, cleared, or their owner died over them', async () => {
    const [url, folder] = [await aDatabase(), aFolder()];
    const one = await openOn(url, folder);
    await one.putSandbox(aSandbox);
    const content = one.bytes('one');
    const put = async (key: string) => (await content.stage(bytes(key), 10)).commit(key);
    const count = () =>
      readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
    for (const key of ['a', 'a', 'b', 'c']) await put(key);
    expect(count()).toBe(3);
    await content.remove('b');
    await content.stage(bytes('staged'), 10);
    expect(count()).toBe(3);

    await one.leases.release('one');
    await one.leases.take('one');
    expect(count()).toBe(2);
    await content.clear();

    expect(count()).toBe(0);
    await one.close();
  });
});

describe('the tables', () => {
  it('are made once, by whoever comes first', async () => {
    const url = await aDatabase();

    const made = await Promise.all([migratePostgres(url), migratePostgres(url), migratePostgres(url)]);

    expect(made.map(({ from }) => from).sort()).toEqual([0, schemaVersion, schemaVersion]);
  });

  it('of a newer program are left alone', async () => {
    const url = await aDatabase();
    await migratePostgres(url);
    await query(url, `INSERT INTO send_sim.migration (version) VALUES (${schemaVersion + 1})`);

    const refused = await migratePostgres(url).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(StoreMisaddressed);
    expect(String(refused)).toContain(`form ${schemaVersion + 1}, this one knows ${schemaVersion}`);
  });

  const refusal = async (url: string): Promise<Error> => (await migratePostgres(url).catch((e: unknown) => e)) as Error;

  it('cannot be made without the right to, and the sentence says how to give it', async () => {
    const url = await aDatabase();
    await query(url, 'CREATE ROLE guest LOGIN').catch(() => undefined);

    const refused = await refusal(url.replace('postgres@', 'guest:hidden@'));

    expect(refused).toBeInstanceOf(StoreUnreadable);
    expect(refused.message).toContain('GRANT CREATE ON DATABASE');
    expect(refused.message).not.toContain('hidden');
  });

  it.each([
    ['nobody listens', (url: string) => url.replace(/host=.*/, 'host=/nowhere'), 'cannot be reached'],
    ['there is no such database', (url: string) => url.replace(/\/test_\w+/, '/absent'), 'lets nobody in'],
    ['there is no such user', (url: string) => url.replace('postgres@', 'nobody:hidden@'), 'lets nobody in'],
  ])('are not looked for where %s', async (_, change, words) => {
    const refused = await refusal(change(await aDatabase()));

    expect(refused).toBeInstanceOf(StoreMisaddressed);
    expect(refused.message).toContain(words);
    expect(refused.message).not.toContain('hidden');
  });

  it('share a value among those who ask at the same time', async () => {
    const url = await aDatabase();
    const [one, two] = [await openOn(url), await openOn(url)];

    const values = await Promise.all([one.shared('secret', () => 'a'), two.shared('secret', () => 'b')]);

    expect(new Set(values).size).toBe(1);
    await Promise.all([one.close(), two.close()]);
  });
});
