import {
  causeOf,
  eventOf,
  isUnreachable,
  notCollected,
  outcomeOf,
  postalParts,
  storageEnded,
} from '../../../../text/postal-codes.js';
import type { Said } from '../../../../text/said.js';

/** What the scans of the post say about the codes of the carriers. */

const unknownCode: Said = { it: 'significato non noto', en: 'meaning not known' };

/** What a postal event says, for instance `RECRN002F`: recipient cannot be found, final outcome. */
export const eventMeaning = (code: string): Said => eventOf(code) ?? unknownCode;

/** What a failure cause says, for instance `M04`. */
export const causeMeaning = (code: string): Said => causeOf(code) ?? unknownCode;

/** Who took the letter, as the boxes of an advice of receipt say it. */
export const handovers = ['ADDRESSEE', 'AUTHORISED', 'COUNTER', 'DELEGATE', 'STORAGE'] as const;
export type Handover = (typeof handovers)[number];

const handoverOfStem: Readonly<Record<string, Handover>> = {
  RECRN003: 'COUNTER',
  RECAG002: 'AUTHORISED',
  RECAG005: 'COUNTER',
  RECAG006: 'DELEGATE',
  RECAG007: 'STORAGE',
  RECAG008: 'STORAGE',
  RECAG011: 'STORAGE',
};

/** The box to cross on the advice of receipt that came with an event. */
export const handoverOf = (eventCode: string): Handover => {
  const { product, outcome } = postalParts(eventCode);
  return handoverOfStem[product + outcome] ?? 'ADDRESSEE';
};

/** Reasons printed on an envelope that comes back. */
export const returnReasons = [
  'M01',
  'M02',
  'M03',
  'M04',
  'M05',
  'M06',
  'M07',
  'M08',
  'COUNTER',
  'STORAGE_ENDED',
  'M09',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** The reason to cross on an envelope: the cause of the event, or the outcome of its storage. */
export const returnReasonOf = (eventCode: string, failureCause: string | undefined): ReturnReason => {
  const cause = returnReasons.find((reason) => reason === failureCause);
  if (cause) return cause;
  if (isUnreachable(eventCode)) return 'M01';
  const meaning = outcomeOf(eventCode);
  if (meaning === storageEnded) return 'STORAGE_ENDED';
  return meaning === notCollected ? 'COUNTER' : 'M09';
};
