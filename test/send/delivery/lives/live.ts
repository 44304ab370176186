import { type Instant, plus } from '../../../../src/clock/instant.js';
import { ActionNotPossible } from '../../../../src/send/delivery/service.js';
import type { Iun, Notification, Rework, TimelineElement } from '../../../../src/send/notification/model.js';
import type { Row } from '../../../../src/send/notification/service.js';
import type { StatusEntry } from '../../../../src/send/notification/status.js';
import { PlatformProblem } from '../../../../src/send/problem.js';
import type { TestWorld, WorldMaker } from '../../../support/world.js';
import type { DrawnAct, DrawnLife } from './draw-life.js';

/** How time passes: in one go from act to act; item by item; the same with a client that polls until the request is decided. */
type Way = 'jump' | 'steps' | 'polls';

/** One step of the notification, as a listener heard it. */
interface Heard {
  readonly at: Instant;
  readonly rework: Rework | undefined;
  readonly added: readonly { readonly element: TimelineElement; readonly status: string; readonly before: string }[];
  /** The elements as they were then, as text. */
  readonly texts: readonly string[];
}

export interface Lived {
  readonly life: DrawnLife;
  readonly world: TestWorld;
  readonly iun: Iun;
  readonly notification: Notification;
  readonly timeline: readonly TimelineElement[];
  readonly history: readonly StatusEntry[];
  readonly status: string;
  readonly heard: readonly Heard[];
  /** What the acts were answered. */
  readonly answers: readonly string[];
  /** All of it as text: two lives are the same where these are. */
  readonly told: string;
}

const perform = ({ rooms, change }: TestWorld, iun: Iun, act: DrawnAct): unknown => {
  const { delivery } = rooms;
  switch (act.act) {
    case 'view':
      return delivery.view(iun, {
        recIndex: act.recIndex,
        ...(act.delegate === undefined ? {} : { delegate: { taxId: act.delegate } }),
      });
    case 'pay':
      return delivery.pay(iun, { recIndex: act.recIndex, paymentIndex: act.paymentIndex });
    case 'radd':
      return delivery.radd(iun, { recIndex: act.recIndex });
    case 'rework':
      return delivery.rework(iun, { recIndex: act.recIndex, attempt: act.attempt, sequence: act.sequence });
    case 'cancel':
      return delivery.cancel(iun);
    case 'change':
      return change(act.taxId, act.facts);
  }
};

/** What is refused is part of the life; everything else that throws is a fault. */
const answerOf = (world: TestWorld, iun: Iun, act: DrawnAct): string => {
  try {
    return JSON.stringify(perform(world, iun, act) ?? null);
  } catch (error) {
    if (error instanceof ActionNotPossible) return `not possible: ${error.reason.en}`;
    throw error;
  }
};

/**
 * Lives a drawn life in a world of its own.
 * @param decidedAt of a life that polls: when the request was decided in the others
 * @returns undefined when the request is refused at the door
 */
export const live = async (
  worlds: WorldMaker,
  life: DrawnLife,
  way: Way,
  decidedAt?: Instant,
): Promise<Lived | undefined> => {
  const world = worlds({ id: way, seed: `life-${life.seed}`, now: life.startsAt });
  const { notifications } = world.rooms;
  const heard: Heard[] = [];
  // Heard once: the others are compared with what this one tells.
  if (way === 'jump')
    notifications.onAppended(({ at, rework, added }) => {
      heard.push({
        at,
        rework,
        added: added.map(({ element, status, statusBefore }) => ({ element, status, before: statusBefore })),
        texts: added.map(({ element }) => JSON.stringify(element)),
      });
    });
  const iun = sent(world, life);
  if (iun === undefined) return undefined;
  const { sentAt } = world.notification(iun);

  let polls = way === 'polls' && world.poll(iun) === 'WAITING' ? 1 : 0;
  const go = async (target: Instant): Promise<void> => {
    if (polls === 1 && decidedAt !== undefined && target >= decidedAt) {
      world.poll(iun);
      polls++;
    }
    if (way !== 'jump') while (await world.step(target));
    await world.moveTo(target);
  };
  const answers: string[] = [];
  for (const act of life.acts) {
    await go(plus(sentAt, act.after));
    answers.push(answerOf(world, iun, act));
  }
  await go(plus(sentAt, life.length));

  const notification = world.notification(iun);
  const timeline = notifications.timeline(iun);
  const history = notifications.history(iun);
  const { seq: _, ...row } = notifications.row(iun) as Row;
  const told = JSON.stringify({ notification, timeline: timeline.map((e) => e.elementId), history, row, answers });
  return { life, world, iun, notification, timeline, history, status: row.status, heard, answers, told };
};

const sent = (world: TestWorld, { request, scenario }: DrawnLife) => {
  try {
    return world.send(request, scenario);
  } catch (error) {
    if (error instanceof PlatformProblem) return undefined;
    throw error;
  }
};
