import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { createFileBytes } from '../../src/store/file-bytes.js';
import { createMemoryBytes } from '../../src/store/memory-bytes.js';
import { BytesTooLarge, StoreDamaged, StoreFailure } from '../../src/store/ports.js';

const root = mkdtempSync(join(tmpdir(), 'bytes-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const aFolder = () => join(root, String(folders++));

async function* pieces(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text);
}

describe.each([
  ['memory', createMemoryBytes],
  ['file', () => createFileBytes(aFolder())],
])('the %s engine', (_name, create) => {
  it('shows bytes after the commit only', async () => {
    const bytes = create();
    const staged = await bytes.stage(pieces('one, ', 'two'), 100);
    expect(await bytes.readAll('key')).toBeUndefined();

    await staged.commit('key');

    expect(await bytes.readAll('key')).toEqual(Buffer.from('one, two'));
    const stream = await bytes.read('key');
    expect(stream && (await buffer(stream))).toEqual(Buffer.from('one, two'));
  });

  it('measures on the way', async () => {
    const long = 'x'.repeat(1_000);
    const staged = await create().stage(pieces(long, long), 10_000);

    expect(staged.contentLength).toBe(2_000);
    expect(staged.sha256Base64).toBe(
      createHash('sha256')
        .update(long + long)
        .digest('base64'),
    );
    expect(staged.head).toEqual(Buffer.from('x'.repeat(1_024)));
  });

  it('takes no bytes at all', async () => {
    const bytes = create();
    const staged = await bytes.stage(pieces(), 10);
    await staged.commit('empty');

    expect(staged.contentLength).toBe(0);
    expect(await bytes.readAll('empty')).toEqual(Buffer.alloc(0));
  });

  it('replaces what was there', async () => {
    const bytes = create();
    await (await bytes.stage(pieces('first'), 10)).commit('key');
    await (await bytes.stage(pieces('second'), 10)).commit('key');

    expect(await bytes.readAll('key')).toEqual(Buffer.from('second'));
  });

  it('stops at the limit while the bytes still come', async () => {
    const bytes = create();
    let given = 0;
    const endless = (async function* () {
      for (;;) {
        given++;
        yield Buffer.alloc(10);
      }
    })();

    await expect(bytes.stage(endless, 35)).rejects.toBeInstanceOf(BytesTooLarge);
    expect(given).toBe(4);
    expect((await bytes.stage(pieces('x'.repeat(35)), 35)).contentLength).toBe(35);
  });

  it('passes on the error of its source and may go on', async () => {
    const bytes = create();
    const broken = (async function* () {
      yield Buffer.from('half');
      throw new Error('gone');
    })();

    await expect(bytes.stage(broken, 100)).rejects.toThrow('gone');
    await (await bytes.stage(pieces('whole'), 100)).commit('key');
    expect(await bytes.readAll('key')).toEqual(Buffer.from('whole'));
  });

  it('forgets what is discarded, removed or cleared', async () => {
    const bytes = create();
    await (await bytes.stage(pieces('a'), 10)).commit('a');
    await (await bytes.stage(pieces('b'), 10)).commit('b');
    await (await bytes.stage(pieces('c'), 10)).discard();

    await bytes.remove('a');
    await bytes.remove('never there');
    expect(await bytes.readAll('a')).toBeUndefined();
    expect(await bytes.read('a')).toBeUndefined();
    expect(await bytes.readAll('b')).toEqual(Buffer.from('b'));

    await bytes.clear();
    expect(await bytes.readAll('b')).toBeUndefined();
  });
});

describe('the file engine', () => {
  it('makes its folder with the first upload, and names files by a digest of the key', async () => {
    const folder = join(aFolder(), 'deep', 'er');
    const bytes = createFileBytes(folder);
    await bytes.clear();
    expect(existsSync(folder)).toBe(false);

    await (await bytes.stage(pieces('x'), 10)).commit('../../outside');

    expect(readdirSync(folder)).toEqual([createHash('sha256').update('../../outside').digest('hex')]);
    expect(await bytes.readAll('../../outside')).toEqual(Buffer.from('x'));
  });

  it('gives no file away that is not of the digest of what came', async () => {
    const folder = aFolder();
    const bytes = createFileBytes(folder);
    const staged = await bytes.stage(pieces('what came'), 10);
    await staged.commit('key');
    expect(await bytes.readAll('key', staged.sha256Base64)).toEqual(Buffer.from('what came'));
    writeFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'what cane');

    await expect(bytes.readAll('key', staged.sha256Base64)).rejects.toBeInstanceOf(StoreDamaged);
    await expect(bytes.read('key', staged.sha256Base64)).rejects.toThrow('is not what was uploaded as key');
  });

  it('finds its files again after a restart', async () => {
    const folder = aFolder();
    await (await createFileBytes(folder).stage(pieces('x'), 10)).commit('key');

    expect(await createFileBytes(folder).readAll('key')).toEqual(Buffer.from('x'));
  });

  it('removes what a killed process left half written, and nothing else', async () => {
    const folder = aFolder();
    const before = createFileBytes(folder);
    await (await before.stage(pieces('kept'), 10)).commit('key');
    await before.stage(pieces('left over'), 10);
    expect(readdirSync(folder)).toHaveLength(2);

    const after = createFileBytes(folder);

    expect(readdirSync(folder)).toHaveLength(1);
    expect(await after.readAll('key')).toEqual(Buffer.from('kept'));
  });

  it('leaves no file behind after the limit or an error', async () => {
    const folder = aFolder();
    const bytes = createFileBytes(folder);

    await expect(bytes.stage(pieces('too long'), 3)).rejects.toBeInstanceOf(BytesTooLarge);

    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells a failed write from everything else', async () => {
    const folder = aFolder();
    mkdirSync(root, { recursive: true });
    writeFileSync(folder, 'a file where the folder should be');

    await expect(createFileBytes(join(folder, 'sub')).stage(pieces('x'), 10)).rejects.toBeInstanceOf(StoreFailure);
  });
});
