import { postgresPrograms, startCluster } from '../../postgres/support/cluster.js';
import { call } from '../call.js';
import { median, rounds } from '../compare.js';
import { type Load, run } from '../load.js';
import { type Program, startSimulator } from '../program.js';
import type { Row } from '../row.js';
import { createSender, timed } from '../sender.js';
import type { Part } from './part.js';

const manySandboxes = 500;
const stored = 1_000;
const priced = 100;

/** The same load, and the processes that have a part in answering it. */
interface Setup {
  readonly load: Load;
  readonly programs: readonly Program[];
}

const cpuOf = (programs: readonly Program[]): number => programs.reduce((sum, program) => sum + program.cpuMs(), 0);

/** Processor time of all processes for one request, in milliseconds. */
const cost = async ({ load, programs }: Setup, seconds: number): Promise<number> => {
  const before = cpuOf(programs);
  const { requests } = await run(load, { seconds });
  return (cpuOf(programs) - before) / requests;
};

/** How often the processor time of one setup another one takes: one after the other, three times. */
const ratio = async (setup: Setup, other: Setup, seconds: number): Promise<number> => {
  for (const { load } of [setup, other]) await run(load, { seconds: 1 });
  const found: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const reference = await cost(other, seconds);
    found.push((await cost(setup, seconds)) / reference);
  }
  return median(found);
};

const newSandbox = async ({ url }: Program): Promise<string> => {
  const { body } = await call({ url: `${url}/_sim/sandboxes`, method: 'POST', body: {} });
  return (body as { senders: [{ apiKeys: [{ key: string }] }] }).senders[0].apiKeys[0].key;
};

/** Every replica is called for the sandbox of every replica, all at the same time. @returns requests a second */
const rateOf = async (programs: readonly Program[], keys: readonly string[], seconds: number): Promise<number> => {
  const path = '/delivery-progresses/v2.9/streams';
  const loads = keys.flatMap((key) =>
    keys.map((_, i) => ({ url: `${programs[i % programs.length]?.url}${path}`, key })),
  );
  const measured = await Promise.all(loads.map((load) => run(load, { seconds })));
  return measured.reduce((sum, { perSecond }) => sum + perSecond, 0);
};

/** What a database and other replicas cost, against the single process in memory. */
export const replicas: Part = async ({ seconds }) => {
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error('PostgreSQL is not installed (Debian package postgresql)');
  const cluster = await startCluster(programs);
  try {
    return [...(await costs(cluster.url, seconds)), ...(await sizes(cluster.newDatabase('sizes'), cluster.sql))];
  } finally {
    cluster.stop();
  }
};

const costs = async (store: string, seconds: number): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  await using memory = await startSimulator();
  await using owner = await startSimulator({ store });
  await using other = await startSimulator({ store });
  const [alone, shared] = [await createSender(memory), await createSender(owner)];
  for (const sender of [alone, shared]) {
    await sender.sendMany(priced);
    // A price is there once the request was accepted.
    await sender.advance('1h');
  }
  const price = (program: Program, sender: typeof alone): Load => {
    const paths = Array.from({ length: priced }, sender.nextPricePath);
    let next = 0;
    return { url: program.url, key: program.key, nextPath: () => paths[next++ % priced] ?? '' };
  };
  const pricesAtOwner = price(owner, shared);
  const there = (load: Load): Load => ({ ...load, url: load.url.replace(owner.url, other.url) });
  for (const [what, inMemory, atOwner] of [
    ['price', price(memory, alone), pricesAtOwner],
    ['send', alone.sendLoad, shared.sendLoad],
  ] as const) {
    const reference = { load: inMemory, programs: [memory] };
    const here = await ratio({ load: atOwner, programs: [owner] }, reference, seconds);
    const passed = await ratio({ load: there(atOwner), programs: [owner, other] }, reference, seconds);
    const unit = '× memory';
    rows.push(
      { part: 'replicas', what: `${what}, processor time at the owner`, figure: here, unit, bar: { atMost: 1.5 } },
      { part: 'replicas', what: `${what}, passed on once`, figure: passed, unit, bar: { atMost: 2.5 } },
    );
  }

  await using third = await startSimulator({ store });
  for (const some of [[owner], [owner, other], [owner, other, third]]) {
    const keys = await Promise.all(some.map(newSandbox));
    const single = await Promise.all(some.map(() => newSandbox(memory)));
    const found: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const reference = await rateOf([memory], single, seconds);
      found.push((await rateOf(some, keys, seconds)) / reference);
    }
    rows.push({
      part: 'replicas',
      what: `list of streams, rate of ${some.length} replicas`,
      figure: median(found),
      unit: '× memory',
      note: `1 of ${some.length} calls meets the owner; all on the processors of this machine`,
    });
  }

  const few = await cost({ load: pricesAtOwner, programs: [owner] }, seconds);
  for (let i = 0; i < manySandboxes; i++) await newSandbox(owner);
  const many = await cost({ load: pricesAtOwner, programs: [owner] }, seconds);
  rows.push({
    part: 'replicas',
    what: `price, processor time with ${manySandboxes} more sandboxes`,
    figure: many / few,
    unit: '× without',
    bar: { atMost: 1.3 },
  });
  return rows;
};

const sizes = async (store: string, sql: (text: string, database: string) => string): Promise<readonly Row[]> => {
  const bytes = (): number => Number(sql(`SELECT pg_total_relation_size('send_sim.step')`, 'sizes').trim()) / 1_024;
  await using owner = await startSimulator({ store });
  const sender = await createSender(owner);
  const empty = bytes();
  await sender.sendMany(stored);
  await sender.advance('120d');
  const perLife = (bytes() - empty) / stored;
  const before = owner.residentMb();
  for (let i = 0; i < manySandboxes; i++) await newSandbox(owner);
  const perSandbox = ((owner.residentMb() - before) * 1_024) / manySandboxes;
  await using next = await startSimulator({ store });
  // It dies, and its lease runs out at once.
  await owner[Symbol.asyncDispose]();
  sql(`UPDATE send_sim.replica SET until = started_at WHERE address = '${owner.url}'`, 'sizes');
  const takeOverMs = await timed(() => call({ url: `${next.url}/_sim/clock` }));
  const part = 'replicas';
  return [
    { part, what: 'database, a whole life of 22 elements', figure: perLife, unit: 'KB' },
    { part, what: 'memory, a sandbox without notifications', figure: perSandbox, unit: 'KB' },
    { part, what: `taking over a sandbox with ${stored} lives`, figure: takeOverMs, unit: 'ms' },
  ];
};
