import type { CarrierEvent } from '../carrier-event.js';
import type { Choice, Reports, Rework, Separator, Sequence, Unreadable } from './model.js';
import { printDelay, printShift } from './times.js';

/**
 * Writes a sequence in the language that `parseSequence` reads, in its plainest form: what it reads back is the same. An
 * address found that is no sequence (only a file can name one) has no form in that language and is left out.
 */
export const printSequence = (sequence: Sequence): string => `@sequence.${printed(sequence)}`;

const marks: Readonly<Record<Separator, string>> = {
  attempt: 'attempt',
  pcretry: 'pcretry',
  send: '_',
  retry: '@retry.',
};

const printed = (sequence: Sequence): string => printers[sequence.kind](sequence as never);

const printers = {
  reports: ({ events, found }: Reports): string =>
    `${events.map(printEvent).join('.')}${found === undefined ? '' : `@discovered${found}`}`,
  unreadable: ({ text }: Unreadable): string => text,
  choice: ({ by, parts }: Choice): string => parts.map(printed).join(marks[by]),
  rework: ({ attempt, normal, rework, travels }: Rework): string =>
    travels ? printed(normal) : `${printed(normal)}@restart${attempt}.@sequence.${printed(rework)}`,
};

const printEvent = (event: CarrierEvent): string => {
  const {
    code,
    after,
    documents = [],
    failureCause,
    discovered,
    pages,
    dateShift,
    documentDateShift,
    ownDate,
    ocr,
  } = event;
  const isFound = discovered !== undefined && /^via@sequence/i.test(discovered.address);
  const zip = discovered?.zip === '20121' ? '' : `:${discovered?.zip}`;
  const actions = [
    ...documents.map((document) => `DOC:${document}`),
    ...(pages === undefined ? [] : [`PAGES:${pages}`]),
    ...(isFound ? [`DISCOVERY${zip}`] : []),
    ...(failureCause === undefined ? [] : [`FAILCAUSE:${failureCause}`]),
    ...(dateShift === undefined ? [] : [`DELAY:${printShift(dateShift)}`]),
    ...(documentDateShift === undefined ? [] : [`DELAYDOC:${printShift(documentDateShift)}`]),
    ...(ownDate ? ['NOAUTODATETIME'] : []),
    ...(ocr === undefined ? [] : [`OCR:${ocr}`]),
  ];
  return `${printDelay(after)}-${code}${actions.length > 0 ? `[${actions.join(';')}]` : ''}`;
};
