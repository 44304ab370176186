import type { Clock } from '../clock/clock.js';
import { plus, toIso } from '../clock/instant.js';
import { type Executed, ItemFailed, type MoveResult, Runaway } from '../clock/moves.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { Condition, Watched } from './condition.js';
import { SimProblem } from './sim-problem.js';

const executedRow = ({ at, kind, iun, recIndex, categories }: Executed): Record<string, unknown> => ({
  at: toIso(at),
  kind,
  ...(iun === undefined ? {} : { iun }),
  ...(recIndex === undefined ? {} : { recIndex }),
  ...(categories[0] === undefined ? {} : { category: categories[0], categories }),
});

/** What a move did, as our API answers it. */
export const moveBody = ({ from, to, executed, executedCount, nextDueAt, pending }: MoveResult) => ({
  from: toIso(from),
  to: toIso(to),
  executed: executed.map(executedRow),
  executedCount,
  ...(nextDueAt === undefined ? {} : { nextDueAt: toIso(nextDueAt) }),
  pending,
});

/** Moves the clock; an item that fails stops it there, and says which one it was. */
export const moved = async (
  { clock }: Pick<Sandbox<unknown>, 'clock'>,
  plan: Parameters<Clock['move']>[0],
): Promise<MoveResult> => {
  try {
    return await clock.move(plan);
  } catch (error) {
    if (error instanceof ItemFailed) {
      throw new SimProblem(
        500,
        'SIM_CLOCK_ITEM_FAILED',
        'An item failed',
        error.message,
        'the clock stands at that instant and the item is still on the agenda: this is a bug, please report it',
        moveBody(error.result),
      );
    }
    if (error instanceof Runaway) {
      throw new SimProblem(
        409,
        'SIM_CLOCK_RUNAWAY',
        'Endless work',
        error.message,
        'a scenario keeps planning work: look at the agenda',
        moveBody(error.result),
      );
    }
    throw error;
  }
};

/** How a search for a condition ended: it holds, nothing is planned any more, or the search was cut short. */
export type Ending = 'met' | 'nothingLeft' | 'cutShort';

/**
 * Moves the clock item by item until the condition holds, nothing is planned for the notification any more, or there is
 * no more patience; a condition that holds already moves nothing.
 * @param max longest move, in microseconds
 */
export const movedUntil = async (
  sandbox: Pick<Sandbox<unknown>, 'clock'>,
  watched: Watched,
  max: number,
  hasPatience: () => boolean = () => true,
): Promise<{ readonly ending: Ending; readonly result: MoveResult }> => {
  let ending: Ending = 'cutShort';
  const look = (): boolean => {
    ending = watched.isMet() ? 'met' : watched.hasWork() ? 'cutShort' : 'nothingLeft';
    return ending !== 'cutShort';
  };
  const result = await moved(sandbox, (now) => {
    if (look()) return undefined;
    return {
      target: plus(now, max),
      landsOnTarget: false,
      enough: ({ iun }) => (iun === watched.iun && look()) || !hasPatience(),
    };
  });
  return { ending, result };
};

/** Why a condition was not met. */
export const notMet = (condition: Condition, ending: Exclude<Ending, 'met'>, limit: string, where: string): string =>
  ending === 'nothingLeft'
    ? `${JSON.stringify(condition)} cannot be met any more: nothing is planned for the notification; ${where}`
    : `${JSON.stringify(condition)} was not met within ${limit}; ${where}`;
