import { parseDuration } from '../clock/duration.js';
import { days, type Instant, plus, toIso } from '../clock/instant.js';
import { romanDaysBetween } from '../italy/rome-calendar.js';
import type { Scenarios } from '../scenario/outcome.js';
import { requestFrom, withFiles } from '../scenario/plain-request.js';
import type { Chosen } from '../scenario/plays.js';
import type { EarlierText, SenderActsText } from '../scenario/schema-sender.js';
import type { Iun, NotificationStatus, TimelineElement } from '../send/notification/model.js';
import { isVisible } from '../send/notification/wire/detail.js';
import { price } from '../send/price/rules.js';
import type { SenderSpec } from '../send/sender/service.js';
import type { World } from '../world.js';
import { createUploads } from './files.js';
import { type Answer, type House, openStage, type Stage } from './stage.js';

/** A notification to be played from its request to its end. */
interface Play {
  readonly scenarios: Scenarios;
  readonly sendsAt: Instant;
  /** A patch on the plain request. */
  readonly request: Readonly<Record<string, unknown>>;
  /** The request is a whole body, and sent as it is; only its files are others. */
  readonly isWhole?: true;
  readonly header?: string;
  readonly before?: readonly EarlierText[];
  readonly sender?: SenderActsText;
  readonly senders?: readonly SenderSpec[];
}

/** What came of it. */
export interface Played {
  readonly answer: Answer;
  readonly sentAt: Instant;
  /** Absent when the request was refused at once, as everything below. */
  readonly status?: NotificationStatus;
  /** Of each recipient; null, and none at all: the texts of the addresses decide. */
  readonly chosen: readonly (Chosen | null)[];
  readonly history: readonly { readonly status: NotificationStatus; readonly at: Instant }[];
  readonly refusal: readonly { readonly code: string; readonly detail?: string }[];
  /** What a client reads, in the order of the timeline. */
  readonly elements: readonly PlayedElement[];
  /** Of the first notice, in eurocents. */
  readonly price?: { readonly partial: number; readonly total: number; readonly analog: number };
  /** Still something planned after ten years. */
  readonly isEndless: boolean;
}

export interface PlayedElement {
  readonly category: string;
  readonly at: Instant;
  /** Calendar days in Rome since the request. */
  readonly day: number;
  readonly recipient?: number;
  readonly attempt?: number;
  readonly code?: string;
}

const week = days(7);
const longestLife = days(3_660);

/** Plays a notification to its end, in a world of its own. */
export const play = async (house: House, script: Play): Promise<Played> => {
  const { sendsAt, before = [], request, header } = script;
  const stage = openStage(house, {
    scenarios: script.scenarios,
    startsAt: before.length > 0 ? plus(sendsAt, -week) : sendsAt,
    ...(script.senders ? { senders: script.senders } : {}),
  });
  const { world } = stage;
  const upload = createUploads(world.attachments);
  const bodyOf = (patch: Play['request'], ordinal: number) =>
    requestFrom(patch, stage.senderOf(patch.senderTaxId), ordinal, upload);

  for (const [i, earlier] of before.entries()) {
    const answer = stage.send(await bodyOf(earlier.request, i + 1), undefined);
    if (!('head' in answer)) throw new EarlierRefused(i, answer);
    await untilDecided(world, answer.head.iun);
    if (earlier.cancelled) {
      world.delivery.cancel(answer.head.iun);
      await moved(world, (now) => plus(now, days(1)));
    }
  }
  await moved(world, () => sendsAt);

  const sentAt = world.clock.now();
  const body = script.isWhole ? await withFiles(request, upload) : await bodyOf(request, 0);
  const answer = stage.send(body, header);
  if (!('head' in answer)) {
    return { answer, sentAt, chosen: [], history: [], refusal: [], elements: [], isEndless: false };
  }
  const { iun, scenarios: chosen = [] } = answer.head;
  await untilDecided(world, iun);
  await senderActs(stage, iun, script.sender ?? {});
  await untilEnd(world, iun);
  return { answer, sentAt, chosen, ...endOf(world, iun, sentAt) };
};

/** A request that shall come before is refused at once: the story cannot begin. */
export class EarlierRefused extends Error {
  constructor(
    readonly position: number,
    readonly answer: Answer,
  ) {
    super(`request ${position} of before is refused with ${answer.status}`);
  }
}

const moved = async ({ clock }: World, target: (now: Instant) => Instant): Promise<void> => {
  await clock.move((now) => ({ target: target(now), landsOnTarget: true }));
};

