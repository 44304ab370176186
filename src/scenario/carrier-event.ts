import type { Micros } from '../clock/instant.js';
import type { PhysicalAddress } from '../send/request/model.js';

/**
 * A delay of a carrier: a length of time, or seconds of the mock, whose meaning depends on the channel and on the
 * setting `paperSeconds`.
 */
export type Delay = { readonly length: Micros } | { readonly mockSeconds: number };

/** A report of a carrier, as a file or a sequence says it. */
export interface CarrierEvent {
  readonly code: string;
  readonly after: Delay;
  /** Types, each perhaps with source and origin and with the canned archive that is sent: `AR`, `AR:SCANNED:ORIGINAL#Z2`. */
  readonly documents?: readonly string[];
  readonly failureCause?: string;
  readonly discovered?: PhysicalAddress;
  readonly pages?: number;
  /** The date that the carrier declares, beside the true one: negative is earlier. */
  readonly dateShift?: Delay;
  /** The same of its documents; absent: as the event. */
  readonly documentDateShift?: Delay;
  /** The event keeps its own date instead of that of the first event of its outcome. */
  readonly ownDate?: true;
  /** What a later look at the scan will say. */
  readonly ocr?: Ocr;
}

export type Ocr = 'KO' | 'PENDING';
