import { type ListedScenario, scenarioNamed, textOf } from '../scenario/list.js';
import type { Scenarios } from '../scenario/outcome.js';
import { outcomeInWords, type PlanLine, planInWords } from '../scenario/plan-words.js';
import { printSequence } from '../scenario/sequence/print.js';
import type { Language, Said } from '../text/said.js';

const kinds: Readonly<Record<ListedScenario['kind'], Said>> = {
  scenario: { it: 'scenario', en: 'scenario' },
  outcome: { it: 'esito', en: 'outcome' },
};

/** A row each: name, kind, priority where there is one, place, title. */
export const listText = (listed: readonly ListedScenario[], lang: Language): string => {
  const rows = listed.map(({ name, kind, priority, title, source }) => [
    name,
    `${kinds[kind][lang]}${priority === 0 ? '' : ` ${priority}`}`,
    source,
    title[lang],
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join('  ')}\n`).join('');
};

const words = {
  narrative: { it: 'Storia', en: 'Story' },
  moral: { it: 'Morale', en: 'Moral' },
  chosen: { it: 'Scelto', en: 'Chosen' },
  plan: { it: 'Che cosa succede', en: 'What happens' },
  text: { it: 'Nel file', en: 'In the file' },
  address: { it: 'In un indirizzo', en: 'In an address' },
  nothing: {
    it: 'ciò che dice il testo degli indirizzi',
    en: 'what the text of the addresses says',
  },
  header: { it: 'dall’header', en: 'by the header' },
  conditions: { it: 'dalle sue condizioni, o dall’header', en: 'by its conditions, or the header' },
  inAddress: { it: 'dal testo di un indirizzo', en: 'by the text of an address' },
} as const satisfies Record<string, Said>;

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

const planText = (lines: readonly PlanLine[], lang: Language): string =>
  (lines.length > 0 ? lines : [{ depth: 0, said: words.nothing }])
    .map(({ depth, said }) => `${'  '.repeat(depth)}${said[lang]}`)
    .join('\n');

/** The same for programs. */
export const shown = (scenarios: Scenarios, listed: ListedScenario): object => {
  const outcome = listed.kind === 'outcome' ? scenarios.outcomes.get(listed.name.toLowerCase()) : undefined;
  const scenario = outcome ? undefined : scenarioNamed(scenarios, listed.name)?.scenario;
  const plan = outcome ? outcomeInWords(outcome) : scenario ? planInWords(scenario.plays) : [];
  return {
    ...listed,
    ...(scenario?.narrative ? { narrative: scenario.narrative } : {}),
    ...(scenario?.moral ? { moral: scenario.moral } : {}),
    plan: plan.map(({ depth, said }) => ({ depth, ...said })),
    ...(outcome ? { address: printSequence(outcome.sequence) } : {}),
    text: textOf(scenarios, listed),
  };
};

/** Everything about one scenario or outcome. */
export const showText = (scenarios: Scenarios, listed: ListedScenario, lang: Language): string => {
  const section = (title: Said, text: string | undefined): readonly string[] =>
    text === undefined ? [] : ['', title[lang], indented(text.trimEnd())];
  const { name, kind, title, source } = listed;
  const head = [`${name}: ${title[lang]}`, `${kinds[kind][lang]}, ${source}`];
  const text = textOf(scenarios, listed);
  const outcome = kind === 'outcome' ? scenarios.outcomes.get(name.toLowerCase()) : undefined;
  if (outcome) {
    return `${[
      ...head,
      ...section(words.chosen, `${words.inAddress[lang]}: @${name}`),
      ...section(words.plan, planText(outcomeInWords(outcome), lang)),
      ...section(words.address, printSequence(outcome.sequence)),
      ...section(words.text, text),
    ].join('\n')}\n`;
  }
  const scenario = scenarioNamed(scenarios, name)?.scenario;
  const how = scenario?.when ? words.conditions : words.header;
  return `${[
    ...head,
    ...section(words.narrative, scenario?.narrative?.[lang]),
    ...section(words.moral, scenario?.moral?.[lang]),
    ...section(words.chosen, `${how[lang]}: x-send-sim-scenario: ${name}`),
    ...section(words.plan, scenario && planText(planInWords(scenario.plays), lang)),
    ...section(words.text, text),
  ].join('\n')}\n`;
};
