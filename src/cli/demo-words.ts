import type { Said } from '../text/said.js';

/** A timeline element as the API shows it. */
export interface ShownElement {
  readonly elementId: string;
  readonly category: string;
  readonly timestamp: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly legalFactsIds: readonly { readonly key: string; readonly category: string }[];
}

/** How the page prints what is no word. */
export interface Prints {
  /** Date in Rome of an ISO instant. */
  date(instant: string): string;
  cents(amount: number): string;
}

const codes: Readonly<Record<string, Said>> = {
  C001: { it: 'PEC accettata dal gestore', en: 'PEC accepted by its provider' },
  C003: { it: 'PEC consegnata', en: 'PEC delivered' },
  C004: { it: 'PEC non consegnata', en: 'PEC not delivered' },
  CON080: { it: 'lettera stampata', en: 'letter printed' },
  CON020: { it: 'lettera affidata alla posta', en: 'letter handed to the post' },
  RECRS001C: { it: 'raccomandata consegnata', en: 'letter delivered' },
  RECRN001A: { it: 'raccomandata consegnata', en: 'letter delivered' },
  RECRN001B: { it: 'avviso di ricevimento', en: 'return receipt' },
  RECRN001C: { it: 'consegna confermata', en: 'delivery confirmed' },
};

const sources: Readonly<Record<string, Said>> = {
  PLATFORM: { it: 'recapito scelto su SEND', en: 'address chosen on SEND' },
  SPECIAL: { it: 'PEC indicata dall’ente', en: 'PEC given by the sender' },
  GENERAL: { it: 'domicilio nei registri', en: 'address in the registries' },
};

const same = (text: string): Said => ({ it: text, en: text });

const joined = (before: Said, separator: string, after: Said): Said => ({
  it: `${before.it}${separator}${after.it}`,
  en: `${before.en}${separator}${after.en}`,
});

const codeOf = ({ details }: ShownElement): Said => {
  const code = String(details.deliveryDetailCode);
  const words = codes[code];
  return words ? joined(same(code), ': ', words) : same(code);
};

const sourceOf = (source: unknown): Said => sources[String(source)] ?? same(String(source));

/** What an element says, by its category; each fits into 36 characters. */
const meanings: Readonly<Record<string, (element: ShownElement, prints: Prints) => Said>> = {
  VALIDATE_NORMALIZE_ADDRESSES_REQUEST: () => ({
    it: 'file in ordine, verifica indirizzi',
    en: 'files in order, address checked',
  }),
  NORMALIZED_ADDRESS: () => ({ it: 'indirizzo riconosciuto', en: 'address recognised' }),
  SENDER_ACK_CREATION_REQUEST: () => ({ it: 'si prepara la presa in carico', en: 'sender’s receipt is made' }),
  REQUEST_ACCEPTED: () => ({ it: 'accettata, presa in carico pronta', en: 'accepted, sender’s receipt ready' }),
  AAR_CREATION_REQUEST: () => ({ it: 'si prepara l’avviso (AAR)', en: 'notice of deposit (AAR) is made' }),
  AAR_GENERATION: () => ({ it: 'avviso (AAR) pronto', en: 'notice of deposit (AAR) ready' }),
  GET_ADDRESS: ({ details }) =>
    joined(
      sourceOf(details.digitalAddressSource),
      ': ',
      details.isAvailable ? { it: 'sì', en: 'yes' } : { it: 'no', en: 'none' },
    ),
  PUBLIC_REGISTRY_CALL: () => ({ it: 'si chiede ai registri pubblici', en: 'public registries are asked' }),
  PUBLIC_REGISTRY_RESPONSE: () => ({ it: 'i registri rispondono', en: 'public registries answer' }),
  PREPARE_DIGITAL_DOMICILE: ({ details }) =>
    joined({ it: 'poi: ', en: 'next: ' }, '', sourceOf(details.nextDigitalAddressSource)),
  SEND_DIGITAL_DOMICILE: ({ details }) => {
    const { address } = details.digitalAddress as { readonly address: string };
    return { it: `PEC a ${address}`, en: `PEC to ${address}` };
  },
  SEND_DIGITAL_PROGRESS: codeOf,
  SEND_DIGITAL_FEEDBACK: codeOf,
  SCHEDULE_DIGITAL_WORKFLOW: ({ details }, { date }) => {
    const day = date(String(details.schedulingDate));
    return { it: `nuovo tentativo il ${day}`, en: `next attempt on ${day}` };
  },
  DIGITAL_DELIVERY_CREATION_REQUEST: ({ details }) =>
    details.endWorkflowStatus === 'SUCCESS'
      ? { it: 'consegna digitale riuscita', en: 'digital delivery succeeded' }
      : { it: 'consegna digitale fallita', en: 'digital delivery failed' },
  DIGITAL_SUCCESS_WORKFLOW: () => ({ it: 'attestazione di consegna pronta', en: 'proof of delivery ready' }),
  DIGITAL_FAILURE_WORKFLOW: () => ({ it: 'avviso di mancato recapito pronto', en: 'notice of failed delivery ready' }),
  SCHEDULE_REFINEMENT: ({ details }, { date }) => {
    const day = date(String(details.schedulingDate));
    return { it: `si perfeziona il ${day}`, en: `takes effect on ${day}` };
  },
  PREPARE_SIMPLE_REGISTERED_LETTER: () => ({
    it: 'si prepara la raccomandata semplice',
    en: 'simple registered letter prepared',
  }),
  SEND_SIMPLE_REGISTERED_LETTER: posted,
  SEND_SIMPLE_REGISTERED_LETTER_PROGRESS: codeOf,
  SCHEDULE_ANALOG_WORKFLOW: () => ({ it: 'nessun domicilio digitale: carta', en: 'no digital address: paper' }),
  PREPARE_ANALOG_DOMICILE: () => ({ it: 'si prepara la raccomandata', en: 'registered letter prepared' }),
  SEND_ANALOG_DOMICILE: posted,
  SEND_ANALOG_PROGRESS: codeOf,
  SEND_ANALOG_FEEDBACK: codeOf,
  ANALOG_SUCCESS_WORKFLOW: () => ({ it: 'consegna cartacea riuscita', en: 'paper delivery succeeded' }),
  REFINEMENT: () => ({ it: 'perfezionata: i termini sono decorsi', en: 'the legal term is over: served' }),
};

