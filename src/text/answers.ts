import type { Said } from './said.js';

/** What the simulator's oracle is asked, and its answers, as a reader finds them. */

export const questionTexts = {
  taxIdCheck: { it: 'Il codice fiscale esiste?', en: 'Does the tax id exist?' },
  digitalDomicile: {
    it: 'Il destinatario ha un domicilio digitale sulla piattaforma?',
    en: 'Has the recipient set a digital address on the platform?',
  },
  registryDigital: {
    it: 'I registri pubblici hanno un domicilio digitale?',
    en: 'Do the public registries have a digital address?',
  },
  registryAddress: {
    it: 'ANPR o il Registro Imprese hanno un indirizzo fisico?',
    en: 'Do ANPR or Registro Imprese have a physical address?',
  },
  courtesyContacts: {
    it: 'Il destinatario ha contatti di cortesia?',
    en: 'Does the recipient have courtesy contacts?',
  },
  pec: { it: 'Che cosa riferisce il gestore dell’invio digitale?', en: 'What does the provider of the send report?' },
  letter: { it: 'Che cosa riferisce il recapitista della lettera?', en: 'What does the post report of the letter?' },
  file: { it: 'Il file è stato caricato?', en: 'Was the file uploaded?' },
  debtPosition: {
    it: 'pagoPA accetta il costo sulla posizione debitoria?',
    en: 'Does pagoPA take the cost on the debt position?',
  },
  validationPlan: { it: 'Come va la validazione?', en: 'How does the validation go?' },
  recipientPlan: { it: 'Che cosa fa il destinatario?', en: 'What does the recipient do?' },
} as const satisfies Readonly<Record<string, Said>>;

type Since = 'accepted' | 'delivered';
const sinceTexts: Readonly<Record<Since, Said>> = {
  accepted: { it: 'l’accettazione', en: 'the acceptance' },
  delivered: { it: 'la consegna', en: 'the delivery' },
};

const same = (text: string): Said => ({ it: text, en: text });

export const answerTexts = {
  yes: { it: 'sì', en: 'yes' },
  no: { it: 'no', en: 'no' },
  none: { it: 'nessuno', en: 'none' },
  silence: { it: 'nessun evento', en: 'no event' },
  said: same,
  file: (bytes: number, pages: number, isPdf: boolean): Said =>
    isPdf
      ? { it: `sì: PDF, pagine ${pages}, byte ${bytes}`, en: `yes: PDF, pages ${pages}, bytes ${bytes}` }
      : { it: `sì: ${bytes} byte, non è un PDF`, en: `yes: ${bytes} bytes, not a PDF` },
  acts: {
    opens: (length: string, since: Since): Said => ({
      it: `apre la notifica ${length} dopo ${sinceTexts[since].it}`,
      en: `opens the notification ${length} after ${sinceTexts[since].en}`,
    }),
    pays: (length: string, since: Since): Said => ({
      it: `paga ${length} dopo ${sinceTexts[since].it}`,
      en: `pays ${length} after ${sinceTexts[since].en}`,
    }),
  },
  validation: {
    never: { it: 'resta in validazione per sempre', en: 'it stays in validation for ever' },
    delay: (length: string): Said => ({ it: `inizia dopo ${length}`, en: `it begins after ${length}` }),
    refuse: (code: string): Said => ({ it: `rifiuto ${code}`, en: `refusal ${code}` }),
    fails: (step: string, times: number): Said => ({
      it: `il controllo "${step}" non riceve risposta ${times} volte`,
      en: `the check "${step}" gets no answer ${times} times`,
    }),
  },
} as const;

/** Where an answer comes from. */
export const origins = {
  scenario: (name: string, source: string): Said => ({
    it: `scenario ${name} (${source})`,
    en: `scenario ${name} (${source})`,
  }),
  file: (source: string): Said => ({ it: `file di scenario ${source}`, en: `scenario file ${source}` }),
  call: (call: string): Said => ({ it: `chiamata ${call}`, en: `call ${call}` }),
  address: {
    it: 'la sequenza scritta nell’indirizzo',
    en: 'the sequence written in the address',
  },
  platform: { it: 'regola della piattaforma', en: 'rule of the platform' },
  store: { it: 'i file caricati in questa sandbox', en: 'the files uploaded in this sandbox' },
  debtPositions: {
    it: 'le posizioni debitorie di questa sandbox (/_sim/debt-positions)',
    en: 'the debt positions of this sandbox (/_sim/debt-positions)',
  },
  nothing: { it: 'predefinito: nessuno scenario ne parla', en: 'default: no scenario says anything of it' },
} as const;
