import type { Room, RoomContext, Step } from '../../sandbox/room.js';
import type { ApiKey, ApiKeyStatus, Caller, Group, GroupStatus, KeyAction, Sender } from './model.js';
import { statusAfter } from './rules.js';
import { type ApiKeySpec, type Mint, newKey, newSender, type SenderSpec } from './spec.js';

export { type ApiKeySpec, defaultSender, type SenderSpec, UnknownGroup } from './spec.js';

/** A key in a state that does not allow the action. */
export class KeyActionRefused extends Error {
  constructor(
    readonly key: ApiKey,
    readonly action: KeyAction,
  ) {
    super(`${action} of a key that is ${key.status}`);
  }
}

/** What an action did to a key. */
interface KeyChanged {
  /** As it is now; of a deleted key, as it was. */
  readonly key: ApiKey;
  readonly isDeleted: boolean;
  /** The key that takes the place of a rotated one. */
  readonly successor?: ApiKey;
}

/** Public bodies of a sandbox with their groups and keys. A step holds a whole sender as it is from then on. */
export interface SenderRoom extends Room<{ readonly sender: Sender }> {
  /** @throws UnknownGroup */
  add(spec: SenderSpec): Sender;
  all(): readonly Sender[];
  /** Who sends with this key; undefined when no sender of this sandbox has it (any more). */
  caller(key: string): Caller | undefined;
  /**
   * Groups that a key shows its owner: its own, or all groups of the body when it has none.
   * Source: pn-external-registries docs/openapi/pn-selfcare-external-v1-filtered-bundle.yaml
   */
  groupsOf(caller: Caller, status?: GroupStatus): readonly Group[];
  /** Tax ids for which sending is switched off. */
  inactiveTaxIds(): readonly string[];
  /**
   * Gives a sender one more key, for active groups only.
   * @returns undefined when there is no such sender
   * @throws UnknownGroup
   */
  addKey(paId: string, spec: ApiKeySpec): ApiKey | undefined;
  /**
   * @returns undefined when no sender has a key with this id
   * @throws KeyActionRefused
   */
  changeKey(keyId: string, action: KeyAction): KeyChanged | undefined;
  /** Called with each virtual key that is there, appears or goes: so the process knows which sandbox it selects. */
  onKeys(listener: (key: string, present: boolean) => void): void;
}

/** @param randomKey makes a virtual key */
export const createSenderRoom = (context: RoomContext, randomKey: () => string): SenderRoom => {
  let senders: readonly Sender[] = [];
  /** By virtual key; a deleted one has nobody behind it. */
  const byKey = new Map<string, Caller | undefined>();
  const listeners: ((key: string, present: boolean) => void)[] = [];
  const mint: Mint = {
    seed: context.seed,
    now: context.time.now,
    randomKey,
    isKeyIdTaken: (id) => senders.some(({ apiKeys }) => apiKeys.some((key) => key.id === id)),
  };

  const record = (sender: Sender): void => void context.record(room, { sender });

  const bind = (key: string, caller: Caller | undefined): void => {
    byKey.set(key, caller);
    for (const listener of listeners) listener(key, true);
  };

  const inState = (key: ApiKey, status: ApiKeyStatus): ApiKey => ({
    ...key,
    status,
    statusHistory: [...key.statusHistory, { status, at: context.time.now() }],
  });

  /** Same name, groups and voucher mode; new id and new virtual key. */
  const successorOf = ({ name, groups, pdnd }: ApiKey, sender: Sender): ApiKey =>
    newKey(mint, { name, groups, pdnd }, sender.groups);

  const room: SenderRoom = {
    name: 'sender',
    add: (spec) => {
      const sender = newSender(mint, spec);
      record(sender);
      return sender;
    },
    all: () => senders,
    caller: (key) => byKey.get(key),
    groupsOf: ({ sender, key }, status) =>
      sender.groups.filter(
        (group) =>
          (key.groups.length === 0 || key.groups.includes(group.id)) &&
          (status === undefined || group.status === status),
      ),
    inactiveTaxIds: () => senders.flatMap(({ settings, taxId }) => (settings.active ? [] : [taxId])),

    addKey: (paId, spec) => {
      const sender = senders.find((one) => one.paId === paId);
      if (!sender) return undefined;
      const active = sender.groups.filter(({ status }) => status === 'ACTIVE');
      const key = newKey(mint, spec, active);
      record({ ...sender, apiKeys: [...sender.apiKeys, key] });
      return key;
    },

    changeKey: (keyId, action) => {
      const sender = senders.find(({ apiKeys }) => apiKeys.some((key) => key.id === keyId));
      const key = sender?.apiKeys.find(({ id }) => id === keyId);
      if (!sender || !key) return undefined;
      const status = statusAfter(key, action);
      if (status === undefined) throw new KeyActionRefused(key, action);
      if (status === 'DELETED') {
        const apiKeys = sender.apiKeys.filter((other) => other !== key);
        record({ ...sender, apiKeys, deletedKeys: [...sender.deletedKeys, key.key] });
        return { key, isDeleted: true };
      }
      const changed = inState(key, status);
      const successor = status === 'ROTATED' ? successorOf(key, sender) : undefined;
      const apiKeys = sender.apiKeys.map((other) => (other === key ? changed : other));
      record({ ...sender, apiKeys: successor ? [...apiKeys, successor] : apiKeys });
      return { key: changed, isDeleted: false, ...(successor ? { successor } : {}) };
    },

    onKeys: (listener) => {
      listeners.push(listener);
      for (const key of byKey.keys()) listener(key, true);
    },
    apply: ({ data: { sender } }: Step<{ readonly sender: Sender }>) => {
      const isKnown = senders.some(({ paId }) => paId === sender.paId);
      senders = isKnown ? senders.map((one) => (one.paId === sender.paId ? sender : one)) : [...senders, sender];
      for (const key of sender.apiKeys) bind(key.key, { sender, key });
      for (const key of sender.deletedKeys) bind(key, undefined);
    },
    reset: () => {
      for (const key of byKey.keys()) for (const listener of listeners) listener(key, false);
      senders = [];
      byKey.clear();
    },
    snapshot: () => senders.map((sender) => ({ sender })),
    counts: () => ({ senders: senders.length }),
  };
  return room;
};
