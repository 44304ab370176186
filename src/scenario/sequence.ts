import type { PhysicalAddress } from '../send/request/model.js';
import type { Said } from '../text/said.js';
import type { CarrierEvent } from './outcome.js';

/** What a `@sequence` text means, or where it stops making sense. */
export type Sequence =
  | { readonly ok: true; readonly events: readonly CarrierEvent[] }
  | { readonly ok: false; readonly problem: SequenceProblem };

export interface SequenceProblem {
  /** Position in the address, counted from 1. */
  readonly column: number;
  readonly message: Said;
}

/** Address that the mock's postman finds. Source: pn-external-channels service/ExternalChannelsService.java */
export const mockDiscoveredAddress = (address: string, zip = '20121'): PhysicalAddress => ({
  address,
  zip,
  municipality: 'Milano',
  province: 'MI',
  foreignState: 'Italia',
});

/** All delays of one text together; ours, so that no text leads beyond the calendar. */
const longestSeconds = 86_400;

/**
 * Reads the plain form `@sequence.<delay>-<CODE>[action;action].<delay>-<CODE>…` with the actions DOC, FAILCAUSE, DISCOVERY
 * and PAGES, and `@discovered.<items>`: what follows it becomes the text of the address that the postman finds. Letters
 * may be of either case, because the postal normaliser writes addresses in capitals; names of actions are in capitals.
 *
 * Never throws; time linear in the text.
 * Source: pn-external-channels README.md, service/ExternalChannelsService.java, dto/AdditionalAction.java
 */
export const parseSequence = (address: string): Sequence => {
  const marker = /@sequence/i.exec(address);
  if (marker === null) return failed(0, { it: 'manca "@sequence"', en: '"@sequence" is missing' });
  const start = marker.index + marker[0].length;
  if (address[start] !== '.') {
    return failed(start, { it: 'dopo "@sequence" serve un punto', en: '"@sequence" must be followed by a dot' });
  }
  // An address of the form x@sequence.….it passes for an e-mail address; the ending says nothing.
  const body = address.slice(start + 1).replace(/\.it$/i, '');
  const separator = unreadSeparators.exec(body);
  if (separator !== null) {
    return failed(start + 1 + separator.index, {
      it: `il separatore "${separator[0]}" non è ancora disponibile`,
      en: `the separator "${separator[0]}" is not available yet`,
    });
  }
  const discovered = /@discovered/i.exec(body);
  const items = discovered === null ? body : body.slice(0, discovered.index);
  const found = discovered === null ? undefined : `via@sequence${body.slice(discovered.index + discovered[0].length)}`;
  return parseItems(items, start + 1, found);
};

/** Separators that choose a part of the text by the number of the send. */
const unreadSeparators = /@restart[01]\.|attempt|pcretry|@retry|_/i;

const parseItems = (text: string, offset: number, found: string | undefined): Sequence => {
  const events: CarrierEvent[] = [];
  let column = offset;
  let total = 0;
  for (const item of text.split('.')) {
    // A third part after a second hyphen is lost in the mock as well: `5s-CON020[DOC:ZIP]-RECRS001C` is CON020 alone.
    const [delay = '', coded] = item.split('-');
    const wait = secondsOf(delay);
    if (coded === undefined || wait === undefined) {
      return failed(column, {
        it: `"${shorten(item)}": atteso un ritardo e un codice, per esempio "5s-CON080"`,
        en: `"${shorten(item)}": a delay and a code are expected, for example "5s-CON080"`,
      });
    }
    total += wait;
    if (total > longestSeconds) {
      return failed(column, { it: 'i ritardi superano le 24 ore', en: 'the delays exceed 24 hours' });
    }
    const event = parseEvent(coded, wait, found);
    if ('message' in event) return failed(column + delay.length + 1, event.message);
    events.push(event);
    column += item.length + 1;
  }
  return { ok: true, events };
};

/** ISO 8601 time without its `PT`: `5s`, `3m`, `1h30m`. */
const secondsOf = (delay: string): number | undefined => {
  const parts = /^(?=.)(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,5})s)?$/i.exec(delay);
  if (parts === null) return undefined;
  return Number(parts[1] ?? 0) * 3_600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0);
};

type Draft = { -readonly [Key in keyof CarrierEvent]: CarrierEvent[Key] } & { documents?: string[] };

const parseEvent = (coded: string, wait: number, found: string | undefined): CarrierEvent | { message: Said } => {
  const open = coded.indexOf('[');
  const code = open === -1 ? coded : coded.slice(0, open);
  if (!/^[A-Za-z0-9]+$/.test(code)) {
    return { message: { it: `"${shorten(code)}" non è un codice`, en: `"${shorten(code)}" is not a code` } };
  }
  const event: Draft = { code, after: { mockSeconds: wait } };
  if (open === -1) return event;
  const close = coded.lastIndexOf(']');
  if (close < open) return { message: { it: 'manca la parentesi "]"', en: 'the bracket "]" is missing' } };
  for (const action of coded.slice(open + 1, close).split(';')) {
    const message = applyAction(event, action, found);
    if (message !== undefined) return { message };
  }
  return event;
};

/** @returns what is wrong with the action, if anything */
const applyAction = (event: Draft, action: string, found: string | undefined): Said | undefined => {
  const [name = '', value] = action.split(':');
  switch (name) {
    case 'DISCOVERY':
      // Without a text after @discovered the postman finds nothing, in the mock too.
      if (found !== undefined) event.discovered = mockDiscoveredAddress(found, value);
      return undefined;
    case 'DOC':
      if (!value) break;
      event.documents ??= [];
      event.documents.push(documentName(value));
      return undefined;
    case 'FAILCAUSE':
      if (!value) break;
      event.failureCause = value;
      return undefined;
    case 'PAGES':
      if (value === undefined || !/^[123]$/.test(value)) break;
      event.pages = Number(value);
      return undefined;
    default:
      return {
        it: `l'azione "${shorten(name)}" non è disponibile; ci sono DOC, FAILCAUSE, DISCOVERY, PAGES (in maiuscolo)`,
        en: `the action "${shorten(name)}" is not available; there are DOC, FAILCAUSE, DISCOVERY, PAGES (in capitals)`,
      };
  }
  return {
    it: `l'azione "${shorten(action)}" non ha un valore valido`,
    en: `the action "${shorten(action)}" has no valid value`,
  };
};

/** The names that the postal normaliser would otherwise leave in capitals. */
const documentName = (type: string): string => (type === 'PLICO' ? 'Plico' : type === 'INDAGINE' ? 'Indagine' : type);

const failed = (index: number, message: Said): Sequence => ({ ok: false, problem: { column: index + 1, message } });
const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
