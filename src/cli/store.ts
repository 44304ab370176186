import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { ConfigInvalid, type SettingValues } from '../config.js';
import { type SimulatorClient, SimulatorError, type SimulatorOptions } from '../index.js';
import { nearest } from '../text/nearest.js';
import type { Language } from '../text/said.js';

interface StoreCall {
  readonly words: readonly string[];
  readonly values: SettingValues;
  /** Address of a running simulator, in place of a store. */
  readonly url?: string;
  readonly print: (text: string) => void;
  /** To the terminal beside stdout; undefined where there is none. */
  readonly tell: ((text: string) => void) | undefined;
}

const actions = ['migrate', 'export', 'import'] as const;
const barWidth = 24;

/** A bar on the terminal; nothing where nobody is looking. */
const createBar = (tell: StoreCall['tell'], total: number) => {
  let done = 0;
  const show = (name: string): void => {
    const filled = Math.round((barWidth * done) / Math.max(1, total));
    tell?.(`\r\u001b[K[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${done}/${total} ${name}`);
  };
  return {
    begin: show,
    next: (): void => {
      done++;
    },
    end: (): void => tell?.('\r\u001b[K'),
  };
};

/**
 * `send-simulator store migrate | export <folder> | import <folder>`: every sandbox as a snapshot in a file of its own, out
 * of one engine and into another one.
 * @returns exit code
 * @throws ConfigInvalid
 */
export const runStore = async (call: StoreCall): Promise<number> => {
  const [word = '', folder, ...rest] = call.words;
  const action = actions.find((known) => known === word);
  if (!action) {
    const near = nearest(word, actions);
    throw new ConfigInvalid([
      `store wants migrate, export or import behind it, received ${JSON.stringify(word)}${near ? `; did you mean ${near}?` : ''}`,
    ]);
  }
  if (action === 'migrate') return migrate(call);
  if (folder === undefined) throw new ConfigInvalid([`store ${action} wants the path of a folder behind it`]);
  if (rest.length > 0) throw new ConfigInvalid([`store ${action}: unexpected ${rest.join(' ')}`]);
  const { simulator, stop } = await opened(call);
  try {
    return await (action === 'export' ? save(call, simulator, folder) : load(call, simulator, folder));
  } finally {
    await stop();
  }
};

const migrate = async ({ words, values: { store, lang }, print }: StoreCall): Promise<number> => {
  if (words.length > 1) throw new ConfigInvalid([`store migrate: unexpected ${words.slice(1).join(' ')}`]);
  if (store === undefined) throw new ConfigInvalid(['store migrate wants a database: --store postgres://…']);
  const { migrateStore } = await import('../index.js');
  const { from, to } = await migrateStore(store);
  const told = {
    it: from === to ? `le tabelle hanno già la forma ${to}` : `le tabelle hanno ora la forma ${to} (prima ${from})`,
    en: from === to ? `the tables have the form ${to} already` : `the tables have the form ${to} now (before: ${from})`,
  };
  print(`${told[lang]}\n`);
  return 0;
};

/** A running simulator, or one that is started on the store for as long as this takes. */
const opened = async ({ url, values }: StoreCall) => {
  const { data, store, files, controlToken } = values;
  const { connectSimulator, startSimulator } = await import('../index.js');
  if (url !== undefined) {
    const simulator = await connectSimulator({ url, ...(controlToken === undefined ? {} : { token: controlToken }) });
    return { simulator, stop: async () => undefined };
  }
  if (data === undefined && store === undefined) {
    throw new ConfigInvalid([
      'which store? give --data <folder>, --store postgres://… or the --url of a running simulator',
    ]);
  }
  const options: SimulatorOptions = {
    ...(data === undefined ? {} : { data }),
    ...(store === undefined ? {} : { store }),
    ...(files === undefined ? {} : { files }),
    port: 0,
  };
  const simulator = await startSimulator(options);
  return { simulator: simulator as SimulatorClient, stop: simulator.stop };
};

const save = async (
  { tell, print, values }: StoreCall,
  simulator: SimulatorClient,
  folder: string,
): Promise<number> => {
  const sandboxes = await simulator.sandboxes();
  await mkdir(folder, { recursive: true });
  const bar = createBar(tell, sandboxes.length);
  for (const { id } of sandboxes) {
    bar.begin(id);
    const snapshot = await (await simulator.sandbox(id)).snapshot().catch(asProblem(id));
    await writeFile(join(folder, `${id}.json`), JSON.stringify(snapshot));
    bar.next();
  }
  bar.end();
  print(said(values.lang, sandboxes.length, folder, ['scritte in', 'written to']));
  return 0;
};

const load = async (
  { tell, print, values }: StoreCall,
  simulator: SimulatorClient,
  folder: string,
): Promise<number> => {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new ConfigInvalid([`store import: ${folder} cannot be read (${String(error)})`]);
  });
  const ids = names.filter((name) => name.endsWith('.json')).map((name) => parse(name).name);
  if (ids.length === 0) throw new ConfigInvalid([`store import: ${folder} has no files <id>.json`]);
  await assertFree(simulator, ids);
  const bar = createBar(tell, ids.length);
  for (const id of ids) {
    bar.begin(id);
    const file = join(folder, `${id}.json`);
    await take(simulator, id, await snapshotIn(file)).catch(asProblem(file));
    bar.next();
  }
  bar.end();
  print(said(values.lang, ids.length, folder, ['riprese da', 'taken from']));
  return 0;
};

const snapshotIn = async (file: string) => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ConfigInvalid([`${file} is no snapshot: ${String(error)}`]);
  }
};

/** Nothing is overwritten; the sandbox that always exists may be replaced as long as nobody has sent anything in it. */
const assertFree = async (simulator: SimulatorClient, ids: readonly string[]): Promise<void> => {
  const present = new Set((await simulator.sandboxes()).map(({ id }) => id));
  const { items } = await simulator.notifications.list({ limit: 1 });
  const taken = ids.filter((id) => present.has(id) && !(id === 'default' && items.length === 0));
  if (taken.length === 0) return;
  throw new ConfigInvalid([
    `store import: these sandboxes are there already, and nothing is overwritten: ${taken.join(', ')}`,
  ]);
};

const take = async (simulator: SimulatorClient, id: string, snapshot: object): Promise<void> => {
  const sandbox = await simulator.sandbox(id === 'default' ? id : { id });
  try {
    await sandbox.restore(snapshot as Parameters<typeof sandbox.restore>[0]);
  } catch (error) {
    // Else it would stand there half made.
    if (id !== 'default') await sandbox.remove();
    throw error;
  }
};

const asProblem =
  (what: string) =>
  (error: unknown): never => {
    throw error instanceof SimulatorError ? new ConfigInvalid([`${what}: ${error.message}`]) : error;
  };

const said = (lang: Language, count: number, folder: string, words: readonly [string, string]): string =>
  `${{ it: `${count} sandbox ${words[0]} ${folder}`, en: `${count} sandboxes ${words[1]} ${folder}` }[lang]}\n`;
