/** How memory went over a time: a straight line through the samples. */
interface Trend {
  /** Megabytes in the middle. */
  readonly level: number;
  /** Megabytes that the line rises from the first sample to the last. */
  readonly growth: number;
  /** Typical distance of a sample from the line. */
  readonly noise: number;
}

/** @param samples resident memory in the order of time */
export const trendOf = (samples: readonly { readonly atMs: number; readonly mb: number }[]): Trend => {
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const at = mean(samples.map(({ atMs }) => atMs));
  const level = mean(samples.map(({ mb }) => mb));
  const across = samples.reduce((sum, { atMs, mb }) => sum + (atMs - at) * (mb - level), 0);
  const spread = samples.reduce((sum, { atMs }) => sum + (atMs - at) ** 2, 0);
  const slope = across / spread;
  const noise = Math.sqrt(mean(samples.map(({ atMs, mb }) => (mb - level - slope * (atMs - at)) ** 2)));
  return { level, growth: slope * ((samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0)), noise };
};
