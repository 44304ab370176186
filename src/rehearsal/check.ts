import { join } from 'node:path';
import { type Instant, parseInstant } from '../clock/instant.js';
import { packageRoot } from '../package-root.js';
import { loadScenarioFolders, readScenarios, shippedFolders } from '../scenario/load.js';
import { mergeScenarios, noScenarios, type Scenarios } from '../scenario/outcome.js';
import { placesOnDemand } from '../scenario/places.js';
import type { ScenarioProblem } from '../scenario/problem.js';
import type { ScenarioFile } from '../scenario/scenario-file.js';
import { usualSendingInstant } from '../scenario/schema-sender.js';
import { factsOf, type TextTest, unmetConditions } from '../scenario/selector.js';
import type { Said } from '../text/said.js';
import { compare, type Difference, type Row } from './compare.js';
import { EarlierRefused, type Played, play } from './play.js';
import { type House, openHouse } from './stage.js';

/** A file with `expect` that was played. */
export interface FileRun {
  readonly file: string;
  readonly name: string;
  readonly differences: readonly LocatedDifference[];
  readonly rows: readonly Row[];
}

export interface LocatedDifference extends Difference {
  readonly line: number;
  readonly column: number;
  readonly frame: string;
}

export interface Check {
  readonly files: readonly string[];
  readonly problems: readonly ScenarioProblem[];
  /** None where the files were only read. */
  readonly runs: readonly FileRun[];
}

export const shippedPlaces = (): readonly string[] =>
  shippedFolders.map((folder) => join(packageRoot(), 'scenarios', folder));

/** What all plays of a process share; cheap, and filled when first used. */
export const usualHouse = (): House => openHouse(placesOnDemand(join(packageRoot(), 'scenarios', 'uat', 'places')));

/**
 * Reads folders or single files one on top of the other, and plays those that say how they end.
 * @param places in the order of their strength; those shipped come before them, unread where they are not asked for
 */
export const checkScenarios = async (
  places: readonly string[],
  { shipped, run }: { readonly shipped: boolean; readonly run: boolean },
): Promise<Check> => {
  const files: ScenarioFile[] = [];
  const playable: ScenarioFile[] = [];
  const problems: ScenarioProblem[] = [];
  let all = shipped ? noScenarios : await loadScenarioFolders(shippedPlaces(), []);
  const read = async (place: string, level: 'user' | 'shipped'): Promise<void> => {
    const reading = await readScenarios(place, level, all);
    files.push(...reading.files);
    problems.push(...reading.problems);
    if (reading.problems.length > 0) return;
    all = mergeScenarios(all, reading.scenarios);
    playable.push(...reading.files.filter(({ text }) => text.expect));
  };
  if (shipped) for (const place of shippedPlaces()) await read(place, 'shipped');
  for (const place of places) await read(place, 'user');

  const runs: FileRun[] = [];
  if (run) {
    const house = usualHouse();
    for (const file of playable) runs.push(await runFile(house, all, file));
  }
  return { files: [...new Set([...files, ...problems].map(({ file }) => file))], problems, runs };
};

/** Plays one file and compares its end with what it expects. */
export const runFile = async (house: House, scenarios: Scenarios, file: ScenarioFile): Promise<FileRun> => {
  const { name, expect = {} } = file.text;
  const header = headerOf(file);
  const located = ({ path, ...difference }: Difference): LocatedDifference => {
    const { line, column, frame = '' } = file.problem(path, difference.happened);
    return { path, ...difference, line, column, frame };
  };
  try {
    const played = await play(house, { ...scriptOf(file, scenarios), scenarios, header });
    const { differences, rows } = compare(expect, played);
    const all = [...choiceDifferences(file, header, played), ...endDifferences(played), ...differences];
    return { file: file.file, name, differences: all.map(located), rows };
  } catch (error) {
    if (!(error instanceof EarlierRefused)) throw error;
    return { file: file.file, name, differences: [located(earlierDifference(error))], rows: [] };
  }
};

/** The senders are those of the file; else the one that the request names, if some file has it; else the usual one. */
const scriptOf = ({ text: { before, request = {}, sender, world } }: ScenarioFile, { senders }: Scenarios) => ({
  request,
  sendsAt: parseInstant(sender?.sendsAt ?? usualSendingInstant) as Instant,
  ...(before ? { before } : {}),
  ...(sender ? { sender } : {}),
  senders: world?.senders ?? senders.filter(({ taxId }) => taxId !== undefined && taxId === request.senderTaxId),
});

/** What the request says in `x-send-sim-scenario`: what the file wants there, else its name. */
const headerOf = ({ text: { name, when } }: ScenarioFile): string => {
  const wanted: TextTest | undefined = when?.header;
  if (wanted === undefined) return name;
  return typeof wanted === 'string' ? wanted : 'prefix' in wanted ? wanted.prefix : name;
};

/** A file with conditions has to be chosen by them. */
const choiceDifferences = (file: ScenarioFile, header: string, { answer, chosen }: Played): readonly Difference[] => {
  const { name, when } = file.text;
  if (!when || !('head' in answer) || chosen.some((one) => one?.name === name)) return [];
  const { request, sender } = answer.head;
  const perRecipient = request.recipients.map((_, recIndex) =>
    unmetConditions(when, factsOf(request, recIndex, sender.taxId, header)),
  );
  const say = (language: keyof Said): string =>
    perRecipient.map((reasons, i) => `${i}: ${reasons.map((reason) => reason[language]).join('; ')}`).join('\n');
  return [
    {
      path: ['when'],
      expected: { it: `"${name}" per almeno un destinatario`, en: `"${name}" for at least one recipient` },
      happened: { it: say('it'), en: say('en') },
    },
  ];
};

const endDifferences = ({ isEndless }: Played): readonly Difference[] =>
  isEndless
    ? [
        {
          path: ['expect'],
          expected: { it: 'una fine', en: 'an end' },
          happened: {
            it: 'dopo dieci anni c’è ancora qualcosa da fare',
            en: 'after ten years there is still work to do',
          },
        },
      ]
    : [];

const earlierDifference = ({ position, answer }: EarlierRefused): Difference => {
  const told = 'errors' in answer ? answer.errors.map(({ code, detail }) => `${code} "${detail ?? 'none'}"`) : [];
  const happened = [answer.status, ...told].join('\n');
  return {
    path: ['before', String(position)],
    expected: { it: '202', en: '202' },
    happened: { it: happened, en: happened },
  };
};
