import { ConfigInvalid } from '../../config.js';
import type { Said } from '../../text/said.js';
import { SimRefused } from './client.js';
import { json, type RemoteCall, type RemoteCommand } from './command.js';
import { databaseFound, nodeFound, placesFound, portFound, proxies } from './doctor-machine.js';
import { visit } from './doctor-simulator.js';
import type { Finding } from './finding.js';
import { lineOf, type ShownCall } from './journal.js';

/**
 * `send-simulator doctor`: what commonly goes wrong on this machine, and between a client and a running simulator.
 * @returns 0; where there is a problem the exit code of a start that meets it, 5 for those that keep nobody from starting
 */
export const doctor: RemoteCommand = async (call) => {
  if (call.words.length > 0) throw new ConfigInvalid([`doctor: unexpected ${call.words.join(' ')}`]);
  const { isAnswered, findings: told } = await visit(call);
  const findings = [
    nodeFound(call),
    ...placesFound(call),
    ...(await databaseFound(call)),
    ...(isAnswered ? [] : await portFound(call)),
    ...proxies(call),
    ...told,
  ];
  const problems = findings.filter(({ state }) => state === 'problem');
  const refusals = await lastRefusals(call);
  const { isJson, lang, print } = call;
  if (isJson) {
    const shown = findings.map(({ check, state, said }) => ({ check, state, said: said[lang] }));
    print(json({ ok: problems.length === 0, findings: shown, refusals }));
  } else {
    print(findings.map((finding) => `${lineFor(finding, call)}\n`).join(''));
    if (refusals.length > 0)
      print(`\n${texts.refusals[lang]}\n${refusals.map((one) => `${lineOf(one, lang, call.paint)}\n`).join('')}`);
  }
  return problems.length === 0 ? 0 : (problems.find(({ exitCode }) => exitCode !== undefined)?.exitCode ?? 5);
};

const lineFor = ({ check, state, said }: Finding, { paint, lang }: RemoteCall): string => {
  const mark = { ok: paint('green', 'ok     '), warning: paint('yellow', 'warning'), problem: paint('red', 'problem') };
  return `${mark[state]}  ${check.padEnd(12)}  ${said[lang]}`;
};

const texts = {
  refusals: { it: 'Ultimi rifiuti:', en: 'Last refusals:' },
} as const satisfies Record<string, Said>;

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
