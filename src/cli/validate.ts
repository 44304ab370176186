import { ConfigInvalid } from '../config.js';
import { type Check, checkScenarios } from '../rehearsal/check.js';
import type { Language } from '../text/said.js';
import { asGithub, asJson, asText } from './validate-report.js';

/** What `send-simulator validate` was asked for. */
export interface ValidateOptions {
  readonly paths: readonly string[];
  /** Of the setting; checked where no path is named, together with the shipped ones. */
  readonly scenarios: readonly string[];
  readonly run: boolean;
  readonly format: 'text' | 'json' | 'github';
  readonly lang: Language;
  readonly print: (text: string) => void;
}

const reports: Readonly<Record<ValidateOptions['format'], (check: Check, lang: Language) => string>> = {
  text: asText,
  json: asJson,
  github: asGithub,
};

/**
 * `send-simulator validate`.
 * @returns exit code: 4 for files that cannot be used, 5 for stories that end otherwise
 */
export const validate = async ({ paths, scenarios, run, format, lang, print }: ValidateOptions): Promise<number> => {
  const check = await checkScenarios(paths.length > 0 ? paths : scenarios, { shipped: paths.length === 0, run });
  if (check.files.length === 0 && check.problems.length === 0) {
    throw new ConfigInvalid([`validate: there is no file *.yaml or *.yml directly in ${paths.join(', ')}`]);
  }
  print(reports[format](check, lang));
  if (check.problems.length > 0) return 4;
  return check.runs.some(({ differences }) => differences.length > 0) ? 5 : 0;
};
