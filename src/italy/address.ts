import type { PhysicalAddress } from '../send/request/model.js';

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** Outer blanks cut, inner ones collapsed, upper case. */
export const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ').toUpperCase();

/**
 * Is an address Italian for the synchronous checks and for the normaliser? `foreignState` blank or beginning with ITAL;
 * so `IT` and `ITA` are foreign here (and unknown).
 *
 * Source: pn-delivery svc/NotificationReceiverValidator.java; pn-external-channels service/mockpostel/AddressUtils.java
 */
export const isItalianForNormalizer = ({ foreignState }: Pick<PhysicalAddress, 'foreignState'>): boolean =>
  isBlank(foreignState) || tidy(foreignState ?? '').startsWith('ITAL');

const italianStatesOfPost = ['', 'IT', 'ITALIA', 'ITALY'];

/**
 * Is an address Italian for the choice of the paper product (AR, 890, RS against RIR, RIS)? Narrower than for the
 * normaliser in one direction, wider in the other.
 *
 * Source: pn-paper-channel, choice of the product
 */
export const isItalianForPost = ({ foreignState }: Pick<PhysicalAddress, 'foreignState'>): boolean =>
  italianStatesOfPost.includes(tidy(foreignState ?? ''));

const echoedFields = [
  'address',
  'addressDetails',
  'zip',
  'municipality',
  'municipalityDetails',
  'province',
  'foreignState',
] as const;

/** The echo of the normaliser: every field tidied, `at` as sent, absent fields absent. */
export const normalizedEcho = (address: PhysicalAddress): PhysicalAddress => {
  const echo: { -readonly [Field in keyof PhysicalAddress]: PhysicalAddress[Field] } = { ...address };
  for (const field of echoedFields) {
    const value = address[field];
    if (value !== undefined) echo[field] = tidy(value);
  }
  return echo;
};

/**
 * Are two addresses the same for the second normalisation? Case and needless blanks are ignored, an absent field equals
 * an empty one, `at` is not looked at, the state only when the second address is foreign.
 *
 * Source: pn-external-channels service/mockpostel/AddressUtils.java
 */
export const sameAddress = (first: PhysicalAddress, found: PhysicalAddress): boolean =>
  echoedFields.every(
    (field) =>
      (field === 'foreignState' && isItalianForNormalizer(found)) ||
      tidy(first[field] ?? '') === tidy(found[field] ?? ''),
  );
