import { days, hours, type Micros, seconds } from '../clock/instant.js';

/** How the seconds of a paper sequence are taken: as days of the post, or as they are. */
export type PaperSeconds = 'calendar' | 'literal';

/**
 * Seconds of the mock and the time of the post they stand for. The mock's figures were tuned to a test environment where
 * a minute crosses the ten days of stock and 80 s cross the thirty; so they do here, and 30 s stay below ten days.
 */
const points: readonly (readonly [seconds: number, length: Micros])[] = [
  [0, 0],
  [5, hours(20)],
  [30, days(5)],
  [35, days(5) + hours(20)],
  [60, days(11)],
  [65, days(12)],
  [80, days(31)],
];

/**
 * The time that a delay of a paper sequence stands for: linear between the points, then one day per further minute.
 *
 * Units: seconds of the mock in, microseconds out. A negative delay counts as none.
 * Source: pn-b2b-client config/timing-dev.properties, pn-paper-channel scripts/aws/cfn/microservice-dev-cfg.json (ten days
 * are 60 s, thirty are 80 s); the figures between are ours.
 */
export const paperDelay = (mockSeconds: number, mode: PaperSeconds): Micros => {
  const wanted = Math.max(0, mockSeconds);
  if (mode === 'literal') return seconds(wanted);
  let [fromSeconds, fromLength] = [0, 0];
  for (const [toSeconds, toLength] of points) {
    if (wanted <= toSeconds && toSeconds > fromSeconds) {
      return Math.round(fromLength + ((toLength - fromLength) * (wanted - fromSeconds)) / (toSeconds - fromSeconds));
    }
    [fromSeconds, fromLength] = [toSeconds, toLength];
  }
  return fromLength + days((wanted - fromSeconds) / 60);
};
