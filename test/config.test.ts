import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withSettingTable } from '../scripts/setting-table.js';
import { settingList } from '../src/config/settings.js';
import {
  type Config,
  ConfigInvalid,
  fromCommandLine,
  givenValues,
  helpOn,
  loadConfig,
  printConfig,
  type SettingValues,
} from '../src/config.js';
import { isLoopback } from '../src/options.js';
import { nearest } from '../src/text/nearest.js';

interface Written {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly file?: string;
  /** Paths of all files there are; the usual file when absent. */
  readonly files?: Readonly<Record<string, string>>;
  readonly defaults?: Partial<SettingValues>;
}

const load = ({ args = [], env = {}, file, files, defaults = {} }: Written): Promise<Config> => {
  const there = files ?? (file === undefined ? {} : { 'send-simulator.yaml': file });
  return loadConfig({ commandLine: fromCommandLine(args), env, readFile: (path) => there[path], defaults });
};

const problemsOf = async (written: Written): Promise<readonly string[]> => {
  const outcome = await load(written).catch((error: unknown) => error);
  if (!(outcome instanceof ConfigInvalid)) throw new Error(`no refusal: ${JSON.stringify(outcome)}`);
  return outcome.problems;
};

describe('defaults', () => {
  it('are those of the command line that nobody configured', async () => {
    const { values } = await load({});

    expect(values).toEqual({
      port: 7363,
      host: '127.0.0.1',
      tls: false,
      controlOpen: false,
      uploadLimitBytes: 200_000_000,
      clock: 'uat',
      watch: 'off',
      maxSandboxes: 10_000,
      lang: 'en',
      simHeaders: true,
      examples: false,
      strictResponses: false,
      logLevel: 'info',
      maskPeople: false,
    });
  });

  it('give way to those of a command, and both to what somebody wrote', async () => {
    const defaults = { clock: 'manual', logLevel: 'warn' } as const;

    const { values, origins } = await load({ args: ['--log-level', 'debug'], defaults });

    expect(values.clock).toBe('manual');
    expect(origins.clock).toBe('default');
    expect(values.logLevel).toBe('debug');
  });

  it('have the form that their own setting accepts', () => {
    for (const { name, kind, default: value } of settingList) {
      if (value === undefined) continue;
      expect(kind.read(kind.print(value)), name).toEqual(value);
    }
  });
});

it('the table of settings in the README is what the code makes (npm run docs)', () => {
  const readme = readFileSync('README.md', 'utf8');

  expect(readme === withSettingTable(readme)).toBe(true);
  expect(() => withSettingTable('# Nothing')).toThrow('README.md has no place for the settings');
});

describe('https', () => {
  it('has its key by the flag that means an API key to the commands against a running simulator', async () => {
    expect((await load({ args: ['--cert', 'a.pem', '--key', 'b.pem'] })).values).toMatchObject({ tlsKey: 'b.pem' });
    expect(fromCommandLine(['clock', '--key', 'mine'])).toMatchObject({
      own: { key: 'mine' },
      given: [],
      problems: [],
    });
  });

  it.each([
    [['--tls-port', '8443'], '--tls-port is for https: say --tls too'],
    [['--tls', '--port', '80', '--tls-port', '80'], '80 is the port of http too (from --tls-port and --port)'],
    [['--tls', '--tls-host', 'https://a'], 'tls-host: received "https://a"'],
  ])('%j is refused', async (args, told) => {
    expect(await problemsOf({ args })).toEqual([expect.stringContaining(told)]);
  });
});

describe('a watch', () => {
  it.each([
    [['--watch'], 'events'],
    [['--watch', 'poll'], 'poll'],
    [['--watch=poll'], 'poll'],
    [['--no-watch'], 'off'],
  ])('%j is %s', async (args, watch) => {
    expect((await load({ args: [...args, '--scenarios', 'a'] })).values.watch).toBe(watch);
  });

  it('wants something to watch, and knows its words', async () => {
    expect(await problemsOf({ args: ['--watch'] })).toEqual([expect.stringContaining('there is nothing to watch')]);
    expect(await problemsOf({ env: { SEND_SIM_WATCH: 'pol' } })).toEqual([
      'watch: received "pol" from SEND_SIM_WATCH; wanted: true, poll or false',
    ]);
  });
});

