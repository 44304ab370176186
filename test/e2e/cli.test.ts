import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Call, type Running, run, start, temporaryFolder } from './support/cli.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

let folder: ReturnType<typeof temporaryFolder>;
let running: Running[];

beforeEach(() => {
  folder = temporaryFolder();
  running = [];
});

afterEach(async () => {
  for (const simulator of running) simulator.signal('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  folder.remove();
});

const startHere = async (call: Call = {}): Promise<Running> => {
  const simulator = await start({ cwd: folder.path, ...call });
  running.push(simulator);
  return simulator;
};

const listenSomewhere = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
  });

/** A request in flight for ever: its body was announced and does not come. */
const hangingRequest = async ({ url, key }: Running): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    `POST /delivery/attachments/preload HTTP/1.1\r\nhost: ${hostname}\r\nx-api-key: ${key}\r\n` +
      'content-type: application/json\r\ncontent-length: 100\r\nexpect: 100-continue\r\n\r\n',
  );
  // "100 Continue": the server has the request in hand.
  await new Promise((resolve) => socket.once('data', resolve));
  return socket;
};

describe('help and version', () => {
  it.each([[['help']], [['--help']], [['-h']], [['help', 'start']], [['demo', '--help']]])(
    '%j prints the help and exits 0',
    async (args) => {
      const { exitCode, stdout, stderr } = await run({ args });

      expect(exitCode).toBe(0);
      expect(stdout).toContain('Usage: send-simulator [command] [settings]');
      expect(stdout).toContain('--no-sim-headers');
      expect(stderr).toBe('');
    },
  );

  it.each([[['version']], [['--version']], [['-v']]])('%j prints the version and exits 0', async (args) => {
    expect(await run({ args })).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('validate', () => {
  it('has a help of its own', async () => {
    const { exitCode, stdout } = await run({ args: ['validate', '--help'] });

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: send-simulator validate \[path …\] \[flags\]$/m);
    expect(stdout).toContain('--format <text|json|github>');
    expect(stdout).not.toContain('--port');
  });

  it('plays the files of a folder and says which one ends otherwise, exit 5', async () => {
    const head = 'title: { it: Prova, en: Trial }\n';
    writeFileSync(folder.at('right.yaml'), `name: right\n${head}expect: { status: EFFECTIVE_DATE }\n`);
    writeFileSync(folder.at('wrong.yaml'), `name: wrong\n${head}expect: { status: VIEWED }\n`);

    const { exitCode, stdout } = await run({ args: ['validate', '.', '--run'], cwd: folder.path });

    expect(exitCode).toBe(5);
    expect(stdout).toContain('✓ right.yaml\n');
    expect(stdout).toContain('wrong.yaml:3:11 expect.status');
  });
});

describe('scenarios and schema', () => {
  it('a file that changes is followed without a new start', async () => {
    const write = (title: string): void =>
      writeFileSync(
        folder.at('mine.yaml'),
        `name: mine\ntitle: { it: ${title}, en: ${title} }\nwhen: { subject: x }\n`,
      );
    write('before');
    const { url, stop } = await startHere({ args: ['--port', '0', '--scenarios', 'mine.yaml', '--watch'] });
    const title = async (): Promise<string> => {
      const answer = await fetch(`${url}/_sim/scenarios/mine`);
      return ((await answer.json()) as { readonly title: { readonly en: string } }).title.en;
    };
    expect(await title()).toBe('before');

    write('after');
    while ((await title()) !== 'after') await new Promise((resolve) => setImmediate(resolve));

    expect((await stop()).exitCode).toBe(143);
  });

  it('explain foretells a body from the example command', async () => {
    const { stdout: body } = await run({ args: ['example', 'request', '--kind', 'ar', '--seed', '7'] });
    writeFileSync(folder.at('body.json'), body);

    const { exitCode, stdout, stderr } = await run({
      args: ['scenarios', 'explain', '--request', 'body.json', '--clock', 'manual@2026-03-02T09:00:00Z'],
      cwd: folder.path,
    });

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^ {2}02 Mar 2026 at 10:00 {2}REQUEST_ACCEPTED$/m);
  });

  it('schema prints the schema that editors read', async () => {
    const { stdout } = await run({ args: ['schema'] });

    expect(JSON.parse(stdout)).toEqual(
      JSON.parse(readFileSync(new URL('../../scenarios/scenario.schema.json', import.meta.url), 'utf8')),
    );
  });
});

describe('configuration', () => {
  it('--print-config shows values with their origin and starts nothing', async () => {
    writeFileSync(folder.at('send-simulator.yaml'), 'lang: it\napi-key: very-secret\n');

    const { exitCode, stdout } = await run({
      args: ['--print-config', '--port', '8080'],
      env: { SEND_SIM_CLOCK: 'manual' },
      cwd: folder.path,
    });

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^port +8080 +--port$/m);
    expect(stdout).toMatch(/^clock +manual +SEND_SIM_CLOCK$/m);
    expect(stdout).toMatch(/^lang +it +send-simulator\.yaml:1$/m);
    expect(stdout).toMatch(/^api-key +\*\*\* +send-simulator\.yaml:2$/m);
    expect(stdout).toMatch(/^host +127\.0\.0\.1 +default$/m);
    expect(stdout).not.toContain('very-secret');
  });

  it('everything that is wrong is told at once on stderr, exit 2, nothing on stdout', async () => {
    writeFileSync(folder.at('other.yaml'), '\nclok: uat\n');

    const { exitCode, stdout, stderr } = await run({
      args: ['--prot', '1', '--lang', 'fr', '--config', 'other.yaml'],
      env: { SEND_SIM_SED: 'x' },
      cwd: folder.path,
    });

    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('4 problems (SIM_CONFIG_INVALID)');
    expect(stderr).toContain('unknown flag --prot; did you mean --port?');
    expect(stderr).toContain('lang: received "fr" from --lang; wanted: one of en, it');
    expect(stderr).toContain('other.yaml:2: unknown setting clok; did you mean clock?');
    expect(stderr).toContain('unknown variable SEND_SIM_SED; did you mean SEND_SIM_SEED?');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it.each([
    [['strat'], 'unknown command strat; did you mean start?'],
    [['valdiate'], 'unknown command valdiate; did you mean validate?'],
    [['--run'], '--run means nothing to start'],
    [['validate', '--fromat', 'json'], 'unknown flag --fromat; did you mean --format?'],
    [['validate', '--format', 'xml'], 'format: received "xml"; wanted: one of text, json, github'],
    [['--config', 'gone.yaml'], 'there is no file "gone.yaml"'],
    [['--host', '0.0.0.0'], 'give --control-token <token>'],
    [
      ['--ready-file', '/nowhere/at/all/ready.json', '--port', '0'],
      'ready-file: "/nowhere/at/all/ready.json" cannot be written',
    ],
  ])('%j exits 2 with a sentence', async (args, sentence) => {
    const { exitCode, stderr } = await run({ args });

    expect(exitCode).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('SIM_CONFIG_INVALID');
  });

  it('a configuration file that is a folder is a problem of configuration, not a bug', async () => {
    mkdirSync(folder.at('send-simulator.yaml'));

    const { exitCode, stderr } = await run({ cwd: folder.path });

    expect(exitCode).toBe(2);
    expect(stderr).toContain('"send-simulator.yaml" cannot be read');
  });

  it('a scenario file that cannot be used is exit 4, with its place', async () => {
    writeFileSync(folder.at('mine.yaml'), 'name: mine\ntitel: nothing\n');

    const { exitCode, stdout, stderr } = await run({
      args: ['--port', '0', '--scenarios', 'mine.yaml'],
      cwd: folder.path,
    });

    expect(exitCode).toBe(4);
    expect(stdout).toBe('');
    expect(stderr).toContain('SIM_SCENARIO_INVALID');
    expect(stderr).toContain('mine.yaml:2');
    expect(stderr).toContain('> 2 | titel: nothing');
    expect(stderr).not.toMatch(/^ +at |"stack"/m);
  });

  it('the port of a running program is one sentence and exit 3', async () => {
    const occupant = await listenSomewhere();

    const port = String((occupant.address() as AddressInfo).port);

    const { exitCode, stdout, stderr } = await run({ args: ['--port', port] });
    occupant.close();

    expect(exitCode).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toContain('SIM_PORT_IN_USE');
    expect(stderr).toContain(port);
    expect(stderr).not.toMatch(/^ +at |"stack"/m);
  });
});

describe('ready', () => {
  it('is one line on stdout that names url, control, console, key, sandbox and version', async () => {
    const simulator = await startHere();
    const { stdout } = await simulator.stop();

    const { url } = simulator;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(stdout).toBe(
      `send-simulator ready url=${url} control=${url}/_sim console=${url}/console ` +
        `key=5e5d0000-0000-4000-8000-000000000001 sandbox=default version=${version}\n`,
    );
  });

  it('means that health answers 200', async () => {
    const { url } = await startHere({ args: ['start'] });

    const response = await fetch(`${url}/_sim/health`);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ready', version });
  });

  it('is told by the ready file too, which goes away at the end', async () => {
    const path = folder.at('ready.json');
    writeFileSync(path, 'left behind by a killed process');

    const simulator = await startHere({ args: ['--ready-file', path, '--api-key', 'my-own-key'] });
    const { url, key } = simulator;
    // The line comes first: whoever has seen the file finds the line written.
    await expect.poll(() => existsSync(path)).toBe(true);
    const told = JSON.parse(readFileSync(path, 'utf8'));

    expect(key).toBe('my-own-key');
    expect(told).toEqual({
      url,
      control: `${url}/_sim`,
      console: `${url}/console`,
      key,
      sandbox: 'default',
      version,
      pid: simulator.process.pid,
    });
    await simulator.stop();
    expect(existsSync(path)).toBe(false);
  });

  it('is told as JSON on request', async () => {
    const { readyLine, url, key, process } = await startHere({ args: ['--json'] });

    expect(JSON.parse(readyLine)).toMatchObject({ control: `${url}/_sim`, key, sandbox: 'default', pid: process.pid });
  });

  it('finds a random key on an address that other machines reach', async () => {
    const first = await startHere({ args: ['--host', '0.0.0.0', '--control-open'] });
    const second = await startHere({ args: ['--host', '0.0.0.0', '--control-token', 't'] });

    expect(first.key).not.toBe('5e5d0000-0000-4000-8000-000000000001');
    expect(first.key).not.toBe(second.key);
  });
});

describe('logs', () => {
  it('are lines of JSON on stderr when nobody watches a terminal', async () => {
    const simulator = await startHere({ args: ['--log-level', 'debug', '--api-key', 'very-secret'] });
    const { stderr } = await simulator.stop();

    const lines = stderr.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) });
    expect(stderr).not.toContain('very-secret');
  });

  it('are silent on request', async () => {
    const simulator = await startHere({ args: ['--log-level', 'silent'] });

    expect((await simulator.stop()).stderr).toBe('');
  });
});

