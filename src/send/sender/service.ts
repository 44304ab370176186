import type { Room, RoomContext, Step } from '../../sandbox/room.js';
import type { Seed } from '../../sandbox/seed.js';
import { type ApiKey, type Caller, defaultSenderSettings, type Group, type PdndMode, type Sender } from './model.js';

/** A sender as `POST /_sim/sandboxes` asks for it. */
export interface SenderSpec {
  readonly name?: string;
  readonly taxId?: string;
  readonly denomination?: string;
  readonly groups?: readonly string[];
  readonly apiKeys?: readonly ApiKeySpec[];
  readonly settings?: Readonly<Partial<Sender['settings']>>;
}

export interface ApiKeySpec {
  readonly name?: string;
  /** Names or ids of groups of the sender. */
  readonly groups?: readonly string[];
  readonly pdnd?: PdndMode;
  readonly key?: string;
}

/** A group that a key names and the sender does not have. */
export class UnknownGroup extends Error {
  constructor(
    readonly group: string,
    readonly known: readonly string[],
  ) {
    super(`no group "${group}"`);
  }
}

export interface SenderRoom extends Room<{ readonly sender: Sender }> {
  add(spec: SenderSpec): Sender;
  all(): readonly Sender[];
  /** Who sends with this key; undefined when no sender of this sandbox has it. */
  caller(key: string): Caller | undefined;
  /** Called with each key that appears or goes, so that the process knows which sandbox it selects. */
  onKeys(listener: (key: string, present: boolean) => void): void;
}

export interface SenderDefaults {
  readonly name: string;
  readonly taxId: string;
}

/** The body that a sandbox gets when none is asked for, and what an unnamed one is called. */
export const defaultSender: SenderDefaults = { name: 'Comune di Esempio', taxId: '12345678903' };

const numericTaxId = (seed: Seed, ordinal: number): string => {
  const digits = [...seed.bytes('sender-tax-id', ordinal, 10)].map((b) => b % 10);
  const sum = digits.reduce(
    (total, digit, i) => total + (i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  );
  return `${digits.join('')}${(10 - (sum % 10)) % 10}`;
};

/**
 * @param randomKey makes a virtual key: keys stand outside the seed, or two sandboxes with one seed could not be told apart
 */
export const createSenderRoom = (context: RoomContext, randomKey: () => string): SenderRoom => {
  const { seed } = context;
  let senders: Sender[] = [];
  const byKey = new Map<string, Caller>();
  const listeners: ((key: string, present: boolean) => void)[] = [];

  const room: SenderRoom = {
    name: 'sender',
    add: (spec) => {
      const ordinal = seed.next('sender');
      const first = ordinal === 0;
      const name = spec.name ?? (first ? defaultSender.name : `Comune ${ordinal + 1}`);
      const groups: Group[] = (spec.groups ?? []).map((group) => ({
        id: seed.bytes('group', seed.next('group'), 12).toString('hex'),
        name: group,
      }));
      const idOf = (wanted: string): string => {
        const found = groups.find((g) => g.name === wanted || g.id === wanted);
        if (!found)
          throw new UnknownGroup(
            wanted,
            groups.map((g) => g.name),
          );
        return found.id;
      };
      const apiKeys: ApiKey[] = (spec.apiKeys ?? [{}]).map((key) => ({
        id: seed.uuid('api-key', seed.next('api-key')),
        name: key.name ?? 'default',
        key: key.key ?? randomKey(),
        groups: (key.groups ?? []).map(idOf),
        pdnd: key.pdnd ?? 'any',
        status: 'ENABLED',
      }));
      const sender: Sender = {
        paId: seed.uuid('pa', ordinal),
        name,
        taxId: spec.taxId ?? (first ? defaultSender.taxId : numericTaxId(seed, ordinal)),
        denomination: spec.denomination ?? name,
        groups,
        apiKeys,
        settings: { ...defaultSenderSettings, ...spec.settings },
      };
      context.record(room, { sender });
      return sender;
    },
    all: () => senders,
    caller: (key) => byKey.get(key),
    onKeys: (listener) => {
      listeners.push(listener);
    },
    apply: ({ data: { sender } }: Step<{ readonly sender: Sender }>) => {
      senders = [...senders.filter((s) => s.paId !== sender.paId), sender];
      for (const key of sender.apiKeys) {
        byKey.set(key.key, { sender, key });
        for (const listener of listeners) listener(key.key, true);
      }
    },
    reset: () => {
      for (const key of byKey.keys()) for (const listener of listeners) listener(key, false);
      senders = [];
      byKey.clear();
    },
    keep: () => senders.map((sender) => ({ sender })),
    counts: () => ({ senders: senders.length }),
  };
  return room;
};
