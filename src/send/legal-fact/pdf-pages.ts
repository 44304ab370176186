import { inflateSync } from 'node:zlib';

/** All object streams of one file together may inflate to this much. */
const inflateLimitBytes = 20 * 1024 * 1024;
/** Deflate never grows by more than this factor. */
const deflateMaxRatio = 1_032;
/** A dictionary is read up to here: a page's own keys never lie further. */
const dictionaryLimitBytes = 64 * 1024;
/** Room for some 80,000 objects in one object stream. */
const objectStreamHeadLimitBytes = 1024 * 1024;

interface Objects {
  /** Numbers of the page objects. The last version of an object wins: an updated file repeats what changed. */
  readonly pages: Set<number>;
  /** What the root of the page tree says. */
  declared: number;
  inflateLeft: number;
  /** Some object stream could not be read, so pages may be missing. */
  incomplete: boolean;
}

/**
 * Pages of a PDF that somebody uploaded: its page objects, loose or in compressed object streams; where none can be
 * seen (encrypted, damaged, too large once inflated), the count of the page tree's root; where that is hidden too, 1.
 * The cross-reference table is not used, because many files have a wrong one or none.
 *
 * Never throws; time and memory are linear in the file, with at most 20 MB inflated.
 */
export const countPdfPages = (bytes: Buffer): number => {
  const objects: Objects = {
    pages: new Set(),
    declared: 0,
    inflateLeft: inflateLimitBytes,
    incomplete: false,
  };
  readObjects(bytes, objects);
  const seen = objects.pages.size;
  return seen > 0 && !objects.incomplete ? seen : Math.max(seen, objects.declared, 1);
};

const readObjects = (bytes: Buffer, objects: Objects): void => {
  const objectWords = finder(bytes, 'obj');
  const endWords = finder(bytes, 'endobj');
  const streamWords = finder(bytes, 'stream');
  const endStreamWords = finder(bytes, 'endstream');

  let cursor = 0;
  for (;;) {
    const word = objectWords(cursor);
    if (word === -1) return;
    cursor = word + 3;
    const number = objectNumberBefore(bytes, word);
    if (number === undefined) continue;

    const end = orEnd(endWords(cursor), bytes);
    const stream = streamStart(bytes, streamWords, cursor, end);
    const bodyEnd = Math.min(stream?.word ?? end, cursor + dictionaryLimitBytes);
    const body = bytes.toString('latin1', cursor, bodyEnd);
    notePage(number, body, objects);
    cursor = bodyEnd;

    if (stream) {
      const dataEnd = streamEnd(bytes, endStreamWords, stream.data, body);
      if (/\/Type\s*\/ObjStm\b/.test(body)) readObjectStream(bytes.subarray(stream.data, dataEnd), body, objects);
      cursor = dataEnd;
    }
  }
};

/** Pairs of object number and offset, offsets growing, then from `/First` on the objects (ISO 32000-1, 7.5.7). */
const readObjectStream = (data: Buffer, dictionary: string, objects: Objects): void => {
  const content = /\/Filter/.test(dictionary) ? inflate(data, objects) : data;
  const first = integer(dictionary, 'First');
  if (!content || first === undefined || first > objectStreamHeadLimitBytes) {
    objects.incomplete = true;
    return;
  }
  const head = (content.toString('latin1', 0, Math.min(first, content.length)).match(/\d+/g) ?? []).map(Number);
  let readUpTo = 0;
  for (let i = 0; i + 1 < head.length; i += 2) {
    const start = first + (head[i + 1] ?? 0);
    // Overlapping objects are not valid; skipping them keeps the time linear.
    if (start < readUpTo) continue;
    const end = Math.min(first + (head[i + 3] ?? content.length), start + dictionaryLimitBytes);
    readUpTo = Math.max(start, end);
    notePage(head[i] ?? 0, content.toString('latin1', start, readUpTo), objects);
  }
};

/** A failed attempt is charged with the most it can have cost, so that many bad streams are no way around the limit. */
const inflate = (data: Buffer, objects: Objects): Buffer | undefined => {
  if (objects.inflateLeft <= 0) return undefined;
  try {
    const content = inflateSync(data, { maxOutputLength: objects.inflateLeft });
    objects.inflateLeft -= content.length;
    return content;
  } catch {
    objects.inflateLeft -= Math.min(data.length * deflateMaxRatio, objects.inflateLeft);
    return undefined;
  }
};

const notePage = (number: number, body: string, objects: Objects): void => {
  if (/\/Type\s*\/Page(?![A-Za-z0-9_.-])/.test(body)) objects.pages.add(number);
  else objects.pages.delete(number);
  const count = integer(body, 'Count');
  const isRoot = /\/Type\s*\/Pages(?![A-Za-z0-9_.-])/.test(body) && !/\/Parent\b/.test(body);
  if (isRoot && count !== undefined) objects.declared = count;
};

const integer = (dictionary: string, key: string): number | undefined => {
  const match = new RegExp(`/${key}\\s+(\\d{1,9})(?!\\s+\\d+\\s+R)(?!\\d)`).exec(dictionary);
  return match ? Number(match[1]) : undefined;
};

/** `12 0 obj`: the 12. */
const objectNumberBefore = (bytes: Buffer, word: number): number | undefined => {
  const match = /(\d{1,10})\s+\d{1,5}\s+$/.exec(bytes.toString('latin1', Math.max(0, word - 24), word));
  return match ? Number(match[1]) : undefined;
};

const streamStart = (
  bytes: Buffer,
  streamWords: Finder,
  from: number,
  end: number,
): { readonly word: number; readonly data: number } | undefined => {
  for (let word = streamWords(from); word !== -1 && word < end; word = streamWords(word + 6)) {
    // The word stands alone before an end of line; elsewhere it is part of a text.
    if (bytes[word + 6] === 0x0a) return { word, data: word + 7 };
    if (bytes[word + 6] === 0x0d) return { word, data: word + (bytes[word + 7] === 0x0a ? 8 : 7) };
  }
  return undefined;
};

/** The declared length where it is true, else the next `endstream`. */
const streamEnd = (bytes: Buffer, endStreamWords: Finder, data: number, dictionary: string): number => {
  const declared = data + (integer(dictionary, 'Length') ?? 0);
  if (declared > data && /^\s{0,2}endstream/.test(bytes.toString('latin1', declared, declared + 12))) return declared;
  return orEnd(endStreamWords(data), bytes);
};

const orEnd = (position: number, bytes: Buffer): number => (position === -1 ? bytes.length : position);

type Finder = (from: number) => number;

/** `indexOf` for growing positions that never searches the same bytes twice. */
const finder = (bytes: Buffer, word: string): Finder => {
  let known = -2;
  return (from) => {
    if (known === -1 || known >= from) return known;
    known = bytes.indexOf(word, from, 'latin1');
    return known;
  };
};
