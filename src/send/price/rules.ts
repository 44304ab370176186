import { parseInstant } from '../../clock/instant.js';
import { endOfRomanDay } from '../../italy/rome-calendar.js';
import type { Said } from '../../text/said.js';
import type { Notification, TimelineElement } from '../notification/model.js';
import { sendFee } from './facts.js';
import type { FeeTerms, PaidSend, Price, PriceInputs, PriceTerm } from './model.js';

/** Inputs of a recipient for whom nothing has happened yet. */
export const noInputs = (recIndex: number): PriceInputs => ({ recIndex, sends: [] });

/**
 * Inputs after one more element of the timeline. Elements of other recipients and of other categories change nothing
 * (the same object comes back), so a price row can follow every append.
 *
 * A cost counts from the send on: a PREPARE alone costs nothing.
 *
 * Source: pn-delivery-push service/impl/NotificationProcessCostServiceImpl.java
 */
export const advanceInputs = (inputs: PriceInputs, element: TimelineElement): PriceInputs => {
  if (element.details.recIndex !== inputs.recIndex) return inputs;
  switch (element.category) {
    case 'SEND_ANALOG_DOMICILE':
    case 'SEND_SIMPLE_REGISTERED_LETTER':
      return { ...inputs, sends: inputs.sends.concat(paidSend(element)) };
    case 'REFINEMENT':
      return { ...inputs, refinedAt: element.eventAt };
    case 'SCHEDULE_REFINEMENT': {
      const scheduledRefinementAt = parseInstant(String(element.details.schedulingDate));
      return scheduledRefinementAt === undefined ? inputs : { ...inputs, scheduledRefinementAt };
    }
    case 'NOTIFICATION_VIEWED_CREATION_REQUEST':
      return { ...inputs, viewedAt: element.eventAt };
    default:
      return inputs;
  }
};

/** The same from a whole timeline, in order of writing. */
export const priceInputs = (elements: readonly TimelineElement[], recIndex: number): PriceInputs =>
  elements.reduce(advanceInputs, noInputs(recIndex));

const paidSend = ({ elementId, details }: TimelineElement): PaidSend => ({
  elementId,
  productType: String(details.productType),
  sheets: Number(details.numberOfPages ?? 0),
  grams: Number(details.envelopeWeight ?? 0),
  analogCost: Number(details.analogCost ?? 0),
  ...(typeof details.sentAttemptMade === 'number' ? { attempt: details.sentAttemptMade } : {}),
});

const sumOf = (sends: readonly PaidSend[]): number => sends.reduce((sum, send) => sum + send.analogCost, 0);

/** Rounded once, on the sum of the sends and not on each: nearest cent, half up. */
const withVat = (cents: number, vat: number): number => Math.round(cents + (cents * vat) / 100);

const isCharged = (terms: FeeTerms): boolean => terms.notificationFeePolicy === 'DELIVERY_MODE' && terms.applyCost;

/**
 * Price of a notice, eurocent. With FLAT_RATE, or for a notice without `applyCost`, both prices are 0 while fees, VAT and
 * paper cost are still told.
 *
 * The refinement date is the scheduled one until the refinement is there.
 *
 * Source: pn-delivery svc/NotificationPriceService.java, NotificationProcessCostResponseMapper.java,
 * utils/RefinementLocalDate.java
 */
export const price = (terms: FeeTerms, inputs: PriceInputs): Price => {
  const { paFee, vat } = terms;
  const analogCost = sumOf(inputs.sends);
  const charged = isCharged(terms);
  const refinementAt = inputs.refinedAt ?? inputs.scheduledRefinementAt;
  return {
    partialPrice: charged ? sendFee + analogCost : 0,
    totalPrice: charged ? sendFee + withVat(analogCost, vat) + paFee : 0,
    sendFee,
    analogCost,
    paFee,
    vat,
    ...(refinementAt === undefined ? {} : { refinementDate: endOfRomanDay(refinementAt) }),
    ...(inputs.viewedAt === undefined ? {} : { notificationViewDate: endOfRomanDay(inputs.viewedAt) }),
  };
};

