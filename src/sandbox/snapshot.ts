import { createHash } from 'node:crypto';
import type { StoredStep } from '../store/ports.js';
import { type Identity, identityRoom } from './life.js';

/** The name that every snapshot begins with, and the version of the form that this program writes. */
export const snapshotFormat = 'send-simulator-snapshot';
export const snapshotVersion = 1;

/** Longest snapshot that is written or read, in bytes: more than nine thousand notifications that are over. */
export const snapshotLimitBytes = 256 * 1024 * 1024;

/** Bytes that a client uploaded. */
export interface SnapshotFile {
  readonly key: string;
  readonly sha256Base64: string;
  readonly base64: string;
}

/** A whole sandbox as plain JSON: a log that makes it again, with what it is made from in the first step. */
export interface Snapshot {
  readonly identity: Identity;
  readonly steps: readonly StoredStep[];
  readonly files: readonly { readonly key: string; readonly content: Buffer }[];
}

/** A snapshot that cannot be taken up: `path` says where. */
export class SnapshotInvalid extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
    readonly hint = 'take a new snapshot with GET /_sim/snapshot, or fetch the file again; nothing was changed',
  ) {
    super(`${path}: ${reason}`);
  }
}

export class SnapshotTooLarge extends Error {}

/** An old form, made into the next one. */
export type Migration = (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

const sumOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);

/** Writes a snapshot piece by piece, one line for each step and each file. Sums tell later where it was damaged. */
export const createSnapshotWriter = (simulator: string) => {
  const steps: string[] = [];
  const files: string[] = [];
  const sums: string[] = [];
  let length = 0;
  const put = (lines: string[], value: object): void => {
    const text = JSON.stringify(value);
    const sum = sumOf(text);
    length += text.length;
    if (length > snapshotLimitBytes) throw new SnapshotTooLarge();
    sums.push(sum);
    lines.push(`{"sum":"${sum}",${text.slice(1)}`);
  };
  return {
    step: (step: StoredStep): void => put(steps, step),
    file: (key: string, content: Buffer): void =>
      put(files, {
        key,
        sha256Base64: createHash('sha256').update(content).digest('base64'),
        base64: content.toString('base64'),
      } satisfies SnapshotFile),
    text: (): string =>
      [
        `{"format":"${snapshotFormat}","version":${snapshotVersion},"simulator":${JSON.stringify(simulator)},`,
        `"sum":"${sumOf(sums.join('\n'))}",`,
        `"steps":[\n${steps.join(',\n')}\n],`,
        `"files":[${files.length > 0 ? `\n${files.join(',\n')}\n` : ''}]}`,
        '',
      ].join('\n'),
  };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listIn = (value: Readonly<Record<string, unknown>>, name: string): readonly unknown[] => {
  const list = value[name];
  if (Array.isArray(list)) return list;
  throw new SnapshotInvalid(name, `received ${JSON.stringify(list) ?? 'nothing'}, wanted is a list`);
};

/** The list without its sums, each of which has to be right. */
const intact = (value: Readonly<Record<string, unknown>>, name: string, sums: string[]): readonly unknown[] =>
  listIn(value, name).map((item, i) => {
    const { sum, ...rest } = isRecord(item) ? item : {};
    const found = sumOf(JSON.stringify(rest));
    if (sum !== found) {
      const has = sum === undefined ? 'it has no sum' : `its sum is ${JSON.stringify(sum)}, its content has ${found}`;
      throw new SnapshotInvalid(`${name}[${i}]`, `this was changed or damaged after it was written: ${has}`);
    }
    sums.push(found);
    return rest;
  });

const versionIn = (value: Readonly<Record<string, unknown>>, newest: number): number => {
  const { format, version, simulator } = value;
  if (format !== snapshotFormat) {
    throw new SnapshotInvalid(
      'format',
      `received ${JSON.stringify(format) ?? 'nothing'}, wanted is "${snapshotFormat}"`,
      'send a file that GET /_sim/snapshot has given; nothing was changed',
    );
  }
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new SnapshotInvalid('version', `received ${JSON.stringify(version) ?? 'nothing'}, wanted is a whole number`);
  }
  if (version <= newest) return version;
  throw new SnapshotInvalid(
    'version',
    `this snapshot has the form ${version}, written by send-simulator ${String(simulator)}; this one reads forms up to ${newest}`,
    'use a newer send-simulator; nothing was changed',
  );
};

/**
 * Reads what a snapshot writer wrote, also an older one; looks at every line.
 * @param older migrations from each older form to the next one: from 1 to 2, from 2 to 3 and so on. None yet
 * @throws SnapshotInvalid at the first thing that is wrong
 */
export const readSnapshot = (value: unknown, older: readonly Migration[] = []): Snapshot => {
  if (!isRecord(value)) throw new SnapshotInvalid('body', 'wanted is a JSON object');
  const version = versionIn(value, older.length + 1);
  const sums: string[] = [];
  const written = { ...value, steps: intact(value, 'steps', sums), files: intact(value, 'files', sums) };
  if (value.sum !== sumOf(sums.join('\n'))) {
    throw new SnapshotInvalid('sum', 'lines were added, lost or put into another order after it was written');
  }
  const { steps, files } = older
    .slice(version - 1)
    .reduce<Readonly<Record<string, unknown>>>((old, migrate) => migrate(old), written) as {
    readonly steps: readonly StoredStep[];
    readonly files: readonly SnapshotFile[];
  };
  const [first] = steps;
  if (first?.room !== identityRoom) throw new SnapshotInvalid('steps[0]', 'wanted is what the sandbox is made from');
  const wrong = steps.findIndex(({ seq }, i) => seq !== i + 1);
  if (wrong >= 0) throw new SnapshotInvalid(`steps[${wrong}]`, `here stands step ${steps[wrong]?.seq}`);
  return { identity: first.data as Identity, steps, files: files.map(fileOf) };
};

const fileOf = ({ key, sha256Base64, base64 }: SnapshotFile, i: number): Snapshot['files'][number] => {
  const content = Buffer.from(String(base64), 'base64');
  const found = createHash('sha256').update(content).digest('base64');
  if (found === sha256Base64) return { key, content };
  throw new SnapshotInvalid(`files[${i}]`, `the SHA-256 of ${key} is ${found}, wanted is ${sha256Base64}`);
};
