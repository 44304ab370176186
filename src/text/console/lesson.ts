import type { Said } from '../said.js';

/** Presentation, classroom, and the story on paper. */
export const lesson = {
  present: { it: 'Racconta una notifica', en: 'Tell a notification' },
  presentHint: {
    it: 'A tutto schermo, in caratteri grandi, senza chiavi né codici fiscali: un passo per ogni pressione di un tasto. Quando i passi avvenuti finiscono, il tasto fa avanzare l’orologio fino al successivo.',
    en: 'Full screen, in large type, without keys or tax ids: one step per press of a key. Where the steps that happened end, the key moves the clock on to the next one.',
  },
  keys: {
    it: 'Tasti: → o spazio avanti, ← indietro, N narrazione, T passi tecnici, F schermo intero, Esc esci.',
    en: 'Keys: → or space forward, ← back, N narration, T technical steps, F full screen, Esc leave.',
  },
  start: { it: 'Presenta', en: 'Present' },
  print: { it: 'Stampa la storia', en: 'Print the story' },
  none: { it: 'Ancora nessuna notifica da raccontare', en: 'No notification to tell yet' },
  noneHint: {
    it: 'Scegli una storia negli Scenari e avviala: poi torna qui.',
    en: 'Choose a story among the Scenarios and play it: then come back.',
  },
  toScenarios: { it: 'Vai agli Scenari', en: 'Go to the Scenarios' },

  forward: { it: 'Avanti', en: 'Forward' },
  backward: { it: 'Indietro', en: 'Back' },
  narration: { it: 'Narrazione', en: 'Narration' },
  technical: { it: 'Passi tecnici', en: 'Technical steps' },
  fullScreen: { it: 'Schermo intero', en: 'Full screen' },
  leave: { it: 'Esci', en: 'Leave' },
  progress: { it: 'Passo {n} di {all}', en: 'Step {n} of {all}' },
  opening: { it: 'La storia', en: 'The story' },
  closing: { it: 'La morale', en: 'The moral' },
  over: { it: 'Fine della storia', en: 'End of the story' },
  overHint: {
    it: 'Non è in programma nient’altro per questa notifica.',
    en: 'Nothing else is planned for this notification.',
  },
  next: { it: 'Poi: {what}', en: 'Then: {what}' },
  from: { it: 'Da {sender}', en: 'From {sender}' },
  to: { it: 'A {recipient}', en: 'To {recipient}' },
  paper: { it: 'Apri: {title}', en: 'Open: {title}' },

  storyTitle: { it: 'La storia di una notifica', en: 'The story of a notification' },
  printNow: { it: 'Stampa', en: 'Print' },
  date: { it: 'Data', en: 'Date' },
  day: { it: 'Giorno', en: 'Day' },
  what: { it: 'Che cosa accade', en: 'What happens' },
  who: { it: 'Per chi', en: 'For whom' },
  happened: { it: 'Che cosa è accaduto', en: 'What happened' },
  ahead: { it: 'Che cosa accadrà', en: 'What will happen' },
  all: { it: 'tutti', en: 'all' },
} as const satisfies Readonly<Record<string, Said>>;

export const classroom = {
  title: { it: 'Aula', en: 'Classroom' },
  hint: {
    it: 'Una sandbox per partecipante: ognuno ha il proprio orologio e le proprie notifiche, e nessuno disturba gli altri.',
    en: 'A sandbox per participant: each has a clock and notifications of their own, and nobody disturbs the others.',
  },
  name: { it: 'Nome dell’aula', en: 'Name of the class' },
  nameHint: { it: 'Minuscole, cifre e trattini', en: 'Lower-case letters, digits and hyphens' },
  count: { it: 'Partecipanti', en: 'Participants' },
  make: { it: 'Prepara l’aula', en: 'Prepare the class' },
  address: { it: 'Indirizzo visto dai partecipanti', en: 'Address as participants see it' },
  loopback: {
    it: 'Questo indirizzo vale solo su questa macchina. Perché gli altri entrino, avvia il simulatore con --host 0.0.0.0 e --control-token, poi scrivi qui l’indirizzo della macchina in rete.',
    en: 'This address holds on this machine only. For others to enter, start the simulator with --host 0.0.0.0 and --control-token, then write here the address of the machine in the network.',
  },
  noSecret: {
    it: 'I link non contengono chiavi né token: se il simulatore ne chiede uno, dillo a voce.',
    en: 'The links hold neither keys nor tokens: where the simulator asks for one, tell it aloud.',
  },
  participant: { it: 'Partecipante {n}', en: 'Participant {n}' },
  qr: { it: 'Codice QR che porta a {link}', en: 'QR code that leads to {link}' },
  print: { it: 'Stampa i link', en: 'Print the links' },
  remove: { it: 'Chiudi l’aula', en: 'Close the class' },
  removeTitle: { it: 'Eliminare le {n} sandbox dell’aula?', en: 'Remove the {n} sandboxes of the class?' },
  removeHint: {
    it: 'Spariscono con tutto ciò che contengono.',
    en: 'They go with all that they hold.',
  },
} as const satisfies Readonly<Record<string, Said>>;
