import { parseDuration } from '../clock/duration.js';
import { parseClockStart } from '../clock/mode.js';

/** How the text of a flag, a variable or a file becomes a value, and what to tell whoever got it wrong. */
export interface ValueKind<T> {
  /** Stands behind the flag in the help; absent for a yes/no setting, which needs no value there. */
  readonly placeholder?: string;
  /** Words that may stand behind a yes/no flag all the same. */
  readonly words?: readonly string[];
  /** Completes the sentence "wanted: …". */
  readonly accepted: string;
  /** @returns undefined when the text does not have the accepted form */
  read(text: string): T | undefined;
  /** As help and `--print-config` show it. */
  print(value: T): string;
  /** Takes out of a text, right or wrong, what nobody may see. */
  mask?(text: string): string;
  /** Present when the setting may be given several times: makes one value of all. */
  join?(values: readonly T[]): T;
}

export const wholeNumber = (from: number, to: number, note = ''): ValueKind<number> => ({
  placeholder: '<number>',
  accepted: `a whole number from ${from} to ${to}${note}`,
  read: (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    return value >= from && value <= to ? value : undefined;
  },
  print: String,
});

export const yesNo: ValueKind<boolean> = {
  accepted: 'true or false',
  read: (text) => {
    if (/^(true|yes|on|1)$/i.test(text)) return true;
    return /^(false|no|off|0)$/i.test(text) ? false : undefined;
  },
  print: String,
};

/** Off, on, or on in another way. */
export const watching: ValueKind<'off' | 'events' | 'poll'> = {
  words: ['poll'],
  accepted: 'true, poll or false',
  read: (text) => {
    const isOn = text === 'poll' ? undefined : yesNo.read(text);
    return text === 'poll' ? 'poll' : isOn === undefined ? undefined : isOn ? 'events' : 'off';
  },
  print: (value) => ({ off: 'false', events: 'true', poll: 'poll' })[value],
};

export const oneOf = <T extends string>(...values: readonly T[]): ValueKind<T> => ({
  placeholder: `<${values.join('|')}>`,
  accepted: `one of ${values.join(', ')}`,
  read: (text) => values.find((value) => value === text),
  print: String,
});

/** Some of these words, separated by commas. */
export const listOf = <T extends string>(...values: readonly T[]): ValueKind<readonly T[]> => ({
  placeholder: `<${values.join(',')}>`,
  accepted: `some of ${values.join(', ')}, separated by commas`,
  read: (text) => {
    const words = text.split(',').map((word) => values.find((value) => value === word.trim()));
    return words.includes(undefined) ? undefined : (words as readonly T[]);
  },
  print: (words) => words.join(','),
  join: (all) => all.flat(),
});

const conditionParts = ['iun', 'notificationRequestId', 'status', 'category', 'recIndex', 'requestStatus'];

/** What is waited for, as `/_sim/clock/advance` takes it: `iun=…,status=DELIVERED`. */
export const condition: ValueKind<Readonly<Record<string, string | number>>> = {
  placeholder: '<name=value,…>',
  accepted: `parts such as iun=…,status=DELIVERED out of ${conditionParts.join(', ')}`,
  read: (text) => {
    // A request id is base64: it may end with equals signs.
    const parts = text.split(',').map((part) => /^\s*(\w+)=(.+?)\s*$/.exec(part));
    const read = parts.map((part) => {
      const [, name = '', value = ''] = part ?? [];
      if (!conditionParts.includes(name) || (name === 'recIndex' && !/^\d{1,4}$/.test(value))) return undefined;
      return [name, name === 'recIndex' ? Number(value) : value] as const;
    });
    const known = read.filter((part) => part !== undefined);
    return known.length < read.length ? undefined : Object.fromEntries(known);
  },
  print: (value) =>
    Object.entries(value)
      .map(([name, one]) => `${name}=${one}`)
      .join(','),
};

export const matching = (placeholder: string, accepted: string, pattern: RegExp): ValueKind<string> => ({
  placeholder,
  accepted,
  read: (text) => (pattern.test(text) ? text : undefined),
  print: String,
});

