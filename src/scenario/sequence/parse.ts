import type { Said } from '../../text/said.js';
import type { CarrierEvent } from '../carrier-event.js';
import { eventProblem, parseItem } from './item.js';
import type { Choice, Separator, Sequence, Unreadable } from './model.js';
import type { Delays } from './times.js';

/** All delays of one send together, in seconds of the mock; ours, so that no text leads beyond the calendar. */
const longestSeconds = 86_400;
/** Parts and items of one text. Ours: an address has at most 1,024 characters, a file may be longer. */
const mostItems = 2_000;

/** A stretch of the whole text. */
interface Piece {
  readonly text: string;
  /** Where it begins in the whole. */
  readonly at: number;
}

/**
 * Reads the language of UAT:
 *
 * `@sequence.<delay>-<CODE>[action;action].<delay>-<CODE>…`, with parts told apart by `attempt`, `pcretry`, `_`, `@retry`,
 * tried in this order; `@discovered.<items>` (text of the address that the postman finds); `@restart0.`, `@restart1.`
 * (what a rework of the timeline reports). A final `.it` says nothing: it makes the text pass for an e-mail address.
 * Letters may be of either case, because the postal normaliser writes addresses in capitals; names of actions are in
 * capitals.
 *
 * Never throws; time linear in the text. What is malformed stands in the result, in the part that it spoils.
 *
 * Source: pn-external-channels README.md, service/ExternalChannelsService.java, dto/AdditionalAction.java
 * @param delays `address`: as UAT reads an address; `file`: days, hours and ISO 8601 lengths as well
 */
export const parseSequence = (text: string, delays: Delays = 'address'): Sequence => {
  const marker = /@sequence/i.exec(text);
  if (marker === null) return unreadable({ text, at: 0 }, { it: 'manca "@sequence"', en: '"@sequence" is missing' });
  const start = marker.index + marker[0].length;
  if (text[start] !== '.') {
    const rest = { text: text.slice(start), at: start };
    return unreadable(rest, { it: 'dopo "@sequence" serve un punto', en: '"@sequence" must be followed by a dot' });
  }
  const body = text.slice(start + 1).replace(/\.it$/i, '');
  return parseRework({ text: body, at: start + 1 }, delays);
};

const parseRework = (piece: Piece, delays: Delays): Sequence => {
  const mark = /@restart([01])\./i.exec(piece.text);
  if (mark === null) return parseParts(piece, delays, separators);
  const attempt = mark[1] === '0' ? 0 : 1;
  const before = piece.text.slice(0, mark.index);
  // With an address found before it, the mark travels with the text of that address and works there.
  const travels = /@discovered/i.test(before);
  const after = mark.index + mark[0].length;
  const prefix = /^@sequence\./i.exec(piece.text.slice(after))?.[0].length ?? 0;
  return {
    kind: 'rework',
    attempt,
    normal: parseParts(travels ? piece : { text: before, at: piece.at }, delays, separators),
    rework: parseParts({ text: piece.text.slice(after + prefix), at: piece.at + after + prefix }, delays, separators),
    travels,
  };
};

const separators: readonly (readonly [Separator, RegExp])[] = [
  ['attempt', /attempt/gi],
  ['pcretry', /pcretry/gi],
  ['send', /_/g],
  ['retry', /@retry/gi],
];

const parseParts = (piece: Piece, delays: Delays, [first, ...rest]: typeof separators): Sequence => {
  if (first === undefined) return parseReports(piece, delays);
  const [by, mark] = first;
  const pieces = splitAt(piece, mark);
  if (pieces.length > mostItems) return unreadable(piece, tooLong);
  if (pieces.length === 1) return parseParts(piece, delays, rest);
  const parts = pieces.map((part) => parseParts(by === 'retry' ? withoutDot(part) : part, delays, rest));
  return { kind: 'choice', by, parts: parts as unknown as Choice['parts'] };
};

/** Empty parts at the end do not count, as in the mock. */
const splitAt = ({ text, at }: Piece, mark: RegExp): readonly [Piece, ...Piece[]] => {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: found } of text.matchAll(mark)) {
    pieces.push({ text: text.slice(from, index), at: at + from });
    from = index + found.length;
  }
  pieces.push({ text: text.slice(from), at: at + from });
  const filled = pieces.findLastIndex((piece) => piece.text !== '');
  const [first = { text, at }, ...others] = pieces.slice(0, Math.max(1, filled + 1));
  return [first, ...others];
};

const withoutDot = ({ text, at }: Piece): Piece =>
  text.startsWith('.') ? { text: text.slice(1), at: at + 1 } : { text, at };

const parseReports = (piece: Piece, delays: Delays): Sequence => {
  const mark = /@discovered/i.exec(piece.text);
  const found = mark === null ? undefined : piece.text.slice(mark.index + mark[0].length);
  const items = splitAt(mark === null ? piece : { text: piece.text.slice(0, mark.index), at: piece.at }, /\./g);
  if (items.length > mostItems) return unreadable(piece, tooLong);
  const events: CarrierEvent[] = [];
  let total = 0;
  for (const item of items) {
    const read = parseItem(item.text, delays, found);
    if (!read.ok) return unreadable(piece, read.message, item.at + read.at);
    const { after } = read.event;
    total += 'mockSeconds' in after ? after.mockSeconds : 0;
    if (total > longestSeconds) return unreadable(piece, eventProblem.tooLate, item.at);
    events.push(read.event);
  }
  return { kind: 'reports', events, ...(found !== undefined && { found }) };
};

const tooLong: Said = {
  it: `la sequenza ha più di ${mostItems} parti`,
  en: `the sequence has more than ${mostItems} parts`,
};

const unreadable = (piece: Piece, message: Said, at = piece.at): Unreadable => ({
  kind: 'unreadable',
  text: piece.text,
  problem: { column: at + 1, message },
});
