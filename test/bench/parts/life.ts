import { performance } from 'node:perf_hooks';
import { call } from '../call.js';
import { median, rounds } from '../compare.js';
import { run } from '../load.js';
import { type Program, startBare, startSimulator } from '../program.js';
import type { Row } from '../row.js';
import { createSender } from '../sender.js';
import type { Part } from './part.js';

const lives = 1_000;
const manyLives = 10_000;
const probeEveryMs = 20;

/** Processor time of a bare request: a GET, which parses nothing. */
const bareCpuMs = async (bare: Program, seconds: number): Promise<number> => {
  const before = bare.cpuMs();
  const { requests } = await run({ url: bare.url }, { seconds });
  return (bare.cpuMs() - before) / requests;
};

const processorTime = async (seconds: number): Promise<Row> => {
  await using bare = await startBare({ notificationRequestId: 'x'.repeat(36), paProtocolNumber: 'protocol-1' });
  await using simulator = await startSimulator();
  const sender = await createSender(simulator);
  const liveOn = async (): Promise<void> => {
    await sender.sendMany(lives);
    await sender.advance('P130D');
  };
  await run({ url: bare.url }, { seconds: 1 });
  for (let round = 0; round < rounds; round++) await liveOn();
  const found: { readonly ratio: number; readonly lifeMs: number; readonly requestMs: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const requestMs = await bareCpuMs(bare, seconds);
    const before = simulator.cpuMs();
    await liveOn();
    const lifeMs = (simulator.cpuMs() - before) / lives;
    found.push({ ratio: lifeMs / requestMs, lifeMs, requestMs });
  }
  const ratio = median(found.map((one) => one.ratio));
  const middle = found.find((one) => one.ratio === ratio);
  return {
    part: 'life',
    what: 'send to refinement, processor time',
    figure: ratio,
    unit: 'bare requests',
    bar: { atMost: 12 },
    note: `${middle?.lifeMs.toFixed(3)} ms against ${middle?.requestMs.toFixed(3)} ms`,
  };
};

/** Asks for the health all the time while something goes on: the longest wait is the longest pause. */
const longestPauseMs = async ({ url }: Program, work: () => Promise<void>): Promise<number> => {
  let longestMs = 0;
  const waiting = new Set<Promise<void>>();
  const probe = async (): Promise<void> => {
    const askedMs = performance.now();
    await call({ url: `${url}/_sim/health` });
    longestMs = Math.max(longestMs, performance.now() - askedMs);
  };
  const timer = setInterval(() => {
    const asked = probe();
    waiting.add(asked);
    void asked.finally(() => waiting.delete(asked));
  }, probeEveryMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
    await Promise.all(waiting);
  }
  return longestMs;
};

const pauses = async (): Promise<Row> => {
  await using simulator = await startSimulator();
  const sender = await createSender(simulator);
  await sender.sendMany(manyLives);
  const startedMs = performance.now();
  const longestMs = await longestPauseMs(simulator, () => sender.advance('P120D'));
  const tookMs = performance.now() - startedMs;
  return {
    part: 'life',
    what: `${manyLives} notifications × 120 days, longest pause`,
    figure: longestMs,
    unit: 'ms',
    bar: { atMost: 100 },
    note: `the whole move took ${(tookMs / 1_000).toFixed(1)} s`,
  };
};

/** Whole lives on the virtual clock. */
export const life: Part = async ({ seconds }) => [await processorTime(seconds), await pauses()];
