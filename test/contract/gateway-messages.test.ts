import { describe, expect, it } from 'vitest';
import { gatewayDetail, gatewayMessages } from '../../src/contract/gateway-messages.js';
import { aDocument, aRecipient, aSendBody, messagesOn } from './bodies.js';

const payment = (item: unknown) => aSendBody({ recipients: [aRecipient({ payments: [item] })] });
const taxIdPattern =
  '^([A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{3}[A-Z]{1})|([0-9]{11})$';

describe('the messages of the gateway', () => {
  it('take a right body', () => {
    expect(messagesOn(aSendBody())).toEqual([]);
  });

  it.each([
    {
      fault: 'a missing property',
      body: aSendBody({ recipients: [aRecipient({ taxId: undefined })] }),
      text: 'object has missing required properties (["taxId"])',
    },
    {
      fault: 'several missing properties of one object, sorted',
      body: aSendBody({ recipients: [{ recipientType: 'PF' }] }),
      text: 'object has missing required properties (["denomination","taxId"])',
    },
    {
      fault: 'null in a required property',
      body: aSendBody({ paProtocolNumber: null }),
      text: 'instance type (null) does not match any allowed primitive type (allowed: ["string"])',
    },
    {
      fault: 'null in an optional property',
      body: aSendBody({ recipients: [aRecipient({ physicalAddress: null })] }),
      text: 'instance type (null) does not match any allowed primitive type (allowed: ["object"])',
    },
    {
      fault: 'a number for a text',
      body: aSendBody({ senderTaxId: 12345678903 }),
      text: 'instance type (integer) does not match any allowed primitive type (allowed: ["string"])',
    },
    {
      fault: 'a text for a number',
      body: aSendBody({ paFee: '100' }),
      text: 'instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])',
    },
    {
      fault: 'a text that is too long',
      body: aSendBody({ idempotenceToken: 'x'.repeat(257) }),
      text: `string "${'x'.repeat(257)}" is too long (length: 257, maximum allowed: 256)`,
    },
    {
      fault: 'a text that is too short',
      body: aSendBody({ recipients: [aRecipient({ physicalAddress: { address: 'V', municipality: 'MILANO' } })] }),
      text: 'string "V" is too short (length: 1, required minimum: 2)',
    },
    {
      fault: 'a broken pattern',
      body: aSendBody({ taxonomyCode: '0101011' }),
      text: 'ECMA 262 regex "^([0-9]{6}[A-Z]{1})$" does not match input string "0101011"',
    },
    {
      fault: 'a lower-case tax id',
      body: aSendBody({ recipients: [aRecipient({ taxId: 'rssmra80a01h501u' })] }),
      text: `ECMA 262 regex "${taxIdPattern}" does not match input string "rssmra80a01h501u"`,
    },
    {
      fault: 'a postal code, in the spelling of the platform',
      body: aSendBody({
        recipients: [aRecipient({ physicalAddress: { address: 'VIA 1', municipality: 'MILANO', zip: '[]' } })],
      }),
      text: 'ECMA 262 regex "^(\\w|\\ |\\-)*$" does not match input string "[]"',
    },
    {
      fault: 'a value outside its enum',
      body: aSendBody({ recipients: [aRecipient({ recipientType: 'X' })] }),
      text: 'instance value ("X") not found in enum (possible values: ["PF","PG"])',
    },
    {
      fault: 'unknown properties of a recipient',
      body: aSendBody({ recipients: [aRecipient({ payment: {}, name: 1 })] }),
      text: 'object instance has properties which are not allowed by the schema: ["name","payment"]',
    },
    {
      fault: 'an empty list',
      body: aSendBody({ recipients: [] }),
      text: 'array is too short: must have at least 1 elements but instance has 0 elements',
    },
    {
      fault: 'a number below the minimum',
      body: aSendBody({ vat: -1 }),
      text: 'numeric instance is lower than the required minimum (minimum: 0, found: -1)',
    },
    {
      fault: 'a number above the maximum',
      body: aSendBody({ vat: 101 }),
      text: 'numeric instance is greater than the required maximum (maximum: 100, found: 101)',
    },
    {
      fault: 'an empty payment',
      body: payment({}),
      text: 'object has too few properties (found 0 but schema requires at least 1)',
    },
  ])('describe $fault', ({ body, text }) => {
    expect(messagesOn(JSON.parse(JSON.stringify(body)))).toEqual([text]);
  });

  it('describe a list that is too long', () => {
    const sixteen = Array.from({ length: 16 }, () => ({ sha256: 'jezIVxlG1M1woCSUngM6KipUN3/p8cG5RMIPnuEanlE=' }));

    expect(messagesOn(sixteen, 'presignedUploadRequest')).toEqual([
      'array is too long: must have at most 15 elements but instance has 16 elements',
    ]);
  });

  it('list every violation', () => {
    const body = aSendBody({ subject: null, vat: 101, documents: [aDocument({ contentType: 'text/plain' })] });

    expect(messagesOn(body)).toHaveLength(4);
  });

  it('tell a mistake once although two parts of the schema of a document report it', () => {
    expect(messagesOn(aSendBody({ documents: ['x'] }))).toEqual([
      'instance type (string) does not match any allowed primitive type (allowed: ["object"])',
    ]);
  });

  it('let pass what the gateway does not look at', () => {
    const odd = { amount: 1.5, unknown: { a: null }, paymentExpirationDate: '2026-02-31', additionalLanguages: [] };

    expect(messagesOn(aSendBody(odd))).toEqual([]);
    expect(messagesOn(aSendBody({ recipients: [aRecipient({ taxId: 'zzzzz12345678901' })] }))).toEqual([]);
  });

  it('fall back to the words of the validator for a keyword of their own', () => {
    expect(gatewayMessages([{ path: [], keyword: 'not', value: 1, text: 'must NOT be valid' }])).toEqual([
      'must NOT be valid',
    ]);
  });

  it('stand in brackets in the detail', () => {
    expect(gatewayDetail(['a', 'b'])).toBe('Validation errors: [a, b]');
  });
});
