import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Said } from '../text/said.js';
import { compileScenarios } from './compile.js';
import { mergeScenarios, noScenarios, type Scenarios } from './outcome.js';
import { ScenarioInvalid, type ScenarioProblem } from './problem.js';
import type { Level } from './scenario.js';
import { largestFileBytes, readScenarioFile, type ScenarioFile } from './scenario-file.js';

/**
 * Reads folders of scenario files, one after the other: a name or a person of a later folder takes the place of an earlier
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
 * Reads the scenario files (`*.yaml`, `*.yml`) that lie directly in a folder, in the order of their names.
 * @param below what is loaded already: its outcomes can be named
 * @throws ScenarioInvalid with all problems of all files
 */
export const loadScenarios = async (
  folder: string,
  level: Level = 'user',
  below: Scenarios = noScenarios,
): Promise<Scenarios> => {
  const files: ScenarioFile[] = [];
  const problems: ScenarioProblem[] = [];
  const names = await yamlNames(folder).catch((error: unknown) => {
    throw new ScenarioInvalid([unreadable(folder, error)]);
  });
  for (const name of names) {
    const read = await readText(join(folder, name)).then(
      (text) => (typeof text === 'string' ? readScenarioFile(name, text) : { problems: [atStart(name, text)] }),
      (error: unknown) => ({ problems: [unreadable(name, error)] }),
    );
    if ('file' in read) files.push(read.file);
    else problems.push(...read.problems);
  }
  const compiled = compileScenarios(files, level, below);
  problems.push(...compiled.problems);
  if (problems.length > 0) throw new ScenarioInvalid(problems.sort(byPlace));
  return compiled.scenarios;
};

const yamlNames = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();

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
