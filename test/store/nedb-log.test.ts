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
import { foldedRow, stepRow } from '../../src/store/row.js';

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
const steps = (count: number, key?: string): StoredStep[] =>
  Array.from({ length: count }, (_, i) => aStep(i + 1, key === undefined ? {} : { key }));

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
/** Waits until a file holds these rows, in any order: folding happens when nobody waits for it. */
const folded = async (file: string, ids: readonly string[]): Promise<void> => {
  const isReached = async () => [...(await inspect(file)).rows.keys()].sort().join() === ids.join();
  while (!(await isReached())) await turn();
};
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

  const error = await log.read().catch((thrown: unknown) => thrown);
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
    expect(await again.read()).toEqual(steps(3));
    again.append(aStep(4));
    await again.flushed();
    await again.close();

    expect(await atOnce(file).read()).toEqual(steps(4));
  });

  it('is durable once flushed has resolved, and pending until then', async () => {
    const { log, file, tick } = aLog();
    await log.read();
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
    await log.read();
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
    expect(await atOnce(file).read()).toEqual([aStep(1)]);
  });

  it('keeps every character, also those that the engine takes for the end of a line', async () => {
    const file = aFile();
    const odd = [aStep(1, { data: { $set: 'a\u0085b\u2028c\u2029d\re\u000bf\u000cg\nè €', 'x.y': null } })];
    await written(file, odd);
    await written(file, [aStep(2)]);

    expect(await atOnce(file).read()).toEqual([...odd, aStep(2)]);
  });

  it('compacts the file when it is opened', async () => {
    const file = aFile();
    asKilled(file, textOfRows(stepRow(aStep(1)), { $$deleted: true, _id: 's1' }, stepRow(aStep(1))));

    await atOnce(file).read();

    expect(stepIdsOf(file)).toEqual(['s1']);
  });
});

describe('folding of settled keys', () => {
  it('puts the steps of a key into one row and reads the same steps', async () => {
    const file = aFile();
    const log = atOnce(file);
    const all = [...steps(3, 'iun'), aStep(4, { key: 'other' }), aStep(5)];
    for (const step of all) log.append(step);
    log.settle('iun');
    await log.flushed();
    await folded(file, ['f3', 's4', 's5']);
    await log.close();

    expect(await atOnce(file).read()).toEqual(all);
  });

  it('takes later steps of the key in when it is settled again', async () => {
    const file = aFile();
    for (const more of [steps(2, 'iun'), [aStep(3, { key: 'iun' })]]) {
      const log = atOnce(file);
      for (const step of more) log.append(step);
      log.settle('iun');
      await log.flushed();
      await folded(file, [`f${more.at(-1)?.seq}`]);
      await log.close();
    }

    expect(await atOnce(file).read()).toEqual(steps(3, 'iun'));
  });

  it('reads a step once that a kill left both single and folded, and tidies up at the next settling', async () => {
    const file = aFile();
    const all = steps(3, 'iun');
    asKilled(file, textOfRows(...all.map(stepRow), foldedRow('iun', all), { $$deleted: true, _id: 's1' }));
    const log = atOnce(file);
    expect(await log.read()).toEqual(all);

    log.append(aStep(4));
    log.settle('iun');
    await log.flushed();
    await folded(file, ['f3', 's4']);
    await log.close();

    expect(await atOnce(file).read()).toEqual([...all, aStep(4)]);
  });
});

describe('forgetting', () => {
  it('leaves what was appended right after it, and nothing else', async () => {
    const { log, file, tick } = aLog();
    for (const step of steps(3, 'iun')) log.append(step);

    const cleared = log.clear();
    log.append(aStep(1, { room: 'kept' }));
    tick();
    await cleared;

    expect(stepIdsOf(file)).toEqual(['s1']);
    log.append(aStep(2));
    await log.close();
    expect(await atOnce(file).read()).toEqual([aStep(1, { room: 'kept' }), aStep(2)]);
  });

  it('leaves an empty log', async () => {
    const file = aFile();
    await written(file, steps(2));
    const log = atOnce(file);
    await log.clear();
    await log.close();

    expect(await atOnce(file).read()).toEqual([]);
  });
});

describe('a damaged file', () => {
  it('is taken without its last line when that was torn off anywhere', async () => {
    const file = aFile();
    await written(file, steps(2));
    const last = JSON.stringify(stepRow(aStep(3, { key: 'iun', data: 'à' })));
    const whole = readFileSync(file);
    const bytes = Buffer.from(last);
    for (let length = 1; length < bytes.length; length++) {
      asKilled(file, '');
      writeFileSync(file, Buffer.concat([whole, bytes.subarray(0, length)]));
      expect([...(await inspect(file)).rows.keys()], `${length} bytes of the last line`).toEqual(['s1', 's2']);
    }

    expect(await atOnce(file).read()).toEqual(steps(2));
  });

  it('is refused when a byte of it differs, or means the same', async () => {
    const file = aFile();
    const all = [...steps(2, 'iun'), aStep(3)];
    const text = textOfRows(
      { $$indexCreated: { fieldName: 'key', unique: false, sparse: true } },
      stepRow(aStep(1, { key: 'iun' })),
      foldedRow('iun', steps(2, 'iun')),
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
      if (error === undefined) expect(await atOnce(file).read(), `byte ${at}`).toEqual(all);
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
    ['a missing step', (lines: string[]) => lines.toSpliced(1, 1), 2],
    ['a missing first step', (lines: string[]) => lines.toSpliced(0, 1), 1],
  ])('is refused for %s, with file and line, and stays as it is', async (_what, damage, line) => {
    const file = aFile();
    asKilled(file, `${damage(steps(4, 'iun').map((step) => JSON.stringify(stepRow(step)))).join('\n')}\n`);

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

    expect((await refusal(file)).message).toMatch(/:4: the file ends here with \d+ bytes, \d+ were written/);
  });

  it('is refused when it is gone although it was closed in order', async () => {
    const file = aFile();
    await written(file, steps(1));
    rmSync(file);

    await expect(atOnce(file).read()).rejects.toBeInstanceOf(StoreUnreadable);
    expect(existsSync(file)).toBe(false);
  });

  it('says in a sentence why it cannot be opened', async () => {
    const file = aFile();
    mkdirSync(file, { recursive: true });

    await expect(atOnce(file).read()).rejects.toThrow(`${file}: it cannot be read (EISDIR`);
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
    await made.log.read();
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
