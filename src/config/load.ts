import { isLoopback } from '../options.js';
import type { CommandLine } from './command-line.js';
import { fromFile } from './file.js';
import { configVariable, fromVariables, type Given, type Source } from './given.js';
import { type SettingKey, type SettingValues, settingList } from './settings.js';

/** A configuration that cannot be used: everything that is wrong with it, one sentence each. */
export class ConfigInvalid extends Error {
  readonly code = 'SIM_CONFIG_INVALID';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

export interface Config {
  readonly values: SettingValues;
  /** Where each value was written; `default` for the others. */
  readonly origins: Readonly<Record<SettingKey, string>>;
}

interface ConfigSources {
  readonly commandLine: CommandLine;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of a file, its path as given; undefined when there is no such file, an error when it cannot be read. */
  readFile(path: string): string | undefined;
  /** Defaults of this command where they are not those of the table. */
  readonly defaults?: Partial<SettingValues>;
}

const usualFile = 'send-simulator.yaml';

const readConfigFile = async ({ commandLine, env, readFile }: ConfigSources): Promise<Source> => {
  const asked = commandLine.flags.config ?? env[configVariable];
  const from = commandLine.flags.config === undefined ? configVariable : '--config';
  const name = asked ?? usualFile;
  try {
    const text = readFile(name);
    if (text !== undefined) return await fromFile(name, text);
    return { given: [], problems: asked === undefined ? [] : [`${from}: there is no file ${JSON.stringify(asked)}`] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { given: [], problems: [`the configuration file ${JSON.stringify(name)} cannot be read: ${reason}`] };
  }
};

const watchProblems = ({ values, origins }: Config): readonly string[] =>
  values.watch === 'off' || values.scenarios
    ? []
    : [`watch (from ${origins.watch}): there is nothing to watch: name files or folders with --scenarios`];

const storeProblems = ({ values, origins }: Config): readonly string[] => {
  const { data, store, files } = values;
  if (data !== undefined && store !== undefined) {
    return [`data (from ${origins.data}) and store (from ${origins.store}) exclude each other: a folder or a database`];
  }
  return files === undefined || store !== undefined
    ? []
    : [`files (from ${origins.files}) is for --store: without a database --data keeps the files too`];
};

const tlsProblems = ({ values, origins }: Config): readonly string[] => {
  const { port, tlsPort, tls, tlsCert, tlsKey } = values;
  if (!tls && tlsCert === undefined && tlsKey === undefined) {
    const idle = (['tlsPort', 'tlsHosts', 'tlsFolder'] as const).filter((name) => values[name] !== undefined);
    return idle.map((name) => `${origins[name]} is for https: say --tls too, or bring --cert and --key`);
  }
  return tlsPort !== undefined && tlsPort !== 0 && tlsPort === port
    ? [`tls-port: ${port} is the port of http too (from ${origins.tlsPort} and ${origins.port}): give another one`]
    : [];
};

const openControlProblems = ({ values, origins }: Config): readonly string[] => {
  if (values.controlOpen && values.controlToken !== undefined) {
    return [
      `control-token (from ${origins.controlToken}) and control-open (from ${origins.controlOpen}) contradict each other: ` +
        'leave the token out, or close the door with --no-control-open (SEND_SIM_CONTROL_OPEN=false)',
    ];
  }
  if (isLoopback(values.host) || values.controlOpen || values.controlToken !== undefined) return [];
  return [
    `host: with ${JSON.stringify(values.host)} (from ${origins.host}) other machines reach /_sim and the console too: ` +
      'give --control-token <token> to protect them, or say --control-open when whoever reaches the port may use them',
  ];
};

/**
 * The configuration of one start: flag before variable before file before default. Every value that was given is
 * checked, also one that a stronger source overrules.
 *
 * @throws ConfigInvalid with all problems of all sources at once
 */
export const loadConfig = async (sources: ConfigSources): Promise<Config> => {
  const ranked = [sources.commandLine, fromVariables(sources.env), await readConfigFile(sources)];
  const problems = ranked.flatMap((source) => source.problems);
  const values: Record<string, unknown> = {};
  const origins: Record<string, string> = {};

  for (const { key, name, kind, isSecret, ...setting } of settingList) {
    const fallback = sources.defaults?.[key] ?? setting.default;
    if (fallback !== undefined) values[key] = fallback;
    origins[key] = 'default';

    const read = ({ text, from }: Given): unknown => {
      const value = kind.read(text);
      const shown = kind.mask?.(text) ?? text;
      const received = isSecret ? 'a secret' : JSON.stringify(shown.length > 80 ? `${shown.slice(0, 80)}…` : shown);
      if (value === undefined) problems.push(`${name}: received ${received} from ${from}; wanted: ${kind.accepted}`);
      return value;
    };
    // The weakest source first, so that the strongest one stays.
    for (const source of ranked.toReversed()) {
      const given = source.given.filter((item) => item.key === key);
      const [first] = given;
      if (first === undefined) continue;
      const all = given.map(read);
      if (given.length > 1 && !kind.join) problems.push(`${name}: given ${given.length} times by ${first.from}`);
      values[key] = kind.join && !all.includes(undefined) ? Object.freeze(kind.join(all)) : all[0];
      origins[key] = first.from;
    }
  }

  // The table gives each value its type; a wrong value has left a problem behind and goes no further.
  const config: Config = {
    values: Object.freeze(values) as SettingValues,
    origins: Object.freeze(origins) as Config['origins'],
  };
  if (problems.length === 0) {
    const contradictions = [openControlProblems, storeProblems, watchProblems, tlsProblems];
    problems.push(...contradictions.flatMap((find) => find(config)));
  }
  if (problems.length > 0) throw new ConfigInvalid(problems);
  return Object.freeze(config);
};
