import type { Said } from '../text/said.js';
import { type Chosen, type Level, levels } from './plays.js';
import type { Scenario } from './scenario.js';
import { type Facts, holdsFor, unmetConditions } from './selector.js';

/** The scenarios of a sandbox; within a level in the order in which they were loaded or added. */
export type Layers = Readonly<Record<Level, readonly Scenario[]>>;

/** A scenario beside one recipient: whether it fits, and why not. */
export interface Candidate {
  readonly name: string;
  readonly source: string;
  readonly level: Level;
  readonly priority: number;
  readonly verdict: 'chosen' | 'beaten' | 'unfit';
  /** Of an unfit one: every condition that does not hold. Of a beaten one: by what. */
  readonly reasons: readonly Said[];
}

/**
 * Chooses the scenario of one recipient when the request is taken in. Of those that fit: one named by the header wins,
 * then the level (added at run time, the user's folders, shipped), then the priority, then the later in the list.
 * @returns undefined when none fits: the text of the addresses decides, as in UAT
 */
export const chooseScenario = (layers: Layers, facts: Facts): Chosen | undefined => {
  const [best] = placed(layers, facts, (scenario, isNamed) => fits(scenario, facts, isNamed)).sort(byStrength);
  if (best === undefined) return undefined;
  const { name, source, title, plays } = best.scenario;
  return { name, source, level: best.level, title, plays };
};

/** Every scenario that can be chosen, from the winner down; then those that do not fit. */
export const explainChoice = (layers: Layers, facts: Facts): readonly Candidate[] => {
  const all = ranked(layers, facts);
  const winner = all.find(({ unmet }) => unmet.length === 0);
  const candidates = all.map((one): Candidate => {
    const { name, source, priority } = one.scenario;
    const verdict = one === winner ? 'chosen' : one.unmet.length === 0 ? 'beaten' : 'unfit';
    const reasons = verdict === 'beaten' && winner ? [whyBeaten(winner, one)] : one.unmet;
    return { name, source, level: one.level, priority, verdict, reasons };
  });
  return [...candidates.filter((c) => c.verdict !== 'unfit'), ...candidates.filter((c) => c.verdict === 'unfit')];
};

/** A scenario where it stands. */
interface Placed {
  readonly scenario: Scenario;
  readonly level: Level;
  readonly order: number;
  readonly isNamed: boolean;
}

interface Ranked extends Placed {
  readonly unmet: readonly Said[];
}

const placed = (
  layers: Layers,
  facts: Facts,
  isWanted: (scenario: Scenario, isNamed: boolean) => boolean = () => true,
): Placed[] => {
  const named = facts.header?.trim().toLowerCase();
  return levels.flatMap((level) =>
    layers[level].flatMap((scenario, order) => {
      const isNamed = named === scenario.name;
      return isWanted(scenario, isNamed) ? [{ scenario, level, order, isNamed }] : [];
    }),
  );
};

const fits = ({ when }: Scenario, facts: Facts, isNamed: boolean): boolean =>
  when === undefined ? isNamed : holdsFor(when, facts);

const whyUnfit = ({ when, name }: Scenario, facts: Facts, isNamed: boolean): readonly Said[] => {
  if (when !== undefined) return unmetConditions(when, facts);
  return isNamed ? [] : [onlyByName(name)];
};

const ranked = (layers: Layers, facts: Facts): readonly Ranked[] =>
  placed(layers, facts)
    .map((one): Ranked => ({ ...one, unmet: whyUnfit(one.scenario, facts, one.isNamed) }))
    .sort(byStrength);

const byStrength = (a: Placed, b: Placed): number =>
  Number(b.isNamed) - Number(a.isNamed) ||
  levels.indexOf(a.level) - levels.indexOf(b.level) ||
  b.scenario.priority - a.scenario.priority ||
  b.order - a.order;

const onlyByName = (name: string): Said => ({
  it: `non ha condizioni: la sceglie soltanto l’header x-send-sim-scenario: ${name}`,
  en: `it has no conditions: only the header x-send-sim-scenario: ${name} chooses it`,
});

const levelNames: Readonly<Record<Level, Said>> = {
  runtime: { it: 'aggiunto durante l’esecuzione', en: 'added at run time' },
  user: { it: 'della cartella dell’utente', en: 'of the user’s folder' },
  shipped: { it: 'fornito con il simulatore', en: 'shipped with the simulator' },
};

const whyBeaten = (winner: Ranked, loser: Ranked): Said => {
  const { name, priority } = winner.scenario;
  if (winner.isNamed && !loser.isNamed) {
    return { it: `l’header nomina "${name}"`, en: `the header names "${name}"` };
  }
  if (winner.level !== loser.level) {
    const [stronger, weaker] = [levelNames[winner.level], levelNames[loser.level]];
    return {
      it: `"${name}" è ${stronger.it}, questo è ${weaker.it}`,
      en: `"${name}" is ${stronger.en}, this one is ${weaker.en}`,
    };
  }
  return winner.scenario.priority === loser.scenario.priority
    ? { it: `"${name}" viene dopo nell’elenco`, en: `"${name}" comes later in the list` }
    : {
        it: `"${name}" ha priorità ${priority}, questo ${loser.scenario.priority}`,
        en: `"${name}" has priority ${priority}, this one ${loser.scenario.priority}`,
      };
};
