import { describe, expect, it } from 'vitest';
import { problemOf, type RefusalName, refusals, type Violation } from '../../../src/send/request/errors.js';
import { defaultRequestSettings, type RequestSettings } from '../../../src/send/request/facts.js';
import { hints } from '../../../src/send/request/hints.js';
import { conflictViolations, iunConflict, transactionViolation } from '../../../src/send/request/keys.js';
import type { NotificationRequest, Recipient } from '../../../src/send/request/model.js';
import { allowanceViolation, synchronousViolations } from '../../../src/send/request/rules.js';
import {
  aCaller,
  aDocument,
  aGroup,
  anAddress,
  anAttachment,
  anF24,
  aPagoPa,
  aRecipient,
  aRequest,
  type CallerSpec,
  numericCodes,
  without,
} from './a-request.js';

const found = (change: Partial<NotificationRequest>, settings: Partial<RequestSettings> = {}, caller?: CallerSpec) =>
  synchronousViolations(aRequest(change), { ...defaultRequestSettings, ...settings }, aCaller(caller));
const one = <T>(violation: T | undefined): readonly T[] => (violation === undefined ? [] : [violation]);
const foundFor = (change: Partial<Recipient>, settings: Partial<RequestSettings> = {}) =>
  found({ recipients: [aRecipient(change)] }, settings);
const conflicts = (idempotence: string | undefined, notice: string | undefined) =>
  conflictViolations(aRequest(), 'pa-1', { ofIdempotenceKey: () => idempotence, ofNoticeKey: () => notice });

interface Example {
  readonly violations: readonly Violation[];
  readonly error: { readonly code: string; readonly element?: string; readonly detail?: string };
  readonly status?: number;
  /** What an integrator must find in the hint, whatever the language. */
  readonly told: readonly string[];
}

const generic = (detail: string) => ({ code: 'PN_GENERIC_INVALIDPARAMETER', detail });
const flat = { notificationFeePolicy: 'FLAT_RATE' } as const;

