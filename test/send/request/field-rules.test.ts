import { describe, expect, it } from 'vitest';
import { fieldViolations } from '../../../src/send/request/field-rules.js';
import type { NotificationRequest } from '../../../src/send/request/model.js';
import { aDocument, anAddress, anAttachment, anF24, aPagoPa, aRecipient, aRequest } from './a-request.js';

const errors = (change: Partial<NotificationRequest>) =>
  fieldViolations(aRequest(change)).map(({ code, element, detail }) => ({ code, element, detail }));
const pattern = (element: string, regex = '^.*$') => ({
  code: 'PN_GENERIC_INVALIDPARAMETER_PATTERN',
  element,
  detail: `must match "${regex}"`,
});
const size = (element: string, min: number, max: number) => ({
  code: 'PN_GENERIC_INVALIDPARAMETER_SIZE',
  element,
  detail: `size must be between ${min} and ${max}`,
});
const taxIdRegex =
  '^([A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{3}[A-Z]{1})|([0-9]{11})$';

describe('a tax id that passes the search of the gateway', () => {
  it.each(['AB12345678901', '123456789012', 'a b-12345678901'])(
    'is refused when the whole does not match: %s',
    (taxId) => {
      expect(new RegExp(taxIdRegex, 'u').test(taxId)).toBe(true);
      expect(errors({ recipients: [aRecipient(), aRecipient({ taxId })] })).toEqual([
        pattern('recipients[1].taxId', taxIdRegex),
      ]);
    },
  );

  it.each(['FRMTTR76M06B715E', 'MRNLCU00A01H50MB', '12345678903'])('is accepted when it does: %s', (taxId) => {
    expect(errors({ recipients: [aRecipient({ taxId })] })).toEqual([]);
  });
});

/** Every free text of the contract: a request that has the value there, its path and its lengths. */
const texts: readonly [
  path: string,
  min: number,
  max: number,
  holder: (text: string) => Partial<NotificationRequest>,
][] = [
  ['paProtocolNumber', 0, 256, (text) => ({ paProtocolNumber: text })],
  ['subject', 0, 134, (text) => ({ subject: text })],
  ['abstract', 0, 1024, (text) => ({ abstract: text })],
  ['senderDenomination', 1, 88, (text) => ({ senderDenomination: text })],
  ['documents[1].title', 1, 512, (text) => ({ documents: [aDocument(), aDocument(1, { title: text })] })],
  [
    'documents[0].ref.versionToken',
    0,
    256,
    (text) => ({ documents: [aDocument(0, { ref: { key: 'k', versionToken: text } })] }),
  ],
  ['recipients[0].denomination', 1, 88, (text) => ({ recipients: [aRecipient({ denomination: text })] })],
  ...(
    [
      ['at', 0, 44],
      ['address', 2, 1024],
      ['addressDetails', 0, 1024],
      ['municipality', 2, 256],
      ['municipalityDetails', 0, 256],
      ['province', 0, 256],
      ['foreignState', 0, 256],
    ] as const
  ).map(([field, min, max]): (typeof texts)[number] => [
    `recipients[0].physicalAddress.${field}`,
    min,
    max,
    (text) => ({ recipients: [aRecipient({ physicalAddress: anAddress({ [field]: text }) })] }),
  ]),
  [
    'recipients[0].payments[0].pagoPa.attachment.ref.versionToken',
    0,
    256,
    (versionToken) => ({
      recipients: [
        aRecipient({
          payments: [aPagoPa(0, { attachment: { ...anAttachment('k'), ref: { key: 'k', versionToken } } })],
        }),
      ],
    }),
  ],
  [
    'recipients[0].payments[1].f24.metadataAttachment.ref.versionToken',
    0,
    256,
    (versionToken) => ({
      recipients: [
        aRecipient({
          payments: [
            aPagoPa(),
            anF24({
              metadataAttachment: { ...anAttachment('k', 'application/json'), ref: { key: 'k', versionToken } },
            }),
          ],
        }),
      ],
    }),
  ],
];

describe.each(texts)('%s', (path, min, max, holder) => {
  it('is measured in UTF-16 units', () => {
    expect(errors(holder('📮'.repeat(max / 2)))).toEqual([]);
    expect(errors(holder('📮'.repeat(max / 2 + 1)))).toEqual([size(path, min, max)]);
  });

  it('may not have the line end U+0085, which the gateway lets pass', () => {
    expect(/^.*$/u.test('a\u0085b')).toBe(true);
    expect(errors(holder('a\u0085b'))).toEqual([pattern(path)]);
  });
});

it('an empty list of recipients, which old versions let pass, is refused', () => {
  expect(errors({ recipients: [] })).toEqual([size('recipients', 1, 2_147_483_647)]);
});

it('a payment item with nothing in it is no fault', () => {
  expect(errors({ recipients: [aRecipient({ payments: [{}] })] })).toEqual([]);
});
