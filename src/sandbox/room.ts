import type { Instant, Micros } from '../clock/instant.js';
import type { Seed } from './seed.js';

/**
 * Birth of a stored thing in storage time (design: links, uploads and stream events age by explicit moves of the clock
 * plus real time). Things born during a move share one object, whose `at` is set to the end of the move when it ends, so
 * that one long `advance` loses nothing the client could not have read. Keep the reference, never the number.
 */
export interface Birth {
  at: Micros;
}

/** What rooms may ask about time. Nobody else in the house tells the time. */
export interface Time {
  /** The virtual instant; inside an agenda item, the instant of that item. */
  now(): Instant;
  /** Storage time: grows by explicit moves of the clock and by real time, never by the factor of `scaled`. */
  storageNow(): Micros;
}

/**
 * The smallest durable change. A room's state is the fold of its steps: `record` numbers a step, applies it and hands it
 * to the store; at start the stored steps are applied in the same order. There is no other way to change a room.
 */
export interface Step<Data = unknown> {
  /** Position in the sandbox's log: 1, 2, 3 … */
  readonly seq: number;
  readonly at: Instant;
  readonly room: string;
  readonly birth: Birth;
  readonly data: Data;
}

/** A part of a sandbox that holds state. Every room registers one, so that reset and restart can forget none. */
export interface Room<Data = unknown> {
  readonly name: string;
  apply(step: Step<Data>): void;
  /** Back to the empty state of a new sandbox. */
  reset(): void;
  /** How many things a reset would drop, by kind. */
  counts?(): Record<string, number>;
  /**
   * The data of steps that make its present state again in a new sandbox, once the rooms before it are made; plain JSON.
   * A snapshot consists of them, so what is left out here is lost. Empty where nothing has happened.
   */
  snapshot(): Iterable<Data>;
  /** For a room that keeps less in a reset that spares it than in a snapshot. */
  keep?(): Iterable<Data>;
  /** The uploaded bytes that belong to its state. */
  uploads?(): readonly { readonly key: string; readonly sha256Base64: string }[];
}

/** What every room of a sandbox is built from. */
export interface RoomContext {
  /** Id of the sandbox; also the name of its bucket. Never enters an id that the seed makes. */
  readonly sandboxId: string;
  readonly seed: Seed;
  readonly time: Time;
  /** Numbers, applies and stores a step of this room. Synchronous: what it changed is there when it returns. */
  record<Data>(room: Room<Data>, data: Data): Step<Data>;
}
