import { createHash } from 'node:crypto';
import { client } from '../generated/client.gen.js';
import type { NewNotificationRequestV26, NotificationDocument } from '../generated/index.js';
import { presignedUploadRequest } from '../generated/sdk.gen.js';

const baseUrl = process.env.SIMULATOR_URL ?? 'http://127.0.0.1:7363';
const apiKey = process.env.SIMULATOR_KEY ?? '5e5d0000-0000-4000-8000-000000000001';

client.setConfig({ baseUrl, auth: apiKey });

export const creditorTaxId = '77777777777';

export const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

/** The data of an answer. @throws Error with the refusal, when there is none */
export const dataOf = async <Data>(call: Promise<{ data?: Data; error?: unknown }>): Promise<Data> => {
  const { data, error } = await call;
  if (data === undefined) throw new Error(`refused: ${JSON.stringify(error)}`);
  return data;
};

/** Asks for a slot, uploads the document there. */
export const uploadedDocument = async (): Promise<NotificationDocument> => {
  const sha256 = sha256Of(pdf);
  const body = [{ preloadIdx: '0', contentType: 'application/pdf', sha256 }];
  const [slot] = await dataOf(presignedUploadRequest({ body }));
  const { url, httpMethod, secret, key } = slot ?? {};
  if (!url || !httpMethod || !secret || !key) throw new Error(`no slot: ${JSON.stringify(slot)}`);
  const answer = await fetch(url, {
    method: httpMethod,
    headers: { 'content-type': 'application/pdf', 'x-amz-meta-secret': secret, 'x-amz-checksum-sha256': sha256 },
    body: pdf,
  });
  const versionToken = answer.headers.get('x-amz-version-id');
  if (!answer.ok || versionToken === null) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return { contentType: 'application/pdf', digests: { sha256 }, ref: { key, versionToken } };
};

/** To a person who is reached by PEC, with a payment of pagoPA. */
export const aRequest = (
  paProtocolNumber: string,
  noticeCode: string,
  document: NotificationDocument,
): NewNotificationRequestV26 => ({
  paProtocolNumber,
  subject: 'Sollecito di pagamento',
  taxonomyCode: '010101P',
  senderDenomination: 'Comune di Esempio',
  senderTaxId: '12345678903',
  notificationFeePolicy: 'DELIVERY_MODE',
  paFee: 100,
  vat: 22,
  physicalCommunicationType: 'AR_REGISTERED_LETTER',
  documents: [document],
  recipients: [
    {
      recipientType: 'PF',
      taxId: 'LRTFNC80A01F205B',
      denomination: 'Loretta Franco',
      digitalDomicile: { type: 'PEC', address: 'prova@pec.it' },
      physicalAddress: { address: 'VIA @OK_AR', zip: '20121', municipality: 'MILANO', province: 'MI' },
      payments: [{ pagoPa: { creditorTaxId, noticeCode, applyCost: true } }],
    },
  ],
});

export const download = async (link: string | undefined): Promise<Buffer> => {
  if (link === undefined) throw new Error('no link');
  const answer = await fetch(link);
  if (!answer.ok) throw new Error(`download: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
};

/** Runs the clock until this holds; all that is due happens on the way. */
export const advanceUntil = async (until: object): Promise<void> => {
  const answer = await fetch(`${baseUrl}/_sim/clock/advance`, {
    method: 'POST',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ until, max: 'P1Y' }),
  });
  if (!answer.ok) throw new Error(`advance: ${answer.status} ${await answer.text()}`);
};
