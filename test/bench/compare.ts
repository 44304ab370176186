import { type Load, type Measured, run } from './load.js';
import type { Program } from './program.js';

/** How the simulator stands to the other one: rate over rate, p99 over p99. */
interface Comparison {
  readonly rate: number;
  readonly p99: number;
  /** The rates behind the ratio, of the round in the middle; the same ratio by processor time, which a busy machine leaves alone. */
  readonly note: string;
}

/** A load, and the program that answers it. */
export interface Side extends Load {
  readonly program: Program;
}

export const rounds = 3;

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** How the last third of a long run stands to its first one; 1: nothing grows. */
export const flatness = async (side: Side, seconds: number): Promise<Pick<Comparison, 'rate' | 'note'>> => {
  const first = await measured(side, seconds / 3);
  await run(side, { seconds: seconds / 3 });
  const last = await measured(side, seconds / 3);
  return {
    rate: last.perSecond / first.perSecond,
    note: `by processor time ${(first.cpuMs / last.cpuMs).toFixed(2)}`,
  };
};

const measured = async (side: Side, seconds: number): Promise<Measured & { readonly cpuMs: number }> => {
  const before = side.program.cpuMs();
  const found = await run(side, { seconds });
  return { ...found, cpuMs: (side.program.cpuMs() - before) / found.requests };
};

/** Measures two loads one after the other, three times: what disturbs the machine disturbs both. */
export const compare = async (simulator: Side, other: Side, seconds: number): Promise<Comparison> => {
  for (const load of [other, simulator]) await run(load, { seconds: 1 });
  const found: { readonly rate: number; readonly p99: number; readonly cpu: number; readonly note: string }[] = [];
  for (let round = 0; round < rounds; round++) {
    const reference = await measured(other, seconds);
    const own = await measured(simulator, seconds);
    found.push({
      rate: own.perSecond / reference.perSecond,
      p99: own.p99Ms / reference.p99Ms,
      cpu: reference.cpuMs / own.cpuMs,
      note: `${Math.round(own.perSecond)}/s against ${Math.round(reference.perSecond)}/s`,
    });
  }
  const rate = median(found.map((one) => one.rate));
  return {
    rate,
    p99: median(found.map((one) => one.p99)),
    note: `${found.find((one) => one.rate === rate)?.note}, by processor time ${median(found.map((one) => one.cpu)).toFixed(2)}`,
  };
};
