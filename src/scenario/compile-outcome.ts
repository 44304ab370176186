import { parseDuration } from '../clock/duration.js';
import { days, type Micros } from '../clock/instant.js';
import type { Said } from '../text/said.js';
import type { CarrierEvent, Delay } from './carrier-event.js';
import type { CarrierOutcome } from './carrier-outcome.js';
import { type CarrierEventText, type OutcomeText, type ScriptForms, scriptForms } from './schema-outcome.js';
import type { Sequence, SequenceProblem } from './sequence/model.js';
import { parseSequence } from './sequence/parse.js';
import { addressesFound, problemsOf } from './sequence/play.js';

/** Longest single length of time in a file. Ours: ten years keep every instant within the calendar. */
export const longestDelay: Micros = days(3_660);

/** Notes a problem at a path below the thing that is compiled. */
export type Report = (path: readonly string[], message: Said) => void;

/** @returns undefined when it cannot be used; why was reported */
export const compileOutcome = (
  name: string,
  text: OutcomeText,
  source: string,
  report: Report,
): CarrierOutcome | undefined => {
  const sequence = compileScript(text, report);
  return sequence && { name, source, title: text.title, sequence };
};

/**
 * What happens, whichever of the four forms says it.
 * @param otherForms what else could have been given, for the message
 */
export const compileScript = (
  text: ScriptForms,
  report: Report,
  otherForms: readonly string[] = [],
): Sequence | undefined => {
  const given = scriptForms.filter((form) => text[form] !== undefined);
  if (given.length !== 1) {
    const list = [...otherForms, ...scriptForms].map((form) => `"${form}"`).join(', ');
    report([], { it: `serve una sola tra ${list}`, en: `exactly one of ${list} is needed` });
    return undefined;
  }
  const reports = (events: readonly CarrierEventText[], path: readonly string[]): Sequence => ({
    kind: 'reports',
    events: events.map((event, i) =>
      compileEvent(event, (inner, message) => report([...path, String(i), ...inner], message)),
    ),
  });
  if (text.sequence !== undefined) return compileText(text.sequence, (message) => report(['sequence'], message));
  if (text.events) return reports(text.events, ['events']);
  const form = text.byAttempt ? 'byAttempt' : 'byRetry';
  const [first, ...others] = (text[form] ?? []).map(({ events }, i) => reports(events, [form, String(i), 'events']));
  return first && { kind: 'choice', by: text.byAttempt ? 'attempt' : 'retry', parts: [first, ...others] };
};

/** A file may say more than an address, and less: what makes no sense to the carrier is no scenario. */
const compileText = (text: string, report: (message: Said) => void): Sequence => {
  const sequence = parseSequence(text, 'file');
  for (const problem of problemsOf(sequence)) report(located(problem));
  for (const found of addressesFound(sequence)) {
    for (const problem of problemsOf(parseSequence(found))) {
      report({
        it: `indirizzo scoperto, ${located(problem).it}`,
        en: `address found, ${located(problem).en}`,
      });
    }
  }
  return sequence;
};

const located = ({ column, message }: SequenceProblem): Said => ({
  it: `al carattere ${column}: ${message.it}`,
  en: `at character ${column}: ${message.en}`,
});

const compileEvent = (event: CarrierEventText, report: Report): CarrierEvent => {
  const after = delayOf(event.after);
  if (after === undefined) {
    report(['after'], {
      it: `"${event.after}" non è un tempo valido, o supera i dieci anni`,
      en: `"${event.after}" is not a length of time, or is longer than ten years`,
    });
  }
  const found = event.discovered?.address;
  if (found !== undefined && /@sequence/i.test(found)) {
    for (const problem of problemsOf(parseSequence(found))) report(['discovered', 'address'], located(problem));
  }
  const { dateShift, documentDateShift, ...rest } = event;
  return {
    ...rest,
    after: after ?? { length: 0 },
    ...(dateShift !== undefined && { dateShift: shiftOf(dateShift) }),
    ...(documentDateShift !== undefined && { documentDateShift: shiftOf(documentDateShift) }),
  };
};

/** The sign is always written; the schema sees to the form. */
const shiftOf = (text: string): Delay => {
  const delay = delayOf(text.slice(1)) ?? { length: 0 };
  const sign = text.startsWith('-') ? -1 : 1;
  return 'length' in delay ? { length: sign * delay.length } : { mockSeconds: sign * delay.mockSeconds };
};

/** Seconds and minutes are the mock's; everything else is meant as written. */
const delayOf = (text: string): Delay | undefined => {
  const length = parseDuration(text);
  if (length === undefined) return undefined;
  const delay: Delay = /^[\d.]+(ms|s|m)$/.test(text) ? { mockSeconds: length / 1_000_000 } : { length };
  return length <= longestDelay ? delay : undefined;
};
