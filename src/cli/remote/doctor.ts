import { ConfigInvalid } from '../../config.js';
import type { Said } from '../../text/said.js';
import { createSimClient, type SimClient, SimRefused } from './client.js';
import { json, type RemoteCall, type RemoteCommand } from './command.js';
import { lineOf, type ShownCall } from './journal.js';
import { reached } from './reach.js';

/** What one look at the simulator found. */
interface Finding {
  readonly check: string;
  /** `warning`: works, but may surprise. */
  readonly state: 'ok' | 'warning' | 'problem';
  readonly said: Said;
}

interface Health {
  readonly status: string;
  readonly version: string;
  readonly sandboxes: number;
  readonly store?: 'memory' | 'folder';
}

interface ShownSandbox {
  readonly id: string;
  readonly clock: {
    readonly mode: string;
    readonly paused: boolean;
    readonly now: string;
    readonly nextDueAt?: string;
    readonly pending: number;
  };
  readonly senders: readonly {
    readonly name: string;
    readonly apiKeys: readonly { readonly key: string; readonly status: string }[];
  }[];
}

const ok = (check: string, said: Said): Finding => ({ check, state: 'ok', said });
const warning = (check: string, said: Said): Finding => ({ check, state: 'warning', said });
const problem = (check: string, said: Said): Finding => ({ check, state: 'problem', said });
const same = (text: string): Said => ({ it: text, en: text });

/**
 * `send-simulator doctor`: what commonly goes wrong between a client and a running simulator.
 * @returns 0; 5 when there is a problem
 */
export const doctor: RemoteCommand = async (call) => {
  if (call.words.length > 0) throw new ConfigInvalid([`doctor: unexpected ${call.words.join(' ')}`]);
  const findings = [...proxies(call), ...(await ofProcess(call))];
  const isWell = findings.every(({ state }) => state !== 'problem');
  const refusals = await lastRefusals(call);
  const { isJson, lang, print } = call;
  if (isJson) {
    print(
      json({ ok: isWell, findings: findings.map(({ said, ...rest }) => ({ ...rest, said: said[lang] })), refusals }),
    );
  } else {
    print(findings.map((finding) => `${lineFor(finding, call)}\n`).join(''));
    if (refusals.length > 0)
      print(`\n${texts.refusals[lang]}\n${refusals.map((one) => `${lineOf(one, lang, call.paint)}\n`).join('')}`);
  }
  return isWell ? 0 : 5;
};

const lineFor = ({ check, state, said }: Finding, { paint, lang }: RemoteCall): string => {
  const mark = { ok: paint('green', 'ok     '), warning: paint('yellow', 'warning'), problem: paint('red', 'problem') };
  return `${mark[state]}  ${check.padEnd(8)}  ${said[lang]}`;
};

const texts = {
  refusals: { it: 'Ultimi rifiuti:', en: 'Last refusals:' },
} as const satisfies Record<string, Said>;

