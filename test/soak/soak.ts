import { readdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startSimulator } from '../bench/program.js';
import { drawLots } from '../support/lots.js';
import { createExchange } from './exchange.js';
import { trendOf } from './memory.js';
import { createTenant, type Tenant } from './tenant.js';

const usage = `npm run soak -- [--minutes n] [--clients n] [--sandboxes n] [--seed n] [--data]

  Mixed load on the built program: requests, moves of the clock, streams, faults, snapshots, resets. Ends with 1 when an
  answer is wrong without a fault, a stream has lost something, memory keeps growing, or something stays open.

  --minutes    how long (10)
  --clients    at once (16)
  --sandboxes  (50)
  --seed       another order of things (1)
  --data       with a folder on disk
`;

const given = () =>
  parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      clients: { type: 'string', default: '16' },
      sandboxes: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      data: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Everything that the process has open: files, sockets, pipes. */
const openHandles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

const mostComplaints = 20;
const sampleMs = 1_000;
/** Memory settles: the rings of the journal fill, code is compiled. A run that is no longer than twice that tells nothing. */
const settlingMs = 120_000;

const soak = async (): Promise<boolean> => {
  const { minutes, clients, sandboxes, seed, data, help } = given();
  if (help) {
    print(usage);
    return true;
  }
  const lengthMs = Number(minutes) * 60_000;
  if (!(lengthMs > 0 && Number(clients) >= 1 && Number(sandboxes) >= 1))
    throw new TypeError('numbers above 0 are wanted');
  const complaints: string[] = [];
  const counts = new Map<string, number>();
  const complain = (what: string): void => void complaints.push(what);
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

  await using simulator = await startSimulator({ isStored: data });
  const { url, pid } = simulator;
  const first = createExchange();
  const tenants: Tenant[] = [];
  for (let ordinal = 0; ordinal < Number(sandboxes); ordinal++) {
    const tenant = createTenant({ url, ordinal, complain, count });
    await tenant.begin(first);
    tenants.push(tenant);
  }
  first.close();
  await wait(200);
  const handlesBefore = openHandles(pid);

  const startedMs = performance.now();
  const isOver = (): boolean => performance.now() - startedMs > lengthMs || complaints.length > mostComplaints;
  const samples: { readonly atMs: number; readonly mb: number }[] = [];
  const sampling = (async () => {
    while (!isOver()) {
      samples.push({ atMs: performance.now() - startedMs, mb: simulator.residentMb() });
      await wait(sampleMs);
    }
  })();
  const client = async (number: number): Promise<void> => {
    const exchange = createExchange();
    const lots = drawLots(Number(seed) * 1_000 + number);
    while (!isOver()) {
      const { acts } = lots.oneOf(tenants);
      let drawn = lots.next() * acts.reduce((sum, { weight }) => sum + weight, 0);
      const chosen = acts.find(({ weight }) => {
        drawn -= weight;
        return drawn < 0;
      });
      await chosen?.act(exchange, lots).catch((error: unknown) => complain(String(error)));
    }
    exchange.close();
  };
  await Promise.all([sampling, ...Array.from({ length: Number(clients) }, (_, i) => client(i))]);

  const last = createExchange();
  for (const tenant of tenants) await tenant.checkStream(last).catch((error: unknown) => complain(String(error)));
  last.close();
  await wait(500);
  const handles = openHandles(pid) - handlesBefore;
  const settled = samples.filter(({ atMs }) => atMs > settlingMs);
  const trend = lengthMs > 2 * settlingMs ? trendOf(settled) : undefined;

  const calls = [...counts.values()].reduce((a, b) => a + b, 0);
  print(
    `${calls} calls in ${minutes} minutes by ${clients} clients in ${sandboxes} sandboxes${data ? ', stored' : ''}`,
  );
  for (const [what, times] of [...counts].sort((a, b) => b[1] - a[1])) print(`  ${String(times).padStart(7)}  ${what}`);
  print(
    trend
      ? `memory: ${trend.level.toFixed(0)} MB, grew ${trend.growth.toFixed(1)} MB after the first two minutes (noise ${trend.noise.toFixed(1)} MB)`
      : `memory: ${simulator.residentMb().toFixed(0)} MB; whether it grows only a run of more than four minutes can tell`,
  );
  print(`open handles: ${handles >= 0 ? '+' : ''}${handles} against before the load`);
  for (const what of complaints.slice(0, mostComplaints)) print(`WRONG  ${what}`);
  const isFlat = trend === undefined || trend.growth <= 2 * trend.noise;
  if (!isFlat) print('WRONG  memory keeps growing');
  if (handles > 0) print('WRONG  something stays open');
  const isRight = complaints.length === 0 && isFlat && handles <= 0;
  print(isRight ? 'all as it should be' : 'not as it should be');
  return isRight;
};

try {
  process.exitCode = (await soak()) ? 0 : 1;
} catch (error) {
  print(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
