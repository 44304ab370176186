import { matchesPattern } from './pattern.js';

const since = (first: number): readonly string[] =>
  ['', 'V20', 'V21', 'V23', 'V24', 'V25', 'V26', 'V27', 'V28', 'V29'].filter(
    (version) => version === '' || Number(version.slice(1)) >= first,
  );
const requests = since(21).filter((version) => version === '' || Number(version.slice(1)) <= 26);

/** Endings that name the versions of an operation; the first version has none. */
const versions: Readonly<Record<string, readonly string[]>> = {
  presignedUploadRequest: [''],
  sendNewNotification: requests,
  retrieveNotificationRequestStatus: requests,
  retrieveSentNotification: since(20),
  retrieveSentNotificationDocument: [''],
  retrieveSentNotificationAttachment: [''],
  retrieveNotificationPrice: ['', 'V23'],
  paymentEventsRequestPagoPa: [''],
  paymentEventsRequestF24: [''],
  notificationCancellation: [''],
  retrieveNotificationLegalFacts: ['', 'V20'],
  downloadLegalFactById: [''],
  retrieveLegalFact: [''],
  createEventStream: since(23),
  listEventStreams: since(23),
  retrieveEventStream: since(23),
  updateEventStream: since(23),
  removeEventStream: since(23),
  disableEventStream: since(23).slice(1),
  consumeEventStream: since(23),
  getGroupsB2B: [''],
  getEserviceStatus: [''],
  getResolved: [''],
  getLegalFact: [''],
  status: [''],
  currentStatus: [''],
  statusHistory: [''],
};

/**
 * Names of the calls that a client makes, as journal, faults and verify know them: the operationIds of the published
 * contract, the two ends of presigned links, the token endpoint, and the key portal.
 */
export const operationNames: readonly string[] = [
  ...Object.entries(versions).flatMap(([name, endings]) => endings.map((ending) => name + ending)),
  'uploadObject',
  'downloadObject',
  'createVoucher',
  'backOfficeListApiKeys',
  'backOfficeCreateApiKey',
  'backOfficeChangeApiKeyStatus',
  'backOfficeDeleteApiKey',
];

/** Whether a name, or a pattern with `*`, means an operation. A plain name of another case is a mistake, so it does not. */
export const isOperationNamed = (wanted: string, operation: string): boolean =>
  wanted.includes('*') ? matchesPattern(wanted, operation) : wanted === operation;
