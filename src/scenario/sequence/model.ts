import type { Said } from '../../text/said.js';
import type { CarrierEvent } from '../carrier-event.js';

/**
 * What a carrier reports, send by send: the meaning of a `@sequence` text, and of the lists of events in a file. Plain
 * data: it can be kept with a notification.
 */
export type Sequence = Reports | Unreadable | Choice | Rework;

/** What is reported of one send. */
export interface Reports {
  readonly kind: 'reports';
  readonly events: readonly CarrierEvent[];
  /** What follows `@discovered`, with its leading dot: the text of the address that the postman finds. */
  readonly found?: string;
}

/** A part that makes no sense. It spoils only the sends that come to it, as in the mock. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly text: string;
  readonly problem: SequenceProblem;
}

/** Several parts, of which the send takes one. */
export interface Choice {
  readonly kind: 'choice';
  readonly by: Separator;
  readonly parts: readonly [Sequence, ...Sequence[]];
}

/** A send, and the same send made again by a rework of the timeline. */
export interface Rework {
  readonly kind: 'rework';
  /** Attempt whose timeline the carrier asks to rework. */
  readonly attempt: 0 | 1;
  readonly normal: Sequence;
  readonly rework: Sequence;
  /** With an address found, the letter sent there asks for the rework: `normal` carries its text. */
  readonly travels: boolean;
}

/**
 * What tells the sends apart: the attempt of the workflow (`attempt`), the print of the same letter (`pcretry`, and
 * `@retry`, whose last part repeats), the number of sends to the same address (`_`).
 */
export type Separator = 'attempt' | 'pcretry' | 'send' | 'retry';

export interface SequenceProblem {
  /** Position in the text, counted from 1. */
  readonly column: number;
  readonly message: Said;
}

/** Which of several sends is being made. */
export interface SendNumber {
  /** Attempt of the workflow, 0 or 1. */
  readonly attempt: number;
  /** PEC only: the second attempt first repeats the old address. */
  readonly repeat?: boolean;
  /** Paper only: how often the letter was printed before in this attempt. */
  readonly retry?: number;
  /** How often this notification was sent to this address before, for whatever reason; absent: as the attempt and the print tell. */
  readonly sent?: number;
  /** The send was ordered by a rework of the timeline. */
  readonly rework?: boolean;
}

/** What one send leads to. */
export type Played =
  | {
      readonly ok: true;
      readonly events: readonly CarrierEvent[];
      /** After the last event the carrier asks to rework the timeline of this attempt. */
      readonly rework?: 0 | 1;
    }
  | { readonly ok: false; readonly problem: SequenceProblem };
