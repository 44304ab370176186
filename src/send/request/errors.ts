import type { Said } from '../../text/said.js';
import { PlatformProblem, type ProblemError } from '../problem.js';
import { hints } from './hints.js';

/** One refusal of the platform. `<name>` in a template stands for a fact of the violation. */
interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly element?: string;
  /** Spelling is the platform's. Absent: the platform gives no reason and prints `none`. */
  readonly detail?: string;
  readonly source: string;
}

const validator = 'pn-delivery svc/NotificationReceiverValidator.java';
const service = 'pn-delivery svc/NotificationReceiverService.java';
const conflict = 'pn-delivery middleware/notificationdao/NotificationEntityDaoDynamo.java';

const invalid = (detail: string) =>
  ({ status: 400, code: 'PN_GENERIC_INVALIDPARAMETER', detail, source: validator }) satisfies Refusal;
const wrongGroup = (detail: string) =>
  ({ status: 400, code: 'PN_DELIVERY_INVALIDPARAMETER_GROUP', detail, source: service }) satisfies Refusal;
const duplicated = (element: string) =>
  ({
    status: 409,
    code: 'PN_GENERIC_INVALIDPARAMETER_DUPLICATED',
    element,
    detail: `${element}=<key>`,
    source: conflict,
  }) satisfies Refusal;

/** Every synchronous refusal of a request that has passed the gateway, in the order of the checks. */
export const refusals = {
  /** unsure: a body that cannot be bound is answered as an unexpected error; the text of the detail is not known. */
  amountOutOfRange: {
    status: 500,
    code: 'PN_GENERIC_ERROR',
    source: 'pn-commons exceptions/PnResponseEntityExceptionHandler.java',
  },
  unknownTaxonomyCode: {
    status: 400,
    code: 'PN_GENERIC_INVALIDPARAMETER_TAXONOMYCODE',
    element: '<received>',
    source: 'pn-delivery rest/PnNotificationInputController.java',
  },
  sendingSwitchedOff: {
    status: 400,
    code: 'PN_DELIVERY_SEND_IS_DISABLED',
    detail: 'Piattaforma Notifiche non é abilitata alla comunicazione di notifiche.',
    source: 'pn-delivery config/SendActiveParameterConsumer.java',
  },

  tooManyDocuments: invalid('Max attachment count reached'),
  tooManyRecipients: invalid('Max recipient count reached'),
  feesMissing: invalid('paFee or vat field not filled in for notification with notificationFeePolicy DELIVERY_MODE'),
  companyNeedsNumericTaxId: invalid('SEND accepts only numerical taxId for PG recipient <recIndex>'),
  invalidTaxId: invalid('Invalid taxId for recipient <recIndex>'),
  duplicatedRecipient: invalid('Duplicated recipient taxId'),
  nameTooLong: invalid('Field <field> in recipient <recIndex> exceed max length of <max> chars'),
  nameCharacters: invalid('Field <field> in recipient <recIndex> contains invalid characters.'),
  physicalAddressMissing: invalid('PhysicalAddress cannot be null'),
  addressCharacters: invalid('Field <field> in recipient <recIndex> contains invalid characters.'),
  addressRowTooLong: invalid('Field <row> in recipient <recIndex> exceed max length of <max> chars'),
  provinceMissing: invalid('No province provided in physical address'),
  pagoPaApplyCostRequired: invalid('PagoPA applyCostFlg must be valorized for at least one payment'),
  f24ApplyCostRequired: invalid('F24 applyCostFlg must be valorized for at least one payment'),
  pagoPaApplyCostForbidden: invalid('PagoPA applyCostFlg must not be valorized for any payment'),
  f24ApplyCostForbidden: invalid('F24 applyCostFlg must not be valorized for any payment'),
  f24TitleBlank: invalid('F24 description is mandatory'),
  duplicatedIuv: invalid(
    'Duplicated iuv { <iuv> } on recipient with index <recIndex> in payment with index <paymentIndex>',
  ),
  paymentKeyOfOtherKind: invalid('Key: <key> does not conform to the expected content type: <contentType>'),
  documentKeyOfOtherKind: invalid(
    'Document Attachments key <key> does not contain the expected value: PN_NOTIFICATION_ATTACHMENTS',
  ),
  repeatedAttachment: invalid('Same attachment compares more then once in the same request'),
  fieldPattern: {
    status: 400,
    code: 'PN_GENERIC_INVALIDPARAMETER_PATTERN',
    element: '<element>',
    detail: 'must match "<pattern>"',
    source: 'pn-commons exceptions/ExceptionHelper.java',
  },
  fieldSize: {
    status: 400,
    code: 'PN_GENERIC_INVALIDPARAMETER_SIZE',
    element: '<element>',
    detail: 'size must be between <min> and <max>',
    source: 'pn-commons exceptions/ExceptionHelper.java',
  },

  mvpOneRecipient: invalid('Max one recipient'),
  mvpPaymentMissing: invalid('No recipient payment'),

  tooManyLanguages: {
    status: 400,
    code: 'PN_DELIVERY_REQUIREDADDITIONALLANG',
    detail: 'È obbligatorio fornire una sola lingua aggiuntiva.',
    source: service,
  },
  unknownLanguage: {
    status: 400,
    code: 'PN_DELIVERY_INVALIDADDITIONALLANGS',
    detail: 'Lingua aggiuntiva non valida, i valori accettati sono DE,FR,SL',
    source: service,
  },
  foreignSenderTaxId: { status: 403, code: 'PN_DELIVERY_INVALID_SENDER_TAX_ID', source: service },
  /** The platform prints the group that it found, which is none. */
  groupNotActive: {
    ...wrongGroup('Group=<group> not present or suspended/deleted in pa_groups=null'),
    element: '<group>',
  },
  groupNotOfKey: { ...wrongGroup('Group=<group> not present in cx_groups=[<keyGroups>]'), element: '<group>' },
  groupMissing: wrongGroup('Specify a group in cx_groups=[<keyGroups>]'),
  allowanceExhausted: {
    status: 400,
    code: 'PN_DELIVERY_NOTIFICATION_LIMIT_EXCEEDED',
    source: 'pn-delivery svc/PaNotificationLimitService.java',
  },
  /** unsure: derived from the limit of the database; nobody tried it. */
  tooManyKeys: {
    status: 500,
    code: 'PN_GENERIC_ERROR',
    source: 'pn-delivery middleware/notificationdao/NotificationEntityDaoDynamo.java',
  },

  duplicatedIun: duplicated('Duplicated notification for iun'),
  duplicatedProtocolNumber: duplicated('Duplicated notification for senderPaId##paProtocolNumber##idempotenceToken'),
  duplicatedNotice: duplicated('Duplicated notification for creditorTaxId##noticeCode'),
} as const satisfies Record<string, Refusal>;

