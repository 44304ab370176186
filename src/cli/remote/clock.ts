import { formatDuration, parseDuration } from '../../clock/duration.js';
import { type Instant, parseInstant, plus } from '../../clock/instant.js';
import { parseClockStart } from '../../clock/mode.js';
import { ConfigInvalid } from '../../config.js';
import { nearest } from '../../text/nearest.js';
import type { Language, Said } from '../../text/said.js';
import { type SimClient, SimRefused } from './client.js';
import { json, type RemoteCall, type RemoteCommand } from './command.js';
import type { Look } from './progress.js';
import { type ShownSandbox, sandboxMeant } from './sandboxes.js';

interface ClockState {
  readonly mode: 'manual' | 'scaled' | 'auto';
  readonly preset?: string;
  readonly rate: number;
  readonly paused: boolean;
  readonly now: string;
  readonly nextDueAt?: string;
  readonly pending: number;
}

interface Moved {
  readonly from: string;
  readonly to: string;
  readonly executed: readonly { readonly at: string; readonly kind: string; readonly iun?: string }[];
  readonly executedCount: number;
  readonly nextDueAt?: string;
  readonly pending: number;
}

const actions = ['show', 'advance', 'pause', 'resume', 'set'] as const;
type Action = (typeof actions)[number];

/**
 * `send-simulator clock [show | advance | pause | resume | set <pace[@instant]>]`.
 * @returns 0; 5 when the clock ran and the condition was not met
 * @throws ConfigInvalid
 */
export const clock: RemoteCommand = async (call) => {
  const { words, own, sim } = call;
  const [word = 'show', pace, ...rest] = words;
  const action = actions.find((known) => known === word);
  if (!action) {
    const near = nearest(word, actions);
    throw new ConfigInvalid([
      `clock: unknown action ${word}; ${near ? `did you mean ${near}?` : `there are ${actions.join(', ')}`}`,
    ]);
  }
  const extra = action === 'set' ? rest : words.slice(1);
  if (extra.length > 0) throw new ConfigInvalid([`clock ${action}: unexpected ${extra.join(' ')}`]);
  const misplaced = moves.concat('max').filter((name) => own[name] !== undefined && action !== 'advance');
  if (misplaced.length > 0) throw new ConfigInvalid(misplaced.map((name) => `--${name} is for clock advance`));
  if (action === 'advance') return advance(call);
  const { body } = await (action === 'show'
    ? sim.ask<ClockState>('GET', '/clock')
    : action === 'set'
      ? sim.ask<ClockState>('PUT', '/clock', paceOf(pace))
      : sim.ask<ClockState>('POST', `/clock/${action satisfies Action}`));
  call.print(call.isJson ? json(body) : `${stateSaid(body)[call.lang]}\n`);
  return 0;
};

const moves = ['by', 'to', 'next', 'until'];

const paceOf = (text: string | undefined): object => {
  const start = text === undefined ? undefined : parseClockStart(text);
  if (!start) {
    const received = text === undefined ? 'nothing' : JSON.stringify(text);
    throw new ConfigInvalid([
      `clock set: received ${received}; wanted: manual, auto, real, uat, demo or a rate above 0, optionally with an instant to go to: manual@2026-03-01T08:00:00Z`,
    ]);
  }
  const [, now] = (text ?? '').split('@');
  const { mode, preset, rate } = start.pace;
  return {
    ...(preset === undefined ? { mode } : { preset }),
    ...(mode === 'scaled' && preset === undefined ? { rate } : {}),
    ...(now === undefined ? {} : { now }),
  };
};

