import { type Draft, isChunked, readBody } from './draft.js';
import type { Reply } from './wire.js';

/** What may be answered to a call that is wrong in some way, and what may not. */

/** Statuses below 500 with which the platform refuses: gateway, adapters, services, store; 417 and 431 are Node's own. */
const refusals: ReadonlySet<number> = new Set([
  400, 401, 403, 404, 405, 409, 411, 412, 413, 415, 416, 417, 422, 429, 431,
]);

/** A call, its answer, and the operation that the journal names for it. */
export interface Answered {
  readonly draft: Draft;
  readonly reply: Reply;
}

interface PlatformFailure {
  readonly name: string;
  readonly status: number;
  /** Whether this call deserves it. */
  readonly isDue: (answered: Answered) => boolean;
}

const int32 = { least: -(2 ** 31), greatest: 2 ** 31 - 1 };
const fitsInt32 = (value: unknown): boolean =>
  typeof value !== 'number' || (Math.trunc(value) >= int32.least && Math.trunc(value) <= int32.greatest);

const isOfStore = ({ path }: Draft): boolean => /^\/safestorage\//i.test(path);
const pathOf = ({ draft }: Answered): string => draft.path;
const bodyOf = ({ draft }: Answered): Readonly<Record<string, unknown>> =>
  (readBody(draft) ?? {}) as Record<string, unknown>;
const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(value) ? value : []);

const areLanguages = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.every((item) => typeof item === 'string'));

/** The items of `payments` are objects; the contract does not say so. */
const arePayments = (recipients: unknown): boolean =>
  listOf(recipients)
    .flatMap((recipient) => listOf(recipient?.payments))
    .every((item: unknown) => typeof item === 'object' && item !== null && !Array.isArray(item));

const isSending = (answered: Answered): boolean =>
  /^\/delivery(\/v2\.\d)?\/requests$/.test(pathOf(answered)) && answered.draft.method === 'POST';

const noticesOf = (body: Readonly<Record<string, unknown>>): number =>
  listOf(body.recipients).reduce(
    (sum, { payments, payment }) => sum + listOf(payments).length + (payment === undefined ? 0 : 2),
    0,
  );

const legalFactTypes: readonly string[] = [
  'SENDER_ACK',
  'DIGITAL_DELIVERY',
  'ANALOG_DELIVERY',
  'RECIPIENT_ACCESS',
  'PEC_RECEIPT',
  'ANALOG_FAILURE_DELIVERY',
];

/**
 * The failures that the platform itself answers: catalogued, not repaired.
 *
 * Source: sync-validation.md 3, 6, 9, 11, 13 and 15
 */
const platformFailures: readonly PlatformFailure[] = [
  {
    name: 'a body that the service cannot read: an amount beyond 32 bits, what its contract gives no type',
    status: 500,
    isDue: (answered) => {
      const { amount, paFee, additionalLanguages, physicalCommunicationPriority, vat } = bodyOf(answered);
      const hasOddField = [paFee, vat, physicalCommunicationPriority].some(
        (value) => value !== undefined && (typeof value !== 'number' || !fitsInt32(value)),
      );
      const isUnreadable =
        hasOddField || !areLanguages(additionalLanguages) || !arePayments(bodyOf(answered).recipients);
      return isSending(answered) && (!fitsInt32(amount) || isUnreadable);
    },
  },
  {
    name: 'more notices than one transaction takes',
    status: 500,
    isDue: (answered) =>
      isSending(answered) && noticesOf(bodyOf(answered)) > 98 - listOf(bodyOf(answered).recipients).length,
  },
  {
    name: 'a request id that is no base64',
    status: 500,
    isDue: ({ draft }) =>
      /^\/delivery(\/v2\.\d)?\/requests$/.test(draft.path) &&
      draft.query.some((pair) => /^notificationRequestId=/.test(pair)),
  },
  {
    name: 'a document, recipient or payment of a download that is no number, or that is not there',
    status: 500,
    isDue: (answered) =>
      /^\/delivery\/notifications\/sent\/[^/]+\/attachments\/(documents|payment)\//.test(pathOf(answered)),
  },
  {
    name: 'a payment at an instant that the calendar does not have, or of an amount beyond 32 bits',
    status: 500,
    isDue: (answered) =>
      pathOf(answered) === '/delivery/events/payment/pagopa' &&
      listOf(bodyOf(answered).events).some(
        ({ amount, paymentDate }) => !fitsInt32(amount) || paymentDate !== '2026-06-01T13:30:00Z',
      ),
  },
  {
    name: 'a type of legal fact that does not exist',
    status: 500,
    isDue: (answered) => {
      const [, type = ''] = /^\/delivery-push\/[^/]+\/legal-facts\/([^/]+)\//.exec(pathOf(answered)) ?? [];
      return type !== '' && !legalFactTypes.includes(type);
    },
  },
  {
    name: 'F24 payments: published, not implemented',
    status: 501,
    isDue: (answered) => pathOf(answered) === '/delivery/events/payment/f24' && answered.reply.text === '',
  },
  {
    name: 'chunked uploads: not implemented by the store',
    status: 501,
    isDue: ({ draft, reply }) => isChunked(draft) && isOfStore(draft) && reply.text.includes('NotImplemented'),
  },
];

/** What nobody has built yet, and says so. */
const notBuiltYet: readonly PlatformFailure[] = [
  { name: 'not simulated yet', status: 501, isDue: ({ reply }) => reply.text.includes('Not Implemented') },
];

/** The name of the platform's failure that an answer is; undefined when there is none. */
export const failureNamed = (answered: Answered): string | undefined =>
  [...platformFailures, ...notBuiltYet].find(({ status, isDue }) => status === answered.reply.status && isDue(answered))
    ?.name;

/** A refusal as Node's own parser writes it, before the simulator sees the call. */
const isOfNode = ({ headers, text }: Reply): boolean =>
  headers['content-type'] === undefined && text === '' && headers.connection === 'close';

/** Bodies of refusals: gateway, problem, adapter, Spring. */
const isRefusalBody = (body: Readonly<Record<string, unknown>>): boolean =>
  typeof body.message === 'string' ||
  typeof body.Message === 'string' ||
  typeof body.resultCode === 'string' ||
  (body.status !== undefined && Array.isArray(body.errors) && body.errors.length > 0) ||
  (body.status === 400 && typeof body.error === 'string');

/** What is wrong with an answer; undefined when nothing is. */
export const complaintAbout = (answered: Answered): string | undefined => {
  const { draft, reply } = answered;
  const { status, headers, text } = reply;
  const hint = headers['x-send-sim-hint'];
  if (hint?.includes('a bug, please report it')) return `marked as a bug: ${hint}`;
  if (status < 300) return undefined;
  if (status >= 500 && failureNamed(answered) === undefined) return `${status} is not in the catalogue`;
  if (status < 500 && !refusals.has(status)) return `${status} is no status of the platform`;
  if (isOfNode(reply)) return undefined;
  if (!/^[\x20-\x7e]{10,1024}$/.test(hint ?? '')) return `no hint (${JSON.stringify(hint)})`;
  if (text === '' || draft.method === 'HEAD') return undefined;
  if (isOfStore(draft)) return text.startsWith('<?xml') ? undefined : 'the store answers in XML';
  try {
    return isRefusalBody(JSON.parse(text) as Record<string, unknown>) ? undefined : 'no body of the platform';
  } catch {
    return 'the body is no JSON';
  }
};
