import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isBuilt, packageRoot } from '../package-root.js';
import type { Scenarios } from './outcome.js';
import { fromPlain, type PlainScenarios, toPlain } from './plain.js';

/** Files of one folder as they lie there, in order. */
export type ScenarioTexts = readonly (readonly [name: string, text: string])[];

/** Named by what was read: texts that differ in one byte are not found, and are read in full. */
const fileOf = (texts: ScenarioTexts): string => {
  const hash = createHash('sha256').update(JSON.stringify(texts)).digest('hex');
  return join(packageRoot(), 'dist', 'prepared', 'scenarios', `${hash}.json`);
};

/** What the build made of these texts; nothing for the sources, which may read them otherwise than when it was made. */
export const readPrepared = (texts: ScenarioTexts): Scenarios | undefined => {
  if (!isBuilt()) return undefined;
  const file = fileOf(texts);
  if (!existsSync(file)) return undefined;
  return fromPlain(JSON.parse(readFileSync(file, 'utf8')) as PlainScenarios, new Map(texts));
};

/** Build step. */
export const writePrepared = (texts: ScenarioTexts, scenarios: Scenarios): void => {
  const file = fileOf(texts);
  rmSync(dirname(file), { recursive: true, force: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(toPlain(scenarios)));
};