describe('sources', () => {
  it('rank flag before variable before file before default, value by value', async () => {
    const file = 'port: 1001\nlang: it\nclock: demo\nhost: localhost\n';
    const env = { SEND_SIM_PORT: '1002', SEND_SIM_LANG: 'en', SEND_SIM_CLOCK: 'auto' };

    const { values, origins } = await load({ args: ['--port', '1003', '--clock=real'], env, file });

    expect(values).toMatchObject({ port: 1003, clock: 'real', lang: 'en', host: 'localhost', logLevel: 'info' });
    expect(origins).toMatchObject({
      port: '--port',
      clock: '--clock',
      lang: 'SEND_SIM_LANG',
      host: 'send-simulator.yaml:4',
      logLevel: 'default',
    });
  });

  it('name the same setting in three ways', async () => {
    const byFlag = await load({ args: ['--upload-limit', '5MB'] });
    const byVariable = await load({ env: { SEND_SIM_UPLOAD_LIMIT: '5MB' } });
    const byFile = await load({ file: 'upload-limit: 5MB' });

    for (const { values } of [byFlag, byVariable, byFile]) expect(values.uploadLimitBytes).toBe(5_000_000);
  });

  it('take the file that --config names, before the one of SEND_SIM_CONFIG, before the usual one', async () => {
    const files = { 'send-simulator.yaml': 'port: 1', 'a.yaml': 'port: 2', 'b.yaml': 'port: 3' };

    expect((await load({ files })).values.port).toBe(1);
    expect((await load({ files, env: { SEND_SIM_CONFIG: 'a.yaml' } })).values.port).toBe(2);
    const both = await load({ files, env: { SEND_SIM_CONFIG: 'a.yaml' }, args: ['--config', 'b.yaml'] });
    expect(both.values.port).toBe(3);
    expect(both.origins.port).toBe('b.yaml:1');
  });

  it('refuse a named file that is not there', async () => {
    expect(await problemsOf({ args: ['--config', 'gone.yaml'] })).toEqual(['--config: there is no file "gone.yaml"']);
    expect(await problemsOf({ env: { SEND_SIM_CONFIG: 'gone.yaml' } })).toEqual([
      'SEND_SIM_CONFIG: there is no file "gone.yaml"',
    ]);
  });

  it('refuse a file that cannot be read, with the reason', async () => {
    const readFile = (): string => {
      throw new Error('EACCES: permission denied');
    };

    const outcome = loadConfig({ commandLine: fromCommandLine([]), env: {}, readFile });

    await expect(outcome).rejects.toThrow('"send-simulator.yaml" cannot be read: EACCES');
  });

  it('leave variables of other programs alone', async () => {
    const { values } = await load({ env: { PORT: '1', SEND_SIMULATOR: 'x', send_sim_port: '2' } });

    expect(values.port).toBe(7363);
  });

  it('an empty file is no mistake', async () => {
    expect((await load({ file: '# nothing yet\n' })).values.port).toBe(7363);
  });

  it('collect the scenarios of a source and do not mix sources', async () => {
    const fromFile = await load({ file: 'scenarios:\n  - a.yaml\n  - b\n' });
    const fromBoth = await load({ file: 'scenarios: a.yaml', args: ['--scenarios', 'c', '--scenarios', 'd,e'] });

    expect(fromFile.values.scenarios).toEqual(['a.yaml', 'b']);
    expect(fromBoth.values.scenarios).toEqual(['c', 'd', 'e']);
  });

  it('give a frozen configuration', async () => {
    const { values, origins } = await load({ args: ['--scenarios', 'a'] });

    expect(Object.isFrozen(values) && Object.isFrozen(origins) && Object.isFrozen(values.scenarios)).toBe(true);
  });
});

describe('yes/no settings', () => {
  it.each([
    [['--no-sim-headers'], false],
    [['--sim-headers'], true],
    [['--sim-headers=no'], false],
    [['--sim-headers=true'], true],
  ])('%j makes sim-headers %s', async (args, expected) => {
    expect((await load({ args })).values.simHeaders).toBe(expected);
  });

  it('do not swallow the word behind them', async () => {
    const { command, problems } = fromCommandLine(['--no-sim-headers', 'demo']);

    expect(command).toBe('demo');
    expect(problems).toEqual([]);
  });

  it('refuse a value behind a no', async () => {
    expect(await problemsOf({ args: ['--no-sim-headers=false'] })).toEqual([
      '--no-sim-headers takes no value; write --sim-headers=false instead',
    ]);
  });
});

