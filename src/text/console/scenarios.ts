import type { Said } from '../said.js';

/** Words of the page of scenarios. */
export const scenarios = {
  stories: { it: 'Storie', en: 'Stories' },
  own: { it: 'Una notifica mia', en: 'A notification of mine' },
  compare: { it: 'Confronto', en: 'Comparison' },
  views: { it: 'Viste', en: 'Views' },
  intro: {
    it: 'Ogni storia è un file di scenario: dice che cosa si invia e come risponde il mondo. Con un clic parte davvero, con le stesse chiamate di un ente.',
    en: 'Every story is a scenario file: it says what is sent and how the world answers. One click plays it for real, with the calls that a body makes.',
  },
  search: { it: 'Cerca', en: 'Search' },
  searchHint: { it: 'titolo o nome', en: 'title or name' },
  found: { it: '{n} storie', en: '{n} stories' },
  foundNone: { it: 'Nessuna storia con queste parole', en: 'No story with these words' },
  topics: { it: 'Argomento', en: 'Topic' },
  allTopics: { it: 'tutti', en: 'all' },
  backToStories: { it: 'Tutte le storie', en: 'All stories' },
  narrative: { it: 'Che cosa succede', en: 'What happens' },
  moral: { it: 'Che cosa si impara', en: 'What is to be learnt' },
  play: { it: 'Avvia questa storia', en: 'Play this story' },
  tell: { it: 'Racconta in grande', en: 'Tell in large' },
  playing: { it: 'Invio in corso…', en: 'Sending…' },
  playAgain: { it: 'Avvia un’altra volta', en: 'Play it once more' },
  playHint: {
    it: 'Carica i documenti e invia la richiesta con la chiave di «{sender}»; poi si muove l’orologio, a mano o a tempo.',
    en: 'Uploads the documents and sends the request with the key of “{sender}”; then the clock moves, by hand or in time.',
  },
  noKey: {
    it: 'Questa sandbox non ha chiavi con cui inviare.',
    en: 'This sandbox has no key to send with.',
  },
  sent: { it: 'Inviata', en: 'Sent' },
  seeLife: { it: 'Guarda la vita della notifica', en: 'See the life of the notification' },
  seeRecipient: { it: 'Guardala come il destinatario', en: 'See it as the recipient' },
  later: { it: 'Come continua', en: 'How it goes on' },
  laterHint: {
    it: 'In questa storia agisce anche il mittente: questi passi si fanno da qui.',
    en: 'In this story the sender acts too: these steps are made from here.',
  },
  cancels: { it: 'Dopo {after} l’ente annulla la notifica', en: 'After {after} the sender cancels the notification' },
  reportsPayment: {
    it: 'Dopo {after} l’ente comunica il pagamento al suo sportello',
    en: 'After {after} the sender reports the payment at its counter',
  },
  done: { it: 'fatto', en: 'done' },
  file: { it: 'Il file dello scenario', en: 'The scenario file' },
  source: { it: 'Origine', en: 'Source' },
  byHeader: {
    it: 'Per usarla dal proprio programma: intestazione x-send-sim-scenario',
    en: 'To use it from a program of one’s own: header x-send-sim-scenario',
  },
  compareThis: { it: 'Confronta con un’altra vita', en: 'Compare with another life' },
} as const satisfies Readonly<Record<string, Said>>;

/** Topics of the teaching files, by the beginning of their names. */
export const topics = {
  digital: { it: 'PEC e domicili digitali', en: 'PEC and digital addresses' },
  paper: { it: 'Raccomandate', en: 'Registered letters' },
  recipient: { it: 'Il destinatario agisce', en: 'The recipient acts' },
  refused: { it: 'Rifiuti e validazione', en: 'Refusals and validation' },
  money: { it: 'Costi e pagamenti', en: 'Costs and payments' },
  sender: { it: 'L’ente interviene', en: 'The sender intervenes' },
  other: { it: 'Altre', en: 'Others' },
} as const satisfies Readonly<Record<string, Said>>;

