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

interface ApiKey {
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

export interface Explained {
  readonly elementId: string;
  readonly category: string;
  readonly recIndex?: number;
  readonly at: string;
  readonly isDiagnostic: boolean;
  readonly meaning: Said;
  readonly codes: readonly (Said & { readonly code: string })[];
  readonly rule?: Said & { readonly name: string; readonly law?: string };
  readonly cause: Said & {
    readonly kind: string;
    readonly elementId?: string;
    readonly scenario?: string;
    readonly source?: string;
  };
  readonly status: Said & { readonly before: NotificationStatus; readonly after: NotificationStatus };
}

/** An element of the timeline as the platform shows it. */
export interface WireElement {
  readonly elementId: string;
  readonly category: string;
  readonly timestamp: string;
  readonly legalFactsIds?: readonly { readonly key: string; readonly category: string }[];
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface PaymentCost {
  readonly paymentIndex: number;
  readonly noticeCode?: string;
  readonly title?: string;
  readonly totalPrice: number;
  readonly terms: readonly { readonly label: Said; readonly cents: number }[];
}

export interface OracleAnswer {
  readonly at: string;
  readonly recIndex?: number;
  readonly question: string;
  readonly asked: Said;
  readonly about?: string;
  readonly answered: Said;
  readonly scenario?: string;
  readonly source?: string;
  readonly from: Said;
}

export interface DetailRecipient {
  readonly recipientType: 'PF' | 'PG';
  readonly taxId: string;
  readonly denomination: string;
}

export interface NotificationView extends NotificationRow {
  /** Also while the platform gives none: the one that it will have. */
  readonly iun: string;
  readonly detail: {
    readonly paProtocolNumber?: string;
    readonly abstract?: string;
    readonly recipients: readonly DetailRecipient[];
    readonly notificationStatus: NotificationStatus;
    readonly notificationStatusHistory: readonly {
      readonly status: NotificationStatus;
      readonly activeFrom: string;
    }[];
    readonly timeline: readonly WireElement[];
  };
  readonly diagnosticTimeline: readonly WireElement[];
  readonly internalDetails?: readonly WireElement[];
  readonly costs: readonly { readonly recIndex: number; readonly payments: readonly PaymentCost[] }[];
  readonly waits: readonly {
    readonly at: string;
    readonly recIndex: number;
    readonly code?: string;
    readonly why: Said;
  }[];
  readonly agenda: readonly AgendaItem[];
  readonly explained: readonly Explained[];
  readonly oracle: readonly OracleAnswer[];
}

export interface ListedDocument {
  readonly kind: string;
  readonly title: string;
  readonly recIndex?: number;
  readonly key: string;
  readonly contentType: string;
  readonly contentLength: number;
  readonly url: string;
}
