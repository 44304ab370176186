import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Running, run, start, temporaryFolder } from './support/cli.js';

const folder = temporaryFolder();
let simulator: Running;
beforeAll(async () => {
  const args = [
    '--clock',
    'manual',
    '--tls',
    '--tls-folder',
    folder.at('tls'),
    '--ready-file',
    folder.at('ready.json'),
  ];
  simulator = await start({ args, cwd: folder.path });
  // It comes a moment after the line.
  await vi.waitUntil(() => existsSync(folder.at('ready.json')));
});
afterAll(async () => {
  await simulator.stop();
  folder.remove();
});

it('a command finds the simulator by its ready file, and prints JSON alone', async () => {
  const { exitCode, stdout, stderr } = await run({
    args: ['clock', 'advance', '--by', '7d', '--json'],
    env: { SEND_SIM_READY_FILE: folder.at('ready.json') },
  });

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ executedCount: 0 });
});

it('or by the address in the environment, which a start passes over', async () => {
  const { exitCode, stdout } = await run({ args: ['clock', '--json'], env: { SEND_SIM_URL: simulator.url } });
  const config = await run({ args: ['--print-config'], env: { SEND_SIM_URL: simulator.url } });

  expect([exitCode, config.exitCode]).toEqual([0, 0]);
  expect(JSON.parse(stdout)).toMatchObject({ mode: 'manual' });
});

it('by https too, where the authority of the ready file is trusted', async () => {
  const { https, authority } = JSON.parse(readFileSync(folder.at('ready.json'), 'utf8')) as Record<string, string>;
  const args = ['doctor', '--url', https ?? ''];

  const trusted = await run({ args, env: { NODE_EXTRA_CA_CERTS: authority ?? '' } });
  const strange = await run({ args });

  expect(trusted.exitCode, trusted.stdout).toBe(0);
  expect(strange.exitCode).toBe(5);
  expect(strange.stdout).toContain('NODE_EXTRA_CA_CERTS');
});
