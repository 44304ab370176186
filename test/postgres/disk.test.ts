import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { run, start } from '../e2e/support/cli.js';
import { clientOf } from '../e2e/support/kill-work.js';
import { known, sendMany } from '../e2e/support/send-many.js';
import { smallDisk } from '../support/small-disk.js';
import { type Cluster, startCluster } from './support/cluster.js';

const disk = smallDisk(48 * 1_024);

describe.skipIf(!disk)('a database whose disk is full (skipped where nothing may be mounted)', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster(inject('postgres').programs);
  });
  afterAll(() => {
    cluster.stop();
    disk?.remove();
  });
  const aDatabase = (name: string): string => {
    disk?.makeRoom();
    const folder = join(disk?.path ?? '', name);
    mkdirSync(folder);
    return cluster.newDatabaseIn(folder, name);
  };
  const args = ['start', '--clock', 'manual', '--log-level', 'warn'];

  it('is told to every caller, has done nothing by halves, and works again when there is room', async () => {
    const replica = await start({ args, env: { SEND_SIM_STORE: aDatabase('under_way') } });
    const before = await sendMany(replica, 'before', 3);
    disk?.fill();

    const { ids, refusal } = await sendMany(replica, 'full');

    expect(refusal).toMatch(/503/);
    const { call } = clientOf(replica);
    const move = () => call<{ detail?: string }>('POST', '/_sim/clock/advance', { body: { by: 'PT1H' } });
    let told = await move();
    for (let left = 1_000; told.status === 200 && left > 0; left--) told = await move();
    expect(told).toMatchObject({
      status: 503,
      body: {
        detail: expect.stringMatching(/the disk of postgres.+ is full .+ wants room/),
        hint: expect.stringContaining('ask again'),
      },
    });

    disk?.makeRoom();
    const after = await sendMany(replica, 'after', 2);
    expect(after).toMatchObject({ ids: [expect.any(String), expect.any(String)], refusal: '' });
    expect([...(await known(replica))].sort()).toEqual([...before.ids, ...ids, ...after.ids].sort());
    const { stderr } = await replica.stop();
    expect(stderr).not.toContain('"msg":"bug"');
  });

  it.each([
    ['in which somebody was before', 'used', /the disk of the database is full \(.+\): make room there \(SIM_STORE_UN/],
    ['in which nobody was before', 'unused', /the database says ".+" \(XX000\): .+ whether there is room on its disk/],
  ])('ends a start with 6 and a sentence, never in memory, %s; with room it starts', async (_who, name, sentence) => {
    const env = { SEND_SIM_STORE: aDatabase(name) };
    // The first connection makes a file of its own.
    if (name === 'used') cluster.sql('SELECT 1', name);
    disk?.fill();

    const { exitCode, stdout, stderr } = await run({ args: [...args, '--port', '0'], env });

    expect(exitCode).toBe(6);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    disk?.makeRoom();
    const replica = await start({ args, env });
    expect((await sendMany(replica, 'after', 1)).ids).toHaveLength(1);
    await replica.stop();
  });
});
