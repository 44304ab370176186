import { type Instant, parseInstant } from '../../clock/instant.js';
import type { DigitalAddress, PaperProduct } from '../../scenario/oracle.js';
import { type Notification, recipientsOf, type TimelineElement } from '../notification/model.js';
import type { PhysicalAddress } from '../request/model.js';
import {
  additionalLanguages,
  type DigitalAttempt,
  type FiledFile,
  type PecReceiptType,
  type PlatformDocument,
  type ScanType,
  scanTypes,
} from './document.js';

/**
 * The document behind a key, as data. It follows from the elements that existed when it was made, so that its bytes never
 * change afterwards.
 * @param key with or without `safestorage://`
 * @returns undefined when no element of this notification names the key
 */
export const findDocument = (notification: Notification, key: string): PlatformDocument | undefined => {
  const element = elementOf(notification, key);
  return element && documentOf(notification, element);
};

/** The element that a document was made with. What a correction took away still names its documents. */
export const elementOf = (
  { elements, invalidated }: Pick<Notification, 'elements' | 'invalidated'>,
  key: string,
): TimelineElement | undefined => {
  const wanted = key.replace(/^safestorage:\/\//, '');
  const isWanted = (candidate: unknown): boolean =>
    typeof candidate === 'string' && candidate.replace(/^safestorage:\/\//, '') === wanted;
  return [...elements, ...invalidated].find(
    ({ details, legalFactsIds }) =>
      isWanted(details.legalFactId) || isWanted(details.aarKey) || legalFactsIds.some((fact) => isWanted(fact.key)),
  );
};

/** Mailbox from which the platform writes; invented, as ours must not look like the real one. */
const platformMailbox = 'send@pec.simulatore.example';

const partyOf = ({ denomination, taxId }: { readonly denomination: string; readonly taxId: string }) => ({
  denomination,
  taxId,
});

/** Address behind the QR code of a notice: made up, like the mailbox; the key of the notice tells it from all others. */
const accessUrlOf = (aarKey: unknown): string =>
  `https://send.simulatore.example/?aar=${/PN_AAR-([0-9a-f]+)/.exec(String(aarKey))?.[1] ?? ''}`;

/** Certificates and notices are bilingual, receipts and the paper of the post are not. */
const languageOf = ({ request: { additionalLanguages: wanted = [] } }: Notification) => {
  const language = additionalLanguages.find((one) => wanted.includes(one));
  return language ? { language } : {};
};

const documentOf = (notification: Notification, element: TimelineElement): PlatformDocument | undefined => {
  const { iun, sender, request } = notification;
  const { details, ingestedAt, eventAt } = element;
  const recIndex = details.recIndex ?? 0;
  const recipient = request.recipients[recIndex];
  if (!recipient) return undefined;
  const head = { iun, issuedAt: ingestedAt, ...languageOf(notification) };
  const who = partyOf(recipient);
  switch (element.category) {
    case 'SENDER_ACK_CREATION_REQUEST':
      return {
        ...head,
        kind: 'SENDER_ACK',
        sender: partyOf(sender),
        subject: request.subject,
        filedAt: notification.sentAt,
        recipients: recipientsOf(notification).map((r) => ({
          ...partyOf(r),
          ...(r.digitalDomicile ? { digitalDomicile: r.digitalDomicile.address } : {}),
          ...(r.physicalAddress ? { physicalAddress: r.physicalAddress } : {}),
        })),
        files: filedFiles(notification),
      };
    case 'AAR_CREATION_REQUEST':
      return {
        ...head,
        kind: 'AAR',
        sender: partyOf(sender),
        recipient: who,
        subject: request.subject,
        accessUrl: accessUrlOf(details.aarKey),
      };
    case 'DIGITAL_DELIVERY_CREATION_REQUEST':
      return {
        ...head,
        kind: 'DIGITAL_DELIVERY',
        outcome: details.endWorkflowStatus === 'SUCCESS' ? 'SUCCESS' : 'FAILURE',
        recipient: who,
        attempts: attemptsBefore(notification, recIndex, ingestedAt),
        completedAt: parseInstant(String(details.completionWorkflowDate)) ?? eventAt,
      };
    case 'COMPLETELY_UNREACHABLE_CREATION_REQUEST':
      return { ...head, kind: 'ANALOG_FAILURE_DELIVERY', recipient: who, depositedAt: eventAt };
    case 'SEND_ANALOG_TIMEOUT_CREATION_REQUEST': {
      const send = notification.elements.find((e) => e.elementId === details.relatedRequestId);
      const address = (send?.details.physicalAddress ?? recipient.physicalAddress) as PhysicalAddress;
      const attempt = Number(details.sentAttemptMade);
      return { ...head, kind: 'ANALOG_DELIVERY_TIMEOUT', recipient: who, address, attempt, timeoutAt: eventAt };
    }
    case 'NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST': {
      const asked = notification.elements.find((e) => e.category === 'NOTIFICATION_CANCELLATION_REQUEST');
      const requestedAt = asked?.eventAt ?? eventAt;
      return {
        ...head,
        kind: 'NOTIFICATION_CANCELLED',
        sender: partyOf(sender),
        recipients: request.recipients.map(partyOf),
        requestedAt,
      };
    }
    case 'NOTIFICATION_VIEWED_CREATION_REQUEST': {
      const delegate = details.delegateInfo as { readonly denomination: string; readonly taxId: string } | undefined;
      const accessedAt = parseInstant(String(details.eventTimestamp)) ?? eventAt;
      return {
        ...head,
        kind: 'RECIPIENT_ACCESS',
        recipient: who,
        ...(delegate ? { delegate: partyOf(delegate) } : {}),
        accessedAt,
      };
    }
    case 'SEND_DIGITAL_PROGRESS':
    case 'SEND_DIGITAL_FEEDBACK':
      return pecReceipt(notification, element);
    case 'SEND_ANALOG_PROGRESS':
    case 'SEND_SIMPLE_REGISTERED_LETTER_PROGRESS':
      return scan(notification, element);
    default:
      return undefined;
  }
};

const filedFiles = ({ request }: Notification): FiledFile[] => [
  ...request.documents.map(
    (d): FiledFile => ({ kind: 'DOCUMENT', ...(d.title ? { title: d.title } : {}), sha256Base64: d.digests.sha256 }),
  ),
  ...request.recipients.flatMap(({ payments = [] }, recIndex) =>
    payments.flatMap(({ pagoPa, f24 }): FiledFile[] => [
      ...(pagoPa?.attachment
        ? [
            {
              kind: 'PAYMENT' as const,
              recIndex,
              title: pagoPa.noticeCode,
              sha256Base64: pagoPa.attachment.digests.sha256,
            },
          ]
        : []),
      ...(f24
        ? [{ kind: 'F24' as const, recIndex, title: f24.title, sha256Base64: f24.metadataAttachment.digests.sha256 }]
        : []),
    ]),
  ),
];

/** Digital attempts of a recipient with their results, up to the moment the attestation was made. */
const attemptsBefore = ({ elements }: Notification, recIndex: number, before: Instant): DigitalAttempt[] =>
  elements
    .filter((e) => e.category === 'SEND_DIGITAL_FEEDBACK' && e.details.recIndex === recIndex && e.ingestedAt <= before)
    .map(({ details, elementId, eventAt }) => {
      const { address, type } = details.digitalAddress as DigitalAddress;
      const source = /\.SOURCE_(PLATFORM|SPECIAL|GENERAL)/.exec(elementId)?.[1] as DigitalAttempt['source'];
      return { address, addressType: type, source, isDelivered: details.responseStatus === 'OK', at: eventAt };
    });

const receiptTypes: Readonly<Record<string, PecReceiptType>> = {
  C001: 'accettazione',
  Q003: 'avvenuta-consegna',
  C003: 'avvenuta-consegna',
  C002: 'non-accettazione',
  C006: 'rilevazione-virus',
};

const pecReceipt = ({ iun }: Notification, { details, ingestedAt, eventAt }: TimelineElement): PlatformDocument => {
  const code = String(details.deliveryDetailCode);
  const [receipt] = details.sendingReceipts as readonly { readonly id: string }[];
  const type = receiptTypes[code] ?? 'errore-consegna';
  return {
    iun,
    issuedAt: ingestedAt,
    kind: 'PEC_RECEIPT',
    type,
    senderAddress: platformMailbox,
    recipientAddress: (details.digitalAddress as DigitalAddress).address,
    at: eventAt,
    identifier: receipt?.id ?? code,
    ...(type === 'errore-consegna'
      ? { error: `${code}${details.deliveryFailureCause ? ` ${details.deliveryFailureCause}` : ''}` }
      : {}),
  };
};

const scan = (notification: Notification, element: TimelineElement): PlatformDocument | undefined => {
  const { iun, sender, request, elements, invalidated } = notification;
  const { details, ingestedAt, eventAt } = element;
  const [attachment] = details.attachments as readonly { readonly documentType: string }[];
  const documentType = scanTypes.find((type) => type === attachment?.documentType);
  const send = [...elements, ...invalidated].find((e) => e.elementId === details.sendRequestId);
  const recipient = request.recipients[details.recIndex ?? 0];
  if (!documentType || !send || !recipient) return undefined;
  const { pages, archive } = (element.internal?.document ?? {}) as {
    readonly pages?: number;
    readonly archive?: string;
  };
  const feedbackAddress = newAddressOf(notification, element);
  return {
    iun,
    issuedAt: ingestedAt,
    kind: 'ANALOG_DELIVERY',
    documentType: documentType satisfies ScanType,
    product: send.details.productType as PaperProduct,
    registeredLetterCode: String(details.registeredLetterCode),
    sender: partyOf(sender),
    recipient: partyOf(recipient),
    address: send.details.physicalAddress as PhysicalAddress,
    eventCode: String(details.deliveryDetailCode),
    eventAt,
    ...causeOf(notification, element),
    ...(documentType === 'Indagine' && feedbackAddress ? { newAddress: feedbackAddress } : {}),
    ...(documentType === 'Copia Conforme AAR'
      ? {
          // Pages that a script asks for are those of the whole copy.
          ...(pages === undefined ? languageOf(notification) : {}),
          subject: request.subject,
          accessUrl: accessUrlOf(noticeOf(notification, element)),
        }
      : {}),
    ...(pages === undefined ? {} : { pages }),
    ...(archive === undefined ? {} : { isArchive: true }),
  };
};

/** Key of the notice of the same recipient. */
const noticeOf = ({ elements }: Notification, { details }: TimelineElement): unknown =>
  elements.find((e) => e.category === 'AAR_CREATION_REQUEST' && e.details.recIndex === details.recIndex)?.details
    .aarKey;

/** The outcome (A or D) event of the same letter: it was written before the documents and carries the cause. */
const causeOf = (
  { elements, invalidated }: Notification,
  { details, ingestedAt }: TimelineElement,
): { failureCause?: string } => {
  const outcome = [...elements, ...invalidated].find(
    (e) =>
      e.details.sendRequestId === details.sendRequestId &&
      e.ingestedAt <= ingestedAt &&
      e.details.deliveryFailureCause !== undefined,
  );
  return outcome ? { failureCause: String(outcome.details.deliveryFailureCause) } : {};
};

/** The address that the enquiry found: in the feedback of the letter or, until that is written, in the report to come. */
const newAddressOf = (
  { elements, invalidated, planned }: Notification,
  { details }: TimelineElement,
): PhysicalAddress | undefined => {
  const feedback = [...elements, ...invalidated].find(
    (e) => e.category === 'SEND_ANALOG_FEEDBACK' && e.details.sendRequestId === details.sendRequestId,
  );
  const report = planned
    .filter((p) => p.data?.sendRequestId === details.sendRequestId)
    .map((p) => p.data?.effect as { readonly discovered?: PhysicalAddress } | undefined)
    .find((effect) => effect?.discovered);
  return (feedback?.details.newAddress ?? report?.discovered) as PhysicalAddress | undefined;
};