/** A client that honours these never reaches a simulator on its own machine. */
const proxies = ({ sim, env }: RemoteCall): readonly Finding[] => {
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

const ofProcess = async (call: RemoteCall): Promise<readonly Finding[]> => {
  const { sim, version } = call;
  const { url } = sim.target;
  // The key is looked at by itself: it shall not be blamed on the address.
  const plain = createSimClient({ ...sim.target, selects: 'default' });
  try {
    const { body: health } = await plain.ask<Health>('GET', '/health');
    const there = `${url}, ${health.version}, sandboxes: ${health.sandboxes}`;
    const isOther = health.version !== version;
    return [
      ok('address', { it: `risponde ${there}`, en: `answers at ${there}` }),
      ...(isOther
        ? [warning('version', { it: `questo comando è della ${version}`, en: `this command is of ${version}` })]
        : []),
      ...storeFound(health),
      ...(await ofSandbox(call, plain)),
    ];
  } catch (error) {
    if (error instanceof ConfigInvalid) return [problem('address', same(error.problems.join('; ')))];
    if (error instanceof SimRefused) return [problem('address', same(refusalText(error)))];
    throw error;
  }
};

const refusalText = ({ message, hint }: SimRefused): string =>
  [message, ...(hint === undefined ? [] : [hint])].join(': ');

const storeFound = ({ store }: Health): readonly Finding[] => {
  if (store === undefined) return [];
  return [
    store === 'folder'
      ? ok('store', { it: 'in una cartella: resta dopo un riavvio', en: 'in a folder: it outlives a restart' })
      : ok('store', {
          it: 'in memoria: si perde con il processo (--data lo conserva)',
          en: 'in memory: gone with the process (--data keeps it)',
        }),
  ];
};

const ofSandbox = async ({ sim }: RemoteCall, plain: SimClient): Promise<readonly Finding[]> => {
  try {
    const { body } = await plain.ask<{ readonly items: readonly ShownSandbox[] }>('GET', '/sandboxes');
    const sandbox = sandboxMeant(sim.target, body.items);
    return [
      keyFound(sim.target, body.items),
      ...(sandbox ? [clockFound(sandbox), ...(await faultsFound(sim))] : []),
      await linksFound(plain),
    ];
  } catch (error) {
    if (!(error instanceof SimRefused)) throw error;
    return [problem('token', same(refusalText(error)))];
  }
};

type Target = RemoteCall['sim']['target'];

const ownerOf = (key: string, sandboxes: readonly ShownSandbox[]): ShownSandbox | undefined =>
  sandboxes.find(({ senders }) => senders.some(({ apiKeys }) => apiKeys.some((one) => one.key === key)));

const sandboxMeant = ({ key, selects }: Target, sandboxes: readonly ShownSandbox[]): ShownSandbox | undefined => {
  if (selects === 'default') return sandboxes.find(({ id }) => id === 'default');
  return 'key' in selects ? ownerOf(key, sandboxes) : sandboxes.find(({ id }) => id === selects.sandbox);
};

/** Sandboxes that a sentence names. */
const mostNamed = 8;

const keyFound = ({ key, selects }: Target, sandboxes: readonly ShownSandbox[]): Finding => {
  const owner = ownerOf(key, sandboxes);
  const shown = `${key.slice(0, 8)}…`;
  const ids = sandboxes.map(({ id }) => id);
  const others = [...ids.slice(0, mostNamed), ...(ids.length > mostNamed ? ['…'] : [])].join(', ');
  if (selects !== 'default' && 'sandbox' in selects) {
    const { sandbox } = selects;
    if (ids.includes(sandbox)) return ok('sandbox', same(sandbox));
    return problem('sandbox', { it: `${sandbox} non c’è (${others})`, en: `there is no ${sandbox} (${others})` });
  }
  if (!owner) {
    return problem('key', {
      it: `${shown} non è di nessuna sandbox (${others}): prendere quella della riga "ready", o di GET /_sim/sandboxes`,
      en: `${shown} is of no sandbox (${others}): take that of the ready line, or of GET /_sim/sandboxes`,
    });
  }
  const status = owner.senders.flatMap(({ apiKeys }) => apiKeys).find((one) => one.key === key)?.status;
  if (status !== 'ENABLED' && status !== 'ROTATED') {
    return problem('key', {
      it: `${shown} della sandbox ${owner.id} è ${status}`,
      en: `${shown} of the sandbox ${owner.id} is ${status}`,
    });
  }
  return ok('key', { it: `${shown} sceglie la sandbox ${owner.id}`, en: `${shown} selects the sandbox ${owner.id}` });
};

const clockFound = ({ clock: { mode, paused, now, nextDueAt, pending } }: ShownSandbox): Finding => {
  const isStill = paused || mode === 'manual';
  if (!isStill || nextDueAt === undefined) return ok('clock', same(`${now} ${mode}${paused ? ' (paused)' : ''}`));
  const command = paused ? 'clock resume' : 'clock advance --next 1';
  return warning('clock', {
    it: `fermo a ${now}, in agenda: ${pending}, la prima ${nextDueAt}: nulla accade finché non avanza (${command})`,
    en: `stands still at ${now}, planned: ${pending}, the first at ${nextDueAt}: nothing happens until it moves (${command})`,
  });
};

const faultsFound = async (sim: SimClient): Promise<readonly Finding[]> => {
  const { body } = await sim.ask<{ readonly items: readonly { readonly id: string }[] }>('GET', '/faults');
  const ids = body.items.map(({ id }) => id).join(', ');
  if (ids === '') return [];
  return [
    warning('faults', {
      it: `chiamate falliranno apposta: ${ids} (DELETE /_sim/faults li toglie)`,
      en: `calls will go wrong on purpose: ${ids} (DELETE /_sim/faults removes them)`,
    }),
  ];
};

/** Upload and download links carry the address that the documents carry too. */
const linksFound = async (sim: SimClient): Promise<Finding> => {
  const { body } = await sim.ask<{ readonly items: readonly { readonly url: string }[] }>('GET', '/openapi');
  const { origin } = new URL(body.items[0]?.url ?? sim.target.url);
  const leads = ok('links', { it: `portano a ${origin}`, en: `lead to ${origin}` });
  if (origin === new URL(sim.target.url).origin) return leads;
  try {
    const answer = await reached(`${origin}/_sim/health`);
    if (answer.ok) return leads;
    return problem('links', {
      it: `portano a ${origin}, dove qualcun altro risponde ${answer.status}: è giusto --public-url?`,
      en: `lead to ${origin}, where somebody else answers ${answer.status}: is --public-url right?`,
    });
  } catch (error) {
    if (!(error instanceof ConfigInvalid)) throw error;
    return problem('links', {
      it: `portano a ${origin}, che da qui non si raggiunge: è giusto --public-url?`,
      en: `lead to ${origin}, which cannot be reached from here: is --public-url right?`,
    });
  }
};

const mostRefusals = 5;

const lastRefusals = async ({ sim }: RemoteCall): Promise<readonly ShownCall[]> => {
  try {
    const { body } = await sim.ask<{ readonly items: readonly ShownCall[] }>('GET', '/journal?limit=2000');
    return body.items.filter(({ status }) => status === 0 || status >= 400).slice(-mostRefusals);
  } catch (error) {
    // Among the findings already.
    if (error instanceof ConfigInvalid || error instanceof SimRefused) return [];
    throw error;
  }
};
