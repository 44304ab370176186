import { ConfigInvalid } from '../../config.js';
import type { Said } from '../../text/said.js';
import { createSimClient, type SimClient, SimRefused } from './client.js';
import type { RemoteCall } from './command.js';
import { type Finding, ok, problem, same, warning } from './finding.js';
import { reached } from './reach.js';
import { ownerOf, type ShownSandbox, sandboxMeant } from './sandboxes.js';
import type { Target } from './target.js';

interface Health {
  readonly status: string;
  readonly version: string;
  readonly sandboxes: number;
  readonly store?: 'memory' | 'folder' | 'postgres';
}

interface Visit {
  readonly isAnswered: boolean;
  readonly findings: readonly Finding[];
}

/** What the running simulator says of itself. */
export const visit = async (call: RemoteCall): Promise<Visit> => {
  const { sim, version, machine } = call;
  const { url } = sim.target;
  // The key is looked at by itself: it shall not be blamed on the address.
  const plain = createSimClient({ ...sim.target, selects: 'default' });
  try {
    const askedMs = machine.nowMs();
    const answer = await plain.open('GET', '/health');
    const answeredMs = machine.nowMs();
    const health = (await answer.json()) as Health;
    const there = `${url}, ${health.version}, sandboxes: ${health.sandboxes}`;
    const isOther = health.version !== version;
    const findings = [
      ok('address', { it: `risponde ${there}`, en: `answers at ${there}` }),
      ...(isOther
        ? [warning('version', { it: `questo comando è della ${version}`, en: `this command is of ${version}` })]
        : []),
      ...timeFound(answer.headers.get('date'), askedMs, answeredMs),
      ...storeFound(health),
      ...(await ofSandbox(call, plain)),
    ];
    return { isAnswered: true, findings };
  } catch (error) {
    const isAnswered = false;
    if (error instanceof ConfigInvalid)
      return { isAnswered, findings: [problem('address', same(error.problems.join('; ')))] };
    if (error instanceof SimRefused) return { isAnswered, findings: [problem('address', same(refusalText(error)))] };
    throw error;
  }
};

/** Seconds that two clocks may differ before vouchers fail, and before it is worth a word. */
const mostSkew = 60;
const smallSkew = 5;

/** The header `date` has whole seconds and the real time, which vouchers, their assertions and TLS are judged by. */
const timeFound = (date: string | null, askedMs: number, answeredMs: number): readonly Finding[] => {
  const theirsMs = Date.parse(date ?? '');
  if (Number.isNaN(theirsMs)) return [];
  const aheadMs = Math.max(0, theirsMs - answeredMs) - Math.max(0, askedMs - (theirsMs + 1_000));
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  if (seconds < smallSkew) return [ok('time', { it: 'stessa ora qui e lì', en: 'the same here and there' })];
  const [it, en] = aheadMs > 0 ? ['avanti', 'ahead'] : ['indietro', 'behind'];
  const found = seconds > mostSkew ? problem : warning;
  return [
    found('time', {
      it: `l’ora reale del simulatore è ${it} di ${seconds} s: voucher e client assertion falliscono oltre ${mostSkew} s; allineare gli orologi delle due macchine (NTP)`,
      en: `the real time of the simulator is ${seconds} s ${en}: vouchers and client assertions fail beyond ${mostSkew} s; set the clocks of both machines (NTP)`,
    }),
  ];
};

const refusalText = ({ message, hint }: SimRefused): string =>
  [message, ...(hint === undefined ? [] : [hint])].join(': ');

const kept: Readonly<Record<NonNullable<Health['store']>, Said>> = {
  memory: {
    it: 'in memoria: si perde con il processo (--data lo conserva)',
    en: 'in memory: gone with the process (--data keeps it)',
  },
  folder: { it: 'in una cartella: resta dopo un riavvio', en: 'in a folder: it outlives a restart' },
  postgres: {
    it: 'in una base di dati, con eventuali altre repliche: resta dopo un riavvio',
    en: 'in a database, with other replicas if there are any: it outlives a restart',
  },
};

const storeFound = ({ store }: Health): readonly Finding[] => {
  if (store === undefined) return [];
  return [ok('store', kept[store])];
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
