import type { PhysicalAddress, RecipientType } from '../send/request/model.js';
import type { CourtesyContact, DigitalAddress } from './oracle.js';
import type { PersonFacts, Registry } from './schema-person.js';

/** A person or company as the simulated world knows it. */
export type Person = PersonFacts & {
  readonly taxId: string;
  readonly type?: RecipientType;
  /** `file:line`; absent where a call of the control API made the person what they are. */
  readonly source?: string;
};

/** Whoever no file mentions: exists, and cannot be reached but by the addresses in the request. */
export const stranger = (taxId: string): Person => ({ taxId });

/** The digital domicile set on the platform; one set for this sender wins. */
export const platformDomicileOf = (person: Person, senderTaxId: string): DigitalAddress | undefined =>
  person.platform?.bySender?.[senderTaxId]?.digital ?? person.platform?.digital;

/**
 * Registries asked for the general domicile, in order; the first that holds an address wins.
 *
 * Source: pn-national-registries scripts/aws/cfn/microservice-dev-cfg.json; the newest code has a second regime (INIPEC,
 * IPA, INAD for everybody), off in the known configurations.
 */
const registries: Readonly<Record<RecipientType, readonly Registry[]>> = {
  PF: ['INAD'],
  PG: ['IPA', 'INIPEC', 'INAD'],
};

/** What the public registries answer to the look-up of that number, counted from 0; the last answer repeats. */
export const generalDomicileOf = (
  person: Person,
  recipientType: RecipientType,
  lookup: number,
): DigitalAddress | undefined => {
  const { general } = person;
  if (general === undefined) return undefined;
  const answers = registries[recipientType].map((registry) =>
    general[registry]?.at(Math.min(lookup, general[registry].length - 1)),
  );
  const address = general.address ?? answers.find((answer) => answer !== undefined);
  return address === undefined ? undefined : { type: 'PEC', address };
};

/**
 * Contacts for courtesy messages; those set for this sender replace those for all.
 *
 * unsure: the platform's order among several contacts is not known; here IO app, e-mail, SMS.
 */
export const courtesyContactsOf = (person: Person, senderTaxId: string): readonly CourtesyContact[] => {
  const contacts = person.platform?.bySender?.[senderTaxId]?.courtesy ?? person.platform?.courtesy ?? {};
  const found: CourtesyContact[] = [];
  // The IO app has no address of its own: messages go to the tax id.
  if (contacts.appIo) found.push({ type: 'APPIO', address: person.taxId });
  if (contacts.email !== undefined) found.push({ type: 'EMAIL', address: contacts.email });
  if (contacts.sms !== undefined) found.push({ type: 'SMS', address: contacts.sms });
  return found;
};

/** The address in ANPR or Registro Imprese. */
export const registryAddressOf = (person: Person): PhysicalAddress | undefined => person.physical;