function posted({ details }: ShownElement, { cents }: Prints): Said {
  const letter = `${String(details.productType)}, ${cents(Number(details.analogCost))}`;
  return { it: `in spedizione: ${letter}`, en: `posted: ${letter}` };
}

/** An element in few words; empty for what the demo does not show. */
export const meaningOf = (element: ShownElement, prints: Prints): Said =>
  meanings[element.category]?.(element, prints) ?? same('');

const documents: Readonly<Record<string, Said>> = {
  SENDER_ACK: { it: 'Presa in carico, per il mittente', en: 'Receipt for the sender' },
  AAR: { it: 'Avviso di avvenuta ricezione, per il destinatario', en: 'Notice of deposit, for the recipient' },
  PEC_RECEIPT: { it: 'Ricevuta', en: 'Receipt' },
  DIGITAL_DELIVERY: { it: 'Avviso di mancato recapito digitale', en: 'Notice of failed digital delivery' },
  ANALOG_DELIVERY: { it: 'Dalla posta', en: 'From the post' },
};

const scans: Readonly<Record<string, Said>> = {
  'Copia Conforme AAR': { it: 'copia conforme di quanto è stato stampato', en: 'true copy of what was printed' },
  AR: { it: 'avviso di ricevimento firmato', en: 'signed return receipt' },
};

/** A document in few words: its category, and what the PEC provider or the post says with it. */
export const documentMeaningOf = (category: string, { details }: ShownElement): Said => {
  const words = documents[category] ?? same(category);
  const [scan] = (details.attachments ?? []) as readonly { readonly documentType: string }[];
  const content = scan ? scans[scan.documentType] : codes[String(details.deliveryDetailCode)];
  return content ? joined(words, ': ', content) : words;
};

export const phrases = {
  opening: [
    {
      it: 'Due notifiche, dal caricamento dell’atto alla decorrenza dei termini. L’orologio è fermo e lo muove',
      en: 'Two notifications, from the upload of the act to the end of the legal terms. The clock stands still',
    },
    {
      it: 'la demo; tutto passa dall’API pubblica. Ente, persona e atti sono inventati.',
      en: 'and the demo moves it; everything goes through the public API. Sender, person and acts are invented.',
    },
  ],
  stream: { it: 'stream di eventi della timeline', en: 'a stream of timeline events' },
  events: { it: 'eventi', en: 'events' },
  uploadSlots: { it: 'due posti con il loro segreto', en: 'two slots, each with its secret' },
  uploadLink: { it: '(link prefirmato)', en: '(presigned link)' },
  elements: { it: 'elementi di timeline', en: 'timeline elements' },
  legalFacts: { it: 'atti opponibili a terzi', en: 'legal facts' },
  downloads: { it: 'file, AAR compreso', en: 'files, the AAR included' },
  steps: { it: 'passi', en: 'steps' },
  timeline: { it: 'Timeline (ore di Roma; => nuovo stato)', en: 'Timeline (Rome time; => new status)' },
  price: { it: 'Prezzo dell’avviso', en: 'Price of notice' },
  before: { it: 'prima', en: 'before' },
  after: { it: 'dopo', en: 'after' },
  sendFee: { it: 'costo base di SEND (sendFee)', en: 'base cost of SEND (sendFee)' },
  analogCost: { it: 'spedizioni cartacee (analogCost)', en: 'paper sends (analogCost)' },
  vat: { it: 'IVA sulle spedizioni (vat)', en: 'VAT on paper sends (vat)' },
  paFee: { it: 'costo dell’ente (paFee)', en: 'cost of the sender (paFee)' },
  totalPrice: { it: 'totale da pagare (totalPrice)', en: 'total to pay (totalPrice)' },
  savedIn: { it: 'Documenti in', en: 'Documents in' },
  closing: {
    it: 'Il simulatore resta acceso; Ctrl+C lo ferma. In un altro terminale, da copiare così come sono:',
    en: 'It stays up; Ctrl+C stops it. In another terminal, to be copied as they are:',
  },
  curlPrice: { it: 'Quanto costa la raccomandata?', en: 'What does the letter cost?' },
  curlFacts: { it: 'Quali atti opponibili ha?', en: 'Which legal facts does it have?' },
  curlView: {
    it: 'La destinataria la legge: poi la prima riga dice anche notificationViewDate.',
    en: 'The recipient reads it: the first line then tells a notificationViewDate too.',
  },
} as const;
