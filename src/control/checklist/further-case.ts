import type { Said } from '../../text/said.js';
import type { Case, Check, Verdict } from './model.js';
import type { Proof } from './proof.js';
import { faultless } from './verdict.js';

/** What PagoPA's report does not ask, and reviewers and users do. */

const steps = {
  calls: { it: 'Modo di chiamare', en: 'Way of calling' },
  content: { it: 'Contenuto delle richieste', en: 'Content of the requests' },
  payment: { it: 'Pagamenti', en: 'Payments' },
} as const satisfies Readonly<Record<string, Said>>;

const noSend: Said = { it: 'nessuna richiesta ha avuto risposta 202', en: 'no request was answered 202' };
const nothingSent: Said = { it: 'nessuna richiesta inviata', en: 'no request was sent' };
const noUpload: Said = { it: 'nessun file caricato', en: 'no file was uploaded' };

const unusedUploads = (first: Proof | undefined, unused: readonly Proof[]): Verdict => {
  if (unused.length === 0) {
    return first ? { state: 'passed', calls: [first] } : { state: 'notSeen', calls: [], why: noUpload };
  }
  const why = {
    it: `${unused.length} file caricati che nessuna richiesta presa in carico (202) nomina`,
    en: `${unused.length} uploaded files that no request answered 202 names`,
  };
  return { state: 'failed', calls: unused.slice(0, 20), why };
};

const checks: readonly Check[] = [
  {
    code: 'retry-after',
    group: [steps.calls],
    proves: { it: 'È stata rispettata ogni pausa chiesta?', en: 'Was every pause kept that was asked for?' },
    how: {
      it: 'una chiamata a stream o documenti con retry-after non è ripetuta prima; contano il tempo reale e gli avanzamenti chiesti all’orologio',
      en: 'a call to streams or documents with retry-after is not repeated before; real time counts, and what the clock was told to advance',
    },
    judge: ({ pace: { honoured, ignored } }) =>
      faultless(honoured, [ignored], {
        it: 'nessuna chiamata ripetuta dopo un retry-after',
        en: 'no call was repeated after a retry-after',
      }),
  },
  {
    code: 'digests',
    group: [steps.calls],
    proves: { it: 'Le impronte SHA-256 sono giuste ovunque?', en: 'Are the SHA-256 digests right everywhere?' },
    how: {
      it: 'ogni caricamento e ogni richiesta portano impronta e versione del file; il simulatore non vede se il client controlla quelle dei file che scarica',
      en: 'every upload and every request carries digest and version of its file; whether the client checks those of what it downloads cannot be seen from here',
    },
    judge: ({ files: { uploads, wrongDigests } }) => faultless(uploads.calls[0], [wrongDigests], noUpload),
  },
  {
    code: 'idempotence',
    group: [steps.calls],
    proves: { it: 'Le richieste si possono ripetere senza doppioni?', en: 'Can requests be repeated without doubles?' },
    how: { it: 'ogni richiesta ha idempotenceToken', en: 'every request has an idempotenceToken' },
    judge: ({ sends: { token, noToken } }) => faultless(token, [noToken], noSend),
  },
  {
    code: 'unused-uploads',
    group: [steps.calls],
    proves: { it: 'Ogni file caricato è stato usato?', en: 'Was every uploaded file used?' },
    how: { it: 'una richiesta con risposta 202 lo nomina', en: 'a request that was answered 202 names it' },
    judge: ({ files: { uploads, unused } }) => unusedUploads(uploads.calls[0], unused.values()),
  },
  {
    code: 'personal-data',
    group: [steps.content],
    proves: {
      it: 'Oggetto, sommario e titoli sono privi di dati personali?',
      en: 'Are subject, abstract and titles free of personal data?',
    },
    how: {
      it: 'nessun codice fiscale, e-mail, IBAN o nome di una persona destinataria',
      en: 'no personal tax code, e-mail address, IBAN or name of a person who receives it',
    },
    judge: ({ sends: { any, personalData } }) => faultless(any, [personalData], nothingSent),
  },
  {
    code: 'flat-costs',
    group: [steps.content],
    // unsure: a body that bears the costs itself may send FLAT_RATE with payments; most do it to charge a flat sum.
    proves: {
      it: 'Si evitano costi forfettari dove il decreto non li ammette?',
      en: 'Are flat costs avoided where the decree does not allow them?',
    },
    how: {
      it: 'chi chiede un pagamento usa DELIVERY_MODE: il decreto 30 maggio 2022 fissa ciò che si può addebitare, FLAT_RATE lascia l’importo all’ente',
      en: 'whoever asks for a payment uses DELIVERY_MODE: the decree of 30 May 2022 sets what may be charged, FLAT_RATE leaves the sum to the body',
    },
    judge: ({ sends: { any, flatCosts } }) => faultless(any, [flatCosts], nothingSent),
  },
  {
    code: 'price-before-payment',
    group: [steps.payment],
    proves: { it: 'Il costo è stato chiesto prima del pagamento?', en: 'Was the price asked before the payment?' },
    how: {
      it: 'di ogni avviso pagato con DELIVERY_MODE e SYNC il costo era stato chiesto prima',
      en: 'of every notice that was paid, with DELIVERY_MODE and SYNC, the price had been asked before',
    },
    judge: ({ prices: { askedFirst, unasked } }) => {
      if (unasked.count > 0) {
        const shown = [...unasked.first, ...(unasked.count > unasked.first.length ? ['…'] : [])].join(', ');
        return { state: 'failed', calls: [], why: { it: `pagati senza: ${shown}`, en: `paid without: ${shown}` } };
      }
      return faultless(askedFirst, [], { it: 'nessun avviso pagato', en: 'no notice was paid' });
    },
  },
];

export const furtherCase: Case = {
  id: 'FURTHER',
  title: { it: 'Altri controlli del simulatore', en: 'Further checks of the simulator' },
  checks,
};
