import { parseDuration } from '../clock/duration.js';
import { days, type Micros } from '../clock/instant.js';
import type { RecipientType } from '../send/request/model.js';
import type { Said } from '../text/said.js';
import type { CarrierEvent, CarrierOutcome, Delay, Scenarios } from './outcome.js';
import type { Person } from './person.js';
import type { ScenarioProblem } from './problem.js';
import type { ScenarioFile } from './scenario-file.js';
import { type GenericName, genericNames } from './schema.js';
import type { CarrierEventText, OutcomeText, ScriptText } from './schema-outcome.js';
import type { PersonText } from './schema-person.js';
import { parseSequence } from './sequence.js';

/** Longest single delay in a file. Ours: ten years keep every instant within the calendar. */
const longestDelay: Micros = days(3_660);

/**
 * Makes the files of one folder into what the oracle plays. Names are unique across the files, in any case of letters;
 * so are tax ids.
 * @returns the scenarios, and everything that a schema cannot see; with problems the scenarios are not to be used
 */
export const compileScenarios = (
  files: readonly ScenarioFile[],
): { readonly scenarios: Scenarios; readonly problems: readonly ScenarioProblem[] } => {
  const problems: ScenarioProblem[] = [];
  const outcomes = new Map<string, CarrierOutcome>();
  const generic: Partial<Record<GenericName, CarrierOutcome>> = {};
  const people = new Map<string, Person>();
  const firstSeen = new Map<string, string>();

  for (const file of files) {
    const report = (path: readonly string[], message: Said) =>
      problems.push({ file: file.file, ...file.position(path), message });
    const sourceOf = (path: readonly string[]) => `${file.file}:${file.position(path).line}`;
    /** Whether this is the first thing of that kind and name; says where the first one is when it is not. */
    const claim = (kind: string, name: string, path: readonly string[]): boolean => {
      const first = firstSeen.get(`${kind} ${name}`);
      if (first !== undefined) {
        report(path, { it: `"${name}" è già in ${first}`, en: `"${name}" is already at ${first}` });
        return false;
      }
      firstSeen.set(`${kind} ${name}`, sourceOf(path));
      return true;
    };
    const compile = (name: string, text: OutcomeText, path: readonly string[]) =>
      compileOutcome(name, text, sourceOf(path), (inner, message) => report([...path, ...inner], message));

    claim('name', file.text.name, ['name']);
    for (const [name, text] of Object.entries(file.text.outcomes ?? {})) {
      const path = ['outcomes', name];
      const outcome = compile(name, text, path);
      if (claim('outcome', name.toLowerCase(), path) && outcome) outcomes.set(name.toLowerCase(), outcome);
    }
    for (const name of genericNames) {
      const text = file.text.generic?.[name];
      if (text === undefined) continue;
      const path = ['generic', name];
      const outcome = compile(name, text, path);
      if (claim('generic', name, path) && outcome) generic[name] = outcome;
    }
    const addPeople = (list: readonly PersonText[] | undefined, section: string, type: RecipientType) =>
      list?.forEach((person, i) => {
        if (claim('person', person.taxId, ['world', section, String(i), 'taxId']))
          people.set(person.taxId, { ...person, type });
      });
    addPeople(file.text.world?.people, 'people', 'PF');
    addPeople(file.text.world?.companies, 'companies', 'PG');
  }

  for (const thing of [...outcomes.values(), ...people.values()]) deepFreeze(thing);
  return { scenarios: { outcomes, generic: deepFreeze(generic), people }, problems };
};

type Report = (path: readonly string[], message: Said) => void;

const compileOutcome = (
  name: string,
  text: OutcomeText,
  source: string,
  report: Report,
): CarrierOutcome | undefined => {
  const { events, byAttempt, byRetry } = text;
  const given = [events, byAttempt, byRetry].filter((list) => list !== undefined);
  if (given.length !== 1) {
    report([], {
      it: 'serve una sola tra "events", "byAttempt" e "byRetry"',
      en: 'exactly one of "events", "byAttempt" and "byRetry" is needed',
    });
    return undefined;
  }
  const scripts: readonly (ScriptText & { path: readonly string[] })[] = events
    ? [{ events, path: ['events'] }]
    : (byAttempt ?? byRetry ?? []).map((script, i) => ({
        ...script,
        path: [byAttempt ? 'byAttempt' : 'byRetry', String(i), 'events'],
      }));
  const [first, ...others] = scripts.map((script) =>
    script.events.map((event, i) =>
      compileEvent(event, (path, message) => report([...script.path, String(i), ...path], message)),
    ),
  );
  if (first === undefined) return undefined;
  return { name, source, title: text.title, chosenBy: byRetry ? 'retry' : 'attempt', scripts: [first, ...others] };
};

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
    const sequence = parseSequence(found);
    if (!sequence.ok) {
      const { column, message } = sequence.problem;
      report(['discovered', 'address'], {
        it: `al carattere ${column}: ${message.it}`,
        en: `at character ${column}: ${message.en}`,
      });
    }
  }
  return { ...event, after: after ?? { length: 0 } };
};

/** Seconds and minutes are the mock's; everything else is meant as written. */
const delayOf = (text: string): Delay | undefined => {
  const length = parseDuration(text);
  if (length === undefined) return undefined;
  const delay: Delay = /^[\d.]+(ms|s|m)$/.test(text) ? { mockSeconds: length / 1_000_000 } : { length };
  return length <= longestDelay ? delay : undefined;
};

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
};
