import { type SelectorField, selectorFields } from './selector.js';

const descriptions: Readonly<Record<SelectorField, string>> = {
  taxId: 'Tax id of the recipient; one of digits only stands in quotation marks.',
  address: 'Street and number of the physical address in the request.',
  digitalAddress: 'Digital domicile in the request.',
  zip: 'Postal code of the physical address; in quotation marks.',
  country: 'Country of the physical address; ITALIA for Italian ones.',
  subject: 'Subject of the notification.',
  protocol: 'Protocol number of the sender (paProtocolNumber).',
  sender: 'Tax id of the sender; in quotation marks.',
  product: 'Registered letter that would be sent: AR, 890, or RIR abroad.',
  header: 'Value of the header x-send-sim-scenario. A value equal to the name of a scenario needs no condition.',
};

const text = (description: string) => ({ description, type: 'string', minLength: 1, maxLength: 200 });

const textTest = (description: string) => ({
  description: `${description} A text is compared as it is, without regard to case and needless blanks; or give prefix or pattern.`,
  type: ['string', 'object'],
  minLength: 1,
  maxLength: 1_024,
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
  properties: {
    prefix: text('How the text begins.'),
    pattern: text(
      'How the whole text looks: * any run of characters, ? any one, # one digit, \\ takes the next as it is.',
    ),
  },
});

export const whenSchema = {
  description: 'Which recipients of which notifications the scenario is for: all conditions must hold.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: Object.fromEntries(selectorFields.map((field) => [field, textTest(descriptions[field])])),
};
