import type { Micros } from '../../clock/instant.js';
import { milliseconds } from '../../clock/instant.js';
import type { SeenCall } from '../../http/seen-call.js';
import { type Bounded, createBounded } from './bounded.js';
import type { Proof } from './proof.js';
import { proofOf } from './proof.js';

interface SeenStream {
  readonly created?: Proof;
  readonly isTimeline: boolean;
  isRemoved: boolean;
  /** First read that brought events. */
  read?: Proof;
  last?: { readonly proof: Proof; readonly at: Micros };
}

/** Two reads that followed each other too quickly. */
type Hasty = readonly [before: Proof, after: Proof];

/** Streams. */
export interface StreamFacts {
  readonly streams: Bounded<SeenStream>;
  /** First timeline stream, and first stream that was read, also when it is forgotten by now. */
  timeline?: Proof;
  read?: readonly [created: Proof, read: Proof];
  anyRead?: Proof;
  last?: { readonly proof: Proof; readonly at: Micros };
  hasty?: Hasty;
  /** Over all streams, as PagoPA's tool measures. */
  hastyCompat?: Hasty;
  accepted?: Proof;
  iun?: Proof;
  /** Both in one page. */
  both?: Proof;
}

const streamLimit = 1_000;
/** Source: pn-local-emulator `ConsumeEventStreamRecordChecks.ts` */
const leastPause = milliseconds(1_000);

export const noStreams = (): StreamFacts => ({ streams: createBounded(streamLimit) });

interface WireStream {
  readonly streamId?: string;
  readonly eventType?: string;
}

export const foldCreation = (facts: StreamFacts, call: SeenCall): void => {
  if (call.status !== 200) return;
  const { streamId, eventType } = (call.answer ?? {}) as WireStream;
  if (streamId === undefined) return;
  const isTimeline = eventType === 'TIMELINE';
  if (isTimeline) facts.timeline ??= proofOf(call);
  facts.streams.set(streamId, { created: proofOf(call), isTimeline, isRemoved: false });
};

export const foldRemoval = (facts: StreamFacts, call: SeenCall): void => {
  const stream = facts.streams.get(String(call.params.streamId));
  if (stream && call.status === 204) stream.isRemoved = true;
};

interface WireEvent {
  readonly newStatus?: string;
  readonly iun?: string;
}

/** The pause is measured in storage time: real time, and what the client itself moved the clock by. */
export const foldRead = (facts: StreamFacts, call: SeenCall): void => {
  if (!call.isUnderstood) return;
  const proof = proofOf(call);
  facts.anyRead ??= proof;
  const now = { proof, at: call.storageAt };
  if (facts.last && now.at - facts.last.at < leastPause) facts.hastyCompat ??= [facts.last.proof, proof];
  facts.last = now;

  const streamId = String(call.params.streamId);
  // Streams of before a restart are read, too; nobody saw them being made.
  const stream = facts.streams.get(streamId) ?? { isTimeline: false, isRemoved: false };
  facts.streams.set(streamId, stream);
  if (stream.last && now.at - stream.last.at < leastPause) facts.hasty ??= [stream.last.proof, proof];
  stream.last = now;

  if (call.status !== 200 || !Array.isArray(call.answer)) return;
  const events = call.answer as readonly WireEvent[];
  if (events.length > 0) {
    stream.read ??= proof;
    if (stream.created) facts.read ??= [stream.created, proof];
  }
  if (facts.both) return;
  const hasAccepted = events.some(({ newStatus }) => newStatus === 'ACCEPTED');
  const hasIun = events.some(({ iun }) => Boolean(iun));
  if (hasAccepted) facts.accepted ??= proof;
  if (hasIun) facts.iun ??= proof;
  if (hasAccepted && hasIun) facts.both = proof;
};
