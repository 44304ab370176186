import type { Instant, Micros } from '../../clock/instant.js';
import { plus } from '../../clock/instant.js';
import type { Places } from '../../italy/places.js';
import type { Oracle, PaperProduct } from '../../scenario/oracle.js';
import type { Said } from '../../text/said.js';
import type { PhysicalAddress } from '../request/model.js';
import { type ElementIdParts, elementId } from './element-id.js';
import type { Category, NewElement, NewPlan, Notification, Outcome, PlannedItem } from './model.js';

/** What a step may know of an uploaded file. */
export interface FileView {
  readonly contentLength: number;
  readonly sha256Base64: string;
  readonly isPdf: boolean;
  readonly pages: number;
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
  readonly fileOf: (key: string) => FileView | undefined;
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
export type WorkflowStep = (input: StepInput) => Outcome;

/** Steps by the kind of their agenda item. */
export type WorkflowKinds = Readonly<Record<string, WorkflowStep>>;

/** An element of this notification; the id follows from category and parts. */
export const element = (
  { iun }: { readonly iun: string },
  category: Category,
  parts: ElementIdParts,
  rest: Omit<NewElement, 'elementId' | 'category'> = {},
): NewElement => ({ elementId: elementId(category, { iun, ...parts }), category, ...rest });

/** Work to come `length` after `from`. */
export const later = (
  from: Instant,
  length: Micros,
  kind: string,
  why: Said,
  rest: Omit<NewPlan, 'at' | 'kind' | 'why'> = {},
): NewPlan => ({ at: plus(from, length), kind, why, ...rest });
