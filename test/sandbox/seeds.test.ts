import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../e2e/support/cli.js';
import { aSimulator, type SandboxShape, type TestSimulator } from '../support/simulator.js';

let folder: ReturnType<typeof temporaryFolder>;
let running: TestSimulator[];
beforeEach(() => {
  folder = temporaryFolder();
  running = [];
});
afterEach(async () => {
  for (const simulator of running) await simulator.stop();
  folder.remove();
});

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) writeFileSync(folder.at(name), text);
};
const start = async (options: object = {}): Promise<TestSimulator> => {
  const simulator = await aSimulator({ seeds: folder.path, ...options });
  running.push(simulator);
  return simulator;
};
const refusalOf = async (files: Readonly<Record<string, string>>): Promise<{ code: string; message: string }> => {
  write(files);
  return (await start().catch((error: unknown) => error)) as { code: string; message: string };
};

const team = `seed: 7
senders:
  - name: Comune di Prova
    groups: [Tributi]
    apiKeys:
      - { name: mine, key: key-of-team-a, groups: [Tributi] }
settings:
  addressProfile: strict
`;

describe('a folder of seeds', () => {
  it('makes a sandbox of each file, with its keys', async () => {
    write({ 'team-a.yaml': team, 'team-b.json': '{"clock": {"mode": "manual"}}', 'readme.txt': 'not one' });
    const { call } = await start();

    const { body } = await call<{ items: SandboxShape[] }>('GET', '/_sim/sandboxes');
    expect(body.items.map(({ id }) => id)).toEqual(['default', 'team-a', 'team-b']);
    const clock = await call('GET', '/_sim/clock', { headers: { 'x-api-key': 'key-of-team-a' } });
    expect(clock.status).toBe(200);
  });

  it('takes up snapshots, also of the default sandbox', async () => {
    const first = await aSimulator({ seed: 'of-friday' });
    write({ 'default.json': (await first.call('GET', '/_sim/snapshot')).text });
    await first.stop();

    const { call } = await start();

    expect((await call<SandboxShape>('GET', '/_sim/sandboxes/default')).body.seed).toBe('of-friday');
  });

  it('leaves alone what a folder of data has from before', async () => {
    write({ 'team-a.yaml': team });
    const data = temporaryFolder();
    const first = await start({ data: data.path });
    await first.call('DELETE', '/_sim/sandboxes/team-a');
    await first.call('POST', '/_sim/sandboxes', { body: { id: 'team-a', seed: 'other' } });
    await running.pop()?.stop();

    const { call } = await start({ data: data.path });

    expect((await call<SandboxShape>('GET', '/_sim/sandboxes/team-a')).body.seed).toBe('other');
    await running.pop()?.stop();
    data.remove();
  });
});

describe('a seed that is wrong ends the start', () => {
  it.each<[string, Record<string, string>, string, RegExp]>([
    [
      'an unknown word',
      { 'a.yaml': 'seed: 1\nsettings:\n  retentoin: off\n' },
      'SIM_CONFIG_INVALID',
      /a\.yaml:3:14 settings\.retentoin: .*retention/,
    ],
    ['a broken file', { 'a.yaml': 'seed: [1\n' }, 'SIM_CONFIG_INVALID', /a\.yaml:2:1 /],
    ['no object', { 'a.yaml': 'hello\n' }, 'SIM_CONFIG_INVALID', /a\.yaml:1:1 wanted is what POST/],
    [
      'a name that no sandbox can have',
      { 'Team.yaml': team },
      'SIM_CONFIG_INVALID',
      /Team\.yaml:1:1 the name of the file/,
    ],
    [
      'the same name twice',
      { 'a.json': '{}', 'a.yaml': '{}' },
      'SIM_CONFIG_INVALID',
      /a\.json makes the sandbox "a" already/,
    ],
    [
      'a key that is taken',
      { 'a.yaml': team, 'b.yaml': team },
      'SIM_CONFIG_INVALID',
      /b\.yaml:1:1 the key "key-of-t…"/,
    ],
    [
      'an unknown scenario',
      { 'a.yaml': 'scenarios:\n  - no-such\n' },
      'SIM_SCENARIO_INVALID',
      /a\.yaml:2:5 scenarios\[0\]: /,
    ],
    [
      'a later snapshot',
      { 'a.json': '{"format":"send-simulator-snapshot","version":9}' },
      'SIM_CONFIG_INVALID',
      /a\.json:1:1 version: /,
    ],
  ])('with %s, in its place', async (_what, files, code, message) => {
    expect(await refusalOf(files)).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('that is no folder', async () => {
    await expect(aSimulator({ seeds: folder.at('nowhere') })).rejects.toThrow('cannot be read');
  });
});
