/** A public body (or a unit of one) that sends notifications. */
export interface Sender {
  readonly paId: string;
  readonly name: string;
  readonly taxId: string;
  readonly denomination: string;
  readonly groups: readonly Group[];
  readonly apiKeys: readonly ApiKey[];
  readonly settings: SenderSettings;
}

export interface Group {
  readonly id: string;
  readonly name: string;
}

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
}

export interface SenderSettings {
  readonly active: boolean;
  readonly addressLookup: boolean;
}

export const defaultSenderSettings: SenderSettings = { active: true, addressLookup: false };

/** Who makes a call, once key and groups are known. */
export interface Caller {
  readonly sender: Sender;
  readonly key: ApiKey;
}
