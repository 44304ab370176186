import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExampleVersion, exampleVersions } from '../../src/contract/example-request.js';
import { type BodyMaker, loadBodies } from '../support/bodies.js';
import { uploadFiles } from '../support/files.js';
import { aSimulator, type TestSimulator } from '../support/simulator.js';
import {
  type Body,
  type DetailVersion,
  detailVersions,
  type Expected,
  expectedDetail,
  expectedStatus,
  keptOf,
} from './mapping.js';
import { createWire, type Reply, type Wire } from './wire.js';

/** The long form: `npm run fuzz`. */
const bodiesPerVersion = process.env.FUZZ_CALLS === undefined ? 100 : 300;
const firstSeed = 1;

const pathOf = (version: ExampleVersion | DetailVersion): string =>
  version === 'v1' ? '/delivery' : `/delivery/${version}`;

/** What an answer holds beside the request. */
const statusFields = (iun: string, notificationRequestId: string): Body => ({
  iun,
  notificationRequestId,
  notificationRequestStatus: 'ACCEPTED',
});
const detailFields = (iun: string, senderPaId: string): Body => ({
  iun,
  senderPaId,
  sentAt: expect.any(String),
  documentsAvailable: true,
  notificationStatus: expect.any(String),
  notificationStatusHistory: expect.any(Array),
  timeline: expect.any(Array),
});

const caller =
  (wire: Wire, url: string, key: string) =>
  async (method: string, path: string, body?: object): Promise<Reply> => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const lines = [
      `${method} ${path} HTTP/1.1`,
      `host: ${new URL(url).host}`,
      `x-api-key: ${key}`,
      ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`]),
    ];
    const reply = await wire.exchange(`${lines.join('\r\n')}\r\n\r\n${text}`);
    if (!reply) throw new Error(`${method} ${path}: no answer`);
    return reply;
  };

describe('valid bodies', () => {
  // One for all versions: its check of the answers takes long to get ready.
  let simulator: TestSimulator;
  let makeBody: BodyMaker;
  let wire: Wire;

  beforeAll(async () => {
    [simulator, makeBody] = await Promise.all([aSimulator(), loadBodies()]);
    wire = createWire(simulator.url);
  });
  afterAll(async () => {
    wire.close();
    await simulator.stop();
  });

  /** Fields in any order, but all of them and no other; where it must be a refusal, the adapter's. */
  const shouldBe = (expected: Expected, more: Body): { status: number; body: unknown } =>
    'refusal' in expected
      ? { status: 400, body: { status: 400, errors: [{ code: expected.refusal }] } }
      : { status: 200, body: { ...expected.fields, ...more } };

  const title = `${bodiesPerVersion} of %s are accepted, and read back in every version as sent, or get the adapter's 400`;
  it.each(exampleVersions)(title, { timeout: 300_000 }, async (version) => {
    const sandbox = await simulator.sandbox();
    const files = await uploadFiles(sandbox);
    const call = caller(wire, simulator.url, sandbox.key);
    const { paId = '', taxId = '', denomination = '' } = sandbox.shape.senders[0] ?? {};
    const sent = await Promise.all(
      Array.from({ length: bodiesPerVersion }, async (_, i) => {
        const seed = firstSeed + i;
        const body = makeBody({ version, seed, sender: { taxId, denomination }, files });
        const { status, text } = await call('POST', `${pathOf(version)}/requests`, body);
        expect(status, `seed ${seed}: ${text}\n${JSON.stringify(body)}`).toBe(202);
        return { seed, body, id: (JSON.parse(text) as { notificationRequestId: string }).notificationRequestId };
      }),
    );
    await sandbox.advance({ by: 'PT50S' });

    const counts = { read: 0, refused: 0 };
    for (const { seed, body, id } of sent) {
      const kept = keptOf(version, body);
      const iun = Buffer.from(id, 'base64').toString();
      const statusQuery = `requests?notificationRequestId=${encodeURIComponent(id)}`;
      const reads = [
        ...exampleVersions.map((read) => ({
          path: `${pathOf(read)}/${statusQuery}`,
          expected: shouldBe(expectedStatus(kept, read), statusFields(iun, id)),
        })),
        ...detailVersions.map((read) => ({
          path: `${pathOf(read)}/notifications/sent/${iun}`,
          expected: shouldBe(expectedDetail(kept, read), detailFields(iun, paId)),
        })),
      ];
      const replies = await Promise.all(reads.map(({ path }) => call('GET', path)));
      for (const [i, { path, expected }] of reads.entries()) {
        const { status = 0, text = '' } = replies[i] ?? {};
        expect({ status, body: JSON.parse(text) }, `seed ${seed}, GET ${path}`).toEqual(expected);
        counts[status === 200 ? 'read' : 'refused'] += 1;
      }
    }

    // The bodies are various enough: some cannot be read in the oldest versions, most can.
    expect(counts.read).toBeGreaterThan(bodiesPerVersion * 12);
    expect(counts.refused > 0).toBe(version !== 'v1');
  });
});
