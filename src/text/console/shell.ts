import type { Said } from '../said.js';

/** Words of the console that every page shares. `{name}` stands for a value. */
export const shell = {
  product: { it: 'Simulatore SEND', en: 'SEND simulator' },
  mark: { it: 'SIMULAZIONE – senza valore legale', en: 'SIMULATION – without legal value' },
  skip: { it: 'Vai al contenuto', en: 'Skip to the content' },
  navigation: { it: 'Pagine', en: 'Pages' },
  openMenu: { it: 'Apri il menu', en: 'Open the menu' },
  closeMenu: { it: 'Chiudi il menu', en: 'Close the menu' },
  apiPage: { it: 'API', en: 'API' },
  language: { it: 'Lingua', en: 'Language' },
  theme: { it: 'Aspetto', en: 'Appearance' },
  themeAuto: { it: 'come il sistema', en: 'as the system' },
  themeLight: { it: 'chiaro', en: 'light' },
  themeDark: { it: 'scuro', en: 'dark' },
  close: { it: 'Chiudi', en: 'Close' },
  cancel: { it: 'Annulla', en: 'Cancel' },
  reload: { it: 'Riprova', en: 'Try again' },
  loading: { it: 'Caricamento…', en: 'Loading…' },
  more: { it: 'Mostra altre', en: 'Show more' },
  none: { it: 'nessuno', en: 'none' },
  copy: { it: 'Copia', en: 'Copy' },
  copied: { it: 'Copiato', en: 'Copied' },
  noSuchPage: { it: 'Questa pagina non esiste', en: 'There is no such page' },
  noSuchPageHint: {
    it: 'L’indirizzo è sbagliato o di un’altra versione. Le pagine sono nel menu.',
    en: 'The address is wrong, or of another version. The pages are in the menu.',
  },
} as const satisfies Readonly<Record<string, Said>>;

export const pageTitles = {
  notifications: { it: 'Notifiche', en: 'Notifications' },
  time: { it: 'Tempo', en: 'Time' },
  recipient: { it: 'Lato destinatario', en: 'Recipient’s side' },
  scenarios: { it: 'Scenari', en: 'Scenarios' },
  streams: { it: 'Flussi e importi', en: 'Streams and money' },
  calls: { it: 'Chiamate', en: 'Calls' },
  checklist: { it: 'Checklist', en: 'Checklist' },
  lesson: { it: 'Lezione', en: 'Lesson' },
  story: { it: 'La storia', en: 'The story' },
} as const satisfies Readonly<Record<string, Said>>;

/** The sandbox chooser. */
export const sandboxes = {
  label: { it: 'Sandbox', en: 'Sandbox' },
  gone: { it: 'La sandbox «{id}» non esiste', en: 'There is no sandbox “{id}”' },
  goneHint: {
    it: 'È stata eliminata, o il simulatore è ripartito. Scegline un’altra in alto.',
    en: 'It was removed, or the simulator started anew. Choose another one above.',
  },
  make: { it: 'Nuova sandbox', en: 'New sandbox' },
  makeHint: {
    it: 'Un mondo separato, con orologio, enti e notifiche propri.',
    en: 'A separate world, with its own clock, senders and notifications.',
  },
  id: { it: 'Nome', en: 'Name' },
  idHint: {
    it: 'Minuscole, cifre e trattini, al più 63 caratteri.',
    en: 'Lower-case letters, digits and hyphens, at most 63 characters.',
  },
  create: { it: 'Crea', en: 'Make it' },
  empty: { it: 'Svuota', en: 'Empty it' },
  emptyTitle: { it: 'Svuotare la sandbox «{id}»?', en: 'Empty the sandbox “{id}”?' },
  emptyHint: {
    it: 'Notifiche, file, flussi e registro delle chiamate spariscono, l’orologio ricomincia. Restano gli enti e le loro chiavi.',
    en: 'Notifications, files, streams and the journal of calls go, the clock begins anew. Senders and their keys stay.',
  },
} as const satisfies Readonly<Record<string, Said>>;

