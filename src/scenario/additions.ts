import { nearest } from '../text/nearest.js';
import type { Said } from '../text/said.js';
import { loadScenarioText } from './load.js';
import { mergeScenarios, noScenarios, type Scenarios } from './outcome.js';
import { toPlain } from './plain.js';
import { levels } from './plays.js';
import { ScenarioInvalid, type ScenarioProblem } from './problem.js';
import type { Addition } from './service.js';

/**
 * Understands what a sandbox is to begin with: names of scenarios that are loaded, or scenarios themselves as YAML or
 * JSON. A scenario that is named goes on top; one without conditions, which else only the header chooses, is then given to
 * every notification.
 * @throws ScenarioInvalid with the problems of all of them, `scenarios[0]` for a file
 */
export const understoodAdditions = async (
  base: Scenarios,
  wanted: readonly (string | object)[],
): Promise<readonly Addition[]> => {
  const additions: Addition[] = [];
  const problems: ScenarioProblem[] = [];
  let below = base;
  for (const [i, one] of wanted.entries()) {
    const place = `scenarios[${i}]`;
    if (typeof one === 'string' && isName(one)) {
      const scenario = named(base, one);
      const runtime = scenario ? [{ ...scenario, when: scenario.when ?? {} }] : [];
      if (!scenario) problems.push({ file: place, line: 1, column: 1, message: unknown(base, one) });
      additions.push({ added: one, plain: toPlain({ ...noScenarios, layers: { ...noScenarios.layers, runtime } }) });
      continue;
    }
    const text = typeof one === 'string' ? one : JSON.stringify(one);
    try {
      const { name, scenarios } = await loadScenarioText(place, text, below);
      below = mergeScenarios(below, scenarios);
      additions.push({ added: name, text, plain: toPlain(scenarios) });
    } catch (error) {
      if (!(error instanceof ScenarioInvalid)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ScenarioInvalid(problems);
  return additions;
};

/** A YAML text has a colon at least. */
const isName = (text: string): boolean => /^[A-Za-z0-9._-]{1,200}$/.test(text);

const named = ({ layers }: Scenarios, name: string) =>
  levels.flatMap((level) => layers[level]).find((scenario) => scenario.name === name);

const unknown = ({ layers, outcomes }: Scenarios, name: string): Said => {
  if (outcomes.has(name.toLowerCase())) {
    return {
      it: `"${name}" è un esito, non uno scenario: va scritto uno scenario che lo usi, { name, title, when, script: { paper: { outcome: ${name} } } }`,
      en: `"${name}" is an outcome, not a scenario: write a scenario that uses it, { name, title, when, script: { paper: { outcome: ${name} } } }`,
    };
  }
  const near = nearest(
    name,
    levels.flatMap((level) => layers[level].map((scenario) => scenario.name)),
  );
  return {
    it: `nessuno scenario si chiama "${name}"${near ? `; forse si intendeva "${near}"?` : ''}`,
    en: `no scenario is called "${name}"${near ? `; did you mean "${near}"?` : ''}`,
  };
};
