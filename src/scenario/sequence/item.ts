import type { PhysicalAddress } from '../../send/request/model.js';
import { nearest } from '../../text/nearest.js';
import type { Said } from '../../text/said.js';
import type { CarrierEvent, Ocr } from '../carrier-event.js';
import { type Delays, parseDelay, parseShift } from './times.js';

/** One item of a sequence: `<delay>-<CODE>[action;action]`. */

type Item =
  | { readonly ok: true; readonly event: CarrierEvent }
  /** `at`: how far into the item. */
  | { readonly ok: false; readonly at: number; readonly message: Said };

/** Address that the mock's postman finds. Source: pn-external-channels service/ExternalChannelsService.java */
export const mockDiscoveredAddress = (address: string, zip = '20121'): PhysicalAddress => ({
  address,
  zip,
  municipality: 'Milano',
  province: 'MI',
  foreignState: 'Italia',
});

/** Names of actions, as they are written. */
const actionNames = ['DOC', 'DISCOVERY', 'FAILCAUSE', 'DELAY', 'DELAYDOC', 'PAGES', 'NOAUTODATETIME', 'OCR'] as const;

/** A document: its type, then perhaps source and origin, then perhaps the canned archive that is sent instead of a PDF. */
export const documentPattern =
  '^[A-Za-z0-9]{1,20}(:(SCANNED|DIGITAL|SOURCENULL):(ORIGINAL|DUPLICATED|ORIGINNULL))?(#Z[1-5])?$';
const isDocument = new RegExp(documentPattern);

/**
 * @param found what follows `@discovered`, when something does
 */
export const parseItem = (item: string, delays: Delays, found: string | undefined): Item => {
  const [delay = ''] = item.split('-', 1);
  const after = parseDelay(delay, delays);
  if (delay === item || after === undefined) return { ok: false, at: 0, message: eventProblem.notAnItem(item) };
  const event = parseEvent(codedPart(item.slice(delay.length + 1)), delays, found);
  return 'message' in event
    ? { ok: false, at: delay.length + 1, message: event.message }
    : { ok: true, event: { ...event, after } };
};

/**
 * The code and its actions. What follows them after a second hyphen is lost in the mock as well:
 * `5s-CON020[DOC:ZIP]-RECRS001C` is CON020 alone.
 */
const codedPart = (text: string): string => {
  const end = /[[-]/.exec(text);
  if (end === null) return text;
  const close = end[0] === '[' ? text.indexOf(']', end.index) : end.index - 1;
  return close === -1 && end[0] === '[' ? text : text.slice(0, close + 1);
};

type Draft = { -readonly [Key in keyof CarrierEvent]: CarrierEvent[Key] } & { documents?: string[] };

const parseEvent = (coded: string, delays: Delays, found: string | undefined): CarrierEvent | { message: Said } => {
  const open = coded.indexOf('[');
  const code = open === -1 ? coded : coded.slice(0, open);
  if (!/^[A-Za-z0-9]{1,40}$/.test(code)) return { message: eventProblem.notACode(code) };
  const event: Draft = { code, after: { length: 0 } };
  if (open === -1) return event;
  if (!coded.endsWith(']')) return { message: eventProblem.noBracket };
  for (const action of coded.slice(open + 1, -1).split(';')) {
    const message = applyAction(event, action, delays, found);
    if (message !== undefined) return { message };
  }
  return event;
};

/** @returns what is wrong with the action, if anything */
const applyAction = (event: Draft, action: string, delays: Delays, found: string | undefined): Said | undefined => {
  const colon = action.indexOf(':');
  const name = colon === -1 ? action : action.slice(0, colon);
  const value = colon === -1 ? undefined : action.slice(colon + 1);
  switch (name) {
    case 'DISCOVERY':
      if (value !== undefined && !/^[A-Za-z0-9 ]{1,15}$/.test(value)) break;
      // Without a text after @discovered the postman finds nothing, in the mock too.
      if (found !== undefined) event.discovered = mockDiscoveredAddress(`via@sequence${found}`, value);
      return undefined;
    case 'DOC':
      if (value === undefined || !isDocument.test(value)) break;
      event.documents ??= [];
      event.documents.push(value.replace(/^(PLICO|INDAGINE)(?=$|[:#])/, properNoun));
      return undefined;
    case 'FAILCAUSE':
      if (value === undefined || !/^[A-Za-z0-9]{1,10}$/.test(value)) break;
      event.failureCause = value;
      return undefined;
    case 'DELAY':
    case 'DELAYDOC': {
      const shift = value === undefined ? undefined : parseShift(value, delays);
      if (shift === undefined) break;
      if (name === 'DELAY') event.dateShift = shift;
      else event.documentDateShift = shift;
      return undefined;
    }
    case 'PAGES':
      if (value === undefined || !/^[123]$/.test(value)) break;
      event.pages = Number(value);
      return undefined;
    case 'NOAUTODATETIME':
      if (value !== undefined) break;
      event.ownDate = true;
      return undefined;
    case 'OCR':
      if (value !== 'KO' && value !== 'PENDING') break;
      event.ocr = value satisfies Ocr;
      return undefined;
    default:
      return eventProblem.notAnAction(name);
  }
  return eventProblem.badValue(action);
};

/** The names that the postal normaliser would otherwise leave in capitals. */
const properNoun = (type: string): string => type.charAt(0) + type.slice(1).toLowerCase();

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

export const eventProblem = {
  notAnItem: (item: string): Said => ({
    it: `"${shorten(item)}": atteso un ritardo e un codice, per esempio "5s-CON080"`,
    en: `"${shorten(item)}": a delay and a code are expected, for example "5s-CON080"`,
  }),
  notACode: (code: string): Said => ({
    it: `"${shorten(code)}" non è un codice`,
    en: `"${shorten(code)}" is not a code`,
  }),
  noBracket: { it: 'manca la parentesi "]"', en: 'the bracket "]" is missing' },
  tooLate: { it: 'i ritardi superano le 24 ore', en: 'the delays exceed 24 hours' },
  badValue: (action: string): Said => ({
    it: `l'azione "${shorten(action)}" non ha un valore valido`,
    en: `the action "${shorten(action)}" has no valid value`,
  }),
  notAnAction: (name: string): Said => {
    const near = nearest(name.toUpperCase(), actionNames);
    const list = actionNames.join(', ');
    return {
      it: `l'azione "${shorten(name)}" non esiste${near ? `; forse si intendeva "${near}"?` : ''} Azioni, in maiuscolo: ${list}`,
      en: `there is no action "${shorten(name)}"${near ? `; did you mean "${near}"?` : ''} Actions, in capitals: ${list}`,
    };
  },
} as const;
