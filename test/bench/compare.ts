import { type Load, run } from './load.js';

/** How the simulator stands to the other one: rate over rate, p99 over p99. */
export interface Comparison {
  readonly rate: number;
  readonly p99: number;
  /** The rates behind the ratio, of the round in the middle. */
  readonly note: string;
}

export const rounds = 3;

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Measures two loads one after the other, three times: what disturbs the machine disturbs both. */
export const compare = async (simulator: Load, other: Load, seconds: number): Promise<Comparison> => {
  for (const load of [other, simulator]) await run(load, { seconds: 1 });
  const found: { readonly rate: number; readonly p99: number; readonly note: string }[] = [];
  for (let round = 0; round < rounds; round++) {
    const reference = await run(other, { seconds });
    const own = await run(simulator, { seconds });
    found.push({
      rate: own.perSecond / reference.perSecond,
      p99: own.p99Ms / reference.p99Ms,
      note: `${Math.round(own.perSecond)}/s against ${Math.round(reference.perSecond)}/s`,
    });
  }
  const rate = median(found.map((one) => one.rate));
  return {
    rate,
    p99: median(found.map((one) => one.p99)),
    note: found.find((one) => one.rate === rate)?.note ?? '',
  };
};
