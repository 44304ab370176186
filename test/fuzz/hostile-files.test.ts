import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPaperRecipient, aSimulator, type TestSimulator } from '../support/simulator.js';
import { createWire } from './wire.js';

/** The data folder, with something beside it that nobody may read or change. */
let around: string;
let sim: TestSimulator;
beforeAll(async () => {
  around = mkdtempSync(join(tmpdir(), 'send-simulator-hostile-'));
  mkdirSync(join(around, 'beside'));
  writeFileSync(join(around, 'secret.txt'), 'nobody reads this');
  sim = await aSimulator({ data: join(around, 'data') });
});
afterAll(async () => {
  await sim.stop();
  rmSync(around, { recursive: true, force: true });
});

const expectUntouched = (): void => {
  expect(readdirSync(around).sort()).toEqual(['beside', 'data', 'secret.txt']);
  expect(readdirSync(join(around, 'beside'))).toEqual([]);
  expect(readFileSync(join(around, 'secret.txt'), 'utf8')).toBe('nobody reads this');
  expect(readdirSync(join(around, 'data', 'sandbox')).filter((name) => !/^[a-z0-9][a-z0-9-]*$/.test(name))).toEqual([]);
  expect(sim.logged.filter((line) => 'level' in line && line.level === 'error')).toEqual([]);
};

/** Ways out of a folder, as they go into a path. */
const waysOut = [
  '../../secret.txt',
  '..%2f..%2fsecret.txt',
  '..%2F..%2F..%2Fsecret.txt',
  '%2e%2e%2f%2e%2e%2fsecret.txt',
  '..%5c..%5csecret.txt',
  '%2e%2e/%2e%2e/secret.txt',
  '..%252f..%252fsecret.txt',
  '..%c0%af..%c0%afsecret.txt',
  '....//....//secret.txt',
  'x%00../../secret.txt',
  '%2fetc%2fpasswd',
  '/etc/passwd',
  'file:%2f%2f%2fetc%2fpasswd',
  'con',
  '.%2f',
];

describe('a way out of the data folder', () => {
  it('is a thing that is not there, in every path that takes a name', async () => {
    const wire = createWire(sim.url);
    const routes = (await sim.call<{ items: string[] }>('GET', '/_sim')).body.items;
    const named = routes.filter((route) => route.includes(':')).map((route) => route.split(' ') as [string, string]);
    const platform: [string, string][] = [
      ['GET', '/safestorage/:key'],
      ['PUT', '/safestorage/:key'],
      ['GET', '/delivery/v2.9/notifications/sent/:iun'],
      ['GET', '/delivery/notifications/sent/:iun/attachments/documents/0'],
      ['GET', '/delivery-push/:iun/download/legal-facts/:key'],
      ['GET', '/downtime/v1/legal-facts/:key'],
      ['GET', '/delivery-progresses/v2.9/streams/:id/events'],
      ['GET', '/console/:file'],
    ];
    for (const [method, template] of [...named, ...platform]) {
      for (const way of waysOut) {
        const path = template.replace(/:\w+/g, () => way);
        const head = `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nx-api-key: ${sim.apiKey}\r\n`;
        const reply = await wire.exchange(`${head}content-length: 0\r\n\r\n`);
        const told = `${method} ${path} -> ${reply?.status} ${reply?.text.slice(0, 200)}`;
        expect(reply?.status, told).toBeLessThan(500);
        expect(reply?.text, told).not.toMatch(/nobody reads this|root:x:/);
      }
    }
    wire.close();
    expectUntouched();
  });

  it.each([
    '../beside',
    '../../beside',
    '/tmp/x',
    'a/b',
    'a\\b',
    '..',
    '.',
    'a\0b',
    'A',
    '',
    'x'.repeat(64),
    'é',
    'con.',
  ])('is no name of a sandbox: %j', async (id) => {
    expect((await sim.call('POST', '/_sim/sandboxes', { body: { id } })).status).toBe(400);
    expectUntouched();
  });

  it('is no key of an attachment', async () => {
    const sandbox = await sim.sandbox();
    const document = await sandbox.upload();
    for (const key of [
      '../../secret.txt',
      'safestorage://../../secret.txt',
      '/etc/passwd',
      `${document.ref.key}/../x`,
    ]) {
      const documents = [{ ...document, ref: { ...document.ref, key } }];
      const { status, body } = await sandbox.request({ documents });
      // What the contract lets through has no file behind it.
      if (status === 202) await sandbox.advance({ by: '1h' });
      const end =
        status === 202 ? (await sandbox.requestStatus(body.notificationRequestId)).body.notificationRequestStatus : '';
      expect([400, 'REFUSED'], key).toContain(status === 202 ? end : status);
    }
    expectUntouched();
  });
});

