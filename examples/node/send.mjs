// One notification from its document to its last status, with nothing but Node 20. Run by the tests of this repository.
// SEND_SIM_URL=http://127.0.0.1:7363 node send.mjs
import { createHash } from 'node:crypto';

const url = process.env.SEND_SIM_URL ?? 'http://127.0.0.1:7363';

const call = async (method, address, { key, body, headers } = {}) => {
  const response = await fetch(address.startsWith('http') ? address : `${url}${address}`, {
    method,
    headers: { ...(key && { 'x-api-key': key }), ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text} ${response.headers.get('x-send-sim-hint') ?? ''}`);
  return { headers: response.headers, body: text && !Buffer.isBuffer(body) ? JSON.parse(text) : text };
};

// A sandbox is a world of its own; its key is all that a client needs. On the real platform there is the key alone.
const sandbox = (await call('POST', '/_sim/sandboxes', { body: { clock: { mode: 'manual' } } })).body;
const [sender] = sandbox.senders;
const { key } = sender.apiKeys[0];

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
const sha256 = createHash('sha256').update(pdf).digest('base64');

// 1. A slot, and the upload with every header that is signed.
const contentType = 'application/pdf';
const wanted = [{ preloadIdx: '0', contentType, sha256 }];
const [slot] = (await call('POST', '/delivery/attachments/preload', { key, body: wanted })).body;
const upload = await call(slot.httpMethod, slot.url, {
  body: pdf,
  headers: { 'content-type': contentType, 'x-amz-meta-secret': slot.secret, 'x-amz-checksum-sha256': sha256 },
});

// 2. The request. The address decides what happens, as in the test environment.
const { body: sent } = await call('POST', '/delivery/v2.6/requests', {
  key,
  body: {
    paProtocolNumber: '2026-0001',
    subject: 'Sollecito di pagamento',
    taxonomyCode: '010101P',
    senderDenomination: sender.denomination,
    senderTaxId: sender.taxId,
    notificationFeePolicy: 'FLAT_RATE',
    physicalCommunicationType: 'AR_REGISTERED_LETTER',
    documents: [
      {
        contentType,
        digests: { sha256 },
        ref: { key: slot.key, versionToken: upload.headers.get('x-amz-version-id') },
      },
    ],
    recipients: [
      {
        recipientType: 'PF',
        taxId: 'LRTFNC80A01F205B',
        denomination: 'Loretta Franco',
        physicalAddress: { address: 'VIA @OK_AR', zip: '20121', municipality: 'MILANO', province: 'MI' },
      },
    ],
  },
});
const id = sent.notificationRequestId;

// 3. The client polls. Here the clock stands still: the second read finds the validation done.
const statusPath = `/delivery/v2.6/requests?notificationRequestId=${encodeURIComponent(id)}`;
let request = {};
while (request.notificationRequestStatus !== 'ACCEPTED') {
  request = (await call('GET', statusPath, { key })).body;
  if (request.notificationRequestStatus === 'REFUSED') throw new Error(JSON.stringify(request.errors));
}

// 4. Weeks in a moment.
const until = { iun: request.iun, status: 'EFFECTIVE_DATE' };
await call('POST', '/_sim/clock/advance', { key, body: { until, max: 'P1Y' } });
const { body: detail } = await call('GET', `/delivery/v2.9/notifications/sent/${request.iun}`, { key });
for (const { timestamp, category } of detail.timeline) console.log(timestamp, category);
console.log(detail.notificationStatus);

await call('DELETE', `/_sim/sandboxes/${sandbox.id}`);
