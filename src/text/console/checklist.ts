import type { Said } from '../said.js';

/** Words of the checklist. */
export const checklist = {
  title: { it: 'Checklist di integrazione con SEND', en: 'Integration checklist of SEND' },
  intro: {
    it: 'Quello che PagoPA chiede a chi si integra, giudicato sulle chiamate che questa sandbox ha visto. Si aggiorna da sé.',
    en: 'What PagoPA asks of an integrator, judged by the calls that this sandbox has seen. It keeps itself up to date.',
  },
  print: { it: 'Stampa', en: 'Print' },
  page: { it: 'Scarica la pagina (HTML)', en: 'Download the page (HTML)' },
  junit: { it: 'Scarica JUnit', en: 'Download JUnit' },
  sandbox: { it: 'Sandbox', en: 'Sandbox' },
  at: { it: 'ora virtuale', en: 'virtual time' },
  allPassed: { it: 'Superata', en: 'Passed' },
  notPassed: { it: 'Non superata', en: 'Not passed' },
  passed: { it: 'superati', en: 'passed' },
  failed: { it: 'non superati', en: 'not passed' },
  notSeen: { it: 'senza nulla da giudicare', en: 'with nothing to judge' },
  notNeeded: { it: 'non richiesti', en: 'not needed' },
  check: { it: 'Controllo', en: 'Check' },
  result: { it: 'Esito', en: 'Result' },
  calls: { it: 'Chiamate', en: 'Calls' },
  onePassed: { it: 'sì', en: 'yes' },
  oneFailed: { it: 'no', en: 'no' },
  oneNotSeen: { it: 'non visto', en: 'not seen' },
  oneNotNeeded: { it: 'non richiesto', en: 'not needed' },
  how: { it: 'Come si supera', en: 'How it is passed' },
  summary: { it: 'Riepilogo', en: 'Summary' },
} as const satisfies Readonly<Record<string, Said>>;
