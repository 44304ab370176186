import { expect, it } from 'vitest';
import { run } from '../e2e/support/cli.js';
import { aDatabase, query } from './support/database.js';

/** Nobody listens there. */
const url = 'http://127.0.0.1:9';
const doctor = async (store: string) => {
  const { exitCode, stdout, stderr } = await run({
    args: ['doctor', '--url', url, '--json'],
    env: { SEND_SIM_STORE: store },
  });
  expect(stderr).toBe('');
  const { findings } = JSON.parse(stdout) as { findings: { check: string; state: string; said: string }[] };
  return { exitCode, found: findings.find(({ check }) => check === 'database') };
};

it('the doctor looks at the database, and changes nothing', async () => {
  const store = await aDatabase();

  expect((await doctor(store)).found).toMatchObject({
    state: 'ok',
    said: expect.stringMatching(/PostgreSQL \d.+, no tables yet/),
  });
  await run({ args: ['store', 'migrate'], env: { SEND_SIM_STORE: store } });
  expect((await doctor(store)).found).toMatchObject({
    state: 'ok',
    said: expect.stringContaining('tables of form 1, which can be written'),
  });
});

it('the doctor ends as a start would on a database of a newer version, or on one where its user may not work', async () => {
  const store = await aDatabase();
  await query(store, 'CREATE ROLE patient LOGIN').catch(() => undefined);
  const patient = store.replace('postgres@', 'patient@');
  expect(await doctor(patient)).toMatchObject({
    exitCode: 6,
    found: { state: 'problem', said: expect.stringContaining('may not make the tables: GRANT CREATE ON DATABASE') },
  });
  await run({ args: ['store', 'migrate'], env: { SEND_SIM_STORE: store } });
  expect(await doctor(patient)).toMatchObject({ exitCode: 6, found: { said: expect.stringContaining('permission') } });
  await query(store, 'GRANT USAGE ON SCHEMA send_sim TO patient');
  await query(store, 'GRANT SELECT ON ALL TABLES IN SCHEMA send_sim TO patient');
  expect(await doctor(patient)).toMatchObject({
    exitCode: 6,
    found: { said: expect.stringMatching(/may not use send_sim\.api_key, .+: GRANT SELECT, INSERT/) },
  });

  await query(store, 'INSERT INTO send_sim.migration (version) VALUES (99)');
  expect(await doctor(store)).toMatchObject({
    exitCode: 2,
    found: { state: 'problem', said: expect.stringContaining('newer send-simulator (form 99') },
  });
});
