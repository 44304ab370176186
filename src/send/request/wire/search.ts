import { notRecognised, validationError } from '../../adapter-problem.js';
import { adapterRefusals } from './errors.js';

export type StatusQuery = Readonly<Record<string, string | undefined>>;

/**
 * The query of a status check as the adapter of the older versions passes it on: protocol number and token win over the
 * request id, which wins in v2.6.
 * @throws AdapterProblem 404 without any query, 400 when neither way of asking is complete
 *
 * Source: pn-delivery functions/versioningV1V21GetNotificationRequestStatus/src/app/{requestHelper,eventHandler}.js
 */
export const adaptedQuery = (query: StatusQuery): StatusQuery => {
  if (Object.keys(query).length === 0) throw notRecognised(adapterRefusals.noQuery);
  const { notificationRequestId, paProtocolNumber, idempotenceToken } = query;
  if (paProtocolNumber && idempotenceToken) return { paProtocolNumber, idempotenceToken };
  if (notificationRequestId) return { notificationRequestId };
  throw validationError([adapterRefusals.incompleteQuery]);
};

/** v2.6 has no adapter before it. */
export const queryAsGiven = (query: StatusQuery): StatusQuery => query;
