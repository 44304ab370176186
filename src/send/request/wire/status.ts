import { notExpressible } from '../../adapter-problem.js';
import { type DownStep, downTo, without } from '../../versions.js';
import type { Recipient } from '../model.js';
import type { RequestStatus } from '../service.js';
import { adapterRefusals } from './errors.js';
import { toWireRequest } from './request.js';
import { type RecipientV1, toRecipientV1 } from './v1.js';
import type { RequestVersion } from './versions.js';

/** Seconds after which a waiting client should ask again. Source: pn-delivery, status check */
const retryAfterSeconds = 10;

/** Answer of the status check in some version; the named fields are those that a step looks at. */
interface WireStatus {
  readonly [field: string]: unknown;
  readonly recipients: readonly (Recipient | RecipientV1)[];
  readonly pagoPaIntMode: string;
  readonly errors?: readonly { readonly code: string; readonly detail: string; readonly recIndex?: number }[];
}

/**
 * Answer of the status check, v2.6. The IUN appears with acceptance only; errors repeat the refusal reasons, with `code`
 * for `errorCode`.
 *
 * Source: pn-delivery rest/PnSentNotificationsController.java
 */
const toWireStatusV26 = ({ head, status, refusal }: RequestStatus): WireStatus => {
  const reasons = (refusal?.details.refusalReasons ?? []) as readonly {
    readonly errorCode: string;
    readonly detail: string;
    readonly recIndex?: number;
  }[];
  return {
    ...toWireRequest(head.request),
    notificationRequestId: head.notificationRequestId,
    notificationRequestStatus: status,
    ...(status === 'WAITING' ? { retryAfter: retryAfterSeconds } : {}),
    ...(status === 'ACCEPTED' ? { iun: head.iun } : {}),
    ...(status === 'REFUSED'
      ? { errors: reasons.map(({ errorCode, ...rest }) => ({ code: errorCode, ...rest })) }
      : {}),
  };
};

const withoutFields =
  (...fields: readonly string[]) =>
  (newer: WireStatus): WireStatus =>
    without(newer, fields);

const withoutRecIndexes = ({ errors, ...newer }: WireStatus): WireStatus => ({
  ...newer,
  ...(errors && { errors: errors.map((error) => without(error, ['recIndex'])) }),
});

/** @throws AdapterProblem for ASYNC, which is looked at before the payments */
const toV1 = (newer: WireStatus): WireStatus => {
  const { pagoPaIntMode } = newer;
  if (pagoPaIntMode !== 'SYNC' && pagoPaIntMode !== 'NONE') {
    throw notExpressible(adapterRefusals.unknownValue('PagoPaIntMode', pagoPaIntMode));
  }
  const recipients = newer.recipients as readonly Recipient[];
  return { ...without(newer, ['paFee']), recipients: recipients.map(toRecipientV1) };
};

/**
 * The way down from v2.6, newest first.
 *
 * Source: pn-delivery functions/versioningV1V21GetNotificationRequestStatus/src/app/eventHandler.js
 */
export const statusSteps: readonly DownStep<RequestVersion, WireStatus>[] = [
  { to: '2.5', down: withoutFields('physicalCommunicationPriority') },
  { to: '2.4', down: withoutRecIndexes },
  { to: '2.3', down: withoutFields('additionalLanguages') },
  { to: '2.1', down: withoutFields('vat') },
  { to: '1', down: toV1 },
];

/** @throws AdapterProblem when the version cannot express it */
export const toWireStatus = (version: RequestVersion, status: RequestStatus): WireStatus =>
  downTo(statusSteps, version, toWireStatusV26(status));
