import { compileScenarios } from '../../src/scenario/compile.js';
import type { Scenarios } from '../../src/scenario/outcome.js';
import type { ScenarioProblem } from '../../src/scenario/problem.js';
import { readScenarioFile, type ScenarioFile } from '../../src/scenario/scenario-file.js';

/** Reads and compiles files given as texts by name; what is wrong with them as `file:line:column message`. */
export const scenariosOf = (texts: Readonly<Record<string, string>>): { scenarios: Scenarios; problems: string[] } => {
  const read = Object.entries(texts).map(([name, text]) => readScenarioFile(name, text));
  const files: ScenarioFile[] = read.flatMap((r) => ('file' in r ? [r.file] : []));
  const { scenarios, problems } = compileScenarios(files);
  const all: readonly ScenarioProblem[] = [...read.flatMap((r) => ('problems' in r ? r.problems : [])), ...problems];
  return { scenarios, problems: all.map((p) => `${p.file}:${p.line}:${p.column} ${p.message.en}`) };
};

/** A file with the given sections under the usual head of four lines. */
export const aFile = (sections: string): string => `name: a-file
title:
  it: Titolo
  en: Title
${sections}`;
