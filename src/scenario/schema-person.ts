import type { PhysicalAddress } from '../send/request/model.js';
import type { DigitalAddress } from './oracle.js';

/** What a person has set on the platform, and what registries say of them. Absent means: nothing is known. */
export interface PersonFacts {
  readonly denomination?: string;
  /** Absent: exists. */
  readonly exists?: boolean;
  readonly deceased?: boolean;
  readonly platform?: PlatformContacts & { readonly bySender?: Readonly<Record<string, PlatformContacts>> };
  readonly general?: GeneralDomiciles;
  readonly physical?: PhysicalAddress;
  readonly delegates?: readonly string[];
}

interface PlatformContacts {
  readonly digital?: DigitalAddress;
  readonly courtesy?: CourtesyContacts;
}

interface CourtesyContacts {
  readonly email?: string;
  readonly sms?: string;
  readonly appIo?: boolean;
}

/** `address` answers every look-up; a registry's list answers the first, the second … look-up, the last one repeats. */
type GeneralDomiciles = { readonly address?: string } & Readonly<Partial<Record<Registry, readonly string[]>>>;

/** Public registries of digital domiciles. */
export type Registry = 'INAD' | 'IPA' | 'INIPEC';

/** A person or a company as a scenario file lists it. */
export type PersonText = PersonFacts & { readonly taxId: string };

const text = (description: string, maxLength: number) => ({ description, type: 'string', minLength: 1, maxLength });

export const physicalAddressSchema = {
  description: 'A postal address, in the fields of the notification request.',
  type: 'object',
  additionalProperties: false,
  required: ['address', 'municipality'],
  properties: {
    at: text('Name on the bell ("presso").', 256),
    address: text('Street and number.', 1_024),
    addressDetails: text('Staircase, floor and the like.', 1_024),
    zip: text('Postal code; in quotation marks, or it is read as a number.', 15),
    municipality: text('City.', 256),
    municipalityDetails: text('Locality ("frazione").', 256),
    province: text('Two letters.', 256),
    foreignState: text('Country; absent means Italy.', 256),
  },
};

const digitalAddressText = {
  type: 'string',
  pattern: '^[^@\\s]{1,250}@[^@\\s]{1,250}$',
  examples: ['nome@pec.it'],
};

const digitalSchema = {
  description: 'Digital domicile that the person chose on the platform.',
  type: 'object',
  additionalProperties: false,
  required: ['type', 'address'],
  properties: {
    type: {
      description: 'PEC, or SERCQ for the domicile offered by SEND itself.',
      type: 'string',
      enum: ['PEC', 'SERCQ'],
    },
    address: text('Address.', 500),
  },
};

const courtesySchema = {
  description: 'Contacts for courtesy messages.',
  type: 'object',
  additionalProperties: false,
  properties: {
    email: { ...digitalAddressText, description: 'E-mail address.', examples: ['nome@example.it'] },
    sms: { description: 'Mobile number.', type: 'string', pattern: '^\\+?\\d{4,18}$', examples: ['+393330000000'] },
    appIo: { description: 'Whether messages reach the person in the IO app.', type: 'boolean' },
  },
};

const contacts = { digital: digitalSchema, courtesy: courtesySchema };

const lookups = (registry: string) => ({
  description: `What ${registry} answers to the first look-up, the second, and so on; the last answer repeats.`,
  type: 'array',
  minItems: 1,
  maxItems: 20,
  items: { ...digitalAddressText, description: 'Address of the answer.' },
});

const taxIdOf = (description: string) => ({
  description,
  type: 'string',
  pattern: '^([A-Z0-9]{16}|\\d{11})$',
  examples: ['BNRMHL75C06G702B'],
});

/** Facts on a person without the tax id: also the shape of what `/_sim/recipients` holds. */
export const personFactsSchema = {
  description: 'What is known of a person.',
  type: 'object',
  additionalProperties: false,
  properties: {
    denomination: text('Name.', 256),
    exists: { description: 'Whether the revenue agency knows the tax id. Default: true.', type: 'boolean' },
    deceased: {
      description: 'Whether the person has died: letters to a street without a trigger come back then. Default: false.',
      type: 'boolean',
    },
    platform: {
      description: 'What the person set on SEND, for all senders or for single ones.',
      type: 'object',
      additionalProperties: false,
      properties: {
        ...contacts,
        bySender: {
          description: 'Contacts for one sender, by its tax id; they win over those for all.',
          type: 'object',
          propertyNames: { pattern: '^\\d{11}$', examples: ['01199250158'] },
          additionalProperties: {
            description: 'Contacts for this sender.',
            type: 'object',
            additionalProperties: false,
            properties: contacts,
          },
        },
      },
    },
    general: {
      description: 'Digital domicile in the public registries: INAD for people; IPA, INIPEC, INAD for companies.',
      type: 'object',
      additionalProperties: false,
      properties: {
        address: { ...digitalAddressText, description: 'Answer to every look-up, whatever the registry.' },
        INAD: lookups('INAD'),
        IPA: lookups('IPA'),
        INIPEC: lookups('INIPEC'),
      },
    },
    physical: { ...physicalAddressSchema, description: 'Address in ANPR (people) or Registro Imprese (companies).' },
    delegates: {
      description: 'Tax ids of those who may act for the person.',
      type: 'array',
      maxItems: 20,
      items: taxIdOf('Tax id of the delegate.'),
    },
  },
};

/** A person or a company in a `world` section. */
export const personSchema = {
  ...personFactsSchema,
  required: ['taxId'],
  properties: {
    taxId: taxIdOf('Tax id; one of digits only stands in quotation marks, or it is read as a number.'),
    ...personFactsSchema.properties,
  },
};