/** One request for each row of the catalogue, with the exact answer of the platform. */
const examples: Record<RefusalName, Example> = {
  amountOutOfRange: {
    violations: found({ amount: 3_000_000_000 }),
    error: { code: 'PN_GENERIC_ERROR' },
    status: 500,
    told: ['3000000000', '2147483647'],
  },
  unknownTaxonomyCode: {
    violations: found({ taxonomyCode: '010202P' }),
    error: { code: 'PN_GENERIC_INVALIDPARAMETER_TAXONOMYCODE', element: '010202P' },
    told: ['010202P', '010202N'],
  },
  sendingSwitchedOff: {
    violations: found({}, { inactiveTaxIds: ['00000000000'] }),
    error: {
      code: 'PN_DELIVERY_SEND_IS_DISABLED',
      detail: 'Piattaforma Notifiche non é abilitata alla comunicazione di notifiche.',
    },
    told: ['00000000000', 'active'],
  },
  tooManyDocuments: {
    violations: found({ documents: Array.from({ length: 16 }, (_, n) => aDocument(n)) }),
    error: generic('Max attachment count reached'),
    told: ['16', '15'],
  },
  tooManyRecipients: {
    violations: found({ recipients: Array.from({ length: 16 }, () => aRecipient()) }),
    error: generic('Max recipient count reached'),
    told: ['16', '15'],
  },
  feesMissing: {
    violations: synchronousViolations(without(aRequest(), 'vat'), defaultRequestSettings, aCaller()),
    error: generic('paFee or vat field not filled in for notification with notificationFeePolicy DELIVERY_MODE'),
    told: ['vat', 'DELIVERY_MODE'],
  },
  companyNeedsNumericTaxId: {
    violations: foundFor({ recipientType: 'PG', taxId: 'GLLGLL64B15G702I' }),
    error: generic('SEND accepts only numerical taxId for PG recipient 0'),
    told: ['GLLGLL64B15G702I', 'recipients[0]'],
  },
  invalidTaxId: {
    violations: foundFor({ taxId: 'FRNSST75D50A717M' }),
    error: generic('Invalid taxId for recipient 0'),
    told: ['FRNSST75D50A717M', 'recipients[0]', ' N:'],
  },
  duplicatedRecipient: {
    violations: found({ recipients: [aRecipient(), aRecipient()] }),
    error: generic('Duplicated recipient taxId'),
    told: ['recipients[1]', 'recipients[0]', 'FRMTTR76M06B715E'],
  },
  nameTooLong: {
    violations: foundFor({ denomination: 'x'.repeat(45) }, { denominationLength: 44 }),
    error: generic('Field denomination in recipient 0 exceed max length of 44 chars'),
    told: ['denomination', '45', '44'],
  },
  nameCharacters: {
    violations: foundFor({ denomination: 'Rossi|Bianchi' }),
    error: generic('Field denomination in recipient 0 contains invalid characters.'),
    told: ['denomination', '"|" (U+007C)'],
  },
  physicalAddressMissing: {
    violations: found({ recipients: [without(aRecipient(), 'physicalAddress')] }),
    error: generic('PhysicalAddress cannot be null'),
    told: ['recipients[0]', 'addressLookup'],
  },
  addressCharacters: {
    violations: foundFor({ physicalAddress: anAddress({ municipality: 'Łódź', foreignState: 'POLONIA' }) }),
    error: generic('Field municipality in recipient 0 contains invalid characters.'),
    told: ['municipality', '"Ł" (U+0141)'],
  },
  addressRowTooLong: {
    violations: foundFor(
      { physicalAddress: anAddress({ municipality: 'M'.repeat(40) }) },
      { addressProfile: 'strict' },
    ),
    error: generic('Field zip, municipality and Province in recipient 0 exceed max length of 44 chars'),
    told: ['zip, municipality and Province', '49', '44'],
  },
  provinceMissing: {
    violations: foundFor({ physicalAddress: without(anAddress(), 'province') }),
    error: generic('No province provided in physical address'),
    told: ['recipients[0]', 'province'],
  },
  pagoPaApplyCostRequired: {
    violations: foundFor({ payments: [aPagoPa(0, { applyCost: false })] }),
    error: generic('PagoPA applyCostFlg must be valorized for at least one payment'),
    told: ['pagoPA', 'applyCost', 'DELIVERY_MODE', 'recipients[0]'],
  },
  f24ApplyCostRequired: {
    violations: foundFor({ payments: [anF24({ applyCost: false })] }),
    error: generic('F24 applyCostFlg must be valorized for at least one payment'),
    told: ['F24', 'applyCost', 'DELIVERY_MODE', 'recipients[0]'],
  },
  pagoPaApplyCostForbidden: {
    violations: found({ ...flat, recipients: [aRecipient({ payments: [aPagoPa()] })] }),
    error: generic('PagoPA applyCostFlg must not be valorized for any payment'),
    told: ['pagoPA', 'applyCost', 'FLAT_RATE', 'recipients[0]'],
  },
  f24ApplyCostForbidden: {
    violations: found({ ...flat, recipients: [aRecipient({ payments: [anF24()] })] }),
    error: generic('F24 applyCostFlg must not be valorized for any payment'),
    told: ['F24', 'applyCost', 'FLAT_RATE', 'recipients[0]'],
  },
  f24TitleBlank: {
    violations: foundFor({ payments: [anF24({ title: ' ' })] }),
    error: generic('F24 description is mandatory'),
    told: ['recipients[0].payments[0]'],
  },
  duplicatedIuv: {
    violations: foundFor({ payments: [aPagoPa(), aPagoPa()] }),
    error: generic(
      'Duplicated iuv { 77777777777302000100000019421 } on recipient with index 0 in payment with index 1',
    ),
    told: ['recipients[0].payments[1]', 'recipients[0].payments[0]', '77777777777302000100000019421'],
  },
  paymentKeyOfOtherKind: {
    violations: foundFor({ payments: [aPagoPa(0, { attachment: anAttachment('PN_F24_META-x.json') })] }),
    error: generic('Key: PN_F24_META-x.json does not conform to the expected content type: application/pdf'),
    told: ['PN_F24_META-x.json', 'application/pdf', 'PN_NOTIFICATION_ATTACHMENTS'],
  },
  documentKeyOfOtherKind: {
    violations: found({ documents: [aDocument(0, anAttachment('PN_F24_META-x.json'))] }),
    error: generic(
      'Document Attachments key PN_F24_META-x.json does not contain the expected value: PN_NOTIFICATION_ATTACHMENTS',
    ),
    told: ['documents[0]', 'PN_F24_META-x.json'],
  },
  repeatedAttachment: {
    violations: found({ documents: [aDocument(), aDocument()] }),
    error: generic('Same attachment compares more then once in the same request'),
    told: ['documents[0]', 'documents[1]', 'PN_NOTIFICATION_ATTACHMENTS-document-0.pdf'],
  },
  fieldPattern: {
    violations: foundFor({ recipientType: 'PG', taxId: `XY${numericCodes[0]}` }),
    error: {
      code: 'PN_GENERIC_INVALIDPARAMETER_PATTERN',
      element: 'recipients[0].taxId',
      detail:
        'must match "^([A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{3}[A-Z]{1})|([0-9]{11})$"',
    },
    told: ['recipients[0].taxId', 'XY12345678903'],
  },
  fieldSize: {
    violations: found({ subject: '📮'.repeat(68) }),
    error: {
      code: 'PN_GENERIC_INVALIDPARAMETER_SIZE',
      element: 'subject',
      detail: 'size must be between 0 and 134',
    },
    told: ['subject', '136', '134', 'emoji'],
  },
  mvpOneRecipient: {
    violations: found(
      { recipients: [aRecipient({ payments: [aPagoPa()] }), aRecipient({ taxId: 'FRNSST75D50A717N' })] },
      {},
      { settings: { mvp: true } },
    ),
    error: generic('Max one recipient'),
    told: ['MVP', '2'],
  },
  mvpPaymentMissing: {
    violations: found({ recipients: [aRecipient()] }, {}, { settings: { mvp: true } }),
    error: generic('No recipient payment'),
    told: ['MVP', 'recipients[0].payments'],
  },
  tooManyLanguages: {
    violations: found({ additionalLanguages: ['DE', 'FR'] }),
    error: {
      code: 'PN_DELIVERY_REQUIREDADDITIONALLANG',
      detail: 'È obbligatorio fornire una sola lingua aggiuntiva.',
    },
    told: ['DE, FR', 'additionalLanguages'],
  },
  unknownLanguage: {
    violations: found({ additionalLanguages: ['SI'] }),
    error: {
      code: 'PN_DELIVERY_INVALIDADDITIONALLANGS',
      detail: 'Lingua aggiuntiva non valida, i valori accettati sono DE,FR,SL',
    },
    told: ['"SI"', 'SL'],
  },
  foreignSenderTaxId: {
    violations: found({ senderTaxId: '12345678903' }),
    error: { code: 'PN_DELIVERY_INVALID_SENDER_TAX_ID' },
    status: 403,
    told: ['12345678903', '00000000000'],
  },
  groupNotActive: {
    violations: found({ group: 'g2' }, {}, { groups: [aGroup('g1'), aGroup('g2', 'SUSPENDED')] }),
    error: {
      code: 'PN_DELIVERY_INVALIDPARAMETER_GROUP',
      element: 'g2',
      detail: 'Group=g2 not present or suspended/deleted in pa_groups=null',
    },
    told: ['"g2"', 'g1 (Group g1, ACTIVE)', 'g2 (Group g2, SUSPENDED)'],
  },
  groupNotOfKey: {
    violations: found(
      { group: 'g3' },
      {},
      { groups: [aGroup('g1'), aGroup('g2'), aGroup('g3')], keyGroups: ['g1', 'g2'] },
    ),
    error: {
      code: 'PN_DELIVERY_INVALIDPARAMETER_GROUP',
      element: 'g3',
      detail: 'Group=g3 not present in cx_groups=[g1, g2]',
    },
    told: ['g3', 'g1, g2'],
  },
  groupMissing: {
    violations: found({}, {}, { groups: [aGroup('g1'), aGroup('g2')], keyGroups: ['g1', 'g2'] }),
    error: { code: 'PN_DELIVERY_INVALIDPARAMETER_GROUP', detail: 'Specify a group in cx_groups=[g1, g2]' },
    told: ['group', 'g1, g2'],
  },
  allowanceExhausted: {
    violations: one(allowanceViolation(5, 5, '2026-02')),
    error: { code: 'PN_DELIVERY_NOTIFICATION_LIMIT_EXCEEDED' },
    told: ['5', '2026-02', 'monthlyLimit'],
  },
  tooManyKeys: {
    violations: one(
      transactionViolation(
        aRequest({ recipients: [aRecipient({ payments: Array.from({ length: 98 }, (_, n) => aPagoPa(n)) })] }),
      ),
    ),
    error: { code: 'PN_GENERIC_ERROR' },
    status: 500,
    told: ['98', '97'],
  },
  duplicatedIun: {
    violations: [iunConflict('MWRP-ZGAL-HDGK-202610-T-1')],
    error: {
      code: 'PN_GENERIC_INVALIDPARAMETER_DUPLICATED',
      element: 'Duplicated notification for iun',
      detail: 'Duplicated notification for iun=MWRP-ZGAL-HDGK-202610-T-1',
    },
    status: 409,
    told: ['MWRP-ZGAL-HDGK-202610-T-1'],
  },
  duplicatedProtocolNumber: {
    violations: conflicts('REQUEST-1', undefined),
    error: {
      code: 'PN_GENERIC_INVALIDPARAMETER_DUPLICATED',
      element: 'Duplicated notification for senderPaId##paProtocolNumber##idempotenceToken',
      detail: 'Duplicated notification for senderPaId##paProtocolNumber##idempotenceToken=pa-1##302/2026##a1',
    },
    status: 409,
    told: ['REQUEST-1', 'pa-1##302/2026##a1', 'idempotenceToken'],
  },
  duplicatedNotice: {
    violations: conflicts(undefined, 'REQUEST-2'),
    error: {
      code: 'PN_GENERIC_INVALIDPARAMETER_DUPLICATED',
      element: 'Duplicated notification for creditorTaxId##noticeCode',
      detail: 'Duplicated notification for creditorTaxId##noticeCode=77777777777##302000100000019421',
    },
    status: 409,
    told: ['REQUEST-2', '77777777777##302000100000019421'],
  },
};

