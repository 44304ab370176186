import type { Instant } from '../../clock/instant.js';
import type { Birth } from '../../sandbox/room.js';
import type { functionalities } from './facts.js';

/** A function of the platform that is watched. */
export type Functionality = (typeof functionalities)[number];

/** A malfunction of one function: open, closed, then certified. */
export interface Incident {
  readonly id: string;
  readonly functionality: Functionality;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly certificate?: Certificate;
}

/** The document about a malfunction that is over. */
interface Certificate {
  readonly legalFactId: string;
  readonly availableAt: Instant;
  /** Tells its age in the archive. */
  readonly birth: Birth;
}

/** Durable changes of this room. */
export type DowntimeChange =
  | { readonly kind: 'opened'; readonly id: string; readonly functionality: Functionality }
  | { readonly kind: 'closed'; readonly id: string }
  | { readonly kind: 'certified'; readonly id: string; readonly legalFactId: string }
  /** One as a snapshot keeps it. */
  | { readonly kind: 'kept'; readonly incident: Incident };

/** A month of the calendar in UTC, January is 1. */
export interface Month {
  readonly year: number;
  readonly month: number;
}

/** What a search in the history asks for. */
export interface HistoryQuery {
  readonly from: Instant;
  /** Absent: up to now. */
  readonly to?: Instant;
  readonly functionalities: readonly Functionality[];
}

/** Position of a page, from 0, and its length. */
export interface PageQuery {
  readonly page: number;
  readonly size: number;
}
