import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createMeter } from '../memory-bytes.js';
import { type ByteStore, StoreAway, StoreDamaged, StoreFailure, writing } from '../ports.js';
import type { Database } from './database.js';
import type { HeldLeases } from './lease-table.js';

/** Where the content of files lies; their names and digests are rows in any case. */
export interface Contents {
  /** Pieces come in their order: 0, 1, 2 … */
  put(file: string, n: number, piece: Buffer): Promise<void>;
  pieces(file: string): AsyncIterable<Buffer>;
  /** The rows of these files are gone. */
  remove(files: readonly string[]): Promise<void>;
}

/** Content in rows, which go with those of their files. */
export const createChunkContents = (database: Database): Contents => ({
  put: async (file, n, piece) => {
    await database.run(
      'INSERT INTO send_sim.chunk (file, n, bytes) VALUES ($1, $2, $3)',
      [file, n, piece],
      'put-chunk',
    );
  },
  async *pieces(file) {
    for (let n = 0; ; n++) {
      const { rows } = await database.run<{ bytes: Buffer }>(
        'SELECT bytes FROM send_sim.chunk WHERE file = $1 AND n = $2',
        [file, n],
        'get-chunk',
      );
      const [row] = rows;
      if (!row) return;
      yield row.bytes;
    }
  },
  remove: async () => undefined,
});

/** Content in a folder that all replicas see. Files have ids of the database as names, so none is ever written twice. */
export const createFolderContents = (folder: string): Contents => {
  const pathOf = (file: string): string => join(folder, file.slice(0, 2), file);
  return {
    put: async (file, _n, piece) => {
      await writing(mkdir(join(folder, file.slice(0, 2)), { recursive: true }));
      await writing(appendFile(pathOf(file), piece));
    },
    async *pieces(file) {
      try {
        yield* createReadStream(pathOf(file)) as AsyncIterable<Buffer>;
      } catch (error) {
        throw new StoreFailure(`${pathOf(file)} cannot be read: ${String(error)}`, { cause: error });
      }
    },
    remove: async (files) => {
      await writing(Promise.all(files.map((file) => rm(pathOf(file), { force: true }))));
    },
  };
};

/** One statement and one row are made of that much; a file without content has one piece too. */
const pieceBytes = 256 * 1024;

async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  let isEmpty = true;
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + pieceBytes - length);
      waiting.push(Buffer.from(part));
      length += part.length;
      from += part.length;
      if (length < pieceBytes) continue;
      yield Buffer.concat(waiting);
      isEmpty = false;
      waiting = [];
      length = 0;
    }
  }
  if (length > 0 || isEmpty) yield Buffer.concat(waiting);
}

async function* metered(
  chunks: AsyncIterable<Uint8Array>,
  pass: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    pass(chunk);
    yield chunk;
  }
}

/** Removes files that wait for a verdict which nobody will give any more: of an owner that is gone. */
export const removeStaged = (database: Database, contents: Contents, sandbox: string): Promise<void> =>
  removeWhere(database, contents, 'sandbox = $1 AND key IS NULL', [sandbox]);

export const removeAllFiles = (database: Database, contents: Contents, sandbox: string): Promise<void> =>
  removeWhere(database, contents, 'sandbox = $1', [sandbox]);

const removeWhere = async (database: Database, contents: Contents, where: string, values: readonly string[]) => {
  const { rows } = await database.run<{ id: string }>(`DELETE FROM send_sim.file WHERE ${where} RETURNING id`, values);
  await contents.remove(rows.map(({ id }) => id));
};

export interface PostgresBytesParts {
  readonly database: Database;
  readonly contents: Contents;
  readonly sandbox: string;
  readonly leases: HeldLeases;
}

/** Bytes of one sandbox: a row each, the content behind it. What is read is compared with the digest of what came. */
export const createPostgresBytes = ({ database, contents, sandbox, leases }: PostgresBytesParts): ByteStore => {
  let cleared: Promise<unknown> = Promise.resolve();
  let clearings = 0;

  /** Only who has the lease gives a name to a file. */
  const name = async (id: string, key: string, sha256Base64: string): Promise<void> => {
    const replaced = await database.atOnce(async ({ run }) => {
      const lease = leases.numberOf(sandbox) ?? -1;
      const holder = await run('SELECT FROM send_sim.sandbox WHERE id = $1 AND lease = $2 FOR SHARE', [sandbox, lease]);
      if (holder.rowCount !== 1)
        throw new StoreAway(`the sandbox "${sandbox}" is worked on by another replica now: ask again`);
      const old = await run<{ id: string }>('DELETE FROM send_sim.file WHERE sandbox = $1 AND key = $2 RETURNING id', [
        sandbox,
        key,
      ]);
      await run('UPDATE send_sim.file SET key = $2, sha256 = $3 WHERE id = $1', [id, key, sha256Base64]);
      return old.rows.map((row) => row.id);
    });
    await contents.remove(replaced);
  };

  const find = async (key: string): Promise<AsyncIterable<Buffer> | undefined> => {
    const { rows } = await database.run<{ id: string; sha256: string }>(
      'SELECT id, sha256 FROM send_sim.file WHERE sandbox = $1 AND key = $2',
      [sandbox, key],
    );
    const [file] = rows;
    return file && verified(contents.pieces(file.id), file.sha256, key);
  };

  return {
    stage: async (chunks, limitBytes) => {
      await cleared.catch(() => undefined);
      const born = clearings;
      const isForgotten = (): boolean => born !== clearings;
      const { rows } = await database.run<{ id: string }>(
        'INSERT INTO send_sim.file (sandbox) VALUES ($1) RETURNING id',
        [sandbox],
      );
      const id = String(rows[0]?.id);
      const discard = () => removeWhere(database, contents, 'id = $1', [id]);
      const meter = createMeter(limitBytes);
      try {
        let n = 0;
        for await (const piece of inPieces(metered(chunks, meter.pass))) {
          if (isForgotten()) continue;
          await contents.put(id, n++, piece).catch((error: unknown) => {
            // It was forgotten while it was written.
            if (!isForgotten()) throw error;
          });
        }
      } catch (error) {
        await discard();
        throw error;
      }
      const measured = meter.result();
      return {
        ...measured,
        commit: (key) => (isForgotten() ? discard() : name(id, key, measured.sha256Base64)),
        discard,
      };
    },
    read: async (key) => {
      const pieces = await find(key);
      return pieces && Readable.from(pieces, { objectMode: false });
    },
    readAll: async (key) => {
      const pieces = await find(key);
      if (!pieces) return undefined;
      const all: Buffer[] = [];
      for await (const piece of pieces) all.push(piece);
      return Buffer.concat(all);
    },
    remove: (key) => removeWhere(database, contents, 'sandbox = $1 AND key = $2', [sandbox, key]),
    clear: (after) => {
      clearings++;
      const work = async (): Promise<void> => {
        await after;
        await removeAllFiles(database, contents, sandbox);
      };
      const done = work();
      cleared = done;
      return done;
    },
  };
};

async function* verified(pieces: AsyncIterable<Buffer>, sha256Base64: string, key: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest('base64') === sha256Base64) return;
  throw new StoreDamaged(`the content of ${key} is not what was uploaded: its SHA-256 differs`);
}
