import { readdir, readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { createControl, part, type Way } from './library/control.js';
import { SimulatorError } from './library/error.js';
import { StartFailure } from './options.js';
import { sandboxIdPattern } from './sandbox/registry.js';
import { snapshotFormat } from './sandbox/snapshot.js';
import { readYaml, stepsOf } from './text/yaml-places.js';

/** A file that a sandbox is made from, with what it says. */
interface Seed {
  readonly file: string;
  /** Of the sandbox: the name of the file. */
  readonly id: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** `line:column` of a property. */
  readonly placeOf: (path: readonly string[]) => string;
}

const wrong = (file: string, place: string, message: string): StartFailure =>
  new StartFailure('SIM_CONFIG_INVALID', `${file}:${place} ${message}`);

/**
 * Makes a sandbox of every file of a folder, in the order of their names: `*.yaml` and `*.json` are bodies of
 * `POST /_sim/sandboxes`, or snapshots. What a folder of data has from before is left as it is.
 * @param stored what was there before this start
 * @param isShared whether other processes may make the same ones
 * @param stop called before a failure is thrown
 * @throws StartFailure with file, line and column
 */
export const applySeeds = async (
  folder: string,
  way: Way,
  stored: readonly { readonly id: string }[],
  isShared: boolean,
  stop: () => Promise<void>,
): Promise<void> => {
  try {
    await applyAll(await seedsIn(folder), way, new Set(stored.map(({ id }) => id)), isShared);
  } catch (error) {
    await stop();
    throw error;
  }
};

const applyAll = async (
  seeds: readonly Seed[],
  way: Way,
  before: ReadonlySet<string>,
  isShared: boolean,
): Promise<void> => {
  const control = createControl(way, 'default');
  for (const seed of seeds) {
    const { id, value } = seed;
    if (before.has(id)) continue;
    const isSnapshot = value.format === snapshotFormat;
    try {
      if (!isSnapshot) await control('POST', '/sandboxes', { body: { ...value, id } });
      else {
        if (id !== 'default') await control('POST', '/sandboxes', { body: { id } });
        await createControl(way, id)('POST', '/snapshot', { body: value });
      }
    } catch (error) {
      // Another replica was quicker.
      if (isShared && error instanceof SimulatorError && error.code === 'SIM_SANDBOX_EXISTS') continue;
      // Else the next start would find it, half made.
      if (isSnapshot && id !== 'default') await control('DELETE', `/sandboxes/${part(id)}`);
      throw refused(seed, error);
    }
  }
};

/** The refusal in the places of the file. */
const refused = ({ file, placeOf }: Seed, error: unknown): unknown => {
  if (!(error instanceof SimulatorError)) return error;
  const { code, detail, problem } = error;
  const { location = '', problems = [] } = problem as {
    readonly location?: string;
    readonly problems?: readonly { readonly path?: string; readonly message: string }[];
  };
  const found = problems.length > 0 ? problems : [{ path: location, message: detail }];
  const lines = found.map(({ path = '', message }) => {
    return `${file}:${placeOf(stepsOf(path))} ${path === '' ? '' : `${path}: `}${message}`;
  });
  const isScenario = code === 'SIM_SCENARIO_INVALID';
  return new StartFailure(isScenario ? 'SIM_SCENARIO_INVALID' : 'SIM_CONFIG_INVALID', lines.join('\n'), error);
};

const seedsIn = async (folder: string): Promise<readonly Seed[]> => {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new StartFailure('SIM_CONFIG_INVALID', `seeds: ${folder} cannot be read (${String(error)})`);
  });
  const files = names.filter((name) => /\.(ya?ml|json)$/.test(name)).sort();
  const seeds: Seed[] = [];
  for (const name of files) {
    const file = join(folder, name);
    const id = parse(name).name;
    if (!sandboxIdPattern.test(id)) {
      throw wrong(file, '1:1', `the name of the file is that of the sandbox: small letters, digits and - are wanted`);
    }
    const twin = seeds.find((seed) => seed.id === id);
    if (twin) throw wrong(file, '1:1', `${twin.file} makes the sandbox "${id}" already`);
    seeds.push({ file, id, ...(await understood(file, await readFile(file, 'utf8'))) });
  }
  return seeds;
};

const understood = async (file: string, text: string): Promise<Pick<Seed, 'value' | 'placeOf'>> => {
  const snapshot = file.endsWith('.json') ? asSnapshot(text) : undefined;
  if (snapshot) return { value: snapshot, placeOf: () => '1:1' };
  const read = await readYaml(text);
  if ('broken' in read) throw wrong(file, read.place, read.broken);
  const { value, placeOf } = read;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong(file, '1:1', 'wanted is what POST /_sim/sandboxes takes, or a snapshot');
  }
  return { value: value as Seed['value'], placeOf };
};

const asSnapshot = (text: string): Seed['value'] | undefined => {
  try {
    const value = JSON.parse(text) as Seed['value'] | null;
    return value?.format === snapshotFormat ? value : undefined;
  } catch {
    // Told with its place by whoever reads it as YAML.
    return undefined;
  }
};
