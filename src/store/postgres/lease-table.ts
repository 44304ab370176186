import type { LeaseRow, Leases, ReplicaRow, Whereabouts } from '../ports.js';
import type { Database } from './database.js';

/** Longer than a restart of the database, or a stretch of work without a pause, usually takes. */
const lengthMs = 10_000;

/** Which lease this process writes with. */
export interface HeldLeases {
  numberOf(sandbox: string): number | undefined;
}

export interface LeaseTable extends Leases, HeldLeases {
  /** The sandbox was just made by this process. */
  note(sandbox: string, number: number): void;
}

interface Found {
  readonly id: string;
  readonly replica: string | null;
  readonly address: string | null;
}

const whereabouts = ({ id, replica, address }: Found): Whereabouts =>
  replica === null ? { id } : { id, owner: { replica, address: address ?? undefined } };

const living = 'r.until > clock_timestamp()';
const place = `SELECT s.id, r.id AS replica, r.address FROM send_sim.sandbox s
  LEFT JOIN send_sim.replica r ON r.id = s.replica AND ${living}`;

/**
 * @param database for the work
 * @param pulse for the renewals alone: they wait behind nothing
 */
export const createLeaseTable = (database: Database, pulse: Database, randomId: () => string): LeaseTable => {
  const held = new Map<string, number>();
  let replica = '';

  const one = async (text: string, value: string, name: string): Promise<Whereabouts | undefined> => {
    const [found] = (await database.run<Found>(text, [value], name)).rows;
    return found && whereabouts(found);
  };

  return {
    lengthMs,
    get replica() {
      return replica;
    },
    numberOf: (sandbox) => held.get(sandbox),
    note: (sandbox, number) => void held.set(sandbox, number),
    join: async (address, version) => {
      held.clear();
      replica = randomId();
      await pulse.run(`DELETE FROM send_sim.replica WHERE until < clock_timestamp() - interval '1 hour'`);
      await pulse.run(
        `INSERT INTO send_sim.replica (id, address, version, until)
         VALUES ($1, $2, $3, clock_timestamp() + $4 * interval '1 millisecond')`,
        [replica, address ?? null, version, lengthMs],
      );
    },
    announce: async (address) => {
      await pulse.run('UPDATE send_sim.replica SET address = $2 WHERE id = $1', [replica, address]);
    },
    renew: async () => {
      const { rowCount } = await pulse.run(
        `UPDATE send_sim.replica SET until = clock_timestamp() + $2 * interval '1 millisecond'
         WHERE id = $1 AND until > clock_timestamp()`,
        [replica, lengthMs],
      );
      return rowCount === 1;
    },
    ofSandbox: (id) => one(`${place} WHERE s.id = $1`, id, 'of-sandbox'),
    ofKey: (key) => one(`${place} WHERE s.id = (SELECT sandbox FROM send_sim.api_key WHERE key = $1)`, key, 'of-key'),
    take: async (id) => {
      // The row of the holder is locked before it is looked at: it may be just about to renew.
      const { rows } = await database.run<{ lease: string }>(
        `WITH wanted AS (SELECT id, replica FROM send_sim.sandbox WHERE id = $1 FOR UPDATE),
              holder AS (SELECT r.id, r.until FROM send_sim.replica r JOIN wanted w ON w.replica = r.id FOR UPDATE OF r)
         UPDATE send_sim.sandbox s SET replica = $2, lease = nextval('send_sim.lease_number') FROM wanted w
         WHERE s.id = w.id AND NOT EXISTS (SELECT FROM holder WHERE until > clock_timestamp() AND id <> $2)
           AND EXISTS (SELECT FROM send_sim.replica r WHERE r.id = $2 AND ${living})
         RETURNING s.lease`,
        [id, replica],
      );
      const [taken] = rows;
      if (taken) held.set(id, Number(taken.lease));
      return taken !== undefined;
    },
    release: async (id) => {
      const number = held.get(id);
      held.delete(id);
      if (number === undefined) return;
      await database.run('UPDATE send_sim.sandbox SET replica = NULL WHERE id = $1 AND lease = $2', [id, number]);
    },
    forget: (id) => void held.delete(id),
    orphans: async (limit) => {
      const { rows } = await database.run<{ id: string }>(
        `WITH orphan AS (
           SELECT s.id, s.made FROM send_sim.sandbox s LEFT JOIN send_sim.replica r ON r.id = s.replica
           WHERE r.id IS NULL OR NOT ${living})
         SELECT id FROM orphan ORDER BY made LIMIT least($1::bigint, ceil(
           (SELECT count(*) FROM orphan)::numeric / greatest(1, (SELECT count(*) FROM send_sim.replica r WHERE ${living}))))`,
        [limit],
      );
      return rows.map(({ id }) => id);
    },
    replicas: async () => {
      const { rows } = await database.run<Omit<ReplicaRow, 'address'> & { address: string | null }>(
        `SELECT r.id, r.address, r.version,
                to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "startedAt",
                round(extract(epoch FROM r.until - clock_timestamp()) * 1000)::float8 AS "leaseEndsInMs",
                (SELECT count(*) FROM send_sim.sandbox s WHERE s.replica = r.id)::float8 AS sandboxes
         FROM send_sim.replica r ORDER BY r.started_at, r.id`,
      );
      return rows.map(({ address, ...row }) => ({ ...row, address: address ?? undefined }));
    },
    all: async () => {
      const { rows } = await database.run<Omit<LeaseRow, 'replica'> & { replica: string | null }>(
        `SELECT s.id AS sandbox, r.id AS replica, s.lease::float8 AS number, s.steps::float8 AS steps
         FROM send_sim.sandbox s LEFT JOIN send_sim.replica r ON r.id = s.replica AND ${living} ORDER BY s.made`,
      );
      return rows.map(({ replica: owner, ...row }) => ({ ...row, replica: owner ?? undefined }));
    },
    count: async () => {
      const { rows } = await database.run<{ n: number }>('SELECT count(*)::float8 AS n FROM send_sim.sandbox');
      return rows[0]?.n ?? 0;
    },
    ownersOfKeys: async (keys) => {
      const { rows } = await database.run<{ key: string; sandbox: string }>(
        'SELECT key, sandbox FROM send_sim.api_key WHERE key = ANY($1::text[])',
        [keys],
      );
      return new Map(rows.map(({ key, sandbox }) => [key, sandbox]));
    },
    leave: async () => {
      held.clear();
      await pulse.run('DELETE FROM send_sim.replica WHERE id = $1', [replica]);
    },
  };
};
