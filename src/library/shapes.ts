import type { SandboxSettings } from '../sandbox/settings.js';
import type { FaultText } from '../scenario/schema-fault.js';
import type { NotificationStatus } from '../send/notification/model.js';
import type { ApiKey as KeyModel, PdndMode, Sender as SenderModel, SenderSettings } from '../send/sender/model.js';
import type { Said } from '../text/said.js';

/** What goes to `/_sim` and comes back. Instants are ISO 8601 in UTC, durations `P7D`, `7d`, `36h`, `90m`, `5s`. */

export type { NotificationStatus, PdndMode, Said, SandboxSettings, SenderSettings };

export interface ClockPace {
  readonly mode?: 'manual' | 'scaled' | 'auto';
  readonly preset?: 'real' | 'uat' | 'demo';
  /** Virtual seconds per real second. */
  readonly rate?: number;
  /** Where it stands; forward only. */
  readonly now?: string;
}

export interface ClockState {
  readonly mode: 'manual' | 'scaled' | 'auto';
  readonly preset?: 'real' | 'uat' | 'demo';
  readonly rate: number;
  readonly paused: boolean;
  readonly now: string;
  readonly nextDueAt?: string;
  /** Planned items of work. */
  readonly pending: number;
}

/** Something to wait for about one notification; all that is given must hold together. */
export interface Condition {
  readonly iun?: string;
  readonly notificationRequestId?: string;
  readonly status?: NotificationStatus;
  /** Category of a timeline element; without `recIndex` of any recipient. */
  readonly category?: string;
  readonly recIndex?: number;
  readonly requestStatus?: 'WAITING' | 'ACCEPTED' | 'REFUSED';
}

/** What a move of the clock did. */
export interface Moved {
  readonly from: string;
  readonly to: string;
  /** The last ones where there were very many. */
  readonly executed: readonly Executed[];
  readonly executedCount: number;
  readonly nextDueAt?: string;
  readonly pending: number;
  readonly matched?: Condition;
  readonly hint?: string;
}

interface Executed {
  readonly at: string;
  readonly kind: string;
  readonly iun?: string;
  readonly recIndex?: number;
  readonly category?: string;
  readonly categories?: readonly string[];
}

export interface AgendaItem {
  readonly at: string;
  readonly kind: string;
  readonly iun?: string;
  readonly recIndex?: number;
  readonly why: Said;
  readonly stoppedBy: readonly Said[];
  readonly scenario?: string;
}

interface SenderSpec {
  readonly name?: string;
  readonly taxId?: string;
  readonly denomination?: string;
  readonly groups?: readonly string[];
  readonly suspendedGroups?: readonly string[];
  readonly apiKeys?: readonly {
    readonly name?: string;
    readonly groups?: readonly string[];
    readonly pdnd?: PdndMode;
    readonly key?: string;
  }[];
  readonly settings?: Partial<SenderSettings>;
}

/** A sandbox to make; without `senders` it has one with one key. */
export interface SandboxSpec {
  /** `^[a-z0-9][a-z0-9-]{0,62}$` */
  readonly id?: string;
  /** One seed and the same calls give the same ids. */
  readonly seed?: string | number;
  readonly clock?: ClockPace;
  readonly senders?: readonly SenderSpec[];
  /** Names, YAML or objects, on top of those of the process. */
  readonly scenarios?: readonly (string | object)[];
  readonly settings?: Partial<Omit<SandboxSettings, 'strictResponses'>>;
  /** Every answer of this sandbox is checked against the contract; a difference is an error. */
  readonly strict?: boolean;
}

type ApiKey = Omit<KeyModel, 'statusHistory'>;

export type Sender = Omit<SenderModel, 'apiKeys' | 'deletedKeys'> & { readonly apiKeys: readonly ApiKey[] };

export interface SandboxState {
  readonly id: string;
  readonly seed: string;
  readonly clock: ClockState;
  readonly senders: readonly Sender[];
}

/** What a reset leaves as it is. */
export type Kept = 'senders' | 'streams' | 'journal' | 'scenarios';

