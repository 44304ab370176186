import { type Instant, parseInstant } from '../../clock/instant.js';
import type { DigitalAddress } from '../../scenario/oracle.js';
import { reasons } from '../../text/reasons.js';
import type { NewPlan } from '../notification/model.js';
import { later, type StepInput } from '../notification/workflow.js';
import { delays } from './facts.js';
import { type DigitalSource, elementsOf } from './life.js';
import { recIndexOf } from './start.js';

/** What a send by PEC carries with it, and what follows from its result. */

/** What a send carries with it until its feedback. */
export interface DigitalSend {
  readonly source: DigitalSource;
  readonly attempt: number;
  /** Second send to the old address of a source, before its present address is looked up. */
  readonly repeat: boolean;
  readonly address: DigitalAddress;
  /** Result of that repeat, when this send goes to a newer address. */
  readonly afterRepeat?: RepeatResult;
}

export interface RepeatResult {
  readonly isDelivered: boolean;
  readonly address: DigitalAddress;
  readonly date: string;
}

export const sendOf = (input: StepInput): DigitalSend => input.item.data as unknown as DigitalSend;
export const idParts = (recIndex: number, { source, repeat, attempt }: DigitalSend) => ({
  recIndex,
  source,
  repeat,
  attempt,
});

/**
 * SEND's own inbox holds the notification since its notice was deposited: the address and the elements say so. unsure: an
 * inbox that was opened later, before the second round, holds it from then on; dated back, the term would be over already.
 *
 * Source: public page "Decodifiche SEND_DIGITAL", real document of August 2025
 */
export const depositedAt = ({ notification }: StepInput, recIndex: number, send: DigitalSend): Instant | undefined =>
  send.address.type === 'SERCQ' && send.attempt === 0
    ? elementsOf(notification, recIndex, 'AAR_GENERATION')[0]?.eventAt
    : undefined;

export const digitalSucceeds = (input: StepInput, result: RepeatResult): NewPlan =>
  later(input.now, delays.toDigitalEnd, 'delivery.digital-success', reasons.digitalSuccess, {
    recIndex: recIndexOf(input),
    data: { address: result.address, date: result.date },
  });

export const nextSourceFollows = (
  input: StepInput,
  tried: { readonly source: DigitalSource; readonly attempt: number; readonly address?: DigitalAddress },
): NewPlan =>
  later(input.now, delays.toNextSource, 'delivery.next-source', reasons.nextDigitalSource, {
    recIndex: recIndexOf(input),
    data: {
      source: tried.source,
      attempt: tried.attempt,
      ...(tried.address ? { address: tried.address } : {}),
    },
  });

/** For readers of stored plans: an instant kept as text. */
export const instantOf = (text: unknown): Instant => {
  const at = parseInstant(String(text));
  if (at === undefined) throw new Error(`"${String(text)}" is no instant`);
  return at;
};
