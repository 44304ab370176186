import { isItalianForPost, tidy } from '../italy/address.js';
import type { NotificationRequest } from '../send/request/model.js';
import type { Said } from '../text/said.js';
import { matchesPattern } from './pattern.js';

/** What a file may ask of a notification and of one of its recipients. */
export const selectorFields = [
  'taxId',
  'address',
  'digitalAddress',
  'zip',
  'country',
  'subject',
  'protocol',
  'sender',
  'product',
  'header',
] as const;
export type SelectorField = (typeof selectorFields)[number];

/** One condition on a text: exactly so, so it begins, so it looks. Case and needless blanks make no difference. */
export type TextTest = string | { readonly prefix: string } | { readonly pattern: string };

/** All conditions must hold. */
export type Selector = Readonly<Partial<Record<SelectorField, TextTest>>>;

/** What is known of one recipient of a request when it is accepted for validation. Absent: the request does not say. */
export type Facts = Readonly<Partial<Record<SelectorField, string>>>;

/**
 * @param header value of `x-send-sim-scenario`
 * @param senderTaxId of the body that sends
 */
export const factsOf = (
  request: NotificationRequest,
  recIndex: number,
  senderTaxId: string,
  header?: string,
): Facts => {
  const recipient = request.recipients[recIndex];
  const physical = recipient?.physicalAddress;
  const isItalian = physical === undefined || isItalianForPost(physical);
  const facts: Readonly<Record<SelectorField, string | undefined>> = {
    taxId: recipient?.taxId,
    address: physical?.address,
    digitalAddress: recipient?.digitalDomicile?.address,
    zip: physical?.zip,
    country: physical && (isItalian ? 'ITALIA' : physical.foreignState),
    subject: request.subject,
    protocol: request.paProtocolNumber,
    sender: senderTaxId,
    product: isItalian ? (request.physicalCommunicationType === 'AR_REGISTERED_LETTER' ? 'AR' : '890') : 'RIR',
    header,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
};

/** Whether the selector fits: all its conditions hold. */
export const holdsFor = (selector: Selector, facts: Facts): boolean =>
  selectorFields.every((field) => {
    const test = selector[field];
    return test === undefined || holds(test, facts[field]);
  });

/** The conditions that do not hold, each in a sentence; none when the selector fits. */
export const unmetConditions = (selector: Selector, facts: Facts): readonly Said[] =>
  selectorFields.flatMap((field) => {
    const test = selector[field];
    if (test === undefined || holds(test, facts[field])) return [];
    return [unmet(field, test, facts[field])];
  });

const holds = (test: TextTest, fact: string | undefined): boolean => {
  if (fact === undefined) return false;
  const text = tidy(fact);
  if (typeof test === 'string') return text === tidy(test);
  return 'prefix' in test ? text.startsWith(tidy(test.prefix)) : matchesPattern(test.pattern, text);
};

const fieldNames: Readonly<Record<SelectorField, Said>> = {
  taxId: { it: 'il codice fiscale', en: 'the tax id' },
  address: { it: 'l’indirizzo', en: 'the address' },
  digitalAddress: { it: 'il domicilio digitale', en: 'the digital address' },
  zip: { it: 'il CAP', en: 'the postal code' },
  country: { it: 'lo Stato', en: 'the country' },
  subject: { it: 'l’oggetto', en: 'the subject' },
  protocol: { it: 'il numero di protocollo', en: 'the protocol number' },
  sender: { it: 'il codice fiscale del mittente', en: 'the tax id of the sender' },
  product: { it: 'il prodotto postale', en: 'the postal product' },
  header: { it: 'l’header x-send-sim-scenario', en: 'the header x-send-sim-scenario' },
};

const unmet = (field: SelectorField, test: TextTest, fact: string | undefined): Said => {
  const { it, en } = fieldNames[field];
  const shown = fact === undefined ? undefined : fact.length > 80 ? `${fact.slice(0, 80)}…` : fact;
  const [wantedIt, wantedEn] =
    typeof test === 'string'
      ? [`"${test}"`, `"${test}"`]
      : 'prefix' in test
        ? [`un testo che inizia con "${test.prefix}"`, `a text that begins with "${test.prefix}"`]
        : [`un testo come "${test.pattern}"`, `a text like "${test.pattern}"`];
  return shown === undefined
    ? { it: `${it} manca; atteso ${wantedIt}`, en: `${en} is absent; expected ${wantedEn}` }
    : { it: `${it} è "${shown}"; atteso ${wantedIt}`, en: `${en} is "${shown}"; expected ${wantedEn}` };
};
