import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * What zlib works in: small, because each text is, and one is folded for every notification; but no chunk so small that it
 * comes out of the pool of buffers, which what is kept would hold fast.
 */
const zlib = { level: 3, memLevel: 4, windowBits: 14, chunkSize: 4_096 };
const dictionaryBytes = 2 ** zlib.windowBits;

interface Folder {
  fold(value: object): Buffer;
  unfold(packed: Buffer): unknown;
}

/** Deflates JSON texts that resemble each other: the first one is the dictionary of all that follow. */
export const createFolder = (): Folder => {
  const encoder = new TextEncoder();
  let dictionary: Uint8Array | undefined;
  /** Written anew for each text: a buffer of its own for every one would leave memory that no heap knows of. */
  let scratch = new Uint8Array(2 ** 16);
  const encoded = (text: string): Uint8Array => {
    // A character of a string is three bytes at most.
    if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 3);
    return scratch.subarray(0, encoder.encodeInto(text, scratch).written);
  };
  return {
    fold: (value) => {
      const bytes = encoded(JSON.stringify(value));
      dictionary ??= bytes.slice(-dictionaryBytes);
      // Copied, because what zlib gives is a view of the buffer that it worked in.
      return Buffer.from(deflateRawSync(bytes, { ...zlib, dictionary }));
    },
    unfold: (packed) => JSON.parse(inflateRawSync(packed, dictionary && { dictionary }).toString('utf8')),
  };
};
