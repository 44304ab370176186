import { pino } from 'pino';

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** Takes one line of the log: any fields, with `msg` for people and `level` (`info` when absent). */
export type Log = (line: object) => void;

export interface LogOptions {
  readonly level: LogLevel;
  /** Readable lines for a terminal instead of JSON for a collector. */
  readonly isReadable: boolean;
  readonly hasColour: boolean;
  write(text: string): void;
}

const secretPaths = ['apiKey', 'controlToken', 'headers["x-api-key"]', 'headers.authorization', 'headers.cookie'];
const colours: Readonly<Record<string, string>> = { error: '\u001b[31m', warn: '\u001b[33m', debug: '\u001b[2m' };

const field = ([name, value]: readonly [string, unknown]): string =>
  `${name}=${typeof value === 'string' && /^\S+$/.test(value) ? value : JSON.stringify(value)}`;

/** A line of JSON as people read it: time of day, level, message, the other fields; a stack or a code frame on lines of its own. */
const readable = (json: string, hasColour: boolean): string => {
  const { level, time, msg = '', stack, frame, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const colour = hasColour ? (colours[String(level)] ?? '') : '';
  const parts = [
    String(time).slice(11, 19),
    String(level).padEnd(5),
    String(msg),
    ...Object.entries(fields).map(field),
  ];
  const text = parts.filter((part) => part !== '').join(' ');
  return `${colour}${text}${colour === '' ? '' : '\u001b[0m'}\n${[stack, frame].map((block) => (block === undefined ? '' : `${String(block)}\n`)).join('')}`;
};

const isLevel = (level: unknown): level is Exclude<LogLevel, 'silent'> =>
  level === 'error' || level === 'warn' || level === 'info' || level === 'debug';

/** The log of the process. Secrets among the fields are masked. */
export const createLog = ({ level, isReadable, hasColour, write }: LogOptions): Log => {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretPaths, censor: '***' },
    },
    { write: (json: string) => write(isReadable ? readable(json, hasColour) : json) },
  );
  return (line) => {
    const { level: asked, ...fields } = line as { readonly level?: unknown };
    logger[isLevel(asked) ? asked : 'info'](fields);
  };
};
