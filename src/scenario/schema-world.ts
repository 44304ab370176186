import type { SenderSpec } from '../send/sender/spec.js';
import { type PersonText, personSchema } from './schema-person.js';

export interface WorldText {
  readonly people?: readonly PersonText[];
  readonly companies?: readonly PersonText[];
  readonly senders?: readonly SenderText[];
  readonly taxIdWhiteList?: readonly string[];
}

/** A sender that a sandbox begins with. */
export type SenderText = Pick<
  SenderSpec,
  'name' | 'taxId' | 'denomination' | 'groups' | 'suspendedGroups' | 'settings'
> & { readonly name: string };

const text = (description: string) => ({ description, type: 'string', minLength: 1, maxLength: 256 });
const flag = (description: string) => ({ description, type: 'boolean' });
const texts = (description: string, of: string) => ({ description, type: 'array', maxItems: 100, items: text(of) });

const senderSchema = {
  description: 'A public body that sends notifications.',
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: text('Name.'),
    taxId: {
      description: 'Tax id; in quotation marks. Default: one made up.',
      type: 'string',
      pattern: '^\\d{11}$',
      examples: ['01199250158'],
    },
    denomination: text('Name as documents show it. Default: the name.'),
    groups: texts('Groups that it is divided into.', 'Name of a group.'),
    suspendedGroups: texts('Those of its groups that are suspended.', 'Name of a group.'),
    settings: {
      description: 'What it may do.',
      type: 'object',
      additionalProperties: false,
      properties: {
        active: flag('Whether sending is switched on. Default: true.'),
        mvp: flag('Whether it has the profile of the first users: one recipient, with a payment. Default: false.'),
        monthlyLimit: {
          description: 'Requests that it may send in a calendar month. Default: no limit.',
          type: 'integer',
          minimum: 0,
          maximum: 1_000_000,
        },
        addressLookup: flag('Whether SEND may look up the address of a recipient sent without one. Default: false.'),
        heavyMailDisabled: flag('Whether its letters above 20 grams are refused. Default: false.'),
      },
    },
  },
};

export const worldSchema = {
  description:
    'Who there is and what registries know. Whoever is not listed exists, has no contacts, no digital domicile and no address in the registries.',
  type: 'object',
  additionalProperties: false,
  properties: {
    people: { description: 'Natural persons (PF).', type: 'array', items: personSchema },
    companies: { description: 'Legal persons (PG).', type: 'array', items: personSchema },
    senders: {
      description: 'Senders that a new sandbox begins with.',
      type: 'array',
      maxItems: 100,
      items: senderSchema,
    },
    taxIdWhiteList: {
      description: 'Tax ids that are accepted although their check character is wrong.',
      type: 'array',
      maxItems: 1_000,
      items: {
        description: 'Tax id; one of digits only stands in quotation marks.',
        type: 'string',
        pattern: '^([A-Z0-9]{16}|\\d{11})$',
        examples: ['CLMCST42R12D969Z'],
      },
    },
  },
};
