import type { Micros } from '../../clock/instant.js';
import type { Category, Notification, TimelineElement } from '../notification/model.js';
import type { StoredRequest } from '../request/model.js';
import { debtStates, firstCostRetry, lastCostRetry, nodeError } from './facts.js';
import type { CostAnswer, CostPhase, CostUpdate, DebtPosition, Notice, PaymentInfo } from './model.js';

/** A cost that the platform writes on a notice. */
interface CostWrite {
  readonly notice: Notice;
  readonly phase: CostPhase;
  /** Eurocent. */
  readonly notificationFee: number;
}

/** What a notice costs after these elements, in eurocent. */
export type ElementCost = (request: StoredRequest, elements: readonly TimelineElement[], recIndex: number) => number;

/** Elements by which the validation shows that it is past the payments, whichever comes first. */
const pastPayments: readonly Category[] = [
  'VALIDATE_F24_REQUEST',
  'PUBLIC_REGISTRY_VALIDATION_CALL',
  'VALIDATE_NORMALIZE_ADDRESSES_REQUEST',
];

/** Elements at which a cost may be written. */
const costly: ReadonlySet<Category> = new Set<Category>([
  ...pastPayments,
  'REQUEST_REFUSED',
  'SEND_SIMPLE_REGISTERED_LETTER',
  'SEND_ANALOG_DOMICILE',
  'NOTIFICATION_TIMELINE_REWORKED',
  'NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST',
]);
export const isCostly = ({ category }: TimelineElement): boolean => costly.has(category);

/** Notices that bear the cost, with their recipient. */
const bearers = ({ recipients }: StoredRequest) =>
  recipients.flatMap(({ payments = [] }, recIndex) =>
    payments.flatMap(({ pagoPa }) => (pagoPa?.applyCost ? [{ recIndex, notice: pagoPa }] : [])),
  );

/** Whether a correction took a letter away, and with it its cost. */
const tookLetter = ({ details }: TimelineElement): boolean =>
  (
    (details.invalidatedTimelineAndStatusHistory ?? []) as readonly {
      readonly relatedTimelineElements: readonly { readonly category: Category }[];
    }[]
  ).some(({ relatedTimelineElements: gone }) => gone.some(({ category }) => category === 'SEND_ANALOG_DOMICILE'));

const isCancelled = (elements: readonly TimelineElement[]): boolean =>
  elements.some(({ category }) => category === 'NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST');

/**
 * The costs that an element of a timeline makes the platform write on the debt positions: only with DELIVERY_MODE and ASYNC.
 *
 * The platform writes at the beginning of the validation, before it writes any element: here with its first element. A
 * recipient without payments ends the validation before that.
 *
 * Source: pn-delivery-push-validator PaymentValidator.java, LegalNotificationRefusedStrategy.java; pn-external-registries
 * services/CostComponentService.java; reference payments-f24.md 2.3
 */
export const costWrites = (
  { request, elements }: Pick<Notification, 'request' | 'elements'>,
  element: TimelineElement,
  costOf: ElementCost,
): readonly CostWrite[] => {
  if (request.notificationFeePolicy !== 'DELIVERY_MODE' || request.pagoPaIntMode !== 'ASYNC') return [];
  const { category, details } = element;
  const position = elements.findIndex(({ elementId }) => elementId === element.elementId);
  const isFirst = position === 0;
  const written = (phase: CostPhase, fee: (recIndex: number) => number, only?: number): readonly CostWrite[] =>
    bearers(request)
      .filter(({ recIndex }) => only === undefined || recIndex === only)
      .map(({ recIndex, notice }) => ({ notice, phase, notificationFee: fee(recIndex) }));
  const validation = (): readonly CostWrite[] =>
    isFirst ? written('VALIDATION', (recIndex) => costOf(request, [], recIndex)) : [];

  if (category === 'REQUEST_REFUSED') {
    const wasAsked = request.recipients.every(({ payments = [] }) => payments.length > 0);
    return [...(wasAsked ? validation() : []), ...written('REQUEST_REFUSED', () => 0)];
  }
  if (category === 'NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST') {
    return written('NOTIFICATION_CANCELLED', () => 0);
  }
  if (category === 'SEND_SIMPLE_REGISTERED_LETTER' || category === 'SEND_ANALOG_DOMICILE') {
    if (isCancelled(elements.slice(0, position))) return [];
    const attempt = details.sentAttemptMade === 1 ? 1 : 0;
    const phase = category === 'SEND_ANALOG_DOMICILE' ? (`${category}_ATTEMPT_${attempt}` as const) : category;
    const sofar = elements.slice(0, position + 1);
    return written(phase, (recIndex) => costOf(request, sofar, recIndex), details.recIndex);
  }
  // unsure: how the platform names this phase; its new cost service takes the cost of an invalidated letter back.
  if (category === 'NOTIFICATION_TIMELINE_REWORKED' && tookLetter(element)) {
    return written(
      category,
      (recIndex) => costOf(request, elements.slice(0, position + 1), recIndex),
      details.recIndex,
    );
  }
  return pastPayments.includes(category) ? validation() : [];
};

/**
 * How the platform takes an answer of pagoPA to a cost.
 * @param answer HTTP status; 209 is an update while somebody is paying
 *
 * Source: pn-external-registries services/CommunicationResultGroupMapper.java
 */
export const costAnswerOf = (answer: number): CostAnswer => {
  if (answer === 200 || answer === 209) return 'OK';
  return answer === 404 || answer === 422 ? 'KO' : 'RETRY';
};

/** HTTP status of pagoPA's next answer about a position: scripted, else that of its state. */
export const nextAnswer = (position: DebtPosition | undefined): number =>
  position?.answers?.[0] ?? debtStates[position?.status ?? 'UNKNOWN'].answer;

/** How long after the last of these updates, which pagoPA did not answer, the cost is written again. */
export const costRetryWait = (history: readonly CostUpdate[]): Micros => {
  const inVain = history.length - 1 - history.findLastIndex(({ result }) => result !== 'RETRY');
  return Math.min(firstCostRetry * 2 ** (inVain - 1), lastCostRetry);
};

/**
 * What a recipient sees of a notice: nothing but its state, unless it can be paid.
 * @param due what there is to pay: debt and costs together
 *
 * Source: pn-external-registries services/InfoPaymentService.java
 */
export const paymentInfo = (
  { creditorTaxId, noticeCode }: Notice,
  position: DebtPosition | undefined,
  due: Pick<PaymentInfo, 'amount' | 'causaleVersamento' | 'dueDate'>,
): PaymentInfo => {
  const state = position?.status ?? 'UNKNOWN';
  const { status, detail } = debtStates[state];
  return {
    creditorTaxId,
    noticeCode,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(state === 'ERROR' ? { errorCode: nodeError } : {}),
    ...(status === 'REQUIRED' ? due : {}),
  };
};