const advance = async ({ own, sim, isJson, lang, paint, print, during }: RemoteCall): Promise<number> => {
  const given = moves.filter((name) => own[name] !== undefined);
  if (given.length !== 1) {
    const received = given.length === 0 ? 'none' : given.map((name) => `--${name}`).join(' and ');
    throw new ConfigInvalid([`clock advance wants exactly one of --by, --to, --next, --until, received ${received}`]);
  }
  const body = Object.fromEntries(
    [...given, 'max'].flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])),
  );
  try {
    const { body: before } = await sim.ask<ClockState>('GET', '/clock');
    const work = sim.ask<Moved>('POST', '/clock/advance', body);
    const { body: moved } = await during(words.moving, work, distanceOf(sim, before.now, targetOf(before.now, own)));
    print(isJson ? json(moved) : movedText(moved, lang));
    return 0;
  } catch (error) {
    if (!(error instanceof SimRefused) || error.code !== 'SIM_CLOCK_CONDITION_NOT_MET') throw error;
    const moved = error.body as unknown as Moved;
    print(isJson ? json(moved) : `${movedText(moved, lang)}${paint('red', error.message)}\n`);
    return 5;
  }
};

/** Where a move ends; undefined where only the move itself finds out. */
const targetOf = (now: string, { by, to }: RemoteCall['own']): Instant | undefined => {
  const start = parseInstant(now);
  const length = typeof by === 'string' ? parseDuration(by) : undefined;
  if (typeof to === 'string') return parseInstant(to);
  return start === undefined || length === undefined ? undefined : plus(start, length);
};

/** How far the clock is, and where: the list of sandboxes does not wait for the end of a move. */
const distanceOf = (sim: SimClient, from: string, target: Instant | undefined): Look | undefined => {
  const start = parseInstant(from);
  if (start === undefined || target === undefined || target <= start) return undefined;
  return async () => {
    const { body } = await sim.ask<{ readonly items: readonly ShownSandbox[] }>('GET', '/sandboxes');
    const note = sandboxMeant(sim.target, body.items)?.clock.now ?? '';
    const now = parseInstant(note);
    return now === undefined ? undefined : { share: (now - start) / (target - start), note };
  };
};

const words = {
  moving: { it: 'l’orologio avanza', en: 'the clock is moving' },
} as const satisfies Record<string, Said>;

/** Items shown to people; programs get all of them. */
const mostShown = 40;

const movedText = ({ from, to, executed, executedCount, nextDueAt, pending }: Moved, lang: Language): string => {
  // Of a very long list only the beginning is told.
  const isCut = executed.length < executedCount;
  const shown = isCut ? executed.slice(0, mostShown) : executed.slice(-mostShown);
  const left = executedCount - shown.length;
  const head: Said = {
    it: `${from} → ${to} (${lengthBetween(from, to)}): ${executedCount === 1 ? '1 attività eseguita' : `${executedCount} attività eseguite`}`,
    en: `${from} → ${to} (${lengthBetween(from, to)}): ${executedCount === 1 ? '1 item done' : `${executedCount} items done`}`,
  };
  const lines = shown.map((item) => `  ${item.at}  ${item.kind}${item.iun ? `  ${item.iun}` : ''}`);
  const others: Said = isCut
    ? { it: `  … e ${left} dopo`, en: `  … and ${left} after` }
    : { it: `  … e ${left} prima`, en: `  … and ${left} before` };
  const more = left > 0 ? [others[lang]] : [];
  const list = isCut ? [...lines, ...more] : [...more, ...lines];
  return [head[lang], ...list, pendingSaid(pending, nextDueAt)[lang], ''].join('\n');
};

const lengthBetween = (from: string, to: string): string => {
  const [start, end] = [parseInstant(from), parseInstant(to)];
  return start === undefined || end === undefined ? '' : formatDuration(end - start);
};

const pendingSaid = (pending: number, nextDueAt: string | undefined): Said =>
  nextDueAt === undefined
    ? { it: 'nulla in agenda', en: 'nothing is planned' }
    : { it: `in agenda: ${pending}, la prossima ${nextDueAt}`, en: `planned: ${pending}, the next at ${nextDueAt}` };

/** The clock in one line. */
const stateSaid = ({ mode, preset, rate, paused, now, nextDueAt, pending }: ClockState): Said => {
  const pace = mode === 'scaled' ? `${preset ?? 'scaled'} ×${rate}` : mode;
  const next = pendingSaid(pending, nextDueAt);
  return {
    it: `${now}  ${pace}${paused ? ', in pausa' : ''}; ${next.it}`,
    en: `${now}  ${pace}${paused ? ', paused' : ''}; ${next.en}`,
  };
};
