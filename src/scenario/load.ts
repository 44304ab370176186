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

/**
 * Reads folders (or single files) of scenarios, one after the other: a name or a person of a later folder takes the place of an earlier
 * one, and an outcome of an earlier folder can be named. Shipped folders come first, the user's after them.
 * @param shipped how many of the folders are shipped
 * @throws ScenarioInvalid with all problems of the first folder that has some
 */
export const loadScenarioFolders = async (folders: readonly string[], shipped = 1): Promise<Scenarios> => {
  let all = noScenarios;
  for (const [i, folder] of folders.entries()) {
    all = mergeScenarios(all, await loadScenarios(folder, i < shipped ? 'shipped' : 'user', all));
  }
  return all;
};

/**
 * Reads the scenario files (`*.yaml`, `*.yml`) that lie directly in a folder, in the order of their names; or one file.
 * @param below what is loaded already: its outcomes can be named
 * @throws ScenarioInvalid with all problems of all files
 */
export const loadScenarios = async (
  place: string,
  level: Level = 'user',
  below: Scenarios = noScenarios,
): Promise<Scenarios> => {
  const texts = await textsOf(place);
  const isFirst = level === 'shipped' && below === noScenarios;
  return (isFirst ? readPrepared(texts.read) : undefined) ?? (await understood(texts, level, below)).scenarios;
};

/** Build step: what is shipped is understood once, and every start reads the result. */
export const prepareScenarios = async (folder: string): Promise<void> => {
  const texts = await textsOf(folder);
  writePrepared(texts.read, (await understood(texts, 'shipped', noScenarios)).scenarios);
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
  const { scenarios, names } = await understood({ read: [[file, text]], problems: [] }, 'runtime', below);
  return { name: names[0] ?? file, scenarios };
};

interface Texts {
  readonly read: ScenarioTexts;
  readonly problems: readonly ScenarioProblem[];
}

interface Understood {
  readonly scenarios: Scenarios;
  /** Of the files, in order. */
  readonly names: readonly string[];
}

const understood = async (texts: Texts, level: Level, below: Scenarios): Promise<Understood> => {
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
  if (problems.length > 0) throw new ScenarioInvalid(problems.sort(byPlace));
  return { scenarios: compiled.scenarios, names: files.map(({ text }) => text.name) };
};

const textsOf = async (place: string): Promise<Texts> => {
  const read: [name: string, text: string][] = [];
  const problems: ScenarioProblem[] = [];
  const { folder, names } = await yamlNames(place).catch((error: unknown) => {
    throw new ScenarioInvalid([unreadable(place, error)]);
  });
  for (const name of names) {
    const text = await readText(join(folder, name)).catch((error: unknown) => unreadable(name, error));
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