describe.each(Object.entries(examples))('refusal %s', (name, { violations, error, status = 400, told }) => {
  const raised = violations.find((violation) => violation.refusal === name);

  it('is raised with the status, code, element and detail of the platform', () => {
    expect(raised && problemOf([raised])).toMatchObject({ status, errors: [error], service: 'PN-DELIVERY' });
    expect(raised && problemOf([raised]).errors).toEqual([error]);
  });

  it('is explained in one line of each language, with what was received and how to repair it', () => {
    for (const hint of [raised?.hint.it, raised?.hint.en]) {
      for (const word of told) expect(hint).toContain(word);
      expect(hint).not.toMatch(/undefined|\[object|NaN|\n/);
    }
    expect(raised?.hint.it).not.toBe(raised?.hint.en);
  });
});

describe('the catalogue', () => {
  it('and the hints name the same refusals', () => {
    expect(Object.keys(hints).sort()).toEqual(Object.keys(refusals).sort());
  });

  it('gives each refusal a source', () => {
    expect(Object.values(refusals).filter((refusal) => refusal.source === '')).toEqual([]);
  });
});

describe('the answer to several violations', () => {
  it('lists all of them, without anything of ours in the body', () => {
    const [first, ...others] = foundFor({ recipientType: 'PG', taxId: 'GLLGLL64B15G702X' });
    const problem = first && problemOf([first, ...others]);

    expect(problem?.errors).toEqual([
      generic('SEND accepts only numerical taxId for PG recipient 0'),
      generic('Invalid taxId for recipient 0'),
    ]);
  });

  it('says a hint once', () => {
    const [violation] = foundFor({ denomination: 'a|b' });

    expect(violation && problemOf([violation, violation]).hint).toEqual(violation?.hint);
  });
});
