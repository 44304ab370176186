import type { SeenCall } from '../../http/seen-call.js';
import { type Bounded, createBounded } from './bounded.js';
import type { Lapse, Proof } from './proof.js';
import { noLapse, note, proofOf } from './proof.js';

/** How many of something, and the first two calls that brought them. */
interface Tally {
  count: number;
  readonly calls: Proof[];
}

/** Upload slots and uploads. */
export interface FileFacts {
  preload?: Proof;
  /** Every element has a `preloadIdx` of its own. */
  indexed?: Proof;
  /** The same, and one of them is a PDF. */
  indexedPdf?: Proof;
  /** Elements of calls that asked for PDFs alone, as PagoPA's tool counts them. */
  readonly slotsCompat: Tally;
  /** Slots for a PDF. */
  readonly slots: Tally;
  readonly uploads: Tally;
  /** Different files. */
  readonly uploaded: Tally & { readonly keys: string[] };
  readonly wrongDigests: Lapse;
  /** Files that no accepted request has named yet, by key. */
  readonly unused: Bounded<Proof>;
}

const emptyTally = (): Tally => ({ count: 0, calls: [] });
const unusedLimit = 1_000;

export const noFiles = (): FileFacts => ({
  slotsCompat: emptyTally(),
  slots: emptyTally(),
  uploads: emptyTally(),
  uploaded: { ...emptyTally(), keys: [] },
  wrongDigests: noLapse(),
  unused: createBounded(unusedLimit),
});

const add = (tally: Tally, call: SeenCall, count = 1): void => {
  tally.count += count;
  if (count > 0 && tally.calls.length < 2) tally.calls.push(proofOf(call));
};

interface SlotWanted {
  readonly preloadIdx?: string;
  readonly contentType?: string;
}

export const foldPreload = (facts: FileFacts, call: SeenCall): void => {
  if (!call.isUnderstood) return;
  facts.preload ??= proofOf(call);
  if (!Array.isArray(call.request)) return;
  const wanted = call.request as readonly SlotWanted[];
  const indexes = new Set(wanted.map(({ preloadIdx }) => preloadIdx));
  const isIndexed = wanted.length > 0 && indexes.size === wanted.length && !indexes.has(undefined);
  const pdfs = wanted.filter(({ contentType }) => contentType === 'application/pdf').length;
  if (isIndexed) facts.indexed ??= proofOf(call);
  if (isIndexed && pdfs > 0) facts.indexedPdf ??= proofOf(call);
  if (call.status !== 200) return;
  if (isIndexed && pdfs === wanted.length) add(facts.slotsCompat, call, pdfs);
  add(facts.slots, call, pdfs);
};

/** What the storage says when bytes, header and announced digest are not the same. */
const digestCodes: readonly unknown[] = ['BadDigest', 'SignatureDoesNotMatch'];

/**
 * An upload that was answered 200 has been checked against its slot: secret, digest of the bytes, link untouched.
 * A signature covers the digest among other things: the platform does not say which of them was wrong.
 */
export const foldUpload = (facts: FileFacts, call: SeenCall): void => {
  const { key = '', code } = call.params;
  if (call.method !== 'PUT') return;
  if (digestCodes.includes(code)) {
    note(facts.wrongDigests, call, { it: `il caricamento è stato rifiutato: ${code}`, en: `upload refused: ${code}` });
  }
  if (call.status !== 200) return;
  add(facts.uploads, call);
  facts.unused.set(key, proofOf(call));
  if (facts.uploaded.keys.length >= 2 || facts.uploaded.keys.includes(key)) return;
  facts.uploaded.keys.push(key);
  add(facts.uploaded, call);
};
