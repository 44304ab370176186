import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Said } from '../text/said.js';
import { compileScenarios } from './compile.js';
import { mergeScenarios, noScenarios, type Scenarios } from './outcome.js';
import type { Level } from './plays.js';
import { readPrepared, type ScenarioTexts, writePrepared } from './prepared.js';
import { ScenarioInvalid, type ScenarioProblem } from './problem.js';
import type { ScenarioFile } from './scenario-file.js';

/** Largest file that is read. Ours. */
const largestFileBytes = 1_000_000;

/** Folders of `scenarios/` that come with the simulator, the weakest first. */
export const shippedFolders = ['uat', 'learn'] as const;

/**
 * Reads folders (or single files) of scenarios, one after the other: a name or a person of a later folder takes the place of an earlier
 * one, and an outcome of an earlier folder can be named. Shipped folders come first, the user's after them.
 * @param shipped folders that come with the simulator
 * @throws ScenarioInvalid with all problems of the first folder that has some
 */
export const loadScenarioFolders = async (shipped: readonly string[], users: readonly string[]): Promise<Scenarios> => {
  const texts = await Promise.all(shipped.map((folder) => textsOf(folder, inLastFolder)));
  let all = readPrepared(allTexts(texts)) ?? (await loadInOrder(texts));
  for (const place of users) {
    all = mergeScenarios(all, (await assertValid(understood(await textsOf(place, join), 'user', all))).scenarios);
  }
  return all;
};

/** Wherever the simulator lies, its own files are called `uat/pec.yaml`; those of users by the whole path. */
const inLastFolder = (folder: string, name: string): string => join(basename(folder), name);

/**
 * Reads the scenario files (`*.yaml`, `*.yml`) that lie directly in a folder, in the order of their names; or one file.
 * @throws ScenarioInvalid with all problems of all files
 */
export const loadScenarios = async (place: string, level: Level = 'user'): Promise<Scenarios> =>
  (await assertValid(understood(await textsOf(place), level, noScenarios))).scenarios;

/** Build step: what is shipped is understood once, and every start reads the result. */
export const prepareScenarios = async (shipped: readonly string[]): Promise<void> => {
  const texts = await Promise.all(shipped.map((folder) => textsOf(folder, inLastFolder)));
  writePrepared(allTexts(texts), await loadInOrder(texts));
};

/** What was read at a place, and everything that is wrong with it. */
interface ScenarioReading {
  /** In order; without those that cannot be read. */
  readonly files: readonly ScenarioFile[];
  readonly scenarios: Scenarios;
  /** By file and line; with problems the scenarios are not to be used. */
  readonly problems: readonly ScenarioProblem[];
}

/** As `loadScenarios`, for whoever wants the files too and all problems at once. Files are named by their whole path. */
export const readScenarios = async (place: string, level: Level, below: Scenarios): Promise<ScenarioReading> => {
  const isLost = (error: unknown): Texts => {
    if (error instanceof ScenarioInvalid) return { read: [], problems: error.problems };
    throw error;
  };
  return understood(await textsOf(place, join).catch(isLost), level, below);
};

/**
 * Understands a text that was added at run time.
 * @param below what the sandbox has already: its outcomes can be named
 * @throws ScenarioInvalid
 */
export const loadScenarioText = async (
  file: string,
  text: string,
  below: Scenarios,
): Promise<{ readonly name: string; readonly scenarios: Scenarios }> => {
  const { scenarios, files } = await assertValid(understood({ read: [[file, text]], problems: [] }, 'runtime', below));
  return { name: files[0]?.text.name ?? file, scenarios };
};

interface Texts {
  readonly read: ScenarioTexts;
  readonly problems: readonly ScenarioProblem[];
}

const allTexts = (texts: readonly Texts[]): ScenarioTexts => texts.flatMap(({ read }) => read);

const loadInOrder = async (texts: readonly Texts[]): Promise<Scenarios> => {
  let all = noScenarios;
  for (const one of texts) {
    all = mergeScenarios(all, (await assertValid(understood(one, 'shipped', all))).scenarios);
  }
  return all;
};

const assertValid = async (reading: Promise<ScenarioReading>): Promise<ScenarioReading> => {
  const { problems } = await reading;
  if (problems.length > 0) throw new ScenarioInvalid(problems);
  return reading;
};

const understood = async (texts: Texts, level: Level, below: Scenarios): Promise<ScenarioReading> => {
  // YAML and the schema cost a second of a start: they are loaded only where the build has not done their work.
  const { readScenarioFile } = await import('./scenario-file.js');
  const files: ScenarioFile[] = [];
  const problems = [...texts.problems];
  for (const [name, text] of texts.read) {
    const one = readScenarioFile(name, text);
    if ('file' in one) files.push(one.file);
    else problems.push(...one.problems);
  }
  const compiled = compileScenarios(files, level, below);
  problems.push(...compiled.problems);
  const scenarios = { ...compiled.scenarios, texts: new Map(texts.read) };
  return { files, scenarios, problems: problems.sort(byPlace) };
};

/** @param called how a file is called in messages; absent: as in its folder */
const textsOf = async (
  place: string,
  called: (folder: string, name: string) => string = (_, name) => name,
): Promise<Texts> => {
  const read: [name: string, text: string][] = [];
  const problems: ScenarioProblem[] = [];
  const { folder, names } = await yamlNames(place).catch((error: unknown) => {
    throw new ScenarioInvalid([unreadable(place, error)]);
  });
  for (const fileName of names) {
    const name = called(folder, fileName);
    const text = await readText(join(folder, fileName)).catch((error: unknown) => unreadable(name, error));
    if (typeof text === 'string') read.push([name, text]);
    else problems.push('file' in text ? text : atStart(name, text));
  }
  return { read, problems };
};

const yamlNames = async (place: string): Promise<{ readonly folder: string; readonly names: readonly string[] }> => {
  if ((await stat(place)).isFile()) return { folder: dirname(place), names: [basename(place)] };
  const entries = await readdir(place, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name)).map(({ name }) => name);
  return { folder: place, names: names.sort() };
};

/** The text of a file, or why it is not read. */
const readText = async (path: string): Promise<string | Said> => {
  const { size } = await stat(path);
  if (size > largestFileBytes) {
    const limit = largestFileBytes.toLocaleString('en');
    return {
      it: `il file ha ${size} byte; il massimo è ${limit}`,
      en: `the file has ${size} bytes; the limit is ${limit}`,
    };
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { it: 'il file non è in UTF-8', en: 'the file is not in UTF-8' };
  }
};

const atStart = (file: string, message: Said): ScenarioProblem => ({ file, line: 1, column: 1, message });

const unreadable = (file: string, error: unknown): ScenarioProblem => {
  const reason = error instanceof Error ? error.message : String(error);
  return atStart(file, { it: `non si può leggere (${reason})`, en: `cannot be read (${reason})` });
};

const byPlace = (a: ScenarioProblem, b: ScenarioProblem): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
