import type { Instant, Micros } from '../../clock/instant.js';
import { plus } from '../../clock/instant.js';
import type { Places } from '../../italy/places.js';
import type { ShownProgress } from '../../sandbox/settings.js';
import type { Oracle, PaperProduct } from '../../scenario/oracle.js';
import type { ValidationWorld } from '../../scenario/validation-world.js';
import type { Said } from '../../text/said.js';
import type { CostAnswer, F24Facts, Notice } from '../payment/model.js';
import type { PhysicalAddress } from '../request/model.js';
import { type ElementIdParts, elementId } from './element-id.js';
import type { Category, NewElement, NewPlan, Notification, Outcome, PlannedItem } from './model.js';

/** What a step may know of an uploaded file. */
export interface FileView {
  readonly contentLength: number;
  readonly sha256Base64: string;
  readonly isPdf: boolean;
  /** It was there, and is kept no longer. */
  readonly isGone?: true;
  readonly pages: number;
  /** Of metadata of an F24 form. */
  readonly f24?: F24Facts;
}

/** A letter as it would be posted. */
export interface Quote {
  readonly product: PaperProduct;
  readonly sheets: number;
  readonly grams: number;
  readonly costCents: number;
}

/** What a step is decided from. Nothing else: no clock, no store, no draw. */
export interface StepInput {
  readonly notification: Notification;
  /** The planned item whose turn has come. */
  readonly item: PlannedItem;
  readonly now: Instant;
  readonly oracle: Oracle;
  readonly validationWorld: ValidationWorld;
  /** What pagoPA answers to the cost that the validation writes on a notice now. */
  readonly costAnswer: (notice: Notice, iun: string) => CostAnswer;
  readonly fileOf: (key: string) => FileView | undefined;
  /** Reports of the post that become elements; the others stay unseen. */
  readonly paperProgress: readonly ShownProgress[];
  /** The postal normaliser. */
  readonly places: Pick<Places, 'checkAddress' | 'checkFoundAddress'>;
  readonly quote: (product: PaperProduct, address: PhysicalAddress, pages: readonly number[]) => Quote;
  /**
   * Key of a document that the platform makes: follows from the notification, the kind and what tells it apart.
   * @returns with the prefix `safestorage://`
   */
  readonly documentKey: (documentType: string, discriminator: string, extension: string) => string;
  /** 32 hexadecimal digits for a thing of this notification: codes of letters, ids of receipts. */
  readonly hex: (discriminator: string) => string;
}

/** A pure step: what is written, what is planned. */
type WorkflowStep = (input: StepInput) => Outcome;

/** Steps by the kind of their agenda item. */
export type WorkflowKinds = Readonly<Record<string, WorkflowStep>>;

/** What ids follow from: the notification, and the corrections it has had. */
type Identified = Pick<Notification, 'iun'> & Partial<Pick<Notification, 'reworks' | 'invalidated'>>;

/** Number of the last correction that took an element of this category away from the recipient. */
const reworkOf = ({ reworks = [], invalidated = [] }: Identified, category: Category, recIndex: number | undefined) => {
  const number = reworks.findLastIndex(
    (rework) =>
      rework.recIndex === recIndex &&
      invalidated.some((e) => e.category === category && rework.invalidated.includes(e.elementId)),
  );
  return number < 0 ? {} : { rework: number };
};

/**
 * Id of an element of this notification. A category that a correction took away comes back with its number.
 *
 * Source: pn-delivery-push-workflow action/utils/ReworkIdBuilder.java (reference real-samples.md "Corrections")
 */
export const idOf = (notification: Identified, category: Category, parts: ElementIdParts): string =>
  elementId(category, { iun: notification.iun, ...parts, ...reworkOf(notification, category, parts.recIndex) });

/** An element of this notification; the id follows from category and parts. */
export const element = (
  notification: Identified,
  category: Category,
  parts: ElementIdParts,
  rest: Omit<NewElement, 'elementId' | 'category'> = {},
): NewElement => ({ elementId: idOf(notification, category, parts), category, ...rest });

/** Work to come `length` after `from`. */
export const later = (
  from: Instant,
  length: Micros,
  kind: string,
  why: Said,
  rest: Omit<NewPlan, 'at' | 'kind' | 'why'> = {},
): NewPlan => ({ at: plus(from, length), kind, why, ...rest });
