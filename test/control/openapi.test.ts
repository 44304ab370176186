import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { documentFor, publishedDocuments, publishedVersions } from '../../src/contract/published.js';
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

    expect(body).toMatchObject({
      items: publishedDocuments.map((name) => ({ name, url: `${simulator.url}/_sim/openapi/${name}` })),
    });
  });

  it('names the versions where a document has several', async () => {
    const { body } = await simulator.call<{ items: { name: string; versions?: string[] }[] }>('GET', '/_sim/openapi');
    const versions = Object.fromEntries(body.items.map((item) => [item.name, item.versions]));

    expect(versions.sender).toEqual(['v2.9', 'v2.8', 'v2.7', 'v2.6', 'v2.5', 'v2.4', 'v2.3', 'v2.1', 'v2.0', 'v1']);
    expect([versions.groups, versions.downtime, versions.simulator]).toEqual([undefined, undefined, undefined]);
  });

  it('gives the sender API as it was at a version', async () => {
    const { text } = await simulator.call('GET', '/_sim/openapi/sender?version=v2.5');
    const { paths, servers } = parse(text) as { paths: object; servers: object[] };

    expect(servers).toMatchObject([{ url: simulator.url }]);
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/delivery/attachments/preload',
        '/delivery/v2.5/requests',
        '/delivery/v2.5/notifications/sent/{iun}',
        '/delivery/v2.3/price/{paTaxId}/{noticeCode}',
        '/delivery-progresses/v2.5/streams',
      ]),
    );
    expect(
      Object.keys(paths).filter((path) => /\/v2\.[0-46-9]\/(requests|notifications\/sent|streams)/.test(path)),
    ).toEqual([]);
  });

  it.each([
    ['sender', 'v9', 'v2.9, v2.8'],
    ['groups', 'v2.6', 'groups has no versions'],
  ])('knows no %s of version %s', async (name, version, known) => {
    const { status, body } = await simulator.call('GET', `/_sim/openapi/${name}?version=${version}`);

    expect([status, body.code]).toEqual([400, 'SIM_INVALID_VALUE']);
    expect(JSON.stringify(body)).toContain(known);
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

describe('a document at a version', () => {
  const refsOf = (text: string): string[] => [...text.matchAll(/"#\/components\/([^"]+)"/g)].map(([, ref = '']) => ref);

  it.each(publishedVersions('sender'))('%s holds all that it refers to, and nothing else', (version) => {
    const text = documentFor('sender', 'http://localhost', version);
    const { components } = parse(text) as { components: Record<string, Record<string, unknown>> };
    const named = Object.entries(components).flatMap(([kind, of]) => Object.keys(of).map((name) => `${kind}/${name}`));

    const used = [...new Set(refsOf(text))].sort();
    expect(named.filter((name) => !name.startsWith('securitySchemes/')).sort()).toEqual(used);
    expect(named).toContain('securitySchemes/ApiKeyAuth');
    const { tags, paths } = parse(text) as { tags: { name: string }[]; paths: object };
    const tagged = [...JSON.stringify(paths).matchAll(/"tags":\["(\w+)"\]/g)].map(([, tag]) => tag);
    expect(new Set(tags.map((tag) => tag.name))).toEqual(new Set(tagged));
  });

  it('is, of the newest, all that is not deprecated', () => {
    const { paths } = parse(documentFor('sender', 'http://localhost', 'v2.9')) as {
      paths: Record<string, Record<string, { deprecated?: boolean; operationId: string }>>;
    };
    const all = ours('sender') as { paths: typeof paths };
    const current = Object.entries(all.paths).flatMap(([path, item]) =>
      Object.values(item).some(({ operationId, deprecated }) => operationId && !deprecated) ? [path] : [],
    );

    expect(current.filter((path) => !(path in paths))).toEqual([]);
  });
});

describe('a document for an address', () => {
  it('keeps an address that means something in a replacement', () => {
    expect(documentFor('groups', 'http://a$&b')).toContain('url: "http://a$&b"');
  });
});