/** Errors and the connection. */
export const trouble = {
  title: { it: 'Non è andata', en: 'That did not work' },
  unreachable: { it: 'Il simulatore non risponde', en: 'The simulator does not answer' },
  unreachableHint: {
    it: 'È fermo, o la rete è interrotta. Riavvialo: la pagina si ricollega da sola.',
    en: 'It has stopped, or the network is down. Start it again: the page reconnects by itself.',
  },
  noReadableAnswer: {
    it: 'La risposta {status} non è leggibile',
    en: 'The answer {status} cannot be read',
  },
  hint: { it: 'Rimedio', en: 'How to repair' },
  where: { it: 'Dove', en: 'Where' },
  live: { it: 'in diretta', en: 'live' },
  connecting: { it: 'collegamento…', en: 'connecting…' },
  lost: { it: 'collegamento perso, riprovo', en: 'connection lost, trying again' },
  gone: { it: 'sandbox assente', en: 'no such sandbox' },
  tokenTitle: { it: 'Serve il token di controllo', en: 'The control token is needed' },
  tokenHint: {
    it: 'Il simulatore ascolta oltre questa macchina e chiede il valore di --control-token. Resta in questa scheda del browser finché la chiudi.',
    en: 'The simulator listens beyond this machine and asks for the value of --control-token. It stays in this tab of the browser until you close it.',
  },
  tokenWrong: { it: 'Il simulatore non accetta questo token.', en: 'The simulator does not take this token.' },
  token: { it: 'Token', en: 'Token' },
  tokenSend: { it: 'Entra', en: 'Enter' },
} as const satisfies Readonly<Record<string, Said>>;

/** The clock bar, on every page. */
export const clockBar = {
  label: { it: 'Orologio della sandbox', en: 'Clock of the sandbox' },
  now: { it: 'Ora virtuale, a Roma', en: 'Virtual time, in Rome' },
  next: { it: 'Prossimo evento', en: 'Next event' },
  nextAt: { it: 'prossimo: {instant}', en: 'next: {instant}' },
  nothingPlanned: { it: 'niente in programma', en: 'nothing planned' },
  pause: { it: 'Pausa', en: 'Pause' },
  resume: { it: 'Riprendi', en: 'Resume' },
  day: { it: '+1 giorno', en: '+1 day' },
  week: { it: '+7 giorni', en: '+7 days' },
  back: { it: 'Indietro', en: 'Step back' },
  backHint: {
    it: 'Torna com’era prima dell’ultimo spostamento fatto da questa scheda ({instant})',
    en: 'Back to how it was before the last move made in this tab ({instant})',
  },
  noBack: {
    it: 'Nessuno spostamento da annullare in questa scheda',
    en: 'No move to take back in this tab',
  },
  moving: { it: 'Il tempo avanza…', en: 'Time is moving…' },
  happenedNone: { it: 'Nel frattempo non è successo nulla', en: 'Nothing happened meanwhile' },
  happenedOne: { it: 'È successa una cosa', en: 'One thing happened' },
  happened: { it: 'Sono successe {n} cose', en: '{n} things happened' },
  wentBack: { it: 'Tutto come il {instant}', en: 'All as on {instant}' },
  manual: { it: 'manuale', en: 'manual' },
  auto: { it: 'automatico', en: 'automatic' },
  real: { it: 'tempo reale', en: 'real time' },
  scaled: { it: 'accelerato ×{rate}', en: 'scaled ×{rate}' },
  uat: { it: '1 giorno = 1 minuto', en: '1 day = 1 minute' },
  demo: { it: '1 giorno = 2 secondi', en: '1 day = 2 seconds' },
  paused: { it: 'in pausa', en: 'paused' },
} as const satisfies Readonly<Record<string, Said>>;
