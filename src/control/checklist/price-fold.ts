import type { SeenCall } from '../../http/seen-call.js';
import { createBounded } from './bounded.js';
import type { Proof } from './proof.js';
import { proofOf } from './proof.js';

/** Prices. */
export interface PriceFacts {
  any?: Proof;
  /** The request with a notice whose creditor is the sender, and the answered price of that notice. */
  priced?: readonly [sent: Proof, asked: Proof];
  /** The first price that was asked before its notice was paid. */
  askedFirst?: Proof;
  /** Notices that were paid without. */
  readonly unasked: { count: number; readonly first: string[] };
  /** A notice of a sender that is the creditor itself was sent. */
  sent(notice: string, proof: Proof): void;
  /** A notice was sent whose price the creditor has to ask before it is paid. */
  awaits(notice: string): void;
  /** The price of a notice was answered. */
  answered(notice: string, call: SeenCall): void;
  /** A notice was paid. */
  paid(notice: string): void;
}

const noticeLimit = 5_000;
/** Notices that are named; all are counted. */
const shown = 20;

export const noticeKey = (notice: { readonly creditorTaxId: string; readonly noticeCode: string }): string =>
  `${notice.creditorTaxId}/${notice.noticeCode}`;

export const noPrices = (): PriceFacts => {
  const own = createBounded<Proof>(noticeLimit);
  const prices = createBounded<Proof>(noticeLimit);
  const awaited = createBounded<true>(noticeLimit);
  const facts: PriceFacts = {
    unasked: { count: 0, first: [] },
    sent: (notice, proof) => {
      if (facts.priced) return;
      const price = prices.get(notice);
      if (price) facts.priced = [proof, price];
      else own.set(notice, proof);
    },
    awaits: (notice) => awaited.set(notice, true),
    answered: (notice, call) => {
      if (prices.get(notice)) return;
      const proof = proofOf(call);
      prices.set(notice, proof);
      const sent = own.get(notice);
      if (sent && !facts.priced) facts.priced = [sent, proof];
    },
    paid: (notice) => {
      // What was sent before a restart is not judged: who knows what was asked by then.
      if (!awaited.get(notice)) return;
      awaited.delete(notice);
      const price = prices.get(notice);
      if (price) facts.askedFirst ??= price;
      else if (++facts.unasked.count <= shown) facts.unasked.first.push(notice);
    },
  };
  return facts;
};

export const foldPrice = (facts: PriceFacts, call: SeenCall): void => {
  if (!call.isUnderstood) return;
  facts.any ??= proofOf(call);
  if (call.status === 200) facts.answered(`${call.params.paTaxId}/${call.params.noticeCode}`, call);
};
