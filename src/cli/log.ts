import { createRequire } from 'node:module';
import type { Logger } from 'pino';

const require = createRequire(import.meta.url);

type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** Takes one line of the log: any fields, with `msg` for people and `level` (`info` when absent). */
export type Log = (line: object) => void;

interface LogOptions {
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

const levels = ['debug', 'info', 'warn', 'error'] as const;

const isLevel = (level: unknown): level is Exclude<LogLevel, 'silent'> =>
  (levels as readonly unknown[]).includes(level);

const createLogger = ({ level, isReadable, hasColour, write }: LogOptions): Logger => {
  const { pino } = require('pino') as typeof import('pino');
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretPaths, censor: '***' },
    },
    { write: (json: string) => write(isReadable ? readable(json, hasColour) : json) },
  );
};

/** The log of the process. Secrets among the fields are masked. Pino is loaded for the first line that is to be written. */
export const createLog = (options: LogOptions): Log => {
  const lowest = options.level === 'silent' ? levels.length : levels.indexOf(options.level);
  let logger: Logger | undefined;
  return (line) => {
    const { level: asked, ...fields } = line as { readonly level?: unknown };
    const level = isLevel(asked) ? asked : 'info';
    if (levels.indexOf(level) < lowest) return;
    logger ??= createLogger(options);
    logger[level](fields);
  };
};
