import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { call } from './call.js';
import { type Load, run } from './load.js';
import type { Program } from './program.js';

/** A sending body at the simulator, with one uploaded document that all its notifications share. */
export interface Sender {
  readonly sendLoad: Load;
  /** Body of a notification that nobody sent yet, as JSON text. */
  nextBody(): string;
  /** Path of the price of a notice that was sent, another one each time. */
  nextPricePath(): string;
  /** Sends that many notifications as fast as it goes. */
  sendMany(count: number): Promise<void>;
  advance(by: string): Promise<void>;
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  remove(path: string): Promise<unknown>;
}

const creditorTaxId = '77777777777';
const firstNotice = 302_010_000_000_000_000n;

const pdf = Buffer.from(
  [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj',
    'trailer<</Root 1 0 R>>',
    '%%EOF',
  ].join('\n'),
);
const sha256 = createHash('sha256').update(pdf).digest('base64');
export const preloadRequest = [{ preloadIdx: '0', contentType: 'application/pdf', sha256 }];

interface Slot {
  readonly key: string;
  readonly secret: string;
  readonly url: string;
}

interface SandboxView {
  readonly senders: readonly [{ readonly taxId: string; readonly denomination: string }];
}

/** A paper notification to a person without contacts: delivered at once, 22 timeline elements to refinement. */
export const createSender = async ({ url, key }: Program): Promise<Sender> => {
  const headers = { 'x-api-key': key };
  const get = async (path: string): Promise<unknown> => (await call({ url: url + path, headers })).body;
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (await call({ url: url + path, method: 'POST', headers, body })).body;

  const { senders } = (await get('/_sim/sandboxes/default')) as SandboxView;
  const [slot] = (await post('/delivery/attachments/preload', preloadRequest)) as [Slot];
  const put = await call({
    url: slot.url,
    method: 'PUT',
    headers: {
      'content-type': 'application/pdf',
      'x-amz-meta-secret': slot.secret,
      'x-amz-checksum-sha256': sha256,
    },
    body: pdf,
  });
  const versionToken = String(put.headers['x-amz-version-id']);

  let sent = 0;
  let priced = 0;
  const noticeCode = (ordinal: number): string => String(firstNotice + BigInt(ordinal));
  const template = JSON.stringify({
    paProtocolNumber: '<protocol>',
    subject: 'Avviso di accertamento',
    notificationFeePolicy: 'DELIVERY_MODE',
    physicalCommunicationType: 'AR_REGISTERED_LETTER',
    senderDenomination: senders[0].denomination,
    senderTaxId: senders[0].taxId,
    taxonomyCode: '010101P',
    paFee: 100,
    vat: 22,
    documents: [{ digests: { sha256 }, contentType: 'application/pdf', ref: { key: slot.key, versionToken } }],
    recipients: [
      {
        recipientType: 'PF',
        taxId: 'LRTFNC80A01F205B',
        denomination: 'Loretta Franco',
        physicalAddress: { address: 'VIA @OK_AR', zip: '20121', municipality: 'MILANO', province: 'MI' },
        payments: [{ pagoPa: { noticeCode: '<notice>', creditorTaxId, applyCost: true } }],
      },
    ],
  });
  const nextBody = (): string => {
    const ordinal = sent++;
    return template.replace('<protocol>', `protocol-${ordinal}`).replace('<notice>', noticeCode(ordinal));
  };
  const sendLoad: Load = { url: `${url}/delivery/v2.6/requests`, method: 'POST', key, nextBody };

  return {
    sendLoad,
    nextBody,
    nextPricePath: () => `/delivery/v2.3/price/${creditorTaxId}/${noticeCode(priced++ % sent)}`,
    sendMany: async (count) => {
      await run(sendLoad, { requests: count });
    },
    advance: async (by) => {
      await post('/_sim/clock/advance', { by });
    },
    get,
    post,
    remove: async (path) => (await call({ url: url + path, method: 'DELETE', headers })).body,
  };
};

/** Milliseconds that something takes. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
};