describe('signals', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s stops it in good order with exit code %i', async (signal, exitCode) => {
    const simulator = await startHere();

    simulator.signal(signal);

    expect((await simulator.ended).exitCode).toBe(exitCode);
    await expect(fetch(`${simulator.url}/_sim/health`)).rejects.toThrow();
  });

  /** Which of two ends first: `held` waits two seconds for a request that never ends. */
  const endsBefore = async (other: Running, held: Running): Promise<boolean> => {
    const socket = await hangingRequest(held);
    const first = Promise.race([other.ended.then(() => other), held.ended.then(() => held)]);
    held.signal('SIGTERM');
    other.signal('SIGTERM');
    const isBefore = (await first) === other;
    expect((await held.ended).exitCode).toBe(143);
    socket.destroy();
    return isBefore;
  };

  it('a connection that was kept open does not hold it back', async () => {
    const [kept, held] = [await startHere(), await startHere()];
    await fetch(`${kept.url}/_sim/health`, { headers: { connection: 'keep-alive' } });

    expect(await endsBefore(kept, held)).toBe(true);
  });

  it('a second signal ends it at once, one gives up a request that never ends after two seconds', async () => {
    const [twice, held] = [await startHere(), await startHere()];
    const socket = await hangingRequest(twice);
    twice.signal('SIGINT');

    expect(await endsBefore(twice, held)).toBe(true);
    // Which of two signals at once comes first is the system's choice.
    expect([130, 143]).toContain((await twice.ended).exitCode);
    socket.destroy();
  });
});
