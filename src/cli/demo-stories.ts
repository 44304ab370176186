import type { Said } from '../text/said.js';

/** One of the two lives that the demo shows. */
export interface Story {
  /** Its files begin with this. */
  readonly name: string;
  readonly title: Said;
  /** What is asked for, and what the addresses make of it. */
  readonly told: readonly Said[];
  readonly act: {
    /** In `scenarios/demo`. */
    readonly file: string;
    readonly title: string;
  };
  /** Payment form beside it, in the same folder. */
  readonly form: string;
  readonly subject: string;
  readonly taxonomyCode: string;
  readonly physicalCommunicationType: 'AR_REGISTERED_LETTER' | 'REGISTERED_LETTER_890';
  /** As the request wants it, without payments. */
  readonly recipient: Readonly<Record<string, unknown>>;
}

/** The sender of every new simulator. */
const sender = { senderDenomination: 'Comune di Esempio', senderTaxId: '12345678903' } as const;

/** Body that is owed what the notices ask for: the sender itself. */
export const creditorTaxId = sender.senderTaxId;

/** A person without any contact of her own; the street names are those by which UAT chooses what the post does. */
const lorettaIn = (street: string) => ({
  recipientType: 'PF',
  taxId: 'LRTFNC80A01F205B',
  denomination: 'Loretta Franco',
  physicalAddress: { address: street, zip: '20121', municipality: 'MILANO', province: 'MI' },
});

export const stories: readonly Story[] = [
  {
    name: 'pec',
    title: { it: 'Una PEC che non arriva', en: 'A PEC that never arrives' },
    told: [
      {
        it: 'A Loretta Franco, PEC prova@fail.it: il dominio la fa fallire, due volte a sette giorni di distanza.',
        en: 'To Loretta Franco, PEC prova@fail.it: the domain makes it fail, twice, seven days apart.',
      },
      {
        it: 'Poi parte la raccomandata semplice per VIA @OK_RS; dopo quindici giorni la notifica si perfeziona.',
        en: 'Then a simple registered letter leaves for VIA @OK_RS; fifteen days later it counts as served.',
      },
    ],
    act: { file: 'avviso-di-accertamento.pdf', title: 'Avviso di accertamento' },
    form: 'modulo-di-pagamento-imu.pdf',
    subject: 'Avviso di accertamento IMU, anno 2022',
    taxonomyCode: '010101P',
    // Of a letter with legal effect, which a PEC that fails does not become: it is followed by a simple one.
    physicalCommunicationType: 'REGISTERED_LETTER_890',
    recipient: { ...lorettaIn('VIA @OK_RS'), digitalDomicile: { type: 'PEC', address: 'prova@fail.it' } },
  },
  {
    name: 'letter',
    title: { it: 'Una raccomandata che arriva', en: 'A registered letter that arrives' },
    told: [
      {
        it: 'A Loretta Franco, senza domicilio digitale: raccomandata AR per VIA @OK_AR, dove la posta consegna.',
        en: 'To Loretta Franco, no digital domicile: an AR letter to VIA @OK_AR, where the post delivers.',
      },
      {
        it: 'Dieci giorni dopo la consegna la notifica si perfeziona.',
        en: 'Ten days after delivery it counts as served.',
      },
    ],
    act: { file: 'provvedimento.pdf', title: 'Provvedimento di recupero' },
    form: 'modulo-di-pagamento-trasporto.pdf',
    subject: 'Recupero del contributo per il trasporto scolastico',
    taxonomyCode: '010201P',
    physicalCommunicationType: 'AR_REGISTERED_LETTER',
    recipient: lorettaIn('VIA @OK_AR'),
  },
];

/** An uploaded file, as the request names it. */
export interface Uploaded {
  readonly contentType: 'application/pdf';
  readonly digests: { readonly sha256: string };
  readonly ref: { readonly key: string; readonly versionToken: string };
}

/** What a run makes up for itself. */
interface Numbers {
  readonly paProtocolNumber: string;
  readonly idempotenceToken: string;
  readonly noticeCode: string;
}

/** Body of `POST /delivery/v2.6/requests`; the costs of the notification are charged on the notice. */
export const requestOf = (
  { act, subject, taxonomyCode, physicalCommunicationType, recipient }: Story,
  files: { readonly act: Uploaded; readonly form: Uploaded },
  { paProtocolNumber, idempotenceToken, noticeCode }: Numbers,
): Readonly<Record<string, unknown>> => ({
  ...sender,
  paProtocolNumber,
  idempotenceToken,
  subject,
  taxonomyCode,
  notificationFeePolicy: 'DELIVERY_MODE',
  physicalCommunicationType,
  paFee: 100,
  vat: 22,
  documents: [{ title: act.title, ...files.act }],
  recipients: [
    { ...recipient, payments: [{ pagoPa: { creditorTaxId, noticeCode, applyCost: true, attachment: files.form } }] },
  ],
});
