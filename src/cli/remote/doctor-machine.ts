import { isLoopback } from '../../options.js';
import { exitCodeOf } from '../failure.js';
import type { RemoteCall } from './command.js';
import { type Finding, ok, problem, same, warning } from './finding.js';

/** Oldest Node that the simulator runs on: `engines` of package.json. */
const oldestNode = 20;

export const nodeFound = ({ machine: { nodeVersion } }: RemoteCall): Finding => {
  const major = Number(/^v?(\d+)/.exec(nodeVersion)?.[1]);
  if (major >= oldestNode) return ok('node', same(nodeVersion));
  return problem('node', {
    it: `${nodeVersion} è troppo vecchio: serve Node ${oldestNode} o più recente`,
    en: `${nodeVersion} is too old: Node ${oldestNode} or newer is needed`,
  });
};

/** Where a start with these settings would write, and the exit code with which it would end if it could not, if it would. */
const writtenPlaces = [
  { name: 'data', key: 'data', kind: 'folder', exitCode: 6 },
  { name: 'files', key: 'files', kind: 'folder', exitCode: undefined },
  { name: 'tls-folder', key: 'tlsFolder', kind: 'folder', exitCode: 2 },
  { name: 'journal-file', key: 'journalFile', kind: 'file', exitCode: 2 },
] as const;

export const placesFound = ({ settings, machine }: RemoteCall): readonly Finding[] =>
  writtenPlaces.flatMap(({ name, key, kind, exitCode }) => {
    const path = settings[key];
    if (path === undefined) return [];
    const why = machine.whyNotWritable(path, kind);
    if (why === undefined) return [roomFound(name, path, machine.bytesLeft(path), exitCode)];
    return [
      problem(
        name,
        {
          it: `${path}: non si può scrivere (${why}): indicare un altro posto con --${name}, o darne il permesso a chi avvia il simulatore`,
          en: `${path}: cannot be written (${why}): name another place with --${name}, or give whoever starts the simulator the right to`,
        },
        exitCode,
      ),
    ];
  });

const mebibyte = 1024 * 1024;
/** Uploads may have that much each. */
const littleRoom = 200 * mebibyte;

const roomFound = (name: string, path: string, bytes: number, exitCode: number | undefined): Finding => {
  const left = `${Math.floor(bytes / mebibyte)} MB`;
  const said = {
    it: `${path}: si può scrivere, spazio libero: ${left}`,
    en: `${path}: can be written, room left: ${left}`,
  };
  if (bytes >= littleRoom) return ok(name, said);
  const repair = { it: `${said.it}: fare spazio`, en: `${said.en}: make room` };
  return bytes === 0 ? problem(name, repair, exitCode) : warning(name, repair);
};

const oldestServer = 14;

const tablesFound = (there: string, form: number, wanted: number): Finding => {
  if (form === 0) {
    return ok('database', {
      it: `${there}, ancora senza tabelle: le crea il primo avvio`,
      en: `${there}, no tables yet: the first start makes them`,
    });
  }
  if (form < wanted) {
    return warning('database', {
      it: `${there}, tabelle della forma ${form}: un avvio le porta alla ${wanted}, o lo fa prima send-simulator store migrate`,
      en: `${there}, tables of form ${form}: a start makes them form ${wanted}, or send-simulator store migrate before it`,
    });
  }
  return ok('database', {
    it: `${there}, tabelle della forma ${form}, che si possono scrivere`,
    en: `${there}, tables of form ${form}, which can be written`,
  });
};

/** Where the settings name a database: whether a start could use it. */
export const databaseFound = async ({ settings: { store }, machine }: RemoteCall): Promise<readonly Finding[]> => {
  if (store === undefined) return [];
  try {
    const { place, server, form, wanted } = await machine.examineStore(store);
    const there = `${place}: PostgreSQL ${server}`;
    const isOld = Number.parseInt(server, 10) < oldestServer;
    const tooOld = warning('database', {
      it: `PostgreSQL ${server} è vecchio: serve la ${oldestServer} o più recente`,
      en: `PostgreSQL ${server} is old: ${oldestServer} or newer is needed`,
    });
    return [tablesFound(there, form, wanted), ...(isOld ? [tooOld] : [])];
  } catch (error) {
    const exitCode = exitCodeOf(error);
    if (exitCode === undefined || !(error instanceof Error)) throw error;
    return [problem('database', same(error.message), exitCode)];
  }
};

/** Asked where no simulator answers: whether one could be started there. A port of https comes with one of http. */
export const portFound = async ({ sim, machine }: RemoteCall): Promise<readonly Finding[]> => {
  const { protocol, hostname, port } = new URL(sim.target.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (!isLoopback(host) || protocol !== 'http:') return [];
  const asked = Number(port || 80);
  const why = await machine.whyNotFree(host, asked);
  if (why === undefined) {
    return [
      ok('port', { it: `${asked} è libera: un avvio può prenderla`, en: `${asked} is free: a start can take it` }),
    ];
  }
  const isTaken = why === 'EADDRINUSE';
  return [
    problem(
      'port',
      {
        it: `${asked} ${isTaken ? 'è presa' : `non si può prendere (${why})`}: avviare con un’altra porta (--port; 0 ne prende una libera)`,
        en: `${asked} ${isTaken ? 'is taken' : `cannot be taken (${why})`}: start with another one (--port; 0 takes a free one)`,
      },
      3,
    ),
  ];
};

/** A client that honours these never reaches a simulator on its own machine. */
export const proxies = ({ sim, env }: RemoteCall): readonly Finding[] => {
  const { protocol, hostname } = new URL(sim.target.url);
  const name = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = env[name] ?? env[name.toLowerCase()];
  const exempt = (env.NO_PROXY ?? env.no_proxy ?? '').split(',').map((host) => host.trim());
  if (!proxy || exempt.includes(hostname) || exempt.includes('*')) return [];
  return [
    warning('proxy', {
      it: `${name} è impostata e NO_PROXY non contiene ${hostname}: i client che la rispettano chiamano il proxy; aggiungere ${hostname} a NO_PROXY`,
      en: `${name} is set and NO_PROXY does not have ${hostname}: clients that honour it call the proxy instead; add ${hostname} to NO_PROXY`,
    }),
  ];
};
