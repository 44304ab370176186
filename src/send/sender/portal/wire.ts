import { fromEpochMs, type Instant, toIso } from '../../../clock/instant.js';
import type { ApiKey, Sender } from '../model.js';

/** A key as its portal lists it; `value` only where it was asked for. */
interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly value?: string;
  readonly lastUpdate: string;
  readonly groups: readonly string[];
  readonly status: string;
  readonly statusHistory: readonly {
    readonly status: string;
    readonly date: string;
    readonly changedByDenomination: string;
  }[];
}

export const lastUpdateOf = ({ statusHistory }: ApiKey): Instant => statusHistory.at(-1)?.at ?? fromEpochMs(0);

/** @param showsValue whether the virtual key is told */
export const toWireKey = (key: ApiKey, { name: body, groups }: Sender, showsValue: boolean): ApiKeyRow => ({
  id: key.id,
  name: key.name,
  ...(showsValue ? { value: key.key } : {}),
  lastUpdate: toIso(lastUpdateOf(key)),
  groups: key.groups.map((id) => groups.find((group) => group.id === id)?.name ?? id),
  status: key.status,
  statusHistory: key.statusHistory.map(({ status, at }) => ({
    status,
    date: toIso(at),
    // unsure: the platform names the employee; here the body stands for everybody who works there.
    changedByDenomination: body,
  })),
});
