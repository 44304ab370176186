import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { documentFor, publishedDocuments } from '../../src/contract/published.js';
import { aSimulator, type TestSimulator } from '../support/simulator.js';

const ours = (name: string): Record<string, unknown> =>
  parse(readFileSync(new URL(`../../openapi/${name}.yaml`, import.meta.url), 'utf8')) as Record<string, unknown>;

describe('/_sim/openapi', () => {
  let simulator: TestSimulator;

  beforeAll(async () => {
    simulator = await aSimulator();
  });
  afterAll(() => simulator?.stop());

  it('lists the documents with the address under which each is read', async () => {
    const { body } = await simulator.call('GET', '/_sim/openapi');

    expect(body).toEqual({
      items: publishedDocuments.map((name) => ({ name, url: `${simulator.url}/_sim/openapi/${name}` })),
    });
  });

  it.each(publishedDocuments)('gives the document %s, with the address of whoever asks as its server', async (name) => {
    const { status, headers, text } = await simulator.call('GET', `/_sim/openapi/${name}`);
    const document = parse(text) as Record<string, unknown>;

    expect([status, headers.get('content-type')]).toEqual([200, 'application/yaml; charset=utf-8']);
    expect(document.servers).toEqual([{ url: simulator.url, description: expect.any(String) }]);
    expect({ ...document, servers: null }).toEqual({ ...ours(name), servers: null });
  });

  it('follows the address that a proxy names', async () => {
    const { text } = await simulator.call('GET', '/_sim/openapi/groups', {
      headers: { 'x-forwarded-host': 'send.example.test', 'x-forwarded-proto': 'https' },
    });

    expect((parse(text) as { servers: object[] }).servers).toMatchObject([{ url: 'https://send.example.test' }]);
  });

  it.each(['sendr', '..%2Fpackage.json', 'sender%2Frequest'])('knows no document %s', async (name) => {
    const { status, body } = await simulator.call('GET', `/_sim/openapi/${name}`);

    expect([status, body.code]).toEqual([404, 'SIM_UNKNOWN_DOCUMENT']);
    expect(body.hint).toContain('sender');
  });
});

describe('a document for an address', () => {
  it('keeps an address that means something in a replacement', () => {
    expect(documentFor('groups', 'http://a$&b')).toContain('url: "http://a$&b"');
  });
});