const runUntil = async ({ clock }: World, isEnough: () => boolean): Promise<void> => {
  await clock.move((now) =>
    isEnough() ? undefined : { target: plus(now, longestLife), landsOnTarget: false, enough: isEnough },
  );
};

const planned = (world: World, iun: Iun) => world.notifications.get(iun)?.planned ?? [];

const untilEnd = (world: World, iun: Iun): Promise<void> => runUntil(world, () => planned(world, iun).length === 0);

const untilDecided = (world: World, iun: Iun): Promise<void> =>
  runUntil(world, () => world.notifications.row(iun)?.status !== 'IN_VALIDATION' || planned(world, iun).length === 0);

/** In the order of their instants. What is not accepted cannot be cancelled any more, and its notices are not held. */
const senderActs = async ({ world }: Stage, iun: Iun, { cancels, reportsPayment }: SenderActsText): Promise<void> => {
  const accepted = world.notifications.get(iun)?.elements.find((e) => e.category === 'REQUEST_ACCEPTED');
  if (!accepted) return;
  const acts = [
    ...(cancels ? [{ after: cancels.after, run: () => void world.delivery.cancel(iun) }] : []),
    ...(reportsPayment ? [{ after: reportsPayment.after, run: () => reportPayment(world, iun) }] : []),
  ].map(({ after, run }) => ({ at: plus(accepted.ingestedAt, parseDuration(after) ?? 0), run }));
  for (const { at, run } of acts.sort((a, b) => a.at - b.at)) {
    await moved(world, (now) => Math.max(at, now) as Instant);
    run();
  }
};

const firstNotice = (world: World, iun: Iun) =>
  world.notifications
    .get(iun)
    ?.request.recipients.flatMap(({ payments = [] }) => payments.flatMap(({ pagoPa }) => pagoPa ?? []))[0];

const reportPayment = (world: World, iun: Iun): void => {
  const head = world.notifications.get(iun);
  const notice = firstNotice(world, iun);
  const sender = world.senders.all().find(({ paId }) => paId === head?.sender.paId);
  const [key] = sender?.apiKeys ?? [];
  if (!notice || !sender || !key) return;
  const { noticeCode, creditorTaxId } = notice;
  const amount = priceOf(world, iun)?.total ?? 0;
  const paymentDate = toIso(world.clock.now());
  world.payments.report({ sender, key }, [{ noticeCode, creditorTaxId, paymentDate, amount }]);
};

const priceOf = (world: World, iun: Iun): Played['price'] => {
  const notice = firstNotice(world, iun);
  const found = notice && world.prices.find(notice.creditorTaxId, notice.noticeCode);
  if (!found) return undefined;
  const { partialPrice, totalPrice, analogCost } = price(found.terms, found.inputs);
  return { partial: partialPrice, total: totalPrice, analog: analogCost };
};

const endOf = (world: World, iun: Iun, sentAt: Instant): Omit<Played, 'answer' | 'sentAt' | 'chosen'> => {
  const status = world.notifications.row(iun)?.status;
  const timeline = world.notifications.timeline(iun);
  const price = priceOf(world, iun);
  return {
    ...(status ? { status } : {}),
    history: world.notifications.history(iun).map(({ status: name, activeFrom }) => ({ status: name, at: activeFrom })),
    refusal: timeline.flatMap(refusalOf),
    elements: timeline.filter(isVisible).map((element) => playedElement(element, sentAt)),
    ...(price ? { price } : {}),
    isEndless: planned(world, iun).length > 0,
  };
};

const refusalOf = ({ category, details }: TimelineElement): Played['refusal'] => {
  if (category !== 'REQUEST_REFUSED') return [];
  const reasons = (details.refusalReasons ?? []) as readonly { readonly errorCode: string; readonly detail?: string }[];
  return reasons.map(({ errorCode: code, detail }) => ({ code, ...(detail === undefined ? {} : { detail }) }));
};

const playedElement = ({ elementId, category, eventAt, details }: TimelineElement, sentAt: Instant): PlayedElement => {
  const { recIndex, sentAttemptMade, deliveryDetailCode } = details;
  const attempt = sentAttemptMade ?? /ATTEMPT_(\d)/.exec(elementId)?.[1];
  return {
    category,
    at: eventAt,
    day: romanDaysBetween(sentAt, eventAt),
    ...(recIndex === undefined ? {} : { recipient: recIndex }),
    ...(attempt === undefined ? {} : { attempt: Number(attempt) }),
    ...(typeof deliveryDetailCode === 'string' ? { code: deliveryDetailCode } : {}),
  };
};
