import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deepFreeze } from './compile.js';
import type { Scenarios } from './outcome.js';

/** Files of one folder as they lie there, in order. */
export type ScenarioTexts = readonly (readonly [name: string, text: string])[];

/** Named by what was read: texts that differ in one byte are not found, and are read in full. Beside the built code only. */
const fileOf = (texts: ScenarioTexts): string => {
  const hash = createHash('sha256').update(JSON.stringify(texts)).digest('hex');
  return fileURLToPath(new URL(`./generated/${hash}.json`, import.meta.url));
};

type PreparedFile = Omit<Scenarios, 'outcomes' | 'people'> & {
  readonly outcomes: [string, never][];
  readonly people: [string, never][];
};

/** What the build made of these texts. */
export const readPrepared = (texts: ScenarioTexts): Scenarios | undefined => {
  const file = fileOf(texts);
  if (!existsSync(file)) return undefined;
  const { outcomes, people, ...rest } = deepFreeze(JSON.parse(readFileSync(file, 'utf8')) as PreparedFile);
  return Object.freeze({ ...rest, outcomes: new Map(outcomes), people: new Map(people) });
};

/** Build step. */
export const writePrepared = (texts: ScenarioTexts, scenarios: Scenarios): void => {
  const file = fileOf(texts);
  rmSync(dirname(file), { recursive: true, force: true });
  mkdirSync(dirname(file), { recursive: true });
  const { outcomes, people, ...rest } = scenarios;
  writeFileSync(file, JSON.stringify({ ...rest, outcomes: [...outcomes], people: [...people] }));
};
