import type { Said } from '../../text/said.js';
import type { Evidence } from './evidence.js';
import type { Case, Check, Verdict } from './model.js';
import { type SendCase, type Trait, traitWords } from './send-rules.js';
import { proven } from './verdict.js';

/** TC-INVIO-01 and TC-INVIO-02. Source: pn-local-emulator `src/domain/checks/tcInvio01.ts`, `tcInvio02.ts` */

const steps = {
  slot: { it: '1. Posto per il caricamento', en: '1. Upload slot' },
  upload: { it: '2. Caricamento', en: '2. Upload' },
  request: { it: '3. Richiesta di notifica', en: '3. Notification request' },
  recipients: { it: 'Ogni destinatario', en: 'Every recipient' },
  payments: { it: 'Ogni pagamento', en: 'Every payment' },
} as const satisfies Readonly<Record<string, Said>>;

const noPreload: Said = {
  it: 'nessuna chiamata POST /delivery/attachments/preload',
  en: 'no call POST /delivery/attachments/preload',
};
const noSend: Said = { it: 'nessuna chiamata POST /delivery/…/requests', en: 'no call POST /delivery/…/requests' };

/** The steps before the request, for so many files. */
const uploadChecks = (id: SendCase, files: 1 | 2): readonly Check[] => [
  {
    code: `${id}.1`,
    group: [steps.slot],
    proves: { it: 'È stato chiesto un posto per un file?', en: 'Was a slot for a file asked for?' },
    how: { it: 'una chiamata di preload', en: 'a preload call' },
    judge: ({ files: { preload } }) => proven([preload], noPreload),
  },
  {
    code: `${id}.2`,
    group: [steps.slot],
    proves: { it: 'È stato chiesto per un PDF?', en: 'Was it for a PDF?' },
    how: {
      it: 'un preload con preloadIdx diverso in ogni elemento e un contentType application/pdf',
      en: 'a preload with another preloadIdx in each element and a contentType application/pdf',
    },
    judge: ({ files: { preload, indexed, indexedPdf } }) =>
      proven(
        [indexedPdf],
        indexed
          ? { it: 'nessun elemento ha contentType application/pdf', en: 'no element has contentType application/pdf' }
          : preload
            ? { it: 'preloadIdx manca o si ripete', en: 'preloadIdx is missing or repeated' }
            : noPreload,
        { compat: indexed !== undefined, nearest: [indexed ?? preload] },
      ),
  },
  {
    code: `${id}.3`,
    group: [steps.slot],
    proves:
      files === 1
        ? { it: 'È stato ottenuto un posto valido?', en: 'Was a valid slot given?' }
        : { it: 'Sono stati ottenuti due posti validi?', en: 'Were two valid slots given?' },
    how: {
      it: `${files} elementi application/pdf in preload a cui è stato risposto 200`,
      en: `${files} elements application/pdf in preloads that were answered 200`,
    },
    judge: ({ files: { preload, slots, slotsCompat } }) => counted(slots, files, slotsCompat.count >= files, [preload]),
  },
  {
    code: `${id}.4`,
    group: [steps.upload],
    proves:
      files === 1
        ? { it: 'È stato caricato un file con quei dati?', en: 'Was a file uploaded with what the slot said?' }
        : {
            it: 'Sono stati caricati due file con quei dati?',
            en: 'Were two files uploaded with what the slots said?',
          },
    how: {
      it: `PUT al link del posto, intatto, con secret, sha256 e contenuto annunciati: ${files} file`,
      en: `PUT to the untouched link of the slot, with the secret, sha256 and content as announced: ${files} files`,
    },
    judge: ({ files: { uploads, uploaded, wrongDigests } }) =>
      counted(uploaded, files, uploads.count >= files, [wrongDigests.first[0]?.proof]),
  },
];

const counted = (
  { count, calls }: Evidence['files']['slots'],
  files: number,
  compat: boolean,
  nearest: Parameters<typeof proven>[0],
): Verdict => {
  const why = { it: `visti ${count} su ${files}`, en: `${count} of ${files} seen` };
  return proven(count >= files ? calls.slice(0, files) : [undefined], why, {
    compat,
    nearest: calls.length > 0 ? calls : nearest,
  });
};

/** Some request has it. */
const having = (id: SendCase, trait: Trait, compat: Trait = trait) => ({
  how: { it: `una richiesta con ${traitWords[trait].it}`, en: `a request with ${traitWords[trait].en}` },
  judge: ({ sends: { any, having, nearest } }: Evidence): Verdict =>
    proven([having[trait]], any ? lacking([trait]) : noSend, {
      compat: having[compat] !== undefined,
      nearest: [nearest[id]?.proof ?? any],
    }),
});

