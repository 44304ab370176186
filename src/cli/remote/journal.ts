import { ConfigInvalid } from '../../config.js';
import type { Language, Said } from '../../text/said.js';
import type { SimClient } from './client.js';
import { json, type Paint, type RemoteCall, type RemoteCommand } from './command.js';

/** What the lines of a journal are made of. */
export interface ShownCall {
  readonly id: string;
  readonly at: string;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
  readonly hint?: Said;
  readonly fault?: string;
}

interface Page {
  readonly items: readonly ShownCall[];
  readonly dropped: number;
  readonly next?: string;
}

const usualLast = 50;
const beatMs = 1_000;

/** `send-simulator journal [--operation --status --iun --last --follow]`. */
export const journal: RemoteCommand = async (call) => {
  const { words, own, sim, isJson, lang, print } = call;
  if (words.length > 0) throw new ConfigInvalid([`journal: unexpected ${words.join(' ')}`]);
  const { items, dropped } = await callsOf(sim, filtersOf(own));
  const last = (own.last as number | undefined) ?? usualLast;
  const shown = last === 0 ? [] : items.slice(-last);
  if (own.follow !== true) {
    if (isJson) print(json({ items: shown, dropped }));
    else printLines(call, shown, texts.summary(shown.length, items.length, dropped)[lang]);
    return 0;
  }
  printEach(call, shown);
  return follow(call, items.at(-1)?.id);
};

const filtersOf = (own: RemoteCall['own']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['operation', 'status', 'iun'].flatMap((name) => (own[name] === undefined ? [] : [[name, String(own[name])]])),
  );

/** Every call that the simulator still has, after the one that is named. */
const callsOf = async (
  sim: SimClient,
  filters: Readonly<Record<string, string>>,
  since?: string,
): Promise<{ readonly items: readonly ShownCall[]; readonly dropped: number }> => {
  const items: ShownCall[] = [];
  for (let cursor = since; ; ) {
    const query = new URLSearchParams({ ...filters, limit: '2000', ...(cursor === undefined ? {} : { cursor }) });
    const { body } = await sim.ask<Page>('GET', `/journal?${query}`);
    items.push(...body.items);
    if (body.next === undefined) return { items, dropped: body.dropped };
    cursor = body.next;
  }
};

/** The calls that come from now on; the end is that of the program, or that nobody answers any more. */
const follow = async (call: RemoteCall, from: string | undefined): Promise<number> => {
  for (let last = from; ; ) {
    await call.pause(beatMs);
    const { items } = await callsOf(call.sim, filtersOf(call.own), last);
    printEach(call, items);
    last = items.at(-1)?.id ?? last;
  }
};

const printLines = ({ print, paint, lang }: RemoteCall, calls: readonly ShownCall[], end: string): void => {
  print([...calls.map((one) => lineOf(one, lang, paint)), end, ''].join('\n'));
};

/** As they come: a line each, also as JSON. */
const printEach = ({ print, isJson, lang, paint }: RemoteCall, calls: readonly ShownCall[]): void => {
  for (const one of calls) print(`${isJson ? JSON.stringify(one) : lineOf(one, lang, paint)}\n`);
};

const colourOf = (status: number): 'green' | 'red' | 'yellow' =>
  status === 0 ? 'yellow' : status < 400 ? 'green' : 'red';

/** A call in a line, its hint under it. */
export const lineOf = (call: ShownCall, lang: Language, paint: Paint): string => {
  const { id, at, method, path, status, operation, durationMs, hint, fault } = call;
  const answer = paint(colourOf(status), status === 0 ? '---' : String(status));
  const parts = [id, at.slice(11, 23), answer, method, path, paint('dim', `${operation} ${durationMs} ms`)];
  const line = [...parts, ...(fault === undefined ? [] : [paint('yellow', `fault ${fault}`)])].join('  ');
  return hint === undefined ? line : `${line}\n      ${hint[lang]}`;
};

const texts = {
  summary: (shown: number, kept: number, dropped: number): Said => ({
    it: `chiamate: ${shown} su ${kept}${dropped > 0 ? `; ${dropped} più vecchie non ci sono più` : ''}`,
    en: `calls: ${shown} of ${kept}${dropped > 0 ? `; ${dropped} older ones are gone` : ''}`,
  }),
} as const;
