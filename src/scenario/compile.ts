import type { RecipientType } from '../send/request/model.js';
import type { Said } from '../text/said.js';
import type { CarrierOutcome } from './carrier-outcome.js';
import { compileOutcome, type Report } from './compile-outcome.js';
import { compileScenario } from './compile-scenario.js';
import { type FileFault, faultProblems } from './fault-rules.js';
import { noScenarios, type Scenarios } from './outcome.js';
import type { Person } from './person.js';
import type { Level } from './plays.js';
import type { ScenarioProblem } from './problem.js';
import type { Scenario } from './scenario.js';
import type { ScenarioFile } from './scenario-file.js';
import { type GenericName, genericNames } from './schema.js';
import type { DeclaredPosition } from './schema-debt-position.js';
import type { OutcomeText } from './schema-outcome.js';
import type { PersonText } from './schema-person.js';
import type { SenderText } from './schema-world.js';

/**
 * Makes the files of one folder into what the oracle plays. Names are unique across the files, in any case of letters;
 * so are tax ids.
 * @param below what is loaded already: its outcomes can be named
 * @returns the scenarios of these files alone, and everything that a schema cannot see; with problems the scenarios are
 * not to be used
 */
export const compileScenarios = (
  files: readonly ScenarioFile[],
  level: Level = 'user',
  below: Scenarios = noScenarios,
): { readonly scenarios: Scenarios; readonly problems: readonly ScenarioProblem[] } => {
  const problems: ScenarioProblem[] = [];
  const outcomes = new Map<string, CarrierOutcome>();
  const generic: Partial<Record<GenericName, CarrierOutcome>> = {};
  const people = new Map<string, Person>();
  const senders: SenderText[] = [];
  const whiteList: string[] = [];
  const debtPositions: DeclaredPosition[] = [];
  const firstSeen = new Map<string, string>();
  const reporter = (file: ScenarioFile) => (path: readonly string[], message: Said) =>
    problems.push(file.problem(path, message));
  const sourceIn = (file: ScenarioFile) => (path: readonly string[]) => `${file.file}:${file.position(path).line}`;

  for (const file of files) {
    const report = reporter(file);
    const sourceOf = sourceIn(file);
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
        const path = ['world', section, String(i), 'taxId'];
        if (claim('person', person.taxId, path)) people.set(person.taxId, { ...person, type, source: sourceOf(path) });
      });
    const { world } = file.text;
    addPeople(world?.people, 'people', 'PF');
    addPeople(world?.companies, 'companies', 'PG');
    senders.push(...(world?.senders ?? []));
    whiteList.push(...(world?.taxIdWhiteList ?? []));
    world?.senders?.forEach(({ groups = [], suspendedGroups = [] }, i) => {
      const unknown = suspendedGroups.findIndex((name) => !groups.includes(name));
      if (unknown >= 0) report(['world', 'senders', String(i), 'suspendedGroups', String(unknown)], notAGroup);
    });
    file.text.debtPositions?.forEach((position, i) => {
      const { creditorTaxId, noticeCode } = position;
      if (claim('debt position', `${creditorTaxId} ${noticeCode}`, ['debtPositions', String(i), 'noticeCode']))
        debtPositions.push(position);
    });
  }

  // Only now every outcome has its name.
  const outcomeNamed = (name: string) => outcomes.get(name.toLowerCase()) ?? below.outcomes.get(name.toLowerCase());
  const knownNames = () => [...below.outcomes.values(), ...outcomes.values()].map(({ name }) => name);
  const scenarios = files.flatMap((file): readonly Scenario[] => {
    const scenario = compileScenario(file.text, sourceIn(file), outcomeNamed, knownNames, reporter(file));
    return scenario ? [scenario] : [];
  });

  const faults = files.flatMap((file) =>
    compileFaults(
      file,
      sourceIn(file),
      scenarios.some(({ name }) => name === file.text.name),
      reporter(file),
    ),
  );

  for (const thing of [
    ...outcomes.values(),
    ...people.values(),
    ...scenarios,
    senders,
    whiteList,
    debtPositions,
    faults,
  ])
    deepFreeze(thing);
  const layers = { ...noScenarios.layers, [level]: scenarios };
  return {
    scenarios: {
      ...noScenarios,
      outcomes,
      generic: deepFreeze(generic),
      people,
      senders,
      taxIdWhiteList: whiteList,
      debtPositions,
      faults,
      layers,
    },
    problems,
  };
};

const notAGroup: Said = { it: 'non è tra i suoi "groups"', en: 'it is not among its "groups"' };

/** @param isBound the file holds a scenario: only its notifications meet the faults */
const compileFaults = (
  { text }: ScenarioFile,
  sourceOf: (path: readonly string[]) => string,
  isBound: boolean,
  report: Report,
): readonly FileFault[] =>
  (text.faults ?? []).map((fault, i) => {
    const place = ['faults', String(i)];
    for (const { path, message } of faultProblems(fault)) report([...place, ...path], message);
    return { id: `${text.name}:${i + 1}`, file: text.name, isBound, source: sourceOf(place), fault };
  });

export const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
};