const lacking = (lacks: readonly Trait[]): Said => ({
  it: `manca: ${lacks.map((trait) => traitWords[trait].it).join('; ')}`,
  en: `missing: ${lacks.map((trait) => traitWords[trait].en).join('; ')}`,
});

const requestChecks = (id: SendCase, number: (position: number) => string): readonly Check[] => [
  {
    code: number(5),
    group: [steps.request],
    proves: { it: 'È stata inviata una richiesta?', en: 'Was a request sent?' },
    how: { it: 'una chiamata di invio, qualunque sia la risposta', en: 'a send call, whatever was answered' },
    judge: ({ sends: { any } }) => proven([any], noSend),
  },
  {
    code: number(6),
    group: [steps.request],
    proves: { it: 'Per raccomandata 890?', en: 'By registered letter 890?' },
    ...having(id, 'registered890'),
  },
  {
    code: number(7),
    group: [steps.request, steps.recipients],
    proves: { it: 'Ha il codice fiscale?', en: 'Has a tax id?' },
    ...having(id, 'taxIds'),
  },
  {
    code: number(8),
    group: [steps.request, steps.recipients],
    proves: { it: 'Ha un domicilio digitale?', en: 'Has a digital domicile?' },
    ...having(id, 'digitalDomiciles'),
  },
  {
    code: number(9),
    group: [steps.request, steps.recipients],
    proves: { it: 'Ha un indirizzo fisico?', en: 'Has a physical address?' },
    ...having(id, 'physicalAddresses'),
  },
];

const documents = (id: SendCase, code: string): Check => ({
  code,
  group: [steps.request],
  proves: { it: 'I documenti sono quelli caricati?', en: 'Are the documents those uploaded?' },
  ...having(id, 'documents'),
});

const paymentChecks: readonly Check[] = [
  {
    code: '02.10',
    group: [steps.request, steps.payments],
    proves: { it: 'Ha il codice fiscale del creditore?', en: 'Has the tax id of the creditor?' },
    ...having('02', 'creditors', 'creditorsCompat'),
  },
  {
    code: '02.11',
    group: [steps.request, steps.payments],
    proves: { it: 'Ha il codice avviso?', en: 'Has a notice code?' },
    ...having('02', 'noticeCodes'),
  },
  {
    code: '02.12',
    group: [steps.request, steps.payments],
    proves: { it: 'Il suo documento è stato caricato?', en: 'Was its document uploaded?' },
    ...having('02', 'paymentDocuments'),
  },
];

const whole = (id: SendCase, code: string): Check => ({
  code,
  group: [steps.request],
  proves: { it: 'È stata creata una notifica valida?', en: 'Was a valid notification created?' },
  how: {
    it: 'una sola richiesta ha tutto ciò che precede, ha avuto risposta 202 ed è stata poi accettata',
    en: 'one single request has all of the above, was answered 202 and was accepted later',
  },
  judge: ({ sends }) =>
    proven([sends.accepted[id]], whyNotWhole(sends, id), {
      compat: sends.wholeCompat[id] !== undefined,
      nearest: [sends.nearest[id]?.proof],
    }),
});

const whyNotWhole = ({ whole, nearest }: Evidence['sends'], id: SendCase): Said => {
  const close = nearest[id];
  if (!close) return noSend;
  if (!whole[id]) return lacking(close.lacks);
  const { status } = close.proof;
  return status === 202
    ? { it: 'completa, ma non è stata ancora accettata', en: 'complete, but not accepted yet' }
    : { it: `completa, ma la risposta è stata ${status}`, en: `complete, but it was answered ${status}` };
};

export const sendCases: readonly Case[] = [
  {
    id: 'TC-INVIO-01',
    title: { it: 'Invio di una notifica senza pagamento', en: 'A notification without payment' },
    checks: [
      ...uploadChecks('01', 1),
      ...requestChecks('01', (position) => `01.${position}`),
      documents('01', '01.10'),
      whole('01', '01.11'),
    ],
  },
  {
    id: 'TC-INVIO-02',
    title: { it: 'Invio di una notifica con pagamento', en: 'A notification with a payment' },
    checks: [
      ...uploadChecks('02', 2),
      ...requestChecks('02', (position) => `02.${position}`),
      ...paymentChecks,
      documents('02', '02.13'),
      whole('02', '02.14'),
    ],
  },
];