describe('forms of values', () => {
  it.each([
    ['manual'],
    ['auto'],
    ['real'],
    ['uat'],
    ['demo'],
    ['60'],
    ['0.5'],
    ['manual@2026-03-01T08:00:00Z'],
    ['1440@2024-02-29T23:59:59.5+01:00'],
  ])('the clock takes %s', async (clock) => {
    expect((await load({ args: ['--clock', clock] })).values.clock).toBe(clock);
  });

  it.each([['fast'], ['0'], ['-1'], ['manual@'], ['manual@2026-03-01'], ['@2026-03-01T08:00:00Z'], ['UAT']])(
    'the clock refuses %s',
    async (clock) => {
      const [problem] = await problemsOf({ args: [`--clock=${clock}`] });

      expect(problem).toMatch(`clock: received ${JSON.stringify(clock)} from --clock; wanted: manual, auto, real`);
    },
  );

  it.each([
    ['1024', 1_024],
    ['1.5MB', 1_500_000],
    ['2 MiB', 2_097_152],
    ['1gb', 1_000_000_000],
  ])('a size of %s is %d bytes', async (text, bytes) => {
    expect((await load({ args: ['--upload-limit', text] })).values.uploadLimitBytes).toBe(bytes);
  });

  it.each([
    ['--upload-limit', '0'],
    ['--upload-limit', '5 apples'],
    ['--upload-limit', '2TB'],
    ['--port', '65536'],
    ['--port', '80.5'],
    ['--port', '0x50'],
    ['--port', ' 80'],
    ['--port', ''],
    ['--host', 'http://localhost'],
    ['--host', 'localhost:80'],
    ['--host', ''],
    ['--lang', 'fr'],
    ['--log-level', 'loud'],
    ['--public-url', 'localhost:7363'],
    ['--public-url', 'ftp://x'],
    ['--public-url', 'http://x/?a=1'],
    ['--seed', 'two words'],
    ['--data', ''],
    ['--scenarios', 'a,,b'],
  ])('%s %j is refused, naming setting, value, flag and form', async (flag, text) => {
    const problems = await problemsOf({ args: [`${flag}=${text}`] });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${flag.slice(2)}: received ${JSON.stringify(text)} from ${flag}; wanted: `);
  });

  it('a public address loses its slash at the end', async () => {
    const { values } = await load({ args: ['--public-url', 'https://send.example.test:8443/base/'] });

    expect(values.publicUrl).toBe('https://send.example.test:8443/base');
  });

  it('a number of the file is read as it was written', async () => {
    expect((await load({ file: 'seed: 007' })).values.seed).toBe('007');
    expect(await problemsOf({ file: 'port: 0x50' })).toEqual([
      'port: received "0x50" from send-simulator.yaml:1; wanted: a whole number from 0 to 65535 (0 = a free port)',
    ]);
  });
});

describe('refusals', () => {
  it('tell everything that is wrong with all sources at once', async () => {
    const problems = await problemsOf({
      args: ['--prot', '80', '--lang', 'fr'],
      env: { SEND_SIM_CLOKC: 'uat', SEND_SIM_PORT: 'many' },
      file: 'uploadLimit: 5MB\nlog-level: loud\n',
    });

    expect(problems).toEqual([
      'unknown flag --prot; did you mean --port?',
      'unknown variable SEND_SIM_CLOKC; did you mean SEND_SIM_CLOCK?',
      'send-simulator.yaml:1: unknown setting uploadLimit; did you mean upload-limit?',
      'port: received "many" from SEND_SIM_PORT; wanted: a whole number from 0 to 65535 (0 = a free port)',
      'lang: received "fr" from --lang; wanted: one of en, it',
      'log-level: received "loud" from send-simulator.yaml:2; wanted: one of silent, error, warn, info, debug',
    ]);
  });

  it('also tell a wrong value that a stronger source overrules', async () => {
    expect(await problemsOf({ args: ['--port', '80'], env: { SEND_SIM_PORT: 'x' } })).toHaveLength(1);
  });

  it('a flag without its value says so and takes no other flag for it', async () => {
    expect(await problemsOf({ args: ['--seed', '--port', '80'] })).toEqual(['--seed wants a value behind it']);
    expect(await problemsOf({ args: ['--port'] })).toEqual(['--port wants a value behind it']);
  });

  it('a flag given twice is ambiguous', async () => {
    expect(await problemsOf({ args: ['--port', '1', '--port', '2'] })).toEqual(['port: given 2 times by --port']);
  });

  it('an unknown command suggests the one that was meant', async () => {
    expect(await problemsOf({ args: ['strat'] })).toEqual(['unknown command strat; did you mean start?']);
    expect(await problemsOf({ args: ['start', 'now'] })).toEqual(['"now" behind start means nothing']);
  });

  it('a short flag is unknown, except -h and -v', async () => {
    expect(await problemsOf({ args: ['-p', '80'] })).toContain('unknown flag -p; flags are written out, like --port');
    expect(fromCommandLine(['-h']).flags.help).toBe(true);
    expect(fromCommandLine(['-v']).flags.version).toBe(true);
  });

  it('never show a secret', async () => {
    const [problem] = await problemsOf({ env: { SEND_SIM_CONTROL_TOKEN: 'my secret' } });

    expect(problem).toContain('control-token: received a secret from SEND_SIM_CONTROL_TOKEN; wanted: printable ASCII');
    expect(problem).not.toContain('my secret');
  });

  it.each([
    ['- port', 'not a list of settings'],
    ['port', 'not a list of settings'],
    ['port: 1\nport: 2', 'send-simulator.yaml:2: '],
    ['port: [', 'send-simulator.yaml:1: '],
    ['port: {a: 1}', 'send-simulator.yaml:1: port wants a plain value: a whole number'],
    ['port: [1]', 'send-simulator.yaml:1: port wants a plain value: a whole number'],
    ['lang: it\nport:', 'send-simulator.yaml:2: port has no value; wanted: a whole number'],
    ['? [a]\n: b', 'send-simulator.yaml:1: a key that is no plain text'],
    ['port: !!js/function "x"', 'send-simulator.yaml:1: '],
    ['seed: &a x\nlang: *a', 'send-simulator.yaml:2: lang wants a plain value'],
  ])('the file %j is refused with its line', async (file, expected) => {
    const problems = await problemsOf({ file });

    expect(problems[0]).toContain(expected);
  });
});

describe('an address that other machines reach', () => {
  it.each(['0.0.0.0', '::', '192.0.2.7', 'send.example.test'])('%s needs a decision about /_sim', async (host) => {
    const [problem] = await problemsOf({ args: ['--host', host] });

    expect(problem).toContain(`host: with "${host}" (from --host)`);
    expect(problem).toContain('--control-token <token>');
    expect(problem).toContain('--control-open');
  });

  it('is fine with a token or with an open door', async () => {
    const guarded = await load({ args: ['--host', '0.0.0.0', '--control-token', 't'] });
    const open = await load({ args: ['--host', '0.0.0.0', '--control-open'] });

    expect(guarded.values.controlToken).toBe('t');
    expect(open.values.controlOpen).toBe(true);
  });

  it('a token at an open door is a contradiction', async () => {
    const [problem] = await problemsOf({ env: { SEND_SIM_CONTROL_OPEN: 'true', SEND_SIM_CONTROL_TOKEN: 't' } });

    expect(problem).toContain('contradict');
    expect(problem).toContain('SEND_SIM_CONTROL_OPEN=false');
  });

  it('is not one of the loopback', () => {
    for (const host of ['127.0.0.1', '127.9.9.9', 'localhost', '::1']) expect(isLoopback(host)).toBe(true);
    for (const host of ['128.0.0.1', '127.0.0.1.example.test', '::', '::11']) expect(isLoopback(host)).toBe(false);
  });
});

describe('what people read', () => {
  it('--print-config shows every setting with value and origin, secrets masked', async () => {
    const config = await load({ args: ['--port', '80'], env: { SEND_SIM_API_KEY: 'abc' }, file: 'lang: it' });

    const lines = printConfig(config).trimEnd().split('\n');

    expect(lines).toHaveLength(settingList.length);
    expect(lines).toContainEqual(expect.stringMatching(/^port +80 +--port$/));
    expect(lines).toContainEqual(expect.stringMatching(/^api-key +\*\*\* +SEND_SIM_API_KEY$/));
    expect(lines).toContainEqual(expect.stringMatching(/^lang +it +send-simulator\.yaml:1$/));
    expect(lines).toContainEqual(expect.stringMatching(/^data +\(memory only\) +default$/));
  });

  it('the log tells only what somebody wrote', async () => {
    const config = await load({ args: ['--port', '80', '--api-key', 'abc'] });

    expect(givenValues(config)).toEqual({ port: '80 (--port)', 'api-key': '*** (--api-key)' });
  });

  it('the help of a topic fits too, and one that nobody knows is an error', () => {
    const help = helpOn('faults', '1.2.3', 100);

    expect(help).toContain('{"drop": "after"}');
    expect(help.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(helpOn('clock', '1.2.3')).toContain('Usage: send-simulator clock');
    expect(() => helpOn('doctr', '1.2.3')).toThrow('no topic doctr; did you mean doctor?');
  });

  it('the help has every setting with its default and keeps to the width', () => {
    const help = helpOn(undefined, '1.2.3', 80);

    for (const { name } of settingList) expect(help).toMatch(new RegExp(`--(no-)?${name}\\b`));
    expect(help).toContain('1.2.3');
    expect(help).toContain('(default: 7363)');
    // Flags with their choices and examples to copy are never broken.
    const prose = help.split('\n').filter((line) => !/^ {2}(--|Example)/.test(line) || line.length <= 80);
    for (const line of prose) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('a suggestion is made only where it is near', () => {
    const known = ['port', 'public-url', 'upload-limit'];

    expect(nearest('uploadlimit', known)).toBe('upload-limit');
    expect(nearest('prot', known)).toBe('port');
    expect(nearest('banana', known)).toBeUndefined();
    expect(nearest('x'.repeat(100_000), known)).toBeUndefined();
  });
});
