import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type StoredStep, StoreUnreadable } from '../../src/store/ports.js';
import { sealed, textOf } from '../../src/store/row.js';
import { openFolderStore } from '../../src/store/store.js';
import { contentOf } from '../support/contents.js';
import { stepsOf } from '../support/steps-of.js';

const root = mkdtempSync(join(tmpdir(), 'folder-store-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const aFolder = (): string => join(root, String(folders++));

const atOnce = {
  after: (_ms: number, call: () => void) => {
    call();
    return () => undefined;
  },
};
const open = (folder: string) => openFolderStore(folder, atOnce);
const aSandbox = (id: string) => ({ id, seed: 'a\u2028b', options: { 'x.y': 1 } });
const aStep = (seq: number): StoredStep => ({ seq, at: seq, room: 'room', born: 0, data: null });
async function* bytes(text: string) {
  yield Buffer.from(text);
}

/** A folder with these sandboxes, each with two steps and a file. */
const filled = async (...ids: readonly string[]): Promise<string> => {
  const folder = aFolder();
  const store = await open(folder);
  for (const id of ids) {
    await store.putSandbox(aSandbox(id));
    const log = store.log(id);
    log.append(aStep(1));
    log.append(aStep(2));
    await log.flushed();
    await (await store.bytes(id).stage(bytes(id), 100)).commit('key');
  }
  await store.close();
  return folder;
};

const refusal = async (folder: string): Promise<StoreUnreadable> => {
  const before = existsSync(folder) ? contentOf(folder) : {};
  const error = await open(folder).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StoreUnreadable);
  expect(contentOf(folder)).toEqual(before);
  return error as StoreUnreadable;
};

describe('a data folder', () => {
  it('remembers its sandboxes, their steps and their bytes', async () => {
    const folder = await filled('default', 'other');

    const store = await open(folder);

    expect(await store.sandboxes()).toEqual([aSandbox('default'), aSandbox('other')]);
    expect(await stepsOf(store.log('other'))).toEqual([aStep(1), aStep(2)]);
    expect(await store.bytes('other').readAll('key')).toEqual(Buffer.from('other'));
    await store.close();
  });

  it('keeps nothing of a sandbox that was removed', async () => {
    const folder = await filled('default', 'other');
    const store = await open(folder);
    await stepsOf(store.log('other'));

    await store.removeSandbox('other');

    expect(await store.sandboxes()).toEqual([aSandbox('default')]);
    expect(readdirSync(join(folder, 'sandbox'))).toEqual(['default']);
    await store.putSandbox(aSandbox('other'));
    expect(await stepsOf(store.log('other'))).toEqual([]);
    expect(await store.bytes('other').readAll('key')).toBeUndefined();
    await store.close();
  });

  it('ends a removal that a kill cut short', async () => {
    const folder = await filled('default', 'other');
    const going = { ...aSandbox('other'), isGoing: true };
    writeFileSync(join(folder, 'sandboxes.db'), `${JSON.stringify(sealed({ _id: 'other', body: textOf(going) }))}\n`, {
      flag: 'a',
    });
    rmSync(join(folder, 'sandbox', 'other', 'files'), { recursive: true });

    const store = await open(folder);

    expect(await store.sandboxes()).toEqual([aSandbox('default')]);
    expect(readdirSync(join(folder, 'sandbox'))).toEqual(['default']);
    await store.close();
  });
});

describe('damage in a data folder', () => {
  it('is found before anything is written, in whichever sandbox it is', async () => {
    const folder = await filled('default', 'other');
    const file = join(folder, 'sandbox', 'other', 'steps.db');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"at":2', '"at":3').replace('\\"at\\":2', '\\"at\\":3'));

    const error = await refusal(folder);

    expect(error.file).toBe(file);
    expect(error.line).toBe(2);
  });

  it('is found in the catalog', async () => {
    const folder = await filled('default', 'other');
    const file = join(folder, 'sandboxes.db');
    writeFileSync(file, readFileSync(file, 'utf8').replace('default', 'defaulf'));

    expect((await refusal(folder)).message).toContain(`${file}:1: `);
  });

  it('is a catalog that does not know a sandbox whose folder is there', async () => {
    const folder = await filled('default');
    rmSync(join(folder, 'sandboxes.db'));

    expect((await refusal(folder)).message).toContain('it does not know the sandbox "default"');
  });
});

describe('a folder that cannot be used', () => {
  it('is refused in a sentence when a file stands in its place', async () => {
    const folder = aFolder();
    writeFileSync(folder, 'a file');

    await expect(open(folder)).rejects.toThrow(`${folder}: the folder cannot be made (EEXIST`);
    await expect(open(join(folder, 'below'))).rejects.toBeInstanceOf(StoreUnreadable);
  });

  it.skipIf(process.platform !== 'linux')(
    'is refused where no folder can be made at all, and does not try for ever',
    async () => {
      await expect(open('/proc/send-simulator/data')).rejects.toThrow(/: the folder cannot be made \(ENOENT/);
    },
  );

  it.skipIf(process.getuid?.() === 0)('is refused in a sentence when nothing can be written into it', async () => {
    const folder = aFolder();
    mkdirSync(folder);
    chmodSync(folder, 0o555);

    await expect(open(folder)).rejects.toThrow(`${folder}: the folder cannot be written (EACCES`);
  });
});

describe('the lock of a folder', () => {
  const lockOf = (folder: string): string => join(folder, 'lock');

  it('keeps a second simulator out, and is gone after closing', async () => {
    const folder = aFolder();
    const store = await open(folder);

    await expect(open(folder)).rejects.toThrow(
      `process ${process.pid} works on this folder: stop it or choose another`,
    );
    expect(existsSync(lockOf(folder))).toBe(true);

    await store.close();
    expect(existsSync(lockOf(folder))).toBe(false);
    await (await open(folder)).close();
  });

  it('keeps out while another process lives, and is taken over once that is dead', async () => {
    const folder = aFolder();
    await (await open(folder)).close();
    const other = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    await once(other, 'spawn');
    writeFileSync(lockOf(folder), JSON.stringify({ pid: other.pid, bornAt: 1 }));
    await expect(open(folder)).rejects.toThrow(`process ${other.pid} works on this folder`);

    other.kill('SIGKILL');
    await once(other, 'exit');

    const store = await open(folder);
    expect(JSON.parse(readFileSync(lockOf(folder), 'utf8'))).toMatchObject({ pid: process.pid });
    await store.close();
  });

  it.each([
    ['an earlier process with our number', JSON.stringify({ pid: process.pid, bornAt: 1 })],
    ['a process that was killed while it wrote it', ''],
  ])('is taken over from %s', async (_who, text) => {
    const folder = aFolder();
    mkdirSync(folder);
    writeFileSync(lockOf(folder), text);

    const store = await open(folder);

    await expect(open(folder)).rejects.toBeInstanceOf(StoreUnreadable);
    await store.close();
  });

  it('is given back when the folder turns out to be damaged', async () => {
    const folder = await filled('default');
    renameSync(join(folder, 'sandbox', 'default'), join(folder, 'sandbox', 'stranger'));

    await refusal(folder);

    expect(existsSync(lockOf(folder))).toBe(false);
  });
});
