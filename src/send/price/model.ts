import type { Instant } from '../../clock/instant.js';
import type { PaperProduct } from '../../scenario/oracle.js';
import type { Said } from '../../text/said.js';
import type { NotificationFeePolicy } from '../request/model.js';

/* All amounts of this room are whole eurocents; names are those of the wire. */

/** What decides the price and is fixed when the request is accepted: one per notice (or F24). */
export interface FeeTerms {
  readonly notificationFeePolicy: NotificationFeePolicy;
  /** Of the payment the price is asked for. */
  readonly applyCost: boolean;
  readonly paFee: number;
  /** Percent, 0..100. */
  readonly vat: number;
}

/** A paper send of one recipient that has a cost. */
export interface PaidSend {
  readonly elementId: string;
  readonly productType: string;
  /** Workflow attempt 0 or 1; absent for the simple registered letter. */
  readonly attempt?: number;
  /** Of the whole letter. */
  readonly sheets: number;
  readonly grams: number;
  readonly analogCost: number;
}

/** What the price of one recipient takes from the timeline. A fold of its elements: see `advanceInputs`. */
export interface PriceInputs {
  readonly recIndex: number;
  /** In order of writing; two attempts and a simple letter at most. */
  readonly sends: readonly PaidSend[];
  /** Event time of REFINEMENT. */
  readonly refinedAt?: Instant;
  /** Date announced by SCHEDULE_REFINEMENT, often still to come. */
  readonly scheduledRefinementAt?: Instant;
  /** Event time of NOTIFICATION_VIEWED_CREATION_REQUEST. */
  readonly viewedAt?: Instant;
}

/** The price answer of v2.3, without the iun. */
export interface Price {
  readonly partialPrice: number;
  readonly totalPrice: number;
  readonly sendFee: number;
  /** Sum of all sends, without VAT. */
  readonly analogCost: number;
  readonly paFee: number;
  readonly vat: number;
  /** Last nanosecond of the day in Rome, with offset; so is the next one. */
  readonly refinementDate?: string;
  readonly notificationViewDate?: string;
}

/** A term of the sum that makes `totalPrice`. */
export interface PriceTerm {
  readonly label: Said;
  readonly cents: number;
}

/** A line of the bill that a sender gets for a month. */
export interface BillLine {
  readonly kind: 'RECIPIENTS' | 'PAPER';
  /** Category of the element that bears the base cost, or product of the letter. */
  readonly of: string;
  /** Recipients, or letters. */
  readonly count: number;
  readonly cents: number;
}

/** A letter as the tariff sees it. Abroad `zone` decides, in Italy `zip`. */
export interface Letter {
  readonly product: PaperProduct;
  readonly zip?: string;
  readonly zone?: Zone;
  readonly sheets: number;
  readonly grams: number;
}

export type Zone = 'ZONE_1' | 'ZONE_2' | 'ZONE_3';

/** Groups of Italian destinations with one price list, for AR and RS; who they are stands beside `arPrices`. */
export type ArGroup = 'A' | 'A1' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'R';
/** The same for the 890. */
export type Group890 = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g';

/** What is put into the envelope. */
export interface Printing {
  /** `aarOnly`: the notice of deposit alone, for every destination. */
  readonly print: 'allDocuments' | 'aarOnly';
  /** CAPs covered by the RADD network: there the notice alone is printed, whatever the attachments. */
  readonly raddZips: readonly string[];
}