/** The form of a notification of one's own. */
export const own = {
  intro: {
    it: 'La richiesta parte con le chiamate vere della piattaforma: preload, caricamento con la somma SHA-256, invio (v2.6). Quello che la piattaforma rifiuterebbe è rifiutato anche qui.',
    en: 'The request leaves with the real calls of the platform: preload, upload with the SHA-256 sum, send (v2.6). What the platform would refuse is refused here too.',
  },
  act: { it: 'Atto', en: 'Act' },
  subject: { it: 'Oggetto', en: 'Subject' },
  file: { it: 'Documento (PDF)', en: 'Document (PDF)' },
  fileHint: {
    it: 'Senza file parte un documento di prova di una pagina.',
    en: 'Without a file a sample document of one page is sent.',
  },
  recipient: { it: 'Destinatario', en: 'Recipient' },
  name: { it: 'Nome', en: 'Name' },
  taxId: { it: 'Codice fiscale', en: 'Tax id' },
  company: { it: 'È una persona giuridica', en: 'It is a company or body' },
  pec: { it: 'PEC', en: 'PEC' },
  pecHint: {
    it: 'prova@pec.it riceve tutto, prova@fail.it niente. Vuota: si cerca altrove, poi si passa alla carta.',
    en: 'prova@pec.it takes everything, prova@fail.it nothing. Empty: it is searched for elsewhere, then paper follows.',
  },
  street: { it: 'Indirizzo', en: 'Address' },
  streetHint: {
    it: 'VIA @OK_AR: consegnata. VIA @FAIL_AR: non consegnata. I nomi sono quelli del collaudo.',
    en: 'VIA @OK_AR: delivered. VIA @FAIL_AR: not delivered. The names are those of the test environment.',
  },
  zip: { it: 'CAP', en: 'Postal code' },
  town: { it: 'Comune', en: 'Town' },
  province: { it: 'Provincia', en: 'Province' },
  sending: { it: 'Invio', en: 'Sending' },
  letter: { it: 'Se serve la carta', en: 'If paper is needed' },
  ar: { it: 'raccomandata AR', en: 'registered letter with return receipt (AR)' },
  judicial: { it: 'atto giudiziario 890', en: 'judicial letter (890)' },
  payment: { it: 'Con un avviso pagoPA', en: 'With a pagoPA notice' },
  scenario: { it: 'Che cosa succede', en: 'What happens' },
  byAddress: { it: 'decidono gli indirizzi', en: 'the addresses decide' },
  send: { it: 'Invia', en: 'Send' },
  seeCall: { it: 'Guarda la chiamata rifiutata', en: 'See the refused call' },
} as const satisfies Readonly<Record<string, Said>>;

/** Two lives side by side. */
export const compare = {
  intro: {
    it: 'Due vite una accanto all’altra, per giorni dalla richiesta: si vede dove prendono strade diverse.',
    en: 'Two lives side by side, by days since the request: it shows where they part.',
  },
  first: { it: 'Prima vita', en: 'First life' },
  second: { it: 'Seconda vita', en: 'Second life' },
  choose: { it: 'scegli una notifica', en: 'choose a notification' },
  few: {
    it: 'Servono due notifiche: avvia due storie, poi torna qui.',
    en: 'Two notifications are needed: play two stories, then come back.',
  },
  day: { it: 'Giorno {n}', en: 'Day {n}' },
  status: { it: 'Stato', en: 'Status' },
  cost: { it: 'Da pagare', en: 'To be paid' },
  noCost: { it: 'nessun avviso', en: 'no notice' },
  effect: { it: 'Perfezionamento', en: 'Takes effect' },
  notYet: { it: 'non ancora', en: 'not yet' },
  onDay: { it: 'giorno {n}', en: 'day {n}' },
  title: { it: 'Che cosa', en: 'What' },
} as const satisfies Readonly<Record<string, Said>>;
