import { defaultTaxIdWhiteList } from '../../italy/facts.js';

/** What the checks of a request depend on beside the request. */
export interface RequestSettings {
  /** 0 switches the check off; so it does for the next two. */
  readonly maxRecipients: number;
  readonly maxDocuments: number;
  readonly denominationLength: number;
  readonly addressProfile: AddressProfile;
  /** Tax ids that pass without a look at their check character. */
  readonly taxIdWhiteList: readonly string[];
  /** Does SEND look up the address of a recipient sent without one, for this sender? */
  readonly addressLookup: boolean;
  /** Tax ids of bodies for which sending is switched off. */
  readonly inactiveTaxIds: readonly string[];
}

/**
 * `strict`: the file of the development environment. `lenient`: what the end-to-end suite sees in the shared environments.
 * unsure: which of them production runs.
 */
export type AddressProfile = 'lenient' | 'strict';

/**
 * Figures of the development environment, the only public ones. The address look-up depends there on a date and on a list
 * of senders that is not public; off is our choice.
 *
 * Source: pn-delivery scripts/aws/cfn/microservice-dev-cfg.json
 */
export const defaultRequestSettings: RequestSettings = {
  maxRecipients: 15,
  maxDocuments: 15,
  denominationLength: 88,
  addressProfile: 'lenient',
  taxIdWhiteList: defaultTaxIdWhiteList,
  addressLookup: false,
  inactiveTaxIds: [],
};

/**
 * Taxonomy codes: the 54 of the loading script and five more that only the end-to-end suite uses. P and N tell with and
 * without payment, but nobody checks that.
 *
 * Source: pn-delivery scripts/codici_tassonomici.txt; pn-b2b-client SyncValidation.feature
 */
export const taxonomyCodes: readonly string[] = (
  '010101P 010102P 010103N 010104N 010201P 010202N 010301P 010302N 010401N 010401P 010501N 010601N 010701P 010702N ' +
  '010801N 010901N 011001N 020101P 020401P 020402N 030101P 030102N 030201P 030202N 030301P 030302N 030401P 030402N ' +
  '030501N 030601P 040101N 050101P 060101P 060201P 070101P 070201P 070202N 070301N 070302P 080101N 080102N 080201N ' +
  '090101P 100101P 100102N 100103P 100104N 100105P 100106N 100107N 110101P 120101P 120102P 120103P ' +
  '030301N 030401N 030701N 030801N 030901N'
).split(' ');

/**
 * Additional languages. Slovenian is SL here, although the description in the published contract says SI.
 * Source: pn-delivery svc/search/AllowedAdditionalLanguages.java
 */
export const additionalLanguages = ['DE', 'FR', 'SL'] as const;

/** Source: pn-delivery svc/NotificationReceiverService.java */
export const defaultVat = 22;
export const defaultPaFee = 100;

/**
 * What the keys of uploaded files carry, by kind.
 * Source: pn-delivery svc/NotificationReceiverValidator.java
 */
export const keyMarks = { document: 'PN_NOTIFICATION_ATTACHMENTS', f24: 'PN_F24_META' } as const;

/**
 * First character outside the printable part of ISO Latin 1.
 * Source: pn-delivery utils/DenominationValidationUtils.java
 */
const outsideLatin1 = /[^\u0020-\u007e\u00a0-\u00ff]/u;

/**
 * First character that a denomination or an `at` may not have: outside ISO Latin 1, or the excluded `|`.
 * unsure: the development file excludes nothing; the published schema and the suite exclude `|`.
 */
export const notForNames = /[^\u0020-\u007b\u007d\u007e\u00a0-\u00ff]/u;

/**
 * First character outside the set for addresses, by profile.
 * Source: pn-delivery scripts/aws/cfn/microservice-dev-cfg.json; pn-b2b-client AddressValidation.feature
 */
export const notForAddresses: Readonly<Record<AddressProfile, RegExp>> = {
  strict: /[^0-9a-zA-Z./ '\-@_]/u,
  lenient: outsideLatin1,
};

/** Longest printed row of an address in the strict profile. */
export const addressRowLength = 44;

/**
 * Pattern of a recipient's tax id, as the contract has it. The alternation is not grouped: read as a search it lets pass
 * whatever ends with 11 digits; the service wants the whole text to match one side.
 *
 * Source: pn-delivery docs/openapi/api-external-b2b-pa-bundle.yaml
 */
export const taxIdPattern =
  '^([A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{2}[A-Z]{1}[0-9LMNPQRSTUV]{3}[A-Z]{1})|([0-9]{11})$';

/** Pattern of free text in the contract: one line. */
export const oneLinePattern = '^.*$';

/** Range of `amount` in the service (a Java int); the gateway lets any number pass. */
export const int32 = { min: -2_147_483_648, max: 2_147_483_647 } as const;

/**
 * Items of one transaction of the database: the notification, its protocol number, each recipient, each notice.
 * Source: Amazon DynamoDB, quotas (TransactWriteItems)
 */
export const maxTransactionItems = 100;
