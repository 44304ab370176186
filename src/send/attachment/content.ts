import type { F24Facts } from '../payment/model.js';

/** Those who understand what is in a file; the store itself does not. */
export interface ContentReaders {
  /** Pages of a PDF, which the weight of a letter follows from; may throw. */
  readonly countPages?: (bytes: Buffer) => number;
  /** Metadata of an F24 form. */
  readonly readF24?: (text: string) => F24Facts;
}

/** What of the content is remembered: the rules that ask for it later cannot wait for the store. */
interface ContentFacts {
  readonly pages: number;
  readonly f24?: F24Facts;
}

const mebibyte = 1_024 * 1_024;
/** Larger files are not read again, and pass as they are: nobody posts such a letter, no form has so many records. */
const largestRead = { pdf: 64 * mebibyte, json: 8 * mebibyte } as const;

/** What cannot be read as a PDF is one page. */
const pagesOf = (bytes: Buffer, { countPages }: ContentReaders): number => {
  try {
    return Math.max(1, countPages?.(bytes) ?? 1);
  } catch {
    return 1;
  }
};

/** Reads a file once, when its upload completes. */
export const contentFacts = async (
  { contentType, contentLength }: { readonly contentType: string; readonly contentLength: number },
  read: () => Promise<Buffer | undefined>,
  readers: ContentReaders,
): Promise<ContentFacts> => {
  const isJson = contentType === 'application/json';
  const isWanted = isJson ? readers.readF24 : readers.countPages;
  const bytes = isWanted && contentLength <= largestRead[isJson ? 'json' : 'pdf'] ? await read() : undefined;
  if (!bytes) return { pages: 1 };
  return isJson
    ? { pages: 1, ...(readers.readF24 ? { f24: readers.readF24(bytes.toString('utf8')) } : {}) }
    : { pages: pagesOf(bytes, readers) };
};
