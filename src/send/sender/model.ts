import type { Instant } from '../../clock/instant.js';

/** A public body (or a unit of one) that sends notifications. Two of them may share a tax id. */
export interface Sender {
  readonly paId: string;
  readonly name: string;
  readonly taxId: string;
  readonly denomination: string;
  readonly groups: readonly Group[];
  /** In order of creation, without the deleted ones. */
  readonly apiKeys: readonly ApiKey[];
  /** Virtual keys of deleted API keys: refused by the platform, but `/_sim` still knows whose they were. */
  readonly deletedKeys: readonly string[];
  readonly settings: SenderSettings;
}

/** Only an ACTIVE group can be named in a request. */
export type GroupStatus = 'ACTIVE' | 'SUSPENDED' | 'DELETED';

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly status: GroupStatus;
}

/** CREATED stands in the history only: a new key is ENABLED at once. */
export type ApiKeyStatus = 'CREATED' | 'ENABLED' | 'ROTATED' | 'BLOCKED';
/** Whether a key wants a PDND voucher beside it: takes it or not, wants it, refuses it. */
export type PdndMode = 'any' | true | false;

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** The virtual key: what the client sends in `x-api-key`. */
  readonly key: string;
  /** Ids of groups; empty: a master key, which sees every group. */
  readonly groups: readonly string[];
  readonly pdnd: PdndMode;
  readonly status: ApiKeyStatus;
  /** Oldest first. */
  readonly statusHistory: readonly { readonly status: ApiKeyStatus; readonly at: Instant }[];
}

/** What may happen to a key after its creation. */
export const keyActions = ['ROTATE', 'BLOCK', 'ENABLE', 'DELETE'] as const;
export type KeyAction = (typeof keyActions)[number];

export interface SenderSettings {
  /** False: sending is switched off for the tax id of this body. */
  readonly active: boolean;
  /** The profile of the first users: one recipient, with a payment. */
  readonly mvp: boolean;
  /** Requests that may be sent in a calendar month (UTC). Absent: no limit. */
  readonly monthlyLimit?: number;
  /** May SEND look up the address of a recipient sent without one? */
  readonly addressLookup: boolean;
  /** Letters above 20 grams are refused. */
  readonly heavyMailDisabled: boolean;
  /** Active streams that the body may have. Absent: the platform's figure, as for the next one. */
  readonly maxStreams?: number;
  /** Pause that a stream without news asks for. */
  readonly retryAfterMs?: number;
  /** Reading before that pause is over is refused; on the platform it is only logged. */
  readonly enforceRetryAfter?: boolean;
  /** Usage plan of the gateway, on real time. */
  readonly aggregate?: UsagePlan;
}

/** How much the keys of a body may ask together. Absent: no limit. */
export interface UsagePlan {
  /** Calls in a second, in the long run. */
  readonly rps?: number;
  /** Calls at one time, before `rps` counts. Absent: as many as `rps`. */
  readonly burst?: number;
  /** Calls in a calendar day (UTC). */
  readonly quota?: number;
}

export const defaultSenderSettings: SenderSettings = {
  active: true,
  mvp: false,
  addressLookup: false,
  heavyMailDisabled: false,
};

/** Who makes a call, once key and groups are known. */
export interface Caller {
  readonly sender: Sender;
  readonly key: ApiKey;
}