/** What a notice that bears the cost costs its recipient after these elements, eurocent; none: the base cost. */
export const totalPriceAfter = (
  { notificationFeePolicy, paFee, vat }: Pick<FeeTerms, 'notificationFeePolicy' | 'paFee' | 'vat'>,
  elements: readonly TimelineElement[],
  recIndex: number,
): number => price({ notificationFeePolicy, paFee, vat, applyCost: true }, priceInputs(elements, recIndex)).totalPrice;

/** The terms whose sum is `totalPrice`, in the order in which a person adds them up; for the diagnostic view. */
export const explainPrice = (terms: FeeTerms, inputs: PriceInputs): readonly PriceTerm[] => {
  if (terms.notificationFeePolicy === 'FLAT_RATE') return [{ label: notCharged.flatRate, cents: 0 }];
  if (!terms.applyCost) return [{ label: notCharged.noApplyCost, cents: 0 }];
  const analogCost = sumOf(inputs.sends);
  const vatLabel: Said = {
    it: `IVA ${terms.vat}% sul totale delle spedizioni cartacee, arrotondata al centesimo`,
    en: `VAT ${terms.vat}% on the sum of the paper sends, rounded to the cent`,
  };
  return [
    { label: { it: 'Costo base di SEND', en: 'Base cost of SEND' }, cents: sendFee },
    ...inputs.sends.map((send) => ({ label: sendLabel(send), cents: send.analogCost })),
    ...(inputs.sends.length > 0 ? [{ label: vatLabel, cents: withVat(analogCost, terms.vat) - analogCost }] : []),
    { label: { it: 'Costo dell’ente mittente (paFee)', en: 'Cost of the sender (paFee)' }, cents: terms.paFee },
  ];
};

/** What every payment of every recipient costs, notices and F24 forms, each with the terms of its sum. */
export const explainCosts = ({ request, elements }: Pick<Notification, 'request' | 'elements'>) => {
  const { notificationFeePolicy, paFee, vat, recipients } = request;
  return recipients.map(({ payments = [] }, recIndex) => {
    const inputs = priceInputs(elements, recIndex);
    const explained = (applyCost: boolean) => {
      const terms = { notificationFeePolicy, applyCost, paFee, vat };
      return { ...price(terms, inputs), terms: explainPrice(terms, inputs) };
    };
    return {
      recIndex,
      payments: payments.flatMap(({ pagoPa, f24 }, paymentIndex) => [
        ...(pagoPa ? [{ paymentIndex, noticeCode: pagoPa.noticeCode, ...explained(pagoPa.applyCost) }] : []),
        ...(f24 ? [{ paymentIndex, title: f24.title, ...explained(f24.applyCost) }] : []),
      ]),
    };
  });
};

const notCharged = {
  flatRate: {
    it: 'Politica FLAT_RATE: SEND non aggiunge costi, l’importo è deciso dall’ente',
    en: 'Policy FLAT_RATE: SEND adds no cost, the amount is decided by the sender',
  },
  noApplyCost: {
    it: 'Avviso con applyCost=false: i costi di notifica non gravano su questo pagamento',
    en: 'Notice with applyCost=false: the costs of the notification are not charged on this payment',
  },
} satisfies Record<string, Said>;

const sendLabel = ({ productType, attempt, sheets, grams }: PaidSend): Said => {
  const it = `(${sheets} ${sheets === 1 ? 'foglio' : 'fogli'}, ${grams} g)`;
  const en = `(${sheets} ${sheets === 1 ? 'sheet' : 'sheets'}, ${grams} g)`;
  return attempt === undefined
    ? { it: `Raccomandata semplice ${productType} ${it}`, en: `Simple registered letter ${productType} ${en}` }
    : {
        it: `Invio ${productType}, tentativo ${attempt + 1} ${it}`,
        en: `${productType} send, attempt ${attempt + 1} ${en}`,
      };
};
