import { describe, expect, it } from 'vitest';
import { bodyHint, jsonPath, unreadableBodyHint } from '../../src/contract/body-hint.js';
import { aDocument, aRecipient, aSendBody, verdictOn } from './bodies.js';

const hintOn = (body: unknown, operationId = 'sendNewNotificationV26') => {
  const verdict = verdictOn(operationId, body);
  if (verdict.kind !== 'body') throw new Error(`${operationId} takes the body: ${verdict.kind}`);
  return bodyHint(verdict.violations);
};
const withRecipient = (changes: Record<string, unknown>) => aSendBody({ recipients: [aRecipient(changes)] });

describe('the hint about a body', () => {
  it('tells how to leave out a null, with the setting of the usual serializers', () => {
    const { it: italian, en } = hintOn(withRecipient({ digitalDomicile: null }));

    expect(en).toBe(
      'recipients[0].digitalDomicile is null: SEND refuses every null, leave the optional property out. Let the serializer drop nulls (Jackson: @JsonInclude(JsonInclude.Include.NON_NULL); System.Text.Json: DefaultIgnoreCondition = WhenWritingNull; PHP: array_filter).',
    );
    expect(italian).toContain('recipients[0].digitalDomicile è null: SEND rifiuta ogni null');
  });

  it('does not advise to leave out what is required', () => {
    expect(hintOn(withRecipient({ taxId: null })).en).toBe(
      'recipients[0].taxId is null, but it is required: give it a string.',
    );
    expect(hintOn(aSendBody({ documents: [aDocument({ ref: { key: null, versionToken: 'v' } })] })).en).toContain(
      'documents[0].ref.key is null, but it is required',
    );
  });

  it('tells why a code is no number', () => {
    const pagoPa = { noticeCode: 302000100000019400, creditorTaxId: '12345678903', applyCost: true };

    expect(hintOn(withRecipient({ payments: [{ pagoPa }] })).en).toBe(
      'recipients[0].payments[0].pagoPa.noticeCode is a number (302000100000019400), while SEND wants a string: write it in quotes and keep it a string in the code too (a number loses leading zeros and, beyond 15 digits, the last ones).',
    );
  });

  it.each([
    [{ paFee: '100' }, 'paFee is a string ("100"), while SEND wants a number: write it without quotes.'],
    [
      { recipients: aRecipient() },
      'recipients is an object ({…}), while SEND wants an array: even a single item goes between [ ].',
    ],
    [{ vat: 101 }, 'vat is 101, above the maximum 100.'],
    [{ subject: 'x'.repeat(135) }, 'subject has 135 characters, the maximum is 134.'],
    [{ subject: 'a\nb' }, 'subject is "a\\nb": it has a line break, not allowed here.'],
    [{ group: 'è' }, 'group is "è": only printable ASCII characters are allowed.'],
    [{ documents: [] }, 'documents has 0 items, the minimum is 1.'],
    [
      { recipients: [aRecipient({ payments: [{}] })] },
      'recipients[0].payments[0] is an empty object: fill it in or drop the item from the list.',
    ],
    [
      { recipients: [aRecipient({ recipientType: 'pf' })] },
      'recipients[0].recipientType is "pf", while the values are PF, PG: write PF.',
    ],
    [
      { pagoPaIntMode: '' },
      'pagoPaIntMode is an empty string, while the values are NONE, SYNC, ASYNC: name one or, where optional, leave the property out (Jackson: JsonInclude.Include.NON_EMPTY; PHP: array_filter).',
    ],
    [
      { recipients: [aRecipient({ payment: {} })] },
      'In recipients[0] SEND does not allow "payment": payment belongs to version 1, since 2.1 it is payments.',
    ],
    [
      { recipients: [{ recipientType: 'PF' }] },
      'In recipients[0] the required properties are missing: "taxId", "denomination". Check upper and lower case too.',
    ],
    [
      { recipients: [aRecipient({ taxId: 'rssmra80a01h501u' })] },
      'recipients[0].taxId is "rssmra80a01h501u": a tax id has 16 letters and digits, or 11 digits, in upper case and without spaces.',
    ],
  ])('explains %j', (changes, en) => {
    expect(hintOn(aSendBody(changes)).en.replace(/"denomination", "taxId"/, '"taxId", "denomination"')).toBe(en);
  });

  it('recognises a digest in hexadecimal', () => {
    const sha256 = 'a'.repeat(64);

    expect(hintOn([{ sha256 }], 'presignedUploadRequest')).toEqual({
      it: expect.stringContaining('è lo SHA-256 in esadecimale'),
      en: expect.stringContaining('this is the SHA-256 in hexadecimal, it is wanted in base64'),
    });
  });

  it('tells an absent body from one of the wrong kind', () => {
    expect(hintOn(undefined).en).toContain('No body arrived: this call wants an object in JSON');
    expect(hintOn({ sha256: 'x' }, 'presignedUploadRequest').en).toBe(
      'The body is an object, while this call wants an array: put it between [ ].',
    );
  });

  it('tells the first mistake in full and counts the others', () => {
    const { it: italian, en } = hintOn(aSendBody({ subject: null, vat: 101, paFee: -1 }));

    expect(en).toMatch(/^subject is null.* And 2 more\.$/);
    expect(italian).toMatch(/^subject è null.* E altri 2 errori\.$/);
  });

  it('counts a place once although it breaks several rules', () => {
    expect(hintOn(aSendBody({ physicalCommunicationType: null, taxonomyCode: '1' })).en).toMatch(/ And 1 more\.$/);
    expect(hintOn([{ sha256: 'a'.repeat(64) }], 'presignedUploadRequest').en).not.toContain('more.');
  });

  it('cuts long values', () => {
    expect(hintOn(withRecipient({ taxId: 'x'.repeat(500) })).en.length).toBeLessThan(200);
  });

  it('names places as a programmer writes them', () => {
    expect(jsonPath(['recipients', '0', 'physicalAddress', 'zip'])).toBe('recipients[0].physicalAddress.zip');
    expect(jsonPath(['0', 'sha256'])).toBe('[0].sha256');
  });

  it('explains a body that is no JSON', () => {
    expect(unreadableBodyHint('Unexpected token').en).toContain('The body is not readable JSON ("Unexpected token")');
  });
});