export interface Reset {
  readonly sandbox: string;
  readonly tookMs: number;
  /** How much went, by kind. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly now: string;
}

export interface ListedScenario {
  readonly name: string;
  readonly kind: 'scenario' | 'outcome';
  readonly title: Said;
  /** `file:line`. */
  readonly source: string;
  readonly priority: number;
  /** Notifications that it decided about. */
  readonly uses: number;
}

export interface ShownScenario extends ListedScenario {
  readonly text?: string;
  readonly plan?: unknown;
  readonly narrative?: Said;
  readonly moral?: Said;
}

export interface AddedScenario {
  readonly name: string;
  readonly items: readonly ListedScenario[];
}

export type FaultSpec = FaultText;

export interface Fault extends FaultText {
  readonly id: string;
  readonly source?: string;
  /** Matching calls that it has seen, and how often it acted. */
  readonly matched: number;
  readonly acted: number;
}

export interface ListedNotification {
  readonly iun?: string;
  readonly notificationRequestId: string;
  readonly sender: { readonly paId: string; readonly taxId: string; readonly denomination: string };
  readonly subject: string;
  readonly status: NotificationStatus;
  /** Tax ids. */
  readonly recipients: readonly string[];
  readonly createdAt: string;
  readonly scenario: string;
  readonly version: string;
}

/** What the sandbox knows of one notification; `detail` is the newest one of the platform. */
export interface ShownNotification extends ListedNotification {
  readonly iun: string;
  readonly detail: {
    readonly notificationStatus: NotificationStatus;
    readonly timeline: readonly {
      readonly elementId: string;
      readonly category: string;
      readonly timestamp: string;
      readonly details?: Readonly<Record<string, unknown>>;
      readonly [more: string]: unknown;
    }[];
    readonly [more: string]: unknown;
  };
  readonly agenda: readonly AgendaItem[];
  readonly [more: string]: unknown;
}

/** What an act of a recipient, or of the platform, led to. */
export interface Acted {
  readonly elements: readonly string[];
}

/** One call, as it was received and answered; secrets are masked. */
interface JournalEntry {
  readonly id: string;
  /** Real time. */
  readonly at: string;
  readonly virtualAt: string;
  /** The operationId of the contract, or `uploadObject`, `downloadObject`, `createVoucher`, `backOffice…`. */
  readonly operation: string;
  readonly version?: string;
  readonly method: string;
  readonly path: string;
  /** 0 where a fault cut the connection before there was an answer. */
  readonly status: number;
  readonly durationMs: number;
  readonly senderTaxId?: string;
  readonly iun?: string;
  readonly notificationRequestId?: string;
  readonly streamId?: string;
  readonly problem?: string;
  readonly hint?: Said;
  /** Id of the fault that acted. */
  readonly fault?: string;
  readonly traceId?: string;
  readonly requestBody?: unknown;
  readonly responseBody?: unknown;
  readonly [more: string]: unknown;
}

export interface JournalPage extends Page<JournalEntry> {
  /** Older entries that were let go. */
  readonly dropped: number;
}

/** A call as somebody describes it; the keys of `where` are fields of the journal, dotted: `body.vat`, `status`. */
interface CallPattern {
  /** With `*` for any run of characters. */
  readonly operation: string;
  readonly where?: Readonly<Record<string, unknown>>;
}

/** What a client should have called; once at least, unless said otherwise. */
export interface Expectation extends CallPattern {
  readonly count?: number | { readonly atLeast?: number; readonly atMost?: number };
  readonly never?: true;
  /** Only what came before the first such call counts. */
  readonly before?: CallPattern;
}

/** A whole sandbox; what is in it is no promise. */
export interface Snapshot {
  readonly format: string;
  readonly version: number;
  readonly [more: string]: unknown;
}

export interface Restored extends SandboxState {
  /** Keys with a new value, because the old one selects another sandbox. */
  readonly renewedKeys: readonly ApiKey[];
}

/** `missing`: those whose replica did not answer. */
export interface SandboxPage extends Page<SandboxState> {
  readonly missing?: readonly { readonly id: string }[];
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}
