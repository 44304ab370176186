import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  defaultSender,
  exampleKinds,
  exampleRequest,
  exampleVersions,
  isExpressible,
  operationIdOf,
} from '../../src/contract/example.js';
import { loadContract } from '../../src/contract/operations.js';
import { validateRequest } from '../../src/contract/validate-request.js';
import { type Running, run, start, temporaryFolder } from './support/cli.js';

interface Printed {
  readonly paProtocolNumber: string;
  readonly physicalCommunicationType: string;
  readonly recipients: readonly {
    readonly recipientType: string;
    readonly digitalDomicile?: unknown;
    readonly physicalAddress: { readonly foreignState?: string };
    readonly payments?: readonly { readonly f24?: unknown }[];
  }[];
}

const example = (...args: readonly string[]) => run({ args: ['example', ...args] });

const printed = async (...args: readonly string[]): Promise<Printed> => {
  const { exitCode, stdout, stderr } = await example('request', ...args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return JSON.parse(stdout) as Printed;
};

describe('example request', () => {
  const operations = new Map(loadContract().map((operation) => [operation.operationId, operation]));
  const combinations = exampleVersions.flatMap((version) =>
    exampleKinds.filter((kind) => isExpressible(kind, version)).map((kind) => ({ version, kind })),
  );

  it.each(combinations)('of $kind is a body that the contract of $version takes', async ({ version, kind }) => {
    const operation = operations.get(operationIdOf(version));
    if (!operation) throw new Error(`no operation for ${version}`);

    for (const seed of [1, 2, 3]) {
      const body = await exampleRequest({ version, kind, seed, sender: defaultSender });
      const headers = { 'content-type': 'application/json' };
      expect(validateRequest(operation, { path: {}, query: {}, headers, body })).toEqual({ kind: 'ok' });
    }
  });

  it('is printed as JSON, without a word beside it', async () => {
    const body = await printed();

    expect(body.paProtocolNumber).toMatch(/^ESEMPIO-\d+$/);
    expect(body.recipients).toHaveLength(1);
    expect(body.recipients[0]?.digitalDomicile).toBeDefined();
  });

  it('is the same for the same seed, and another one for another', async () => {
    const [first, again, other] = await Promise.all(['7', '7', '8'].map((seed) => printed('--seed', seed)));

    expect(again).toEqual(first);
    expect(other?.paProtocolNumber).not.toBe(first?.paProtocolNumber);
    expect(other?.recipients).not.toEqual(first?.recipients);
  });

  it('has what its kind is about', async () => {
    const [letter, abroad, f24, several] = await Promise.all(
      ['890', 'abroad', 'f24', 'several'].map((kind) => printed('--kind', kind, '--seed', '1')),
    );

    expect(letter?.physicalCommunicationType).toBe('REGISTERED_LETTER_890');
    expect(letter?.recipients[0]?.digitalDomicile).toBeUndefined();
    expect(abroad?.recipients[0]?.physicalAddress.foreignState).toMatch(/^[A-Z]+$/);
    expect(f24?.recipients[0]?.payments?.[0]?.f24).toBeDefined();
    expect(several?.recipients.map(({ recipientType }) => recipientType)).toEqual(['PF', 'PG', 'PF']);
  });

  it.each([
    [['request', '--version', 'v2.2'], 'version: received "v2.2"; wanted: one of v1, v2.1, v2.3, v2.4, v2.5, v2.6'],
    [['request', '--kind=f24', '--version=v1'], 'kind: v1 has no f24'],
    [['request', '--sed', '1'], 'unknown flag --sed; did you mean --seed?'],
    [['request', '--url', 'http://127.0.0.1:1'], '--url is for example send'],
    [['request', '--seed'], '--seed wants a value behind it'],
    [['request', 'again'], '"again" behind example request means nothing'],
    [['reqest'], 'example wants request or send behind it, received "reqest"'],
    [[], 'example wants request or send behind it, received nothing'],
    [['send', '--url', 'http://127.0.0.1:1'], 'http://127.0.0.1:1 cannot be reached'],
    [['send', '--ready-file', '/nowhere/ready.json'], 'there is no file "/nowhere/ready.json"'],
    [['send', '--ready-file', '/dev/null'], '"/dev/null" is no file that --ready-file has written'],
  ])('%j exits 2 with a sentence', async (args, sentence) => {
    const { exitCode, stdout, stderr } = await example(...args);

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('is told by its own help, and named by that of the program', async () => {
    const [own, all] = await Promise.all([example('--help'), run({ args: ['help'] })]);

    expect(own.exitCode).toBe(0);
    expect(own.stdout).toContain('send-simulator example send');
    for (const kind of exampleKinds) expect(own.stdout).toContain(kind);
    expect(all.stdout).toMatch(/^ {2}example +Prints a valid request/m);
  });

  it('must be the first word', async () => {
    const { exitCode, stderr } = await run({ args: ['--lang', 'it', 'example'] });

    expect(exitCode).toBe(2);
    expect(stderr).toContain('example stands first');
  });
});

describe('example send', () => {
  let simulator: Running;
  let folder: ReturnType<typeof temporaryFolder>;

  beforeAll(async () => {
    folder = temporaryFolder();
    const args = ['--clock', 'manual', '--ready-file', folder.at('ready.json'), '--strict-responses'];
    simulator = await start({ args, cwd: folder.path });
  });
  afterAll(async () => {
    await simulator.stop();
    folder.remove();
  });

  const control = async (path: string, body: object, key = simulator.key) => {
    const headers = { 'content-type': 'application/json', 'x-api-key': key };
    const answer = await fetch(`${simulator.url}/_sim${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it.each(exampleKinds)('of %s is taken, and accepted by the validation', async (kind) => {
    const readyFile = folder.at('ready.json');
    // It comes a moment after the line.
    await expect.poll(() => existsSync(readyFile)).toBe(true);

    const { exitCode, stdout, stderr } = await example('send', '--kind', kind, '--ready-file', readyFile);

    expect(exitCode, stderr).toBe(0);
    const { notificationRequestId } = JSON.parse(stdout) as { readonly notificationRequestId: string };
    expect(stderr).toContain('Uploaded PN_NOTIFICATION_ATTACHMENTS-');
    const accepted = { notificationRequestId, requestStatus: 'ACCEPTED' };
    expect((await control('/clock/advance', { until: accepted })).status).toBe(200);
  });

  it('is sent by the owner of the key, in the group of the key, and told in Italian on request', async () => {
    const sender = {
      taxId: '00000000000',
      groups: ['Tributi'],
      apiKeys: [{ key: 'key-of-a-group', groups: ['Tributi'] }],
    };
    expect((await control('/sandboxes', { senders: [sender], clock: { mode: 'manual' } })).status).toBe(201);

    const target = ['--url', simulator.url, '--key', 'key-of-a-group'];
    const { exitCode, stderr } = await example('send', '--version', 'v1', '--lang', 'it', ...target);

    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('presa in carico');
  });

  it('says why it was refused, with the hint: the same seed is the same protocol number', async () => {
    const once = await example('send', '--seed', '5', '--url', simulator.url);
    const twice = await example('send', '--seed', '5', '--url', simulator.url);

    expect(once.exitCode, once.stderr).toBe(0);
    expect(twice.exitCode).toBe(2);
    expect(twice.stdout).toBe('');
    expect(twice.stderr).toContain('/delivery/v2.6/requests was refused with 409');
    expect(twice.stderr).toContain('ESEMPIO-5');
  });
});
