import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { run, start } from '../e2e/support/cli.js';
import { clientOf } from '../e2e/support/kill-work.js';
import { aDatabase, query } from './support/database.js';

const root = mkdtempSync(join(tmpdir(), 'store-command-'));
afterAll(() => rmSync(root, { recursive: true }));
const at = (name: string): string => join(root, name);

const timelineOf = async (running: Awaited<ReturnType<typeof start>>, id: string) =>
  (await clientOf(running).call('GET', `/delivery/v2.9/notifications/sent/${Buffer.from(id, 'base64')}`)).text;

it('sandboxes go from a folder into a database and back, with all that is in them', async () => {
  const args = ['start', '--clock', 'manual@2026-05-04T08:00:00Z'];
  const before = await start({ args: [...args, '--data', at('data')] });
  const client = clientOf(before);
  const id = await client.send({ documents: [await client.upload('one')] });
  await client.done('POST', '/_sim/clock/advance', { by: '20d' });
  await client.done('POST', '/_sim/sandboxes', { id: 'second' });
  const timeline = await timelineOf(before, id);
  expect(timeline).toContain('SEND_ANALOG_DOMICILE');
  await before.stop();

  const env = { SEND_SIM_STORE: await aDatabase() };
  const saved = await run({ args: ['store', 'export', at('out'), '--data', at('data')] });
  expect(saved).toMatchObject({ exitCode: 0, stdout: `2 sandboxes written to ${at('out')}\n`, stderr: '' });
  expect(readdirSync(at('out')).sort()).toEqual(['default.json', 'second.json']);
  const taken = await run({ args: ['store', 'import', at('out')], env });
  expect(taken).toMatchObject({ exitCode: 0, stdout: `2 sandboxes taken from ${at('out')}\n`, stderr: '' });

  const after = await start({ args, env });
  expect(await timelineOf(after, id)).toBe(timeline);
  const again = await run({ args: ['store', 'import', at('out')], env });
  expect(again.exitCode).toBe(2);
  expect(again.stderr).toContain('nothing is overwritten: default, second');
  const running = await run({ args: ['store', 'export', at('back'), '--url', after.url] });
  expect(running.exitCode).toBe(0);
  await after.stop();
  expect((await run({ args: ['store', 'import', at('back'), '--data', at('data2')] })).exitCode).toBe(0);
  const end = await start({ args: [...args, '--data', at('data2')] });
  expect(await timelineOf(end, id)).toBe(timeline);
  await end.stop();
});

it('tables are made by a command of their own', async () => {
  const env = { SEND_SIM_STORE: await aDatabase() };

  const [first, second] = [
    await run({ args: ['store', 'migrate'], env }),
    await run({ args: ['store', 'migrate'], env }),
  ];

  expect(first).toMatchObject({ exitCode: 0, stdout: 'the tables have the form 1 now (before: 0)\n' });
  expect(second).toMatchObject({ exitCode: 0, stdout: 'the tables have the form 1 already\n' });
});

it.each([
  [['store'], 2, 'migrate, export or import'],
  [['store', 'exprot', 'x'], 2, 'did you mean export?'],
  [['store', 'migrate'], 2, '--store postgres'],
  [['store', 'export', 'x'], 2, 'which store?'],
  [['store', 'import', '/nowhere', '--data', at('none')], 2, 'cannot be read'],
])('%j ends with %i and says what to do', async (args, exitCode, words) => {
  const ended = await run({ args });

  expect(ended.exitCode).toBe(exitCode);
  expect(ended.stderr).toContain(words);
});

it('a start with a wrong, newer or forbidden database ends with a sentence', async () => {
  const url = await aDatabase();
  const ended = (store: string) =>
    run({ args: ['start', '--port', '0', '--log-level', 'silent'], env: { SEND_SIM_STORE: store } });
  await run({ args: ['store', 'migrate'], env: { SEND_SIM_STORE: url } });
  await query(url, 'INSERT INTO send_sim.migration (version) VALUES (99)');
  const newer = await ended(url);
  expect(newer.exitCode).toBe(2);
  expect(newer.stderr).toContain('newer send-simulator (form 99');
  const wrong = await ended('postgres://sim:topsecret@127.0.0.1:1/sim');
  expect(wrong.exitCode).toBe(2);
  expect(wrong.stderr).toContain('cannot be reached');
  expect(wrong.stderr).not.toContain('topsecret');
  const odd = await ended('mysql://sim:topsecret@127.0.0.1/sim');
  expect(odd.exitCode).toBe(2);
  expect(odd.stderr).toContain('postgres://user:password@host:5432/name');
  expect(odd.stderr).not.toContain('topsecret');
  const fresh = await aDatabase();
  await query(fresh, 'CREATE ROLE visitor LOGIN').catch(() => undefined);
  const forbidden = await ended(fresh.replace('postgres@', 'visitor@'));
  expect(forbidden.exitCode).toBe(6);
  expect(forbidden.stderr).toContain('GRANT CREATE ON DATABASE');
});
