import type { SeenCall } from '../../http/seen-call.js';
import type { NotificationRequest } from '../../send/request/model.js';
import { fromWireRequest } from '../../send/request/wire/request.js';
import { type RequestVersion, requestVersions } from '../../send/request/wire/versions.js';
import { type Bounded, createBounded } from './bounded.js';
import type { FileFacts } from './file-fold.js';
import type { PriceFacts } from './price-fold.js';
import { noticeKey } from './price-fold.js';
import type { Lapse, Proof } from './proof.js';
import { noLapse, note, proofOf } from './proof.js';
import {
  attachmentsOf,
  type FileOf,
  isUploaded,
  openTextsOf,
  paymentsOf,
  personalDataIn,
  type SendCase,
  type Trait,
  traitsOf,
  wanted,
  wantedCompat,
} from './send-rules.js';

/** The request that came closest to what a case wants. */
interface Nearest {
  readonly proof: Proof;
  readonly lacks: readonly Trait[];
}

/** Requests. */
export interface SendFacts {
  any?: Proof;
  /** First request that has it. */
  readonly having: Partial<Record<Trait, Proof>>;
  /** First request that has all, whatever was answered. */
  readonly whole: Partial<Record<SendCase, Proof>>;
  readonly wholeCompat: Partial<Record<SendCase, Proof>>;
  /** First request that has all and was accepted. */
  readonly accepted: Partial<Record<SendCase, Proof>>;
  readonly nearest: Partial<Record<SendCase, Nearest>>;
  /** Answered 202 and not accepted yet, by request id. */
  readonly pending: Bounded<{ readonly proof: Proof; readonly cases: readonly SendCase[] }>;
  /** Accepted before its call had ended: on a clock that runs by itself. */
  readonly early: Bounded<true>;
  /** Answered 202 with payments; how many of them with ASYNC. */
  paying: number;
  async: number;
  token?: Proof;
  sent?: Proof;
  readonly noToken: Lapse;
  readonly personalData: Lapse;
  readonly flatCosts: Lapse;
}

const pendingLimit = 1_000;

export const noSends = (): SendFacts => ({
  having: {},
  whole: {},
  wholeCompat: {},
  accepted: {},
  nearest: {},
  pending: createBounded(pendingLimit),
  early: createBounded(pendingLimit),
  paying: 0,
  async: 0,
  noToken: noLapse(),
  personalData: noLapse(),
  flatCosts: noLapse(),
});

const cases = Object.keys(wanted) as SendCase[];

/** The version that an operationId ends with: `…V26` is 2.6, none is 1. */
const versionOf = (operation: string): RequestVersion | undefined => {
  const [, major, minor] = /V(\d)(\d)$/.exec(operation) ?? [];
  const text = major === undefined ? '1' : `${major}.${minor}`;
  return requestVersions.find((version) => version === text);
};

/** Undefined: it was refused before it could be read. */
const requestOf = ({ operation, request }: SeenCall): NotificationRequest | undefined => {
  const version = versionOf(operation);
  try {
    return version && request !== undefined ? fromWireRequest(version, request) : undefined;
  } catch {
    return undefined;
  }
};

export const foldSend = (
  facts: SendFacts,
  { files, prices }: { readonly files: FileFacts; readonly prices: PriceFacts },
  call: SeenCall,
  fileOf: FileOf,
): void => {
  if (!call.isUnderstood) return;
  const proof = proofOf(call);
  facts.any ??= proof;
  const request = requestOf(call);
  if (!request) return;
  const has = traitsOf(request, fileOf);
  for (const trait of has) facts.having[trait] ??= proof;
  const whole = cases.filter((one) => foldCase(facts, one, has, proof));
  for (const { pagoPa } of request.recipients.flatMap(paymentsOf)) {
    if (pagoPa?.creditorTaxId === request.senderTaxId) prices.sent(noticeKey(pagoPa), proof);
  }
  judge(facts, files, call, request, fileOf);
  if (call.status !== 202) return;
  take(facts, files, request, call);
  for (const notice of noticesToPrice(request)) prices.awaits(notice);
  const { notificationRequestId } = (call.answer ?? {}) as { readonly notificationRequestId?: string };
  if (notificationRequestId === undefined) return;
  if (whole.length > 0 && whole.some((one) => !facts.accepted[one])) {
    facts.pending.set(notificationRequestId, { proof, cases: whole });
    if (facts.early.get(notificationRequestId)) acceptedRequest(facts, notificationRequestId);
  }
};

