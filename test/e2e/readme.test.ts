import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testedBlock } from '../../scripts/snippets.js';
import { program, type Running, run, start, temporaryFolder } from './support/cli.js';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

const block = (name: string): string => testedBlock('README.md', name);
/** Each with its own exit code. */
const linesOf = (name: string): readonly string[] =>
  block(name)
    .trim()
    .split('\n')
    .map((line) => line.replace(/ +#.*$/, ''));

describe('the lines of the README', () => {
  let simulator: Running;
  let folder: ReturnType<typeof temporaryFolder>;

  // One for all of them, as a reader has it who goes down the page.
  beforeAll(async () => {
    folder = temporaryFolder();
    simulator = await start({ args: ['--clock', 'manual'], cwd: folder.path });
  });

  afterAll(async () => {
    await simulator.stop();
    folder.remove();
  });

  /** As typed into a terminal, except for the port. */
  const typed = async (lines: string): Promise<string> => {
    const script = lines
      .replaceAll('http://127.0.0.1:7363', simulator.url)
      .replaceAll('node dist/cli.js', `'${process.execPath}' '${program}'`);
    const env = { ...process.env, SEND_SIM_URL: simulator.url };
    return (await promisify(execFile)('bash', ['-euc', script], { cwd: folder.path, env })).stdout;
  };

  it('of the first calls answer as the text says', async () => {
    const output = await typed(block('first calls'));

    expect(output).toContain('"status":"ready"');
    expect(output).toContain('"httpMethod":"PUT"');
    expect(output).toContain('HTTP/1.1 400');
    expect(output).toMatch(/^x-send-sim-hint: \S/m);
    expect(output).toContain('"executedCount":0');
  });

  it('add a scenario', async () => {
    const [variables = ''] = block('first calls').split('\n\n');

    expect(await typed(`${variables}\n${block('a scenario')}`)).toContain('"name":"fine-not-found","items":[{');
  });

  it('bring one notification from its document to EFFECTIVE_DATE', async () => {
    const [variables = ''] = block('first calls').split('\n\n');

    const output = await typed(`${variables}\n${block('one notification')}\n${block('papers')}`);

    expect(output).toContain('"notificationStatus":"EFFECTIVE_DATE"');
    expect(output).toMatch(/"totalPrice":\d+/);
    expect(output).toMatch(/"title":"[^"]+"/);
  });

  it('make a body, and send one', async () => {
    const [request = '', sending = ''] = linesOf('a body');

    expect(JSON.parse(await typed(request))).toMatchObject({ physicalCommunicationType: 'AR_REGISTERED_LETTER' });
    expect(JSON.parse(await typed(sending))).toHaveProperty('notificationRequestId');
  });

  it('command a running simulator', async () => {
    await fetch(`${simulator.url}/_sim/sandboxes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'team-a' }),
    });

    const expected = { expect: [{ operation: 'sendNewNotification*', count: { atLeast: 1 } }] };
    writeFileSync(folder.at('expected.yaml'), JSON.stringify(expected));
    for (const line of linesOf('commands')) {
      // Whoever follows does so for ever; a checklist of nothing is not passed.
      const ended = typed(line.replace(' --follow', ''));
      if (line.includes('--checklist')) await expect(ended).rejects.toMatchObject({ code: 5 });
      else expect(await ended, line).toBeDefined();
    }
    expect(readdirSync(folder.path)).toEqual(expect.arrayContaining(['checklist.xml', 'friday.json']));
  });

  it('keep and bring back a snapshot', async () => {
    expect(JSON.parse(await typed(block('snapshots')))).toMatchObject({ id: expect.any(String) });
  });

  it('describe the ready line', () => {
    const usual = simulator.readyLine.replaceAll(simulator.url, 'http://127.0.0.1:7363');
    expect(block('ready line').trim()).toBe(usual);
  });

  it('are a test of a scenario where they say so', async () => {
    const head = 'name: mine\ntitle: { it: Prova, en: Trial }\n';
    writeFileSync(folder.at('mine.yaml'), `${head}${block('a story')}`);

    expect(await run({ args: ['validate', 'mine.yaml', '--run'], cwd: folder.path })).toMatchObject({ exitCode: 0 });
  });

  it('serve by https', async () => {
    const [starting = '', asking = ''] = linesOf('tls');
    const args = starting.replace('node dist/cli.js ', '').split(' ');
    const served = await start({ args: [...args, '--ready-file', 'ready.json'], cwd: folder.path });
    await vi.waitUntil(() => existsSync(folder.at('ready.json')));
    const { https } = JSON.parse(readFileSync(folder.at('ready.json'), 'utf8')) as { readonly https: string };

    const { port } = new URL(https);
    const answer = await typed(asking.replace('localhost:7364', `localhost:${port}`));
    await served.stop();

    expect(answer).toContain('"status":"ready"');
  });

  it('quote what goes wrong as it comes', async () => {
    const { url, key } = simulator;
    const json = { 'x-api-key': key, 'content-type': 'application/json' };
    const sha256 = 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=';
    const preload = (preloadIdx: string | null): Promise<Response> =>
      fetch(`${url}/delivery/attachments/preload`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify([{ preloadIdx, contentType: 'application/pdf', sha256 }]),
      });
    const [slot] = (await (await preload('0')).json()) as [{ readonly url: string; readonly secret: string }];
    const put = (headers: Record<string, string>): Promise<Response> =>
      fetch(slot.url, {
        method: 'PUT',
        headers: { 'content-type': 'application/pdf', 'x-amz-meta-secret': slot.secret, ...headers },
        body: 'another file',
      });
    const asked = `${url}/delivery/v2.6/requests?notificationRequestId=eA%3D%3D`;

    const provoked: Readonly<Record<string, Promise<Response>>> = {
      '{"message":"Unauthorized"}': fetch(asked),
      'explicit deny in an identity-based policy': fetch(asked, { headers: { 'x-api-key': 'nobody' } }),
      '{"message":"Missing Authentication Token"}': fetch(`${url}/delivery/v9/requests`),
      PN_INVALID_BODY: preload(null),
      SignatureDoesNotMatch: put({}),
      'Value for x-amz-checksum-sha256 header is invalid.': put({ 'x-amz-checksum-sha256': 'a'.repeat(64) }),
      BadDigest: put({ 'x-amz-checksum-sha256': sha256 }),
      InvalidArgument: put({ 'x-amz-checksum-sha256': sha256, authorization: 'Bearer voucher' }),
      '015-0008': fetch(`${url}/token.oauth2`, { method: 'POST', body: new URLSearchParams({ grant_type: 'none' }) }),
    };

    for (const [quoted, answer] of Object.entries(provoked)) {
      expect(await (await answer).text()).toContain(quoted);
      expect(read('README.md')).toContain(`| \`${quoted}\``);
    }
  });

  it('make calls go wrong, each as a fault that is taken', async () => {
    const faults = [...read('README.md').matchAll(/`(\{"match":\{.*?)`/g)].map(([, text = '']) => text);

    expect(faults.length).toBeGreaterThan(7);
    for (const body of faults) {
      const headers = { 'content-type': 'application/json' };
      const { status } = await fetch(`${simulator.url}/_sim/faults?sandbox=team-a`, { method: 'POST', headers, body });
      expect({ body, status }).toEqual({ body, status: 201 });
    }
  });
});

describe('documents and code agree', () => {
  it('every dependency has its reason in CONTRIBUTING.md', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const reasons = read('CONTRIBUTING.md');

    const unexplained = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !name.startsWith('@types/') && !reasons.includes(`\`${name}\``),
    );
    expect(unexplained).toEqual([]);
  });

  it('the README has the commands of package.json that it names', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Record<string, string> };
    const named = [...read('README.md').matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name);

    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  it('the changelog always has a part for what is not released yet', () => {
    expect(read('CHANGELOG.md')).toContain('## [Unreleased]');
  });
});
