import { computed, effect, signal } from '@preact/signals';
import { openSim, sim } from '../api/client.js';
import { CallProblem } from '../api/problem.js';
import type { AgendaItem, Move, Page } from '../api/shapes.js';
import { clock, readClock } from './clock.js';
import { sandbox } from './route.js';

/** How a sandbox was before a move of its clock. */
interface Step {
  readonly sandbox: string;
  readonly now: string;
  readonly snapshot: Blob;
}

/** Together at most so much is kept; older steps go first, the last one stays whatever its size. */
const keptBytes = 64 * 1024 * 1024;

const steps = signal<readonly Step[]>([]);

/** The step that can be taken back, of the sandbox of the page. Steps live as long as the tab. */
export const lastStep = computed(() => steps.value.findLast((step) => step.sandbox === sandbox.value));

/** What the last move did, or why it could not. */
export const outcome = signal<
  | { readonly kind: 'moved'; readonly move: Move }
  | { readonly kind: 'back'; readonly now: string }
  | { readonly kind: 'problem'; readonly problem: CallProblem }
  | undefined
>(undefined);

export const isMoving = signal(false);

const withinBounds = (all: readonly Step[]): readonly Step[] => {
  let size = 0;
  const first = all.findLastIndex((step, i) => {
    size += step.snapshot.size;
    return size > keptBytes && i < all.length - 1;
  });
  return all.slice(first + 1);
};

const guarded = async (act: () => Promise<void>): Promise<void> => {
  if (isMoving.value) return;
  isMoving.value = true;
  outcome.value = undefined;
  try {
    await act();
  } catch (error) {
    if (!(error instanceof CallProblem)) throw error;
    outcome.value = { kind: 'problem', problem: error };
  } finally {
    isMoving.value = false;
  }
};

/** Keeps how everything is, so that a move can be taken back. A sandbox too big for a snapshot moves without. */
const keepStep = async (): Promise<void> => {
  const id = sandbox.value;
  const now = clock.value?.told.now;
  if (now === undefined) return;
  try {
    const snapshot = await (await openSim('GET', '/snapshot')).blob();
    steps.value = withinBounds([...steps.value, { sandbox: id, now, snapshot }]);
  } catch (error) {
    if (!(error instanceof CallProblem && error.status === 409)) throw error;
  }
};

/** Does what moves the clock, after keeping how everything was. */
const kept = (act: () => Promise<Move>): Promise<void> =>
  guarded(async () => {
    await keepStep();
    try {
      outcome.value = { kind: 'moved', move: await act() };
    } finally {
      await readClock();
    }
  });

const advance = (body: Readonly<Record<string, unknown>>): Promise<Move> => sim('POST', '/clock/advance', { body });

/** Moves the clock, after keeping how everything was. @param body what goes to `POST /_sim/clock/advance` */
export const move = (body: Readonly<Record<string, unknown>>): Promise<void> => kept(() => advance(body));

/** A life that plans further work for ever does not keep the page for ever. */
const mostLegs = 100;

type Agenda = readonly AgendaItem[];

/** Moves the clock leg by leg, each to a planned thing of a notification, until it is enough or nothing is planned any more. */
const moveByLegs = (iun: string, pick: (items: Agenda) => AgendaItem | undefined, isEnough: () => Promise<boolean>) =>
  kept(async () => {
    let whole: Move | undefined;
    for (let leg = 0; leg < mostLegs; leg++) {
      const { items } = await sim<Page<AgendaItem>>('GET', '/clock/agenda', { query: { iun } });
      const next = pick(items);
      if (next === undefined) break;
      const moved = await advance({ to: next.at });
      whole = { ...moved, executedCount: moved.executedCount + (whole?.executedCount ?? 0) };
      if (await isEnough()) break;
    }
    return whole ?? (await advance({ by: 'PT0S' }));
  });

/** Moves the clock to what is planned next for a notification, and on until it is enough. */
export const moveUntil = (iun: string, isEnough: () => Promise<boolean>): Promise<void> =>
  moveByLegs(iun, (items) => items[0], isEnough);

/** Moves the clock until nothing is planned any more for a notification. */
export const moveToEnd = (iun: string): Promise<void> =>
  moveByLegs(
    iun,
    (items) => items.at(-1),
    async () => false,
  );

/** Makes the sandbox what it was before the last move of this tab. */
export const stepBack = (): Promise<void> =>
  guarded(async () => {
    const step = lastStep.value;
    if (step === undefined) return;
    await sim('POST', '/snapshot', { body: JSON.parse(await step.snapshot.text()) });
    steps.value = steps.value.filter((other) => other !== step);
    outcome.value = { kind: 'back', now: step.now };
    await readClock();
  });

/** What a move did is said about the sandbox in which it was made. */
export const startMoves = (): void => {
  effect(() => {
    sandbox.value;
    outcome.value = undefined;
  });
};
