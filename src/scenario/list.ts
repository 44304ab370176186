import type { Said } from '../text/said.js';
import type { Scenarios } from './outcome.js';
import { type Level, levels } from './plays.js';
import type { Scenario } from './scenario.js';

/** What can decide about a notification. */
export interface ListedScenario {
  readonly name: string;
  /** A scenario is chosen by its conditions or by the header; an outcome by the text of an address. */
  readonly kind: 'scenario' | 'outcome';
  readonly title: Said;
  /** `file:line`. */
  readonly source: string;
  readonly priority: number;
  /** Its file says what to send, so that it can be played. */
  readonly hasRequest?: true;
}

/** Scenarios from the strongest level down, each level in its order; then the outcomes. */
export const listScenarios = ({ layers, outcomes }: Scenarios): readonly ListedScenario[] => [
  ...levels.flatMap((level) =>
    layers[level].map(({ name, title, source, priority, request }) => ({
      name,
      kind: 'scenario' as const,
      title,
      source,
      priority,
      ...(request ? { hasRequest: true as const } : {}),
    })),
  ),
  ...[...outcomes.values()].map(({ name, title, source }) => ({
    name,
    kind: 'outcome' as const,
    title,
    source,
    priority: 0,
  })),
];

/** The one of that name; outcomes are found in any case of letters, as in an address. */
export const listedByName = (listed: readonly ListedScenario[], name: string): ListedScenario | undefined =>
  listed.find((one) => one.name === name) ??
  listed.find((one) => one.kind === 'outcome' && one.name.toLowerCase() === name.toLowerCase());

/** The scenario of a name, of the strongest level that has one. */
export const scenarioNamed = (
  { layers }: Scenarios,
  name: string,
): { readonly scenario: Scenario; readonly level: Level } | undefined => {
  for (const level of levels) {
    const scenario = layers[level].findLast((one) => one.name === name);
    if (scenario) return { scenario, level };
  }
  return undefined;
};

/** What stands in the file: of a scenario the whole of it, of an outcome its own part. */
export const textOf = ({ texts }: Scenarios, { kind, source }: ListedScenario): string | undefined => {
  const [, file = '', line = ''] = /^(.*):(\d+)$/s.exec(source) ?? [];
  const text = texts.get(file);
  return text === undefined || kind === 'scenario' ? text : partAt(text, Number(line));
};

/** The line and those below it that stand further to the right. */
const partAt = (text: string, line: number): string => {
  const [first = '', ...below] = text.split('\n').slice(line - 1);
  const indentOf = (row: string): number => row.search(/\S/);
  const own = indentOf(first);
  const end = below.findIndex((row) => row.trim() !== '' && indentOf(row) <= own);
  return [first, ...(end < 0 ? below : below.slice(0, end))]
    .map((row) => row.slice(own))
    .join('\n')
    .trimEnd();
};
