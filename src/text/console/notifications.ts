import type { Said } from '../said.js';

/** The list of notifications. */
export const notifications = {
  search: { it: 'Cerca', en: 'Search' },
  searchHint: {
    it: 'IUN, richiesta, oggetto o codice fiscale',
    en: 'IUN, request, subject or tax id',
  },
  status: { it: 'Stato', en: 'Status' },
  anyStatus: { it: 'tutti', en: 'all' },
  sender: { it: 'Ente mittente', en: 'Sender' },
  anySender: { it: 'tutti', en: 'all' },
  subject: { it: 'Notifica', en: 'Notification' },
  recipients: { it: 'Destinatari', en: 'Recipients' },
  scenario: { it: 'Scenario', en: 'Scenario' },
  created: { it: 'Inviata', en: 'Sent' },
  version: { it: 'API', en: 'API' },
  count: { it: '{n} notifiche', en: '{n} notifications' },
  countOne: { it: '1 notifica', en: '1 notification' },
  countOlder: { it: 'altre {n} notifiche, più vecchie', en: '{n} further notifications, older' },
  newer: { it: 'Più recenti', en: 'Newer' },
  older: { it: 'Meno recenti', en: 'Older' },
  countMore: { it: 'le ultime {n} notifiche', en: 'the last {n} notifications' },
  request: { it: 'richiesta {id}', en: 'request {id}' },
  and: { it: 'e altri {n}', en: 'and {n} more' },
  empty: { it: 'Ancora nessuna notifica in questa sandbox', en: 'No notification in this sandbox yet' },
  emptyHint: {
    it: 'Inviane una con la tua applicazione, dagli Scenari, o con questo comando:',
    en: 'Send one with your application, from the Scenarios, or with this command:',
  },
  noMatch: { it: 'Nessuna notifica corrisponde', en: 'No notification matches' },
  clear: { it: 'Togli i filtri', en: 'Remove the filters' },
} as const satisfies Readonly<Record<string, Said>>;
