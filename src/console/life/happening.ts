import { elements } from '../../text/console/elements.js';
import type { AgendaItem, Explained, NotificationView, WireElement } from '../api/shapes.js';
import type { Tone } from '../parts/badge.js';
import type { Said } from '../state/words.js';
import { isStep, toneOfElement } from './weight.js';

/** Something on the time axis: an element of the timeline, or work that is planned. */
export interface Happening {
  readonly id: string;
  readonly at: string;
  readonly recIndex?: number;
  readonly tone: Tone;
  /** A step of the machinery, which a lesson can do without. */
  readonly isStep: boolean;
  readonly name: Said;
  readonly more: readonly Said[];
  readonly element?: { readonly explained: Explained; readonly wire: WireElement | undefined };
  readonly planned?: AgendaItem;
}

const nameOf = (category: string): Said =>
  elements[category as keyof typeof elements] ?? { it: category, en: category };

const wireOf = (view: NotificationView, elementId: string): WireElement | undefined =>
  [...view.detail.timeline, ...view.diagnosticTimeline].find((element) => element.elementId === elementId);

/** Everything that happened, in the order of the timeline. */
export const happened = (view: NotificationView): readonly Happening[] =>
  view.explained.map((explained) => {
    const { elementId, category, at, recIndex, codes } = explained;
    const wire = wireOf(view, elementId);
    const outcome = wire?.details?.responseStatus;
    const word = outcome === 'OK' || outcome === 'KO' ? [{ it: outcome, en: outcome }] : [];
    return {
      id: elementId,
      at,
      ...(recIndex === undefined ? {} : { recIndex }),
      tone: toneOfElement(category, wire),
      isStep: isStep(explained),
      name: nameOf(category),
      more: [...word, ...codes],
      element: { explained, wire },
    };
  });

/** Everything that is planned, the next first. */
export const ahead = (view: NotificationView): readonly Happening[] =>
  view.agenda.map((planned) => {
    const { at, kind, recIndex, why } = planned;
    return {
      id: `${at} ${kind} ${recIndex ?? ''}`,
      at,
      ...(recIndex === undefined ? {} : { recIndex }),
      tone: 'busy',
      isStep: false,
      name: why,
      more: [],
      planned,
    };
  });
