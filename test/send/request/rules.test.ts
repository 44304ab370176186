import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDefaults } from '../../../src/send/request/defaults.js';
import { defaultRequestSettings, taxonomyCodes } from '../../../src/send/request/facts.js';
import { noticeKeys } from '../../../src/send/request/keys.js';
import type { NotificationRequest } from '../../../src/send/request/model.js';
import {
  bindingViolation,
  languageViolation,
  requestViolations,
  synchronousViolations,
  taxonomyViolation,
} from '../../../src/send/request/rules.js';
import { aCaller, aDocument, anAddress, aRecipient, aRequest } from './a-request.js';

const names = (request: NotificationRequest): string[] =>
  synchronousViolations(request, defaultRequestSettings, aCaller()).map((violation) => violation.refusal);

describe('the order of the checks', () => {
  it('finds nothing in a good request', () => {
    expect(names(aRequest())).toEqual([]);
  });

  it('stops at the first step that finds something', () => {
    const wrong = {
      amount: 1e12,
      taxonomyCode: '000000X',
      recipients: [aRecipient({ taxId: 'FRNSST75D50A717M' })],
      additionalLanguages: ['XX', 'YY'],
      senderTaxId: '12345678903',
    };
    const { amount: _, ...boundable } = wrong;
    const { taxonomyCode: __, ...knownTaxonomy } = boundable;
    const { recipients: ___, ...goodRecipients } = knownTaxonomy;

    expect(names(aRequest(wrong))).toEqual(['amountOutOfRange']);
    expect(names(aRequest(boundable))).toEqual(['unknownTaxonomyCode']);
    expect(names(aRequest(knownTaxonomy))).toEqual(['invalidTaxId']);
    expect(names(aRequest(goodRecipients))).toEqual(['tooManyLanguages']);
    expect(names(aRequest({ ...goodRecipients, additionalLanguages: ['XX'] }))).toEqual(['unknownLanguage']);
    expect(names(aRequest({ senderTaxId: '12345678903' }))).toEqual(['foreignSenderTaxId']);
  });

  it('collects everything that the validator finds', () => {
    const request = aRequest({
      notificationFeePolicy: 'DELIVERY_MODE',
      recipients: [
        aRecipient({ taxId: 'FRNSST75D50A717M', denomination: 'a|b', physicalAddress: anAddress({ province: '' }) }),
      ],
      documents: [aDocument(), aDocument()],
    });

    expect(names(request)).toEqual(['invalidTaxId', 'nameCharacters', 'provinceMissing', 'repeatedAttachment']);
  });
});

describe('counts', () => {
  const many = (n: number) => ({
    documents: Array.from({ length: n }, (_, i) => aDocument(i)),
    recipients: Array.from({ length: n }, () => aRecipient({ taxId: 'WRONG' })),
  });

  it('tells too many documents alone, and before too many recipients', () => {
    expect(names(aRequest(many(16)))).toEqual(['tooManyDocuments']);
    expect(names(aRequest({ ...many(16), documents: [aDocument()] }))).toEqual(['tooManyRecipients']);
  });

  it('accepts the maximum itself', () => {
    expect(names(aRequest({ documents: many(15).documents }))).toEqual([]);
  });

  it('does not count with a maximum of 0', () => {
    const found = requestViolations(aRequest(many(16)), {
      ...defaultRequestSettings,
      maxDocuments: 0,
      maxRecipients: 0,
    });

    expect(found.map((violation) => violation.refusal)).not.toContain('tooManyDocuments');
    expect(found.map((violation) => violation.refusal)).not.toContain('tooManyRecipients');
  });
});

describe('taxonomy', () => {
  it('knows 59 codes, each once', () => {
    expect(new Set(taxonomyCodes).size).toBe(59);
    expect(taxonomyCodes.length).toBe(59);
  });

  it.each(taxonomyCodes)('accepts %s', (taxonomyCode) => {
    expect(taxonomyViolation(aRequest({ taxonomyCode }))).toBeUndefined();
  });

  const script = fileURLToPath(
    new URL('../../../../shared/reference/official/schema/codici_tassonomici.txt', import.meta.url),
  );
  describe.skipIf(!existsSync(script))('against the loading script of the platform', () => {
    it('knows every code of it', () => {
      const codes = [...readFileSync(script, 'utf8').matchAll(/"key": \{"S": "(\w+)"\}/g)].map((match) => match[1]);

      expect(codes.length).toBe(54);
      expect(codes.filter((code) => code === undefined || !taxonomyCodes.includes(code))).toEqual([]);
    });
  });
});

