import type { Said } from './said.js';

/*
 * Codes of the carriers and their meaning. A code is a stem (product and outcome) and a letter for the phase: A or D
 * registers the outcome, B or E brings the documents, C or F closes it; A-B-C for an outcome, D-E-F for an addressee who
 * cannot be found at all.
 *
 * Source: pn-paper-channel, table of the status codes of the consolidator
 */

const delivered: Said = { it: 'Consegnata', en: 'Delivered' };
const notDelivered: Said = { it: 'Mancata consegna', en: 'Not delivered' };
const unreachable: Said = { it: 'Destinatario irreperibile', en: 'Recipient cannot be found' };
const lost: Said = { it: 'Furto, smarrimento o deterioramento', en: 'Theft, loss or damage' };
const forceMajeure: Said = { it: 'Causa di forza maggiore', en: 'Force majeure' };
const notReportable: Said = { it: 'Non rendicontabile', en: 'Not reportable' };
const attemptFailed: Said = { it: 'Primo tentativo non riuscito', en: 'First attempt failed' };
const inStorage: Said = { it: 'In giacenza', en: 'In storage' };
const collected: Said = { it: 'Ritirata al punto di giacenza', en: 'Collected at the storage point' };
export const notCollected: Said = {
  it: 'Mancata consegna al punto di giacenza',
  en: 'Not handed over at the storage point',
};
export const storageEnded: Said = { it: 'Compiuta giacenza', en: 'Storage completed' };
const printError: Said = { it: 'Errore di stampa o di ritiro', en: 'Print or pick-up error' };

const tenDays: Said = { it: 'Dieci giorni di giacenza trascorsi', en: 'Ten days of storage have passed' };

const registered: Readonly<Record<string, Said>> = {
  '001': delivered,
  '002': notDelivered,
  '003': collected,
  '004': notCollected,
  '005': storageEnded,
  '006': lost,
  '010': attemptFailed,
  '011': inStorage,
  '013': notReportable,
  '015': forceMajeure,
};

const abroad: Readonly<Record<string, Said>> = {
  '001': { it: 'Avviata all’estero', en: 'Sent abroad' },
  '002': { it: 'Arrivata nel Paese di destinazione', en: 'Arrived in the country of destination' },
  '003': delivered,
  '004': notDelivered,
  '005': lost,
};

const stems: Readonly<Record<string, Readonly<Record<string, Said>>>> = {
  RECRN: registered,
  RECRS: registered,
  RECRI: abroad,
  RECRSI: abroad,
  // Written by the platform itself.
  PNRN: { '012': tenDays },
  PNAG: { '012': tenDays },
  RECAG: {
    '001': { it: 'Consegnata al destinatario', en: 'Delivered to the addressee' },
    '002': { it: 'Consegnata a persona abilitata', en: 'Delivered to an authorised person' },
    '003': notDelivered,
    '004': lost,
    '005': collected,
    '006': { it: 'Ritirata da un delegato al punto di giacenza', en: 'Collected by a delegate at the storage point' },
    '007': notCollected,
    '008': storageEnded,
    '010': attemptFailed,
    '011': inStorage,
    '012': { it: 'Notifica perfezionata (23L accettato)', en: 'Notification complete (23L accepted)' },
    '013': notReportable,
    '015': forceMajeure,
  },
  CON: {
    '080': { it: 'Stampata e imbustata', en: 'Printed and put in the envelope' },
    '020': { it: 'Copia della stampa conservata', en: 'Copy of the print kept' },
    '018': { it: 'Affidata al recapitista', en: 'Handed to the carrier' },
    '993': printError,
    '995': printError,
    '996': printError,
    '997': printError,
    '998': printError,
  },
};

const phases: Readonly<Record<string, Said>> = {
  A: { it: 'esito registrato', en: 'outcome registered' },
  B: { it: 'documenti acquisiti', en: 'documents received' },
  C: { it: 'esito definitivo', en: 'final outcome' },
};

const forceMajeureCause: Said = { it: 'causa di forza maggiore', en: 'force majeure' };

const causes: Readonly<Record<string, Said>> = {
  M01: { it: 'destinatario irreperibile', en: 'addressee untraceable' },
  M02: { it: 'destinatario deceduto', en: 'addressee deceased' },
  M03: { it: 'destinatario sconosciuto', en: 'addressee unknown' },
  M04: { it: 'destinatario trasferito', en: 'addressee has moved' },
  M05: { it: 'invio rifiutato', en: 'refused' },
  M06: { it: 'indirizzo inesatto', en: 'address inexact' },
  M07: { it: 'indirizzo inesistente', en: 'address does not exist' },
  M08: { it: 'indirizzo insufficiente', en: 'address insufficient' },
  M09: { it: 'altro motivo', en: 'other reason' },
  F01: { it: 'furto', en: 'theft' },
  F02: { it: 'smarrimento', en: 'loss' },
  F03: { it: 'deterioramento', en: 'damage' },
  F04: { it: 'rapina', en: 'robbery' },
  C01: { it: 'causa di forza maggiore: incendio', en: 'force majeure: fire' },
  C02: forceMajeureCause,
  C03: forceMajeureCause,
  C04: forceMajeureCause,
  C05: forceMajeureCause,
  C06: { it: 'causa di forza maggiore: eruzione', en: 'force majeure: eruption' },
};

/** What a postal event says, for instance `RECRN002F`: recipient cannot be found, final outcome. */
export const eventOf = (code: string): Said | undefined => {
  const { phase } = postalParts(code);
  const meaning = isUnreachable(code) ? unreachable : outcomeOf(code);
  if (!meaning) return undefined;
  const step = phases[phaseOfUnreachable[phase] ?? phase];
  return step ? { it: `${meaning.it} – ${step.it}`, en: `${meaning.en} – ${step.en}` } : meaning;
};

/** What a failure cause says, for instance `M04`. unsure: which force majeure C02 to C05 are. */
export const causeOf = (code: string): Said | undefined => causes[code];

/** What the outcome is, whatever the phase. */
export const outcomeOf = (code: string): Said | undefined => {
  const { product, outcome } = postalParts(code);
  return stems[product]?.[outcome];
};

const phaseOfUnreachable: Readonly<Record<string, string>> = { D: 'A', E: 'B', F: 'C' };
/** The addressee cannot be found at all: D, E, F. */
export const isUnreachable = (code: string): boolean => postalParts(code).phase in phaseOfUnreachable;

/** `RECRN`, `002`, `F` of `RECRN002F`; empty where the text is no such code. */
export const postalParts = (
  code: string,
): { readonly product: string; readonly outcome: string; readonly phase: string } => {
  const match = /^([A-Z]+)(\d{3})([A-F]?)$/.exec(code);
  return { product: match?.[1] ?? '', outcome: match?.[2] ?? '', phase: match?.[3] ?? '' };
};
