import type { StoredRequest } from './model.js';
import type { RequestStatus } from './service.js';

/** Seconds after which a waiting client should ask again. Source: pn-delivery, status check */
const retryAfterSeconds = 10;

/** The request as it is read back (v2.6): with its defaults, and `docIdx` recomputed from the position. */
export const toWireRequest = (request: StoredRequest): Record<string, unknown> => ({
  ...request,
  documents: request.documents.map((document, i) => ({ ...document, docIdx: String(i) })),
});

/**
 * Answer of the status check, v2.6. The IUN appears with acceptance only; errors repeat the refusal reasons, with `code`
 * for `errorCode`.
 *
 * Source: pn-delivery rest/PnSentNotificationsController.java
 */
export const toWireStatus = ({ head, status, refusal }: RequestStatus): Record<string, unknown> => {
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
