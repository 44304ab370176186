import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ByteStore, BytesTooLarge, type StagedBytes } from './ports.js';

const headLength = 1_024;

/** Watches bytes pass: length, digest, beginning, limit. */
export const createMeter = (limitBytes: number) => {
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let length = 0;
  return {
    /** @throws BytesTooLarge */
    pass: (chunk: Uint8Array): void => {
      if (length + chunk.length > limitBytes) throw new BytesTooLarge(limitBytes);
      if (length < headLength) head.push(Uint8Array.from(chunk.subarray(0, headLength - length)));
      length += chunk.length;
      hash.update(chunk);
    },
    result: (): Pick<StagedBytes, 'contentLength' | 'sha256Base64' | 'head'> => ({
      contentLength: length,
      sha256Base64: hash.digest('base64'),
      head: Buffer.concat(head),
    }),
  };
};

/** Bytes in memory, in the pieces in which they came. */
export const createMemoryBytes = (): ByteStore => {
  const files = new Map<string, readonly Buffer[]>();
  return {
    stage: async (chunks, limitBytes) => {
      const meter = createMeter(limitBytes);
      const pieces: Buffer[] = [];
      for await (const chunk of chunks) {
        meter.pass(chunk);
        pieces.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
      }
      return {
        ...meter.result(),
        commit: async (key) => void files.set(key, pieces),
        discard: async () => {},
      };
    },
    read: async (key) => {
      const pieces = files.get(key);
      return pieces && Readable.from(pieces, { objectMode: false });
    },
    readAll: async (key) => {
      const pieces = files.get(key);
      return pieces && Buffer.concat(pieces);
    },
    remove: async (key) => void files.delete(key),
    clear: async () => files.clear(),
  };
};
