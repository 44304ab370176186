import type { Instant } from '../../clock/instant.js';
import type { Seed } from '../../sandbox/seed.js';
import { type ApiKey, defaultSenderSettings, type Group, type PdndMode, type Sender } from './model.js';

/** A sender as `POST /_sim/sandboxes` asks for it. */
export interface SenderSpec {
  readonly name?: string;
  readonly taxId?: string;
  readonly denomination?: string;
  readonly groups?: readonly string[];
  /** Names of groups, among those of `groups`, that are suspended. */
  readonly suspendedGroups?: readonly string[];
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

/** A group that is named and that the sender does not have. */
export class UnknownGroup extends Error {
  constructor(
    readonly group: string,
    readonly known: readonly string[],
  ) {
    super(`no group "${group}"`);
  }
}

interface SenderDefaults {
  readonly name: string;
  readonly taxId: string;
}

/** The body that a sandbox gets when none is asked for, and what an unnamed one is called. */
export const defaultSender: SenderDefaults = { name: 'Comune di Esempio', taxId: '12345678903' };

/** What new senders and keys are made from. */
export interface Mint {
  readonly seed: Seed;
  readonly now: () => Instant;
  /** Keys stand outside the seed, or two sandboxes with one seed could not be told apart. */
  readonly randomKey: () => string;
  /** After a reset that kept the senders the ordinals begin anew: what is in use is passed over. */
  readonly isKeyIdTaken: (id: string) => boolean;
}

/** @throws UnknownGroup */
export const newSender = (mint: Mint, spec: SenderSpec): Sender => {
  const { seed } = mint;
  const ordinal = seed.next('sender');
  const isFirst = ordinal === 0;
  const name = spec.name ?? (isFirst ? defaultSender.name : `Comune ${ordinal + 1}`);
  const groups = newGroups(seed, spec);
  return {
    paId: seed.uuid('pa', ordinal),
    name,
    taxId: spec.taxId ?? (isFirst ? defaultSender.taxId : numericTaxId(seed, ordinal)),
    denomination: spec.denomination ?? name,
    groups,
    apiKeys: (spec.apiKeys ?? [{}]).map((key) => newKey(mint, key, groups)),
    deletedKeys: [],
    settings: { ...defaultSenderSettings, ...spec.settings },
  };
};

const newGroups = (seed: Seed, { groups = [], suspendedGroups = [] }: SenderSpec): readonly Group[] => {
  const unknown = suspendedGroups.find((name) => !groups.includes(name));
  if (unknown !== undefined) throw new UnknownGroup(unknown, groups);
  return groups.map((name) => ({
    id: seed.bytes('group', seed.next('group'), 12).toString('hex'),
    name,
    status: suspendedGroups.includes(name) ? 'SUSPENDED' : 'ACTIVE',
  }));
};

/**
 * @param groups those that the key may have
 * @throws UnknownGroup
 */
export const newKey = (mint: Mint, spec: ApiKeySpec, groups: readonly Group[]): ApiKey => ({
  id: newKeyId(mint),
  name: spec.name ?? 'default',
  key: spec.key ?? mint.randomKey(),
  groups: (spec.groups ?? []).map((wanted) => idOf(wanted, groups)),
  pdnd: spec.pdnd ?? 'any',
  status: 'ENABLED',
  statusHistory: [{ status: 'CREATED', at: mint.now() }],
});

const newKeyId = (mint: Mint): string => {
  const id = mint.seed.uuid('api-key', mint.seed.next('api-key'));
  return mint.isKeyIdTaken(id) ? newKeyId(mint) : id;
};

const idOf = (wanted: string, groups: readonly Group[]): string => {
  const found = groups.find(({ name, id }) => name === wanted || id === wanted);
  if (found) return found.id;
  throw new UnknownGroup(
    wanted,
    groups.map(({ name }) => name),
  );
};

/** Eleven digits with the right check digit. */
const numericTaxId = (seed: Seed, ordinal: number): string => {
  const digits = [...seed.bytes('sender-tax-id', ordinal, 10)].map((b) => b % 10);
  const sum = digits.reduce(
    (total, digit, i) => total + (i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  );
  return `${digits.join('')}${(10 - (sum % 10)) % 10}`;
};