describe('additional languages', () => {
  it.each(['DE', 'FR', 'SL'])('accept %s', (language) => {
    expect(languageViolation(aRequest({ additionalLanguages: [language] }))).toBeUndefined();
  });

  it.each(['SI', 'de', '', 'IT', 'toString'])('refuse %j', (language) => {
    expect(languageViolation(aRequest({ additionalLanguages: [language] }))?.refusal).toBe('unknownLanguage');
  });

  it('may be an empty list', () => {
    expect(names(aRequest({ additionalLanguages: [] }))).toEqual([]);
  });
});

it.each([0, 1.5, 2_147_483_647, 2_147_483_647.9, -5])('an amount of %d can be read', (amount) => {
  expect(bindingViolation(aRequest({ amount }))).toBeUndefined();
});

it.each([2_147_483_648, -2_147_483_649, 1e300])('an amount of %d cannot be read', (amount) => {
  expect(bindingViolation(aRequest({ amount }))?.refusal).toBe('amountOutOfRange');
});

describe('whatever passes the gateway', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 60 });
  const odd = fc.oneof(line, fc.constantFrom('', ' ', '\u0085', '\ud800', '__proto__', 'constructor', '<key>', '$&'));
  const attachment = fc.record({
    digests: fc.record({ sha256: odd }),
    contentType: fc.constantFrom('application/pdf', 'application/json'),
    ref: fc.record({ key: odd, versionToken: odd }),
    title: odd,
    more: fc.jsonValue(),
  });
  const address = fc.record(
    {
      at: odd,
      address: odd,
      addressDetails: odd,
      zip: odd,
      municipality: odd,
      municipalityDetails: odd,
      province: odd,
      foreignState: odd,
      more: fc.jsonValue(),
    },
    { requiredKeys: ['address', 'municipality'] },
  );
  const payment = fc.record(
    {
      pagoPa: fc.record(
        { noticeCode: odd, creditorTaxId: odd, applyCost: fc.boolean(), attachment, more: fc.jsonValue() },
        { requiredKeys: ['noticeCode', 'creditorTaxId', 'applyCost'] },
      ),
      f24: fc.record({ title: odd, applyCost: fc.boolean(), metadataAttachment: attachment }),
    },
    { requiredKeys: [] },
  );
  const recipient = fc.record(
    {
      recipientType: fc.constantFrom('PF' as const, 'PG' as const),
      taxId: odd,
      denomination: odd,
      physicalAddress: address,
      payments: fc.array(payment, { maxLength: 3 }),
    },
    { requiredKeys: ['recipientType', 'taxId', 'denomination'] },
  );
  const anything = fc.record({
    recipients: fc.array(recipient, { maxLength: 4 }),
    documents: fc.array(attachment, { maxLength: 4 }),
    subject: odd,
    amount: fc.double({ noNaN: true }),
    additionalLanguages: fc.array(odd, { maxLength: 2 }),
    notificationFeePolicy: fc.constantFrom('FLAT_RATE' as const, 'DELIVERY_MODE' as const),
  });

  it.each(['lenient', 'strict'] as const)(
    'gets a judgement in the %s profile, with a hint for each violation',
    (addressProfile) => {
      fc.assert(
        fc.property(anything, (change) => {
          const request = aRequest(change);
          const settings = { ...defaultRequestSettings, addressProfile };
          const found = [
            ...synchronousViolations(request, settings, aCaller()),
            ...requestViolations(request, settings),
          ];
          expect(found.every(({ hint }) => hint.it !== '' && hint.en !== '')).toBe(true);
          expect(withDefaults(request)).not.toHaveProperty('more');
          expect(noticeKeys(request).length).toBeLessThanOrEqual(12);
        }),
        { numRuns: 200 },
      );
    },
  );

  it('gets it in linear time, however long its texts are: with a slow pattern this test would not end', () => {
    const long = 'A'.repeat(1_000_000);
    const request = aRequest({
      subject: long,
      recipients: [
        aRecipient({ taxId: long, denomination: long, physicalAddress: anAddress({ address: `${long}Ł` }) }),
      ],
      documents: [aDocument(0, { title: `${' '.repeat(1_000_000)}x` })],
    });

    expect(names(request)).toContain('addressCharacters');
  });
});