export type RefusalName = keyof typeof refusals;

/** What a refusal needs to know: what its templates name, and what its hint tells. */
type FactsOf<Name extends RefusalName> = Parameters<(typeof hints)[Name]>[0];

/** Something wrong with a request: one entry of `errors[]`, and our explanation of it. */
export interface Violation extends ProblemError {
  readonly refusal: RefusalName;
  readonly hint: Said;
}

/** The violation of one refusal, its templates filled in. */
export const violation = <Name extends RefusalName>(name: Name, facts: FactsOf<Name>): Violation => {
  const refusal: Refusal = refusals[name];
  const hintOf = hints[name] as (given: FactsOf<Name>) => Said;
  const filled = (template: string): string =>
    template.replace(/<(\w+)>/g, (_, fact: string) => String((facts as Readonly<Record<string, unknown>>)[fact]));
  return {
    refusal: name,
    code: refusal.code,
    ...(refusal.element === undefined ? {} : { element: filled(refusal.element) }),
    ...(refusal.detail === undefined ? {} : { detail: filled(refusal.detail) }),
    hint: hintOf(facts),
  };
};

/**
 * The answer for violations found by one step: all of them in `errors[]`, the status of the first (a step has one status).
 * Hints that say the same are said once.
 */
export const problemOf = (violations: readonly [Violation, ...Violation[]]): PlatformProblem => {
  const said = (language: keyof Said): string => [...new Set(violations.map((v) => v.hint[language]))].join(' | ');
  return new PlatformProblem(
    refusals[violations[0].refusal].status,
    violations.map(({ refusal: _, hint: __, ...error }) => error),
    { it: said('it'), en: said('en') },
  );
};
