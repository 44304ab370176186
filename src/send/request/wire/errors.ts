import type { AdapterRefusal } from '../../adapter-problem.js';

/**
 * What the adapters of the older versions refuse, and what cannot be read back in v1 (and v2.0 of the detail).
 *
 * Source: pn-delivery functions/versioningV1V21SendNewNotification, versioningV1V21GetNotificationRequestStatus,
 * versioningV1V2GetNotification
 */
export const adapterRefusals = {
  intModeNotInV1: (received: string): AdapterRefusal => ({
    text: 'Invalid pagoPaIntMode',
    hint: {
      it: `pagoPaIntMode "${received}" nella v1 non è accettato (solo SYNC e NONE): ometterlo, oppure inviare con una versione da v2.1 in poi`,
      en: `pagoPaIntMode "${received}" is not taken in v1 (only SYNC and NONE): leave it out, or send with a version from v2.1 on`,
    },
  }),
  sameAlternativeCode: (recIndex: number, noticeCode: string): AdapterRefusal => ({
    text: 'Alternative notice code equals to notice code',
    hint: {
      it: `Il destinatario ${recIndex} ha ${noticeCode} come noticeCode e come noticeCodeAlternative: l’alternativo deve essere un altro avviso, oppure mancare`,
      en: `Recipient ${recIndex} has ${noticeCode} both as noticeCode and as noticeCodeAlternative: the alternative must be another notice, or absent`,
    },
  }),
  feesRequired: (paFee: unknown, vat: unknown): AdapterRefusal => ({
    text: 'Vat and paFee fields are required',
    hint: {
      it: `Con DELIVERY_MODE e ASYNC o F24 la v2.1 vuole paFee e vat diversi da zero (ricevuti: paFee ${paFee ?? 'assente'}, vat ${vat ?? 'assente'}); lo zero è ammesso dalla v2.3`,
      en: `With DELIVERY_MODE and ASYNC or F24, v2.1 wants paFee and vat other than zero (received: paFee ${paFee ?? 'absent'}, vat ${vat ?? 'absent'}); zero is allowed from v2.3 on`,
    },
  }),
  addressMissing: (recIndex: number): AdapterRefusal => ({
    text: 'Validation errors: [object has missing required properties (["physicalAddress"])]',
    hint: {
      it: `Il destinatario ${recIndex} non ha physicalAddress: può mancare solo dalla v2.5`,
      en: `Recipient ${recIndex} has no physicalAddress: it may be absent from v2.5 on only`,
    },
  }),

  noQuery: {
    text: 'Invalid path/method/query parameters',
    hint: {
      it: 'Manca la query: indicare notificationRequestId, oppure paProtocolNumber e idempotenceToken',
      en: 'There is no query string: give notificationRequestId, or paProtocolNumber and idempotenceToken',
    },
  },
  incompleteQuery: {
    text: 'Please specify notificationRequestId or paProtocolNumber, idempotenceToken',
    hint: {
      it: 'Indicare notificationRequestId, oppure paProtocolNumber e idempotenceToken insieme, nessuno vuoto',
      en: 'Give notificationRequestId, or paProtocolNumber and idempotenceToken together, none of them empty',
    },
  },

  tooManyPayments: (recIndex: number, count: number): AdapterRefusal => ({
    text: 'Unable to map payments, more than 2',
    hint: {
      it: `Il destinatario ${recIndex} ha ${count} pagamenti; v1 e v2.0 ne mostrano due al massimo: leggere con una versione da v2.1 in poi`,
      en: `Recipient ${recIndex} has ${count} payments; v1 and v2.0 show two at most: read with a version from v2.1 on`,
    },
  }),
  f24: (recIndex: number): AdapterRefusal => ({
    text: 'Unable to map payment f24 type',
    hint: {
      it: `Il destinatario ${recIndex} ha un F24, che v1 e v2.0 non conoscono: leggere con una versione da v2.1 in poi`,
      en: `Recipient ${recIndex} has an F24, which v1 and v2.0 do not know: read with a version from v2.1 on`,
    },
  }),
  addressType: (recIndex: number, received: unknown): AdapterRefusal => ({
    // The blank at the end is the platform's.
    text: 'Address type not supported ',
    hint: {
      it: `Il domicilio digitale del destinatario ${recIndex} è di tipo "${received}": v1 e v2.0 mostrano solo PEC`,
      en: `The digital domicile of recipient ${recIndex} is of type "${received}": v1 and v2.0 show PEC only`,
    },
  }),
  /** @param name field with a capital letter, as the platform spells it here */
  unknownValue: (name: string, received: unknown): AdapterRefusal => ({
    text: `${name} value not supported`,
    hint: {
      it: `${name} vale "${received}", che v1 e v2.0 non conoscono: leggere con una versione da v2.1 in poi`,
      en: `${name} is "${received}", which v1 and v2.0 do not know: read with a version from v2.1 on`,
    },
  }),
} as const;
