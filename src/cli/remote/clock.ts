import { formatDuration } from '../../clock/duration.js';
import { parseInstant } from '../../clock/instant.js';
import { parseClockStart } from '../../clock/mode.js';
import { ConfigInvalid } from '../../config.js';
import { nearest } from '../../text/nearest.js';
import type { Language, Said } from '../../text/said.js';
import { SimRefused } from './client.js';
import { json, type RemoteCall, type RemoteCommand } from './command.js';

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
    const { body: moved } = await during(words.moving, sim.ask<Moved>('POST', '/clock/advance', body));
    print(isJson ? json(moved) : movedText(moved, lang));
    return 0;
  } catch (error) {
    if (!(error instanceof SimRefused) || error.code !== 'SIM_CLOCK_CONDITION_NOT_MET') throw error;
    const moved = error.body as unknown as Moved;
    print(isJson ? json(moved) : `${movedText(moved, lang)}${paint('red', error.message)}\n`);
    return 5;
  }
};

const words = {
  moving: { it: 'l’orologio avanza', en: 'the clock is moving' },
} as const satisfies Record<string, Said>;

/** Items shown to people; programs get all of them. */
const mostShown = 40;

const movedText = ({ from, to, executed, executedCount, nextDueAt, pending }: Moved, lang: Language): string => {
  const shown = executed.slice(-mostShown);
  const left = executedCount - shown.length;
  const head: Said = {
    it: `${from} → ${to} (${lengthBetween(from, to)}): ${executedCount === 1 ? '1 attività eseguita' : `${executedCount} attività eseguite`}`,
    en: `${from} → ${to} (${lengthBetween(from, to)}): ${executedCount === 1 ? '1 item done' : `${executedCount} items done`}`,
  };
  const lines = shown.map((item) => `  ${item.at}  ${item.kind}${item.iun ? `  ${item.iun}` : ''}`);
  const before: Said = { it: `  … e ${left} prima`, en: `  … and ${left} before` };
  return [head[lang], ...(left > 0 ? [before[lang]] : []), ...lines, pendingSaid(pending, nextDueAt)[lang], ''].join(
    '\n',
  );
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
export const stateSaid = ({ mode, preset, rate, paused, now, nextDueAt, pending }: ClockState): Said => {
  const pace = mode === 'scaled' ? `${preset ?? 'scaled'} ×${rate}` : mode;
  const next = pendingSaid(pending, nextDueAt);
  return {
    it: `${now}  ${pace}${paused ? ', in pausa' : ''}; ${next.it}`,
    en: `${now}  ${pace}${paused ? ', paused' : ''}; ${next.en}`,
  };
};