/** @returns whether it has all that the case wants */
const foldCase = (facts: SendFacts, one: SendCase, has: ReadonlySet<Trait>, proof: Proof): boolean => {
  if (wantedCompat[one].every((trait) => has.has(trait))) facts.wholeCompat[one] ??= proof;
  const lacks = wanted[one].filter((trait) => !has.has(trait));
  if (lacks.length === 0) facts.whole[one] ??= proof;
  const best = facts.nearest[one];
  if (!best || lacks.length < best.lacks.length) facts.nearest[one] = { proof, lacks };
  return lacks.length === 0;
};

/** What we look at beyond PagoPA's report, whatever was answered. */
const judge = (
  facts: SendFacts,
  files: FileFacts,
  call: SeenCall,
  request: NotificationRequest,
  fileOf: FileOf,
): void => {
  const wrong = attachmentsOf(request).find((file) => fileOf(file.ref.key) && !isUploaded(file, fileOf));
  if (wrong) {
    const what = `${wrong.ref.key}: sha256 ${wrong.digests.sha256}, versionToken ${wrong.ref.versionToken}`;
    note(files.wrongDigests, call, {
      it: `la richiesta non corrisponde al file caricato: ${what}`,
      en: `the request differs from the uploaded file: ${what}`,
    });
  }
  for (const [place, text] of openTextsOf(request)) {
    const found = personalDataIn(text, request.recipients);
    if (found) {
      note(facts.personalData, call, { it: `${place} contiene ${found.it}`, en: `${place} holds ${found.en}` });
    }
  }
  const pays = request.recipients.some((one) => paymentsOf(one).length > 0);
  if (request.notificationFeePolicy === 'FLAT_RATE' && pays) {
    note(facts.flatCosts, call, { it: 'FLAT_RATE con pagamenti', en: 'FLAT_RATE with payments' });
  }
};

/** Only of what was taken. */
const take = (facts: SendFacts, files: FileFacts, request: NotificationRequest, call: SeenCall): void => {
  facts.sent ??= proofOf(call);
  for (const { ref } of attachmentsOf(request)) files.unused.delete(ref.key);
  if (request.idempotenceToken) facts.token ??= proofOf(call);
  else note(facts.noToken, call, { it: 'senza idempotenceToken', en: 'without idempotenceToken' });
  if (request.recipients.every((one) => paymentsOf(one).length === 0)) return;
  facts.paying++;
  if (request.pagoPaIntMode === 'ASYNC') facts.async++;
};

/** With ASYNC the platform tells pagoPA the costs itself, with FLAT_RATE there are none: nobody has to ask. */
const noticesToPrice = ({
  notificationFeePolicy,
  pagoPaIntMode,
  recipients,
}: NotificationRequest): readonly string[] => {
  if (notificationFeePolicy === 'FLAT_RATE' || pagoPaIntMode === 'ASYNC') return [];
  return recipients
    .flatMap(paymentsOf)
    .flatMap(({ pagoPa }) => (pagoPa?.applyCost === true ? [noticeKey(pagoPa)] : []));
};

/** A request was accepted by the validation. */
export const acceptedRequest = (facts: SendFacts, notificationRequestId: string): void => {
  if (cases.every((one) => facts.accepted[one])) return;
  const found = facts.pending.get(notificationRequestId);
  if (!found) {
    facts.early.set(notificationRequestId, true);
    return;
  }
  facts.pending.delete(notificationRequestId);
  for (const one of found.cases) facts.accepted[one] ??= found.proof;
};