/** Bytes of PDFs that break readers: whatever they are, they are pages to be posted, or one. */
describe('a PDF made to crash who reads it', () => {
  const tree = '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n';
  const page = '3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n';
  const objectStream = (head: string, data: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`9 0 obj<</Type/ObjStm ${head}>>stream\n`), data, Buffer.from('\nendstream endobj\n')]);
  const bomb = deflateSync(Buffer.alloc(64 * 1_024 * 1_024, '1 '));

  it.each<[string, string | Buffer]>([
    ['whose table is cut off', `${tree}${page}xref\n0 4\n0000000000 65535 f\n00000`],
    [
      'whose table points beyond the end',
      `${tree}${page}xref\n0 1\n9999999999 00000 n\ntrailer<</Root 1 0 R>>\nstartxref\n99999999`,
    ],
    ['whose table comes before itself', `${tree}${page}xref\n0 0\ntrailer<</Prev 9/Root 1 0 R>>\nstartxref\n9`],
    ['whose pages hold themselves', `${tree}2 0 obj<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count -1>>endobj`],
    ['of a billion pages', `${tree}2 0 obj<</Type/Pages/Kids[]/Count 999999999>>endobj`],
    ['of pages beyond all numbers', `${tree}2 0 obj<</Type/Pages/Kids[]/Count ${'9'.repeat(400)}>>endobj`],
    ['with a stream longer than all disks', `${tree}${page}4 0 obj<</Length 99999999999999999999>>stream\nx`],
    ['with a stream shorter than nothing', `${tree}${page}4 0 obj<</Length -5>>stream\nx\nendstream endobj`],
    ['with a stream as long as it is long', `${tree}${page}4 0 obj<</Length 4 0 R>>stream\nx\nendstream endobj`],
    ['of lists in lists', `${tree}${page}4 0 obj${'['.repeat(200_000)}`],
    ['of dictionaries in dictionaries', `${tree}${page}4 0 obj${'<</A'.repeat(100_000)}`],
    ['of objects that never end', `${tree}${'5 0 obj stream\n'.repeat(50_000)}`],
    ['of objects that never begin', `${tree}${'endobj endstream '.repeat(50_000)}`],
    ['packed a thousandfold', objectStream(`/N 9/First 1000000/Filter/FlateDecode/Length ${bomb.length}`, bomb)],
    ['packed in a stream that extends itself', objectStream('/N 1/First 4/Extends 9 0 R', Buffer.from('1 0 <<>>'))],
    ['packed by what nobody knows', objectStream('/N 1/First 4/Filter[/A/B/C]', Buffer.from([0, 1, 2, 255]))],
    ['under lock', `${tree}${page}trailer<</Encrypt 4 0 R/Root 1 0 R>>`],
  ])('%s', async (_, content) => {
    const sandbox = await sim.sandbox();
    const document = await sandbox.upload(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from(content)]));
    const { status, body } = await sandbox.request({ documents: [document], recipients: [aPaperRecipient()] });
    expect(status).toBe(202);
    await sandbox.advance({ by: 'P130D' });

    const request = (await sandbox.requestStatus(body.notificationRequestId)).body;
    expect(['ACCEPTED', 'REFUSED']).toContain(request.notificationRequestStatus);
    if (request.iun !== undefined) {
      const { timeline } = await sandbox.detail(request.iun);
      expect(timeline.map(({ category }) => category)).toContain('REFINEMENT');
      for (const { key } of timeline.flatMap(({ legalFactsIds }) => legalFactsIds)) {
        const fact = `/delivery-push/${request.iun}/download/legal-facts/${key.replace('safestorage://', '')}`;
        expect((await sandbox.call('GET', fact)).status).toBe(200);
      }
    }
    await sim.call('DELETE', `/_sim/sandboxes/${sandbox.id}`);
    expectUntouched();
  });
});
