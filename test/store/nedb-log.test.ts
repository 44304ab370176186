import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inspect } from '../../src/store/inspect.js';
import { createNedbLog, type NedbLog } from '../../src/store/nedb-log.js';
import { type StoredStep, StoreFailure, StoreUnreadable } from '../../src/store/ports.js';
import { packedRow, sealed, stepRow } from '../../src/store/row.js';
import { stepsOf } from '../support/steps-of.js';

const root = mkdtempSync(join(tmpdir(), 'nedb-log-'));
afterAll(() => rmSync(root, { recursive: true }));
let files = 0;
const aFile = (): string => join(root, String(files++), 'steps.db');

const aStep = (seq: number, change: Partial<StoredStep> = {}): StoredStep => ({
  seq,
  at: 1_000_000 * seq,
  room: 'room',
  born: 0,
  data: { 'a.b': `step ${seq}` },
  ...change,
});
const steps = (count: number, from = 1): StoredStep[] => Array.from({ length: count }, (_, i) => aStep(from + i));
const idsOf = (list: readonly StoredStep[]): readonly string[] => list.map(({ seq }) => `s${seq}`);
const packed = (list: readonly StoredStep[]) =>
  packedRow(
    list.map(({ seq }) => seq),
    list.map((step) => JSON.stringify(step)),
  );

/** As an earlier version wrote it: with what the step belongs to. */
const keyedRow = (step: StoredStep) => sealed({ ...stepRow(step), key: 'iun' });

/** A log whose groups are written when the test says so. */
const aLog = (file = aFile()) => {
  const waiting: (() => void)[] = [];
  const log = createNedbLog(file, (_ms, call) => void waiting.push(call));
  return {
    file,
    log,
    tick: () => {
      for (const call of waiting.splice(0)) call();
    },
  };
};
const atOnce = (file: string): NedbLog => createNedbLog(file, (_ms, call) => call());
/** Appends steps and waits until the file holds these rows: they are packed when nobody waits for it. */
const packedTo = async (file: string, list: readonly StoredStep[], ids: readonly string[]): Promise<void> => {
  const log = atOnce(file);
  for (const step of list) log.append(step);
  await log.flushed();
  while ((await rowsOf(file)).join() !== ids.join()) await turn();
  await log.close();
};
const rowsOf = async (file: string): Promise<readonly string[]> => [...(await inspect(file)).rows.keys()].sort();
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const written = async (file: string, list: readonly StoredStep[]): Promise<void> => {
  const log = atOnce(file);
  for (const step of list) log.append(step);
  await log.flushed();
  await log.close();
};
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);
const stepIdsOf = (file: string): unknown[] =>
  linesOf(file).flatMap((line) => {
    const { _id } = JSON.parse(line) as { readonly _id?: string };
    return _id === undefined ? [] : [_id];
  });
