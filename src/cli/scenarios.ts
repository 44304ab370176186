import type { Instant } from '../clock/instant.js';
import { parseClockStart } from '../clock/mode.js';
import { ConfigInvalid } from '../config.js';
import { shippedPlaces, usualHouse } from '../rehearsal/check.js';
import { foretell } from '../rehearsal/explain.js';
import { listedByName, listScenarios } from '../scenario/list.js';
import { loadScenarioFolders } from '../scenario/load.js';
import { nearest } from '../text/nearest.js';
import type { Language } from '../text/said.js';
import { explainText, foretoldData } from './explain-report.js';
import { json } from './remote/command.js';
import { listText, shown, showText } from './scenario-report.js';

/** What `send-simulator scenarios` was asked for. */
export interface ScenariosOptions {
  /** Behind `scenarios`: what to do, and its name. */
  readonly words: readonly string[];
  readonly scenarios: readonly string[];
  readonly lang: Language;
  /** File of the body to explain. */
  readonly request?: string;
  readonly header?: string;
  readonly sender?: string;
  /** For programs. */
  readonly json?: boolean;
  /** When the request would be sent. */
  readonly sendsAt: Instant;
  /** The text of a file; undefined when there is no such file. */
  readonly readFile: (path: string) => string | undefined;
  readonly print: (text: string) => void;
}

const actions = ['list', 'show', 'explain'] as const;
type Action = (typeof actions)[number];
const isAction = (word: string): word is Action => actions.some((action) => action === word);

/**
 * `send-simulator scenarios list | show NAME | explain --request FILE`.
 * @returns exit code
 * @throws ConfigInvalid, ScenarioInvalid
 */
export const scenarios = async (options: ScenariosOptions): Promise<number> => {
  const [word = 'list', ...behind] = options.words;
  if (!isAction(word)) {
    const near = nearest(word, actions);
    throw new ConfigInvalid([
      `scenarios: unknown action ${word}; ${near ? `did you mean ${near}?` : `there are ${actions.join(', ')}`}`,
    ]);
  }
  assertFits(word, behind, options);
  const all = await loadScenarioFolders(shippedPlaces(), options.scenarios);
  const { lang, print, json: isJson } = options;
  if (word === 'list') {
    const items = listScenarios(all);
    print(isJson ? json({ items }) : listText(items, lang));
  } else if (word === 'show') {
    const listed = listScenarios(all);
    const name = behind[0] ?? '';
    const found = listedByName(listed, name);
    if (!found) {
      const near = nearest(
        name,
        listed.map((one) => one.name),
      );
      throw new ConfigInvalid([
        `scenarios show: there is no scenario or outcome ${JSON.stringify(name)}${near ? `; did you mean ${near}?` : ''}`,
      ]);
    }
    print(isJson ? json(shown(all, found)) : showText(all, found, lang));
  } else {
    const { header, sender, sendsAt } = options;
    const foretold = await foretell(usualHouse(), {
      scenarios: all,
      body: bodyIn(options),
      sendsAt,
      ...(header === undefined ? {} : { header }),
      ...(sender === undefined ? {} : { sender }),
    });
    print(isJson ? json(foretoldData(foretold)) : explainText(foretold, lang));
  }
  return 0;
};

/** @throws ConfigInvalid with every word and flag that means nothing to the action, or is missing */
const assertFits = (action: Action, behind: readonly string[], { request, header, sender }: ScenariosOptions): void => {
  const most = action === 'show' ? 1 : 0;
  const problems = behind.slice(most).map((word) => `${JSON.stringify(word)} behind scenarios ${action} means nothing`);
  if (action === 'show' && behind.length === 0) problems.push('scenarios show wants a name behind it');
  if (action === 'explain' && request === undefined) {
    problems.push('scenarios explain wants --request <file>, the body that you would send');
  }
  if (action !== 'explain') {
    for (const [name, value] of Object.entries({ request, header, sender })) {
      if (value !== undefined) problems.push(`--${name} is for scenarios explain`);
    }
  }
  if (problems.length > 0) throw new ConfigInvalid(problems);
};

const bodyIn = ({ request = '', readFile }: ScenariosOptions): Readonly<Record<string, unknown>> => {
  const text = readFile(request);
  if (text === undefined) throw new ConfigInvalid([`request: there is no file ${JSON.stringify(request)}`]);
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigInvalid([`request: ${JSON.stringify(request)} is no JSON: ${reason}`]);
  }
  throw new ConfigInvalid([`request: ${JSON.stringify(request)} holds no JSON object`]);
};

/** The start that the clock of the configuration has, else the present. */
export const sendsAt = (clock: string, present: Instant): Instant => parseClockStart(clock)?.startsAt ?? present;
