import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { BytesTooLarge, type Store, type StoredStep, StoreFailure } from '../../src/store/ports.js';
import { stepsOf } from '../support/steps-of.js';

/** A store that can be closed and opened again as another process would find it. */
export interface Opened {
  readonly store: Store;
  reopened(): Promise<Opened>;
}

const aStep = (seq: number, change: Partial<StoredStep> = {}): StoredStep => ({
  seq,
  at: 1_000_000 * seq,
  room: 'room',
  born: 0,
  data: { 'a.b': `step ${seq}`, text: 'nul \u0000, line \u2028, half \ud83d, quote "\\' },
  ...change,
});
const steps = (count: number, from = 1): StoredStep[] => Array.from({ length: count }, (_, i) => aStep(from + i));

async function* pieces(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text);
}
const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
const isIntact = (error: unknown, wanted: new (...words: never[]) => Error) => expect(error).toBeInstanceOf(wanted);

/**
 * What every engine does in the same way.
 * @param keeps whether anything outlives the process
 */
export const describeEngine = (name: string, keeps: boolean, open: () => Promise<Opened>): void => {
  describe(`the engine ${name}`, () => {
    const opened: Store[] = [];
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
    });
    const begin = async (): Promise<Opened> => {
      const one = await open();
      opened.push(one.store);
      return one;
    };
    const again = async (one: Opened): Promise<Store> => {
      opened.splice(opened.indexOf(one.store), 1);
      await one.store.close();
      const { store } = await one.reopened();
      opened.push(store);
      return store;
    };
    const aSandbox = async (store: Store, id = 'one') => {
      await store.putSandbox({ id, seed: `seed of ${id}`, options: { 'x.y': [1, null] } });
      const log = store.log(id);
      await stepsOf(log);
      return { log, bytes: store.bytes(id) };
    };
    const put = async (store: Store, text: string, key = 'key', id = 'one') =>
      (await store.bytes(id).stage(pieces(text), 1_000_000)).commit(key);

    it('has no sandbox at the beginning', async () => {
      expect(await (await begin()).store.sandboxes()).toEqual([]);
    });

    it.runIf(keeps)('gives sandboxes back in the order in which they were made', async () => {
      const one = await begin();
      for (const id of ['zulu', 'alpha', 'mike']) await aSandbox(one.store, id);
      await one.store.removeSandbox('alpha');

      const found = await (await again(one)).sandboxes();

      expect(found.map(({ id }) => id)).toEqual(['zulu', 'mike']);
      expect(found[0]).toEqual({ id: 'zulu', seed: 'seed of zulu', options: { 'x.y': [1, null] } });
    });

    it.runIf(keeps)('gives steps back as they were, in their order, and takes more behind them', async () => {
      const one = await begin();
      const { log } = await aSandbox(one.store);
      for (const step of steps(2_500)) log.append(step);
      await log.flushed();
      const next = (await again(one)).log('one');
      expect(await stepsOf(next)).toEqual(steps(2_500));

      next.append(aStep(2_501));
      await next.flushed();

      expect(await stepsOf(next)).toEqual(steps(2_501));
    });

    it('has nothing pending once flushed has resolved', async () => {
      const { log } = await aSandbox((await begin()).store);
      expect(log.pending).toBe(false);
      log.append(aStep(1));
      log.append(aStep(2));

      await log.flushed();

      expect(log.pending).toBe(false);
    });

    it.runIf(keeps)('writes at closing what still waits', async () => {
      const one = await begin();
      const { log } = await aSandbox(one.store);
      log.append(aStep(1));
      await log.close();

      expect(await stepsOf((await again(one)).log('one'))).toEqual(steps(1));
    });

    it('says that a step appended after closing is lost', async () => {
      const { log } = await aSandbox((await begin()).store);
      await log.close();
      log.append(aStep(1));

      expect(log.pending).toBe(true);
      isIntact(await log.flushed().catch((error: unknown) => error), StoreFailure);
    });

    it.runIf(keeps)('forgets at clear what was before, and keeps what is appended right after', async () => {
      const one = await begin();
      const { log } = await aSandbox(one.store);
      for (const step of steps(3)) log.append(step);
      const cleared = log.clear();
      log.append(aStep(1, { room: 'again' }));
      await cleared;
      log.append(aStep(2, { room: 'again' }));
      await log.flushed();

      const found = await stepsOf((await again(one)).log('one'));

      expect(found.map(({ seq, room }) => `${seq} ${room}`)).toEqual(['1 again', '2 again']);
    });

    it('keeps sandboxes apart, and forgets one with all that is in it', async () => {
      const one = await begin();
      for (const id of ['one', 'two']) {
        const { log } = await aSandbox(one.store, id);
        log.append(aStep(1, { room: id }));
        await log.flushed();
        await put(one.store, id, 'key', id);
      }
      await one.store.removeSandbox('one');
      expect((await one.store.bytes('two').readAll('key'))?.toString()).toBe('two');
      await aSandbox(one.store, 'one');

      expect(await one.store.bytes('one').readAll('key')).toBeUndefined();
      expect(await stepsOf(one.store.log('one'))).toEqual([]);
    });

    it('shows bytes after the commit only, streamed or whole', async () => {
      const { bytes } = await aSandbox((await begin()).store);
      const staged = await bytes.stage(pieces('one, ', 'two'), 100);
      expect(await bytes.readAll('key')).toBeUndefined();
      expect(await bytes.read('key')).toBeUndefined();

      await staged.commit('key');

      expect((await bytes.readAll('key'))?.toString()).toBe('one, two');
      const stream = await bytes.read('key');
      expect(stream && (await buffer(stream)).toString()).toBe('one, two');
    });

    it('measures on the way, whatever the pieces', async () => {
      const { bytes } = await aSandbox((await begin()).store);
      const long = 'x'.repeat(700_000);

      const staged = await bytes.stage(pieces('ab', long, '', long), 2_000_000);
      await staged.commit('key');

      expect(staged.contentLength).toBe(1_400_002);
      expect(staged.sha256Base64).toBe(sha256(`ab${long}${long}`));
      expect(staged.head.toString()).toBe(`ab${'x'.repeat(1_022)}`);
      expect((await bytes.readAll('key'))?.toString()).toBe(`ab${long}${long}`);
    });

    it('takes no bytes at all, and keys that are no names of files', async () => {
      const { bytes } = await aSandbox((await begin()).store);
      await (await bytes.stage(pieces(), 10)).commit('../../etc/passwd');

      expect(await bytes.readAll('../../etc/passwd')).toEqual(Buffer.alloc(0));
    });

    it('replaces what was there, and removes it', async () => {
      const { store } = await begin();
      const { bytes } = await aSandbox(store);
      await put(store, 'first');
      await put(store, 'second');
      expect((await bytes.readAll('key'))?.toString()).toBe('second');

      await bytes.remove('key');
      await bytes.remove('key');

      expect(await bytes.readAll('key')).toBeUndefined();
    });

    it('stops at the limit, and leaves nothing', async () => {
      const { bytes } = await aSandbox((await begin()).store);

      isIntact(await bytes.stage(pieces('x'.repeat(6), 'x'.repeat(6)), 10).catch((e: unknown) => e), BytesTooLarge);

      expect(await bytes.readAll('key')).toBeUndefined();
    });

    it('passes on what breaks an upload', async () => {
      const { bytes } = await aSandbox((await begin()).store);
      const broken = (async function* () {
        yield Buffer.from('x');
        throw new Error('the client went away');
      })();

      await expect(bytes.stage(broken, 10)).rejects.toThrow('the client went away');
    });

    it('discards what nobody wanted', async () => {
      const { bytes } = await aSandbox((await begin()).store);

      await (await bytes.stage(pieces('x'), 10)).discard();

      expect(await bytes.readAll('key')).toBeUndefined();
    });

    it('forgets all bytes at clear, also those that wait for their verdict; later ones come after it', async () => {
      const { store } = await begin();
      const { bytes } = await aSandbox(store);
      await put(store, 'old');
      const before = await bytes.stage(pieces('before'), 100);
      const cleared = bytes.clear();
      const after = await bytes.stage(pieces('after'), 100);
      await before.commit('before');
      await after.commit('after');
      await cleared;

      expect(await bytes.readAll('key')).toBeUndefined();
      expect((await bytes.readAll('after'))?.toString()).toBe('after');
    });

    it.runIf(keeps)('has the bytes after a restart', async () => {
      const one = await begin();
      await aSandbox(one.store);
      await put(one.store, 'kept');

      expect((await (await again(one)).bytes('one').readAll('key'))?.toString()).toBe('kept');
    });
  });
};