/** As a killed process leaves it: without the note of its length. */
const asKilled = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(`${file}.size`, { force: true });
  writeFileSync(file, text);
};
const textOfRows = (...rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Everything that may be asked of a damaged file refuses it, and leaves it as it is. */
const refusal = async (file: string): Promise<StoreUnreadable> => {
  const before = readFileSync(file);
  const changedAt = statSync(file).mtimeMs;
  const log = atOnce(file);

  const error = await stepsOf(log).catch((thrown: unknown) => thrown);
  await log.close();

  expect(error).toBeInstanceOf(StoreUnreadable);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(statSync(file).mtimeMs).toBe(changedAt);
  return error as StoreUnreadable;
};

describe('appending', () => {
  it('gives back what was appended, in its order, after the file is opened again', async () => {
    const file = aFile();
    await written(file, steps(3));
    const again = atOnce(file);
    expect(await stepsOf(again)).toEqual(steps(3));
    again.append(aStep(4));
    await again.flushed();
    await again.close();

    expect(await stepsOf(atOnce(file))).toEqual(steps(4));
  });

  it('is durable once flushed has resolved, and pending until then', async () => {
    const { log, file, tick } = aLog();
    await stepsOf(log);
    expect(log.pending).toBe(false);
    log.append(aStep(1));
    log.append(aStep(2));
    expect(log.pending).toBe(true);
    expect(stepIdsOf(file)).toEqual([]);

    const flushed = log.flushed();
    tick();
    await flushed;

    expect(stepIdsOf(file)).toEqual(['s1', 's2']);
    expect(log.pending).toBe(false);
  });

  it('does not make an earlier step wait for a later one', async () => {
    const { log, file, tick } = aLog();
    await stepsOf(log);
    log.append(aStep(1));
    const first = log.flushed();
    tick();
    await turn();
    log.append(aStep(2));
    const second = log.flushed();

    await first;

    expect(stepIdsOf(file)).toEqual(['s1']);
    expect(log.pending).toBe(true);
    tick();
    await second;
    expect(stepIdsOf(file)).toEqual(['s1', 's2']);
  });

  it('writes at closing what still waits', async () => {
    const { log, file } = aLog();
    log.append(aStep(1));

    await log.close();

    expect(stepIdsOf(file)).toEqual(['s1']);
  });

  it('says that a step appended after closing is lost', async () => {
    const { log, file, tick } = aLog();
    log.append(aStep(1));
    await log.close();

    log.append(aStep(2));
    tick();

    await expect(log.flushed()).rejects.toBeInstanceOf(StoreFailure);
    expect(await stepsOf(atOnce(file))).toEqual([aStep(1)]);
  });

  it('keeps every character, also those that the engine takes for the end of a line', async () => {
    const file = aFile();
    const odd = [aStep(1, { data: { $set: 'a\u0085b\u2028c\u2029d\re\u000bf\u000cg\nè €', 'x.y': null } })];
    await written(file, odd);
    await written(file, [aStep(2)]);

    expect(await stepsOf(atOnce(file))).toEqual([...odd, aStep(2)]);
  });

  it('compacts the file when it is opened', async () => {
    const file = aFile();
    asKilled(file, textOfRows(stepRow(aStep(1)), { $$deleted: true, _id: 's1' }, stepRow(aStep(1))));

    await stepsOf(atOnce(file));

    expect(stepIdsOf(file)).toEqual(['s1']);
  });
});

describe('packing', () => {
  it('puts steps that follow on each other into one row, many at a time, and reads the same steps', async () => {
    const file = aFile();
    await packedTo(file, steps(620), ['f250', 'f500', ...idsOf(steps(120, 501))]);

    expect(await stepsOf(atOnce(file))).toEqual(steps(620));
  });

  it('counts what was there before', async () => {
    const file = aFile();
    await written(file, steps(200));
    await packedTo(file, steps(60, 201), ['f250', ...idsOf(steps(10, 251))]);

    expect(await stepsOf(atOnce(file))).toEqual(steps(260));
  });

  it('gives a long log in pages, so that nobody has to hold all of it', async () => {
    const file = aFile();
    await packedTo(file, steps(1_100), ['f1000', 'f250', 'f500', 'f750', ...idsOf(steps(100, 1_001))]);
    const lengths: number[] = [];

    for await (const page of atOnce(file).read()) lengths.push(page.length);

    expect(lengths).toEqual([250, 250, 250, 250, 100]);
  });

  it('keeps every character in there too', async () => {
    const file = aFile();
    const odd = steps(300).map((step) => ({ ...step, data: `${step.seq} \u0085\u2028\u2029\r\n\ud83d è €` }));
    await packedTo(file, odd, ['f250', ...idsOf(steps(50, 251))]);

    expect(await stepsOf(atOnce(file))).toEqual(odd);
  });

  it('reads a step once that a kill left both single and packed, and tidies up', async () => {
    const file = aFile();
    const all = steps(3);
    asKilled(file, textOfRows(...all.map(stepRow), await packed(all), { $$deleted: true, _id: 's1' }));
    const log = atOnce(file);
    expect(await stepsOf(log)).toEqual(all);

    log.append(aStep(4));
    await log.close();

    expect(await rowsOf(file)).toEqual(['f3', 's4']);
    expect(await stepsOf(atOnce(file))).toEqual([...all, aStep(4)]);
  });

  it('reads files of an earlier version, whose rows pack the steps of a notification', async () => {
    const file = aFile();
    const all = steps(5);
    const ofKey = async (key: string, seqs: readonly number[]) => {
      const row = await packed(all.filter(({ seq }) => seqs.includes(seq)));
      return sealed({ ...row, key });
    };
    const index = { $$indexCreated: { fieldName: 'key', unique: false, sparse: true } };
    asKilled(file, textOfRows(index, await ofKey('one', [1, 4]), await ofKey('two', [2, 5]), stepRow(aStep(3))));

    expect(await stepsOf(atOnce(file))).toEqual(all);
  });
});

describe('forgetting', () => {
  it('leaves what was appended right after it, and nothing else', async () => {
    const { log, file, tick } = aLog();
    for (const step of steps(3)) log.append(step);

    const cleared = log.clear();
    log.append(aStep(1, { room: 'kept' }));
    tick();
    await cleared;

    expect(stepIdsOf(file)).toEqual(['s1']);
    log.append(aStep(2));
    await log.close();
    expect(await stepsOf(atOnce(file))).toEqual([aStep(1, { room: 'kept' }), aStep(2)]);
  });

  it('leaves an empty log', async () => {
    const file = aFile();
    await written(file, steps(2));
    const log = atOnce(file);
    await log.clear();
    await log.close();

    expect(await stepsOf(atOnce(file))).toEqual([]);
  });
});

describe('a damaged file', () => {
  it('is taken without its last line when that was torn off anywhere', async () => {
    const file = aFile();
    await written(file, steps(2));
    const last = JSON.stringify(stepRow(aStep(3, { data: 'à' })));
    const whole = readFileSync(file);
    const bytes = Buffer.from(last);
    for (let length = 1; length < bytes.length; length++) {
      asKilled(file, '');
      writeFileSync(file, Buffer.concat([whole, bytes.subarray(0, length)]));
      expect([...(await inspect(file)).rows.keys()], `${length} bytes of the last line`).toEqual(['s1', 's2']);
    }

    expect(await stepsOf(atOnce(file))).toEqual(steps(2));
  });

  it('is refused when a byte of it differs, or means the same', async () => {
    const file = aFile();
    const all = steps(3);
    const text = textOfRows(
      { $$indexCreated: { fieldName: 'key', unique: false, sparse: true } },
      keyedRow(aStep(1)),
      sealed({ ...(await packed(steps(2))), key: 'iun' }),
      { $$deleted: true, _id: 's1' },
      stepRow(aStep(3)),
    );
    const whole = Buffer.from(text);
    let refused = 0;
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
      asKilled(file, '');
      writeFileSync(file, damaged);
      const error = await atOnce(file)
        .verify()
        .catch((thrown: unknown) => thrown);
      if (error === undefined) expect(await stepsOf(atOnce(file)), `byte ${at}`).toEqual(all);
      else expect(error, `byte ${at}`).toBeInstanceOf(StoreUnreadable);
      if (error !== undefined) refused++;
    }

    expect(refused).toBeGreaterThan(whole.length * 0.8);
  });

  it.each([
    ['a line that is cut short in the middle', (lines: string[]) => lines.with(1, (lines[1] ?? '').slice(0, 40)), 2],
    ['a line that is no JSON', (lines: string[]) => lines.with(1, 'garbage'), 2],
    ['a line that is other JSON', (lines: string[]) => lines.with(1, '{"_id":"s2","body":"{}"}'), 2],
    ['a line that is no object', (lines: string[]) => lines.with(1, 'null'), 2],
    ['a changed figure', (lines: string[]) => lines.with(1, (lines[1] ?? '').replace('2000000', '2000001')), 2],
    ['a changed key', (lines: string[]) => lines.with(1, (lines[1] ?? '').replace('"key":"iun"', '"key":"iuv"')), 2],
    ['a changed room', (lines: string[]) => lines.with(1, (lines[1] ?? '').replace('room', 'moor')), 2],
    ['a missing step', (lines: string[]) => lines.toSpliced(1, 1), 2],
    ['a missing first step', (lines: string[]) => lines.toSpliced(0, 1), 1],
  ])('is refused for %s, with file and line, and stays as it is', async (_what, damage, line) => {
    const file = aFile();
    asKilled(file, `${damage(steps(4).map((step) => JSON.stringify(keyedRow(step)))).join('\n')}\n`);

    const error = await refusal(file);

    expect(error.line).toBe(line);
    expect(error.message).toContain(`${file}:${line}: `);
  });

  it('is refused for an end that no kill can have left', async () => {
    const file = aFile();
    await written(file, steps(2));
    const whole = readFileSync(file, 'utf8');

    asKilled(file, `${whole.slice(0, -1)}X`);
    expect((await refusal(file)).line).toBe(whole.split('\n').length - 1);
    asKilled(file, `${whole}garbage`);
    expect((await refusal(file)).line).toBe(whole.split('\n').length);
    asKilled(file, `${whole}\0\0\0`);
    expect((await refusal(file)).line).toBe(whole.split('\n').length);
  });

  it('is refused when its end is gone although it was closed in order', async () => {
    const file = aFile();
    await written(file, steps(3));
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.slice(0, whole.length - 30));

    expect((await refusal(file)).message).toMatch(/:3: the file ends here with \d+ bytes, \d+ were written/);
  });

  it('is refused when it is gone although it was closed in order', async () => {
    const file = aFile();
    await written(file, steps(1));
    rmSync(file);

    await expect(stepsOf(atOnce(file))).rejects.toBeInstanceOf(StoreUnreadable);
    expect(existsSync(file)).toBe(false);
  });

  it('says in a sentence why it cannot be opened', async () => {
    const file = aFile();
    mkdirSync(file, { recursive: true });

    await expect(stepsOf(atOnce(file))).rejects.toThrow(`${file}: it cannot be read (EISDIR`);
  });

  it('is looked at line by line, whatever its length', async () => {
    const file = aFile();
    asKilled(file, '');
    const body = 'x'.repeat(100_000);
    for (let seq = 1; seq <= 20; seq++) appendFileSync(file, textOfRows(stepRow(aStep(seq, { data: body }))));

    const found = await inspect(file);

    expect(found.lines).toBe(20);
    expect(found.rows.get('s20')).toMatchObject({ line: 20 });
  });
});

