import { nearest } from '../text/nearest.js';
import { type SettingKey, settingList } from './settings.js';

/** A value as somebody wrote it, not yet read. */
export interface Given {
  readonly key: SettingKey;
  readonly text: string;
  /** Where it was written, for people: `--port`, `SEND_SIM_PORT`, `send-simulator.yaml:3`. */
  readonly from: string;
}

/** What one source holds, and what is wrong with it: sentences for people. */
export interface Source {
  readonly given: readonly Given[];
  readonly problems: readonly string[];
}

const variablePrefix = 'SEND_SIM_';
/** Names the configuration file; no setting, because a file cannot name itself. */
export const configVariable = 'SEND_SIM_CONFIG';
/** Where a simulator runs, for clients and for commands against it; whoever starts one may have it in the environment. */
export const addressVariable = 'SEND_SIM_URL';
const noSettings: readonly string[] = [configVariable, addressVariable];

export const didYouMean = (given: string, known: readonly string[]): string => {
  const name = nearest(given, known);
  return name === undefined ? '' : `; did you mean ${name}?`;
};

/** The settings among the variables of the environment. */
export const fromVariables = (env: Readonly<Record<string, string | undefined>>): Source => {
  const known = new Map(settingList.map((setting) => [setting.variable, setting]));
  const given: Given[] = [];
  const problems: string[] = [];
  for (const [name, text] of Object.entries(env)) {
    if (!name.startsWith(variablePrefix) || noSettings.includes(name) || text === undefined) continue;
    const setting = known.get(name);
    if (setting) given.push({ key: setting.key, text, from: name });
    else problems.push(`unknown variable ${name}${didYouMean(name, [...known.keys(), ...noSettings])}`);
  }
  return { given, problems };
};