export const path = (placeholder: string, accepted: string): ValueKind<string> =>
  matching(placeholder, accepted, /^[^\0]+$/);

export const pathList: ValueKind<readonly string[]> = {
  placeholder: '<path>',
  accepted: 'a file or a folder; several ones separated by commas',
  read: (text) => {
    const paths = text.split(',').map((item) => item.trim());
    return paths.every((item) => item !== '' && !item.includes('\0')) ? paths : undefined;
  },
  print: (paths) => paths.join(', '),
  join: (values) => values.flat(),
};

export const hostList: ValueKind<readonly string[]> = {
  placeholder: '<host>',
  accepted: 'a host name or an IP address, without scheme and port; several ones separated by commas',
  read: (text) => {
    const hosts = text.split(',').map((item) => item.trim());
    return hosts.every((host) => /^(\*\.)?[\w-][\w.-]{0,252}$|^[\da-f:.]{2,45}$/i.test(host)) ? hosts : undefined;
  },
  print: (hosts) => hosts.join(', '),
  join: (values) => values.flat(),
};

const byteUnits: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
};

/** A size in bytes: a plain number, or one with a unit. `MB` counts in thousands, `MiB` in 1,024s. */
export const byteSize = (from: number, to: number): ValueKind<number> => ({
  placeholder: '<size>',
  accepted: `a size from ${printBytes(from)} to ${printBytes(to)}: 1048576, 500KB, 200MB, 1GiB`,
  read: (text) => {
    const match = /^(\d{1,15}(?:\.\d{1,6})?)\s*([KMG]?I?B)?$/i.exec(text);
    const unit = byteUnits[(match?.[2] ?? 'B').toUpperCase()];
    if (!match || unit === undefined) return undefined;
    const bytes = Math.round(Number(match[1]) * unit);
    return bytes >= from && bytes <= to ? bytes : undefined;
  },
  print: printBytes,
});

const printBytes = (bytes: number): string => {
  const unit = ['GB', 'MB', 'KB'].find((name) => bytes > 0 && bytes % (byteUnits[name] ?? 1) === 0);
  return unit ? `${bytes / (byteUnits[unit] ?? 1)}${unit}` : `${bytes}B`;
};

/** Pace of the clock, with the virtual instant at which it starts behind an `@`. Kept as text: the simulator reads it. */
export const clockStart: ValueKind<string> = {
  placeholder: '<pace[@instant]>',
  accepted:
    'manual, auto, real, uat, demo or a rate above 0 (60 = a virtual minute per second), optionally with a start: manual@2026-03-01T08:00:00Z',
  read: (text) => (parseClockStart(text) ? text : undefined),
  print: String,
};

/** A length of real time, or `never`. Kept as text: the simulator reads it. */
export const idleLimit: ValueKind<string> = {
  placeholder: '<duration|never>',
  accepted: 'a length of time above 0 such as 90m, 12h, 7d or P7D, or never',
  read: (text) => (text === 'never' || (parseDuration(text) ?? 0) > 0 ? text : undefined),
  print: String,
};

/** Address under which clients reach the simulator; without a slash at the end. */
/** What stands between the first colon behind the scheme and the last @, or behind `password=`. */
const withoutPassword = (text: string): string =>
  text.replace(/^([^/]*\/\/[^:/?#]*:).*@/, '$1***@').replace(/([?&]password=)[^&]*/gi, '$1***');

export const databaseUrl: ValueKind<string> = {
  placeholder: '<url>',
  accepted: 'the address of a PostgreSQL database, like postgres://user:password@host:5432/name',
  read: (text) => (/^postgres(ql)?:\/\/\S+$/.test(text) && URL.canParse(text) ? text : undefined),
  mask: withoutPassword,
  print: withoutPassword,
};

export const httpUrl: ValueKind<string> = {
  placeholder: '<url>',
  accepted: 'an http or https address without query, like https://send.example.test:8443',
  read: (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) return undefined;
    return text.replace(/\/+$/, '');
  },
  print: String,
};
