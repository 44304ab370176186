import { loadContract, type Operation } from '../../src/contract/operations.js';
import { type RequestVerdict, validateRequest } from '../../src/contract/validate-request.js';

const operations = new Map(loadContract().map((operation) => [operation.operationId, operation]));

export const operation = (operationId: string): Operation => {
  const found = operations.get(operationId);
  if (!found) throw new Error(`${operationId} is not in the contract`);
  return found;
};

/** A right body of a request, with some of its properties changed. */
export const aSendBody = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  paProtocolNumber: '302/2026',
  subject: 'Sample notice',
  notificationFeePolicy: 'FLAT_RATE',
  physicalCommunicationType: 'AR_REGISTERED_LETTER',
  senderDenomination: 'Comune di Esempio',
  senderTaxId: '12345678903',
  taxonomyCode: '010101P',
  recipients: [aRecipient()],
  documents: [aDocument()],
  ...changes,
});

export const aRecipient = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  recipientType: 'PF',
  taxId: 'RSSMRA80A01H501U',
  denomination: 'Mario Rossi',
  physicalAddress: { address: 'VIA ROMA 1', zip: '20121', municipality: 'MILANO', province: 'MI' },
  ...changes,
});

export const aDocument = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  contentType: 'application/pdf',
  digests: { sha256: 'jezIVxlG1M1woCSUngM6KipUN3/p8cG5RMIPnuEanlE=' },
  ref: { key: 'PN_NOTIFICATION_ATTACHMENTS-a75e827e953c4917b6d1beaf6df56755.pdf', versionToken: 'v1' },
  ...changes,
});

/** The verdict on a body alone. */
export const verdictOn = (operationId: string, body: unknown): RequestVerdict =>
  validateRequest(operation(operationId), {
    path: { streamId: '6f0c1d6e-3a58-4c0e-9b53-0d5a3f1e7c42' },
    query: {},
    headers: { 'content-type': 'application/json' },
    body,
  });

export const messagesOn = (body: unknown, operationId = 'sendNewNotificationV26'): readonly string[] => {
  const verdict = verdictOn(operationId, body);
  return verdict.kind === 'body' ? verdict.messages : [];
};
