import type { SeenCall } from '../../http/seen-call.js';
import { type Bounded, createBounded } from './bounded.js';
import type { Proof } from './proof.js';
import { proofOf } from './proof.js';

/** The call that told the link, and the one that used it. */
interface Fetched {
  readonly asked: Proof;
  downloaded?: Proof;
}

type Kind = 'document' | 'payment' | 'legalFact';

/** Documents, payment forms, legal facts. */
export interface DownloadFacts {
  readonly document: { asked?: Proof; done?: Fetched };
  /** The pagoPA form; `anyDone` counts F24 forms, too. */
  readonly payment: { asked?: Proof; done?: Fetched; anyDone?: Fetched };
  readonly legalFact: {
    any?: Proof;
    anyDone?: Fetched;
    /** A legal fact that a detail names, with that detail. */
    named?: { readonly detail: Proof; readonly fetched: Fetched };
    done?: { readonly detail: Proof; readonly fetched: Fetched };
  };
  detail?: Proof;
  /** Links that nobody has used yet, by signature. */
  readonly links: Bounded<{
    readonly kind: Kind;
    readonly isPagoPa: boolean;
    readonly fetched: Fetched;
    fact?: string;
  }>;
  /** Legal facts that were asked for, by IUN and id. */
  readonly asked: Bounded<Fetched>;
  /** Legal facts that a detail names, by IUN and id. */
  readonly named: Bounded<Proof>;
}

const limit = 2_000;

export const noDownloads = (): DownloadFacts => ({
  document: {},
  payment: {},
  legalFact: {},
  links: createBounded(limit),
  asked: createBounded(limit),
  named: createBounded(limit),
});

/** What makes a link single. */
export const signatureIn = (url: string): string | undefined => /[?&]X-Amz-Signature=([0-9a-f]+)/.exec(url)?.[1];

const linkOf = ({ answer }: SeenCall): string | undefined => {
  const { url } = (answer ?? {}) as { readonly url?: unknown };
  return typeof url === 'string' ? signatureIn(url) : undefined;
};

export const foldDocument = (facts: DownloadFacts, call: SeenCall): void => {
  if (call.status !== 200) return;
  const fetched = { asked: proofOf(call) };
  facts.document.asked ??= fetched.asked;
  const link = linkOf(call);
  if (link) facts.links.set(link, { kind: 'document', isPagoPa: false, fetched });
};

export const foldPaymentForm = (facts: DownloadFacts, call: SeenCall): void => {
  if (call.status !== 200) return;
  const fetched = { asked: proofOf(call) };
  const isPagoPa = call.params.attachmentName === 'PAGOPA';
  if (isPagoPa) facts.payment.asked ??= fetched.asked;
  const link = linkOf(call);
  if (link) facts.links.set(link, { kind: 'payment', isPagoPa, fetched });
};

/** Id of a legal fact without the scheme that a key of the timeline carries. */
const bare = (key: string): string => key.replace(/^safestorage:\/\//, '');
const factKey = (iun: string | undefined, id: string): string => `${iun} ${bare(id)}`;

export const foldLegalFact = (facts: DownloadFacts, call: SeenCall): void => {
  if (call.status !== 200) return;
  const { iun, legalFactId = '' } = call.params;
  const fetched: Fetched = { asked: proofOf(call) };
  facts.legalFact.any ??= fetched.asked;
  const fact = factKey(iun, legalFactId);
  const link = linkOf(call);
  if (link) facts.links.set(link, { kind: 'legalFact', isPagoPa: false, fetched, fact });
  if (facts.legalFact.done) return;
  facts.asked.set(fact, fetched);
  meet(facts, fact);
};

interface WireDetail {
  readonly iun?: string;
  readonly timeline?: readonly { readonly legalFactsIds?: readonly { readonly key: string }[] }[];
}

export const foldDetail = (facts: DownloadFacts, call: SeenCall): void => {
  if (call.status !== 200) return;
  facts.detail ??= proofOf(call);
  if (facts.legalFact.done) return;
  const { iun, timeline = [] } = (call.answer ?? {}) as WireDetail;
  for (const { legalFactsIds } of timeline) {
    for (const { key } of legalFactsIds ?? []) {
      const fact = factKey(iun, key);
      if (!facts.named.get(fact)) facts.named.set(fact, proofOf(call));
      meet(facts, fact);
    }
  }
};

/** Detail and legal fact may come in either order. */
const meet = ({ asked, named, legalFact }: DownloadFacts, fact: string): void => {
  const [detail, fetched] = [named.get(fact), asked.get(fact)];
  if (!detail || !fetched) return;
  legalFact.named ??= { detail, fetched };
  if (fetched.downloaded) legalFact.done ??= { detail, fetched };
};

export const foldDownload = (facts: DownloadFacts, call: SeenCall): void => {
  const link = facts.links.get(call.params.signature ?? '');
  if (!link || call.status !== 200 || call.method !== 'GET') return;
  facts.links.delete(call.params.signature ?? '');
  const { kind, isPagoPa, fetched, fact } = link;
  fetched.downloaded = proofOf(call);
  if (kind === 'document') facts.document.done ??= fetched;
  if (kind === 'payment') {
    facts.payment.anyDone ??= fetched;
    if (isPagoPa) facts.payment.done ??= fetched;
  }
  if (kind !== 'legalFact' || fact === undefined) return;
  facts.legalFact.anyDone ??= fetched;
  // An earlier question for the same one may have taken its place.
  facts.asked.set(fact, fetched);
  meet(facts, fact);
};
