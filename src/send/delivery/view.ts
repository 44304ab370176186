import { type Instant, toIso } from '../../clock/instant.js';
import { reasons } from '../../text/reasons.js';
import type { NewElement, Notification, Outcome } from '../notification/model.js';
import { element, later, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { instantOf } from './digital.js';
import { delays, sendFeeCents } from './facts.js';
import { isFeeBorne } from './life.js';
import { recIndexOf } from './start.js';

/** The recipient, or a delegate, opens the notification. Only the first view counts. */

export interface DelegateInfo {
  readonly internalId: string;
  readonly taxId: string;
  readonly mandateId: string;
  readonly denomination: string;
  readonly delegateType: 'PF' | 'PG';
}

/** A visit to a RADD desk. */
export interface RaddTransaction {
  readonly raddType: 'FSU' | 'ALT';
  readonly raddTransactionId: string;
}

/** Who viewed in the recipient's stead; empty when it was the recipient. */
export type ViewedBy = { readonly delegateInfo?: DelegateInfo } | RaddTransaction;

const accessKey = (documentKey: StepInput['documentKey'], recIndex: number): string =>
  documentKey('PN_LEGAL_FACTS', `RECIPIENT_ACCESS-${recIndex}`, 'pdf');

/** The act of viewing: the certificate is requested, the view counts from here. */
export const viewed = (
  notification: Notification,
  recIndex: number,
  at: Instant,
  documentKey: StepInput['documentKey'],
  by: ViewedBy,
): Outcome => {
  const common = { eventTimestamp: toIso(at), ...by };
  return {
    elements: [
      element(
        notification,
        'NOTIFICATION_VIEWED_CREATION_REQUEST',
        { recIndex },
        { details: { recIndex, legalFactId: accessKey(documentKey, recIndex), ...common } },
      ),
    ],
    plan: [
      later(at, delays.toViewDocument, 'delivery.view-document', reasons.viewDocument, {
        recIndex,
        follows: 'NOTIFICATION_VIEWED_CREATION_REQUEST',
        data: { viewedAt: toIso(at), by },
      }),
    ],
  };
};

/** The certificate is ready: the view enters the timeline at its own date. */
const viewDocumentReady = (input: StepInput): Outcome => {
  const recIndex = recIndexOf(input);
  const data = input.item.data as unknown as { readonly viewedAt: string; readonly by: ViewedBy };
  return {
    elements: [
      element(
        input.notification,
        'NOTIFICATION_VIEWED',
        { recIndex },
        {
          eventAt: instantOf(data.viewedAt),
          legalFactsIds: [{ key: accessKey(input.documentKey, recIndex), category: 'RECIPIENT_ACCESS' }],
          details: {
            recIndex,
            ...(isFeeBorne(input.notification, recIndex) ? {} : { notificationCost: sendFeeCents }),
            ...data.by,
            eventTimestamp: data.viewedAt,
          },
        },
      ),
    ],
  };
};

export const viewKinds: WorkflowKinds = { 'delivery.view-document': viewDocumentReady };

/** The papers were fetched at a RADD desk: no status, no term follows from this element. */
export const retrieved = (
  notification: Notification,
  recIndex: number,
  at: Instant,
  transaction: RaddTransaction,
): NewElement =>
  element(
    notification,
    'NOTIFICATION_RADD_RETRIEVED',
    { recIndex },
    { eventAt: at, details: { recIndex, ...transaction, eventTimestamp: toIso(at) } },
  );
