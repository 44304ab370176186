import { parseInstant, toIso } from '../../clock/instant.js';
import type { Category, Notification, TimelineElement } from '../../send/notification/model.js';
import { type StatusEffect, statusEffects } from '../../send/notification/status.js';
import { isVisible } from '../../send/notification/wire/detail.js';
import { categories } from '../../text/categories.js';
import { codeMeaning } from '../../text/codes.js';
import { type CauseName, causes, statusEffects as effectTexts, type RuleName } from '../../text/rules.js';
import type { Said } from '../../text/said.js';
import { kindMeanings } from './kinds.js';
import { ruleOf, shownRule } from './rule.js';
import { answerBehind, type Decided } from './source.js';

/** Here the compiler asks for a category without a meaning. */
export const categoryMeanings: Readonly<Record<Category, Said>> = categories;

/** Elements that no planned work writes: acts, and calls. */
const acts: Readonly<Partial<Record<Category, { readonly cause: CauseName; readonly rule: RuleName }>>> = {
  NOTIFICATION_VIEWED_CREATION_REQUEST: { cause: 'recipient', rule: 'view' },
  NOTIFICATION_RADD_RETRIEVED: { cause: 'recipient', rule: 'radd' },
  PAYMENT: { cause: 'recipient', rule: 'payment' },
  NOTIFICATION_CANCELLATION_REQUEST: { cause: 'sender', rule: 'cancellation' },
  NOTIFICATION_TIMELINE_REWORKED: { cause: 'support', rule: 'rework' },
};

const causeNameOf = (element: TimelineElement, before: TimelineElement | undefined): CauseName => {
  const { by, category, details } = element;
  // The sender may report a payment, too.
  if (category === 'PAYMENT' && details.paymentSourceChannel === 'PA') return 'sender';
  if (by === undefined) return acts[category]?.cause ?? 'platform';
  // The letter that waited for a courtesy message to be read.
  const until = by === 'delivery.paper-prepare' ? parseInstant(String(before?.details.schedulingDate)) : undefined;
  if (before && until !== undefined && until > before.ingestedAt) return 'term';
  return kindMeanings[by]?.cause ?? 'platform';
};

/** The rule of an act is that of the act, whoever planned it. */
const ruleOfElement = ({ by, category }: TimelineElement, before: TimelineElement | undefined) => {
  const act = acts[category];
  if (act) return shownRule(act.rule);
  return by === undefined ? undefined : ruleOf(by, before);
};

const effectOf = (effect: StatusEffect, recipients: number): Record<string, unknown> => {
  switch (effect.kind) {
    case 'changes':
      return { before: effect.from, after: effect.to, ...effectTexts.changes(effect.from, effect.to) };
    case 'never':
      return { before: effect.status, after: effect.status, ...effectTexts.never };
    case 'keeps':
      return { before: effect.status, after: effect.status, ...effectTexts.keeps(effect.status) };
    case 'waits':
      return { before: effect.status, after: effect.status, ...effectTexts.waits(effect.ended, recipients) };
  }
};

/** Codes of an element that have a meaning: of carriers, their failure causes, of a refusal. */
const codesOf = ({ details }: TimelineElement): readonly ({ readonly code: string } & Said)[] => {
  const refused = (details.refusalReasons ?? []) as readonly { readonly errorCode: string }[];
  const named = [details.deliveryDetailCode, details.deliveryFailureCause, details.failureCause];
  const codes = new Set([...named, ...refused.map(({ errorCode }) => errorCode)]);
  return [...codes].flatMap((code) => {
    const meaning = typeof code === 'string' ? codeMeaning(code) : undefined;
    return meaning ? [{ code: code as string, ...meaning }] : [];
  });
};

/**
 * Each element of a timeline explained: what it means, by which rule and from what it came, what it did to the status.
 * Nothing here is guessed: the work that wrote an element and what it followed from are stored with it.
 * @param sorted the timeline in its order, diagnostic elements included
 */
export const explainTimeline = (
  notification: Notification,
  sorted: readonly TimelineElement[],
): readonly Record<string, unknown>[] => {
  const recipients = notification.request.recipients.length;
  const effects = statusEffects(sorted, recipients);
  const byId = new Map([...notification.invalidated, ...notification.elements].map((e) => [e.elementId, e]));
  return sorted.map((element, i) => {
    const { elementId, category, eventAt, details, after } = element;
    const before = after === undefined ? undefined : byId.get(after);
    const cause = causeNameOf(element, before);
    const rule = ruleOfElement(element, before);
    const decided: Decided = answerBehind(notification, element, before, cause);
    return {
      elementId,
      category,
      ...(details.recIndex === undefined ? {} : { recIndex: details.recIndex }),
      at: toIso(eventAt),
      isDiagnostic: !isVisible(element),
      meaning: categoryMeanings[category],
      codes: codesOf(element),
      ...(rule ? { rule } : {}),
      cause: { kind: cause, ...causes[cause], ...(after === undefined ? {} : { elementId: after }), ...decided },
      status: effectOf(effects[i] as StatusEffect, recipients),
    };
  });
};