describe('a disk that fails', () => {
  const failing = async () => {
    const made = aLog();
    await stepsOf(made.log);
    rmSync(dirname(made.file), { recursive: true });
    made.log.append(aStep(1));
    const flushed = made.log.flushed();
    made.tick();
    const failure = await flushed.catch((thrown: unknown) => thrown);
    return { ...made, failure };
  };

  it('is told with the file in a sentence', async () => {
    const { file, failure } = await failing();

    expect(failure).toBeInstanceOf(StoreFailure);
    expect(String(failure)).toContain(`${file} cannot be written: ENOENT`);
  });

  it('gets nothing more to write, since the end of the file is unknown', async () => {
    const { log, file, tick } = await failing();
    mkdirSync(dirname(file));

    log.append(aStep(2));
    tick();

    expect(log.pending).toBe(true);
    await expect(log.flushed()).rejects.toBeInstanceOf(StoreFailure);
    await log.close();
    expect(existsSync(file)).toBe(false);
  });

  it('is forgiven when the log begins anew', async () => {
    const { log, file } = await failing();

    const cleared = log.clear();
    log.append(aStep(1));
    await cleared;

    expect(log.pending).toBe(false);
    await log.flushed();
    expect(stepIdsOf(file)).toEqual(['s1']);
  });
});
