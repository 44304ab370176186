import { type Micros, seconds } from './instant.js';

const shortUnits = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const iso =
  /^P(?=.)(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const isoSeconds = [31_536_000, 604_800, 86_400, 3_600, 60, 1] as const;

/**
 * Reads a length of time: ISO 8601 (`P7D`, `PT90M`; a year is 365 days) or short (`7d`, `36h`, `90m`, `5s`, `200ms`).
 * Months are refused: their length depends on the date.
 * @returns undefined when the text is no such length
 */
export const parseDuration = (text: string): Micros | undefined => {
  const length = secondsOf(text);
  return length === undefined || !Number.isFinite(length) ? undefined : seconds(length);
};

const secondsOf = (text: string): number | undefined => {
  const short = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text);
  if (short) return Number(short[1]) * shortUnits[short[2] as keyof typeof shortUnits];
  const parts = iso.exec(text);
  return parts?.slice(1).reduce((sum, part, i) => sum + (isoSeconds[i] as number) * Number(part ?? 0), 0);
};

/** ISO 8601 form of a length, as our own answers print it (`P7D`, `PT1H30M`, `PT0S`). */
export const formatDuration = (length: Micros): string => {
  const total = Math.round(length / 1_000) / 1_000;
  const wholeDays = Math.floor(total / 86_400);
  const h = Math.floor((total % 86_400) / 3_600);
  const m = Math.floor((total % 3_600) / 60);
  const s = Math.round((total % 60) * 1_000) / 1_000;
  const time = `${h ? `${h}H` : ''}${m ? `${m}M` : ''}${s ? `${s}S` : ''}`;
  if (!wholeDays && !time) return 'PT0S';
  return `P${wholeDays ? `${wholeDays}D` : ''}${time ? `T${time}` : ''}`;
};
