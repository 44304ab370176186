import type { statuses } from '../../text/console/statuses.js';
import type { Said } from '../../text/said.js';

/** What `/_sim` answers, as far as pages read it; `openapi/simulator.yaml` has it in full. Instants are ISO 8601 in UTC. */

export type NotificationStatus = keyof typeof statuses;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

export interface Clock {
  readonly mode: 'manual' | 'scaled' | 'auto';
  readonly preset?: 'real' | 'uat' | 'demo';
  /** Virtual seconds per real second. */
  readonly rate: number;
  readonly paused: boolean;
  readonly now: string;
  readonly nextDueAt?: string;
  readonly pending: number;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly status: string;
  readonly pdnd: 'any' | boolean;
}

export interface Sender {
  readonly paId: string;
  readonly name: string;
  readonly taxId: string;
  readonly denomination: string;
  readonly apiKeys: readonly ApiKey[];
}

export interface Sandbox {
  readonly id: string;
  readonly seed: string;
  readonly clock: Clock;
  readonly senders: readonly Sender[];
}

export interface NotificationRow {
  readonly iun?: string;
  readonly notificationRequestId: string;
  readonly sender: { readonly paId: string; readonly taxId: string; readonly denomination: string };
  readonly subject: string;
  readonly status: NotificationStatus;
  readonly recipients: readonly string[];
  readonly createdAt: string;
  readonly scenario?: string;
  readonly version?: string;
}

export interface AgendaItem {
  readonly at: string;
  readonly kind: string;
  readonly iun?: string;
  readonly recIndex?: number;
  readonly why: Said;
  readonly rule?: Said & { readonly name: string };
  readonly stoppedBy?: readonly Said[];
  readonly scenario?: string;
  readonly source?: string;
  readonly after?: string;
}

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly executed: readonly {
    readonly at: string;
    readonly kind: string;
    readonly iun?: string;
    readonly recIndex?: number;
    readonly category?: string;
  }[];
  readonly executedCount: number;
  readonly pending: number;
  readonly nextDueAt?: string;
}

/** An event of `GET /_sim/events`. */
export interface SimEvent {
  readonly event: 'journal' | 'timeline' | 'clock' | 'scenario' | 'dropped' | 'end';
  readonly data: Readonly<Record<string, unknown>>;
}
