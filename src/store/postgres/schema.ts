/**
 * The tables, as migrations from each version to the next; what stands here is never changed, only continued. All of them
 * live in one schema, so that the database may hold other things.
 *
 * A lease is a row of `sandbox` (who has it, under which number) together with the one of `replica` (until when): a replica
 * renews all its leases with one row, however many they are. Numbers of leases come from one sequence, so that no number
 * ever returns, not even for a sandbox that is made again.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE send_sim.replica (
     id text PRIMARY KEY,
     address text,
     version text NOT NULL,
     started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
     until timestamptz NOT NULL
   );
   CREATE SEQUENCE send_sim.lease_number;
   CREATE TABLE send_sim.sandbox (
     id text PRIMARY KEY,
     made bigint GENERATED ALWAYS AS IDENTITY,
     seed text NOT NULL,
     options text NOT NULL,
     steps bigint NOT NULL DEFAULT 0,
     replica text REFERENCES send_sim.replica ON DELETE SET NULL,
     lease bigint NOT NULL DEFAULT nextval('send_sim.lease_number')
   );
   CREATE INDEX sandbox_replica ON send_sim.sandbox (replica);
   CREATE TABLE send_sim.step (
     sandbox text NOT NULL,
     seq bigint NOT NULL,
     body text NOT NULL,
     PRIMARY KEY (sandbox, seq)
   );
   CREATE TABLE send_sim.api_key (
     key text PRIMARY KEY,
     sandbox text NOT NULL REFERENCES send_sim.sandbox ON DELETE CASCADE
   );
   CREATE INDEX api_key_sandbox ON send_sim.api_key (sandbox);
   CREATE TABLE send_sim.file (
     id text PRIMARY KEY DEFAULT gen_random_uuid()::text,
     sandbox text NOT NULL,
     key text,
     sha256 text,
     UNIQUE (sandbox, key)
   );
   CREATE TABLE send_sim.chunk (
     file text NOT NULL REFERENCES send_sim.file ON DELETE CASCADE,
     n integer NOT NULL,
     bytes bytea NOT NULL,
     PRIMARY KEY (file, n)
   );
   CREATE TABLE send_sim.shared (
     name text PRIMARY KEY,
     value text NOT NULL
   );`,
];
