import type { Call, Handler, Handlers } from '../../http/call.js';
import { PlatformProblem } from '../problem.js';
import type { RequestService, RequestStatus } from './service.js';
import { statusHints } from './status-hints.js';
import { fromWireRequest } from './wire/request.js';
import { adaptedQuery, queryAsGiven, type StatusQuery } from './wire/search.js';
import { toWireStatus } from './wire/status.js';
import type { RequestVersion } from './wire/versions.js';

/** Sending a request and asking how its validation went, in every version. */
export const requestHandlers = <World>(serviceOf: (world: World) => RequestService): Handlers<World> => {
  const send =
    (version: RequestVersion): Handler<World> =>
    ({ world, caller, body, header }) => {
      const request = fromWireRequest(version, body);
      const head = serviceOf(world).send(caller, request, version, header('x-send-sim-scenario'));
      const { notificationRequestId } = head;
      const deciding = serviceOf(world).deciding(head).join(', ');
      const { paProtocolNumber, idempotenceToken } = head.request;
      return {
        status: 202,
        body: {
          notificationRequestId,
          paProtocolNumber,
          ...(idempotenceToken === undefined ? {} : { idempotenceToken }),
        },
        about: { iun: head.iun, notificationRequestId, scenarios: deciding },
      };
    };

  const statusCheck =
    (version: RequestVersion, passedOn: (query: StatusQuery) => StatusQuery = adaptedQuery): Handler<World> =>
    (call) => {
      const found = statusFor(serviceOf(call.world), call.caller, passedOn(call.query));
      const { iun, notificationRequestId } = found.head;
      return { status: 200, body: toWireStatus(version, found), about: { iun, notificationRequestId } };
    };

  return {
    sendNewNotification: send('1'),
    sendNewNotificationV21: send('2.1'),
    sendNewNotificationV23: send('2.3'),
    sendNewNotificationV24: send('2.4'),
    sendNewNotificationV25: send('2.5'),
    sendNewNotificationV26: send('2.6'),
    retrieveNotificationRequestStatus: statusCheck('1'),
    retrieveNotificationRequestStatusV21: statusCheck('2.1'),
    retrieveNotificationRequestStatusV23: statusCheck('2.3'),
    retrieveNotificationRequestStatusV24: statusCheck('2.4'),
    retrieveNotificationRequestStatusV25: statusCheck('2.5'),
    retrieveNotificationRequestStatusV26: statusCheck('2.6', queryAsGiven),
  };
};

/** By request id where there is one, else by protocol number and token, in v2.6 and behind the adapters alike. */
const statusFor = (
  service: RequestService,
  caller: Call<unknown>['caller'],
  { notificationRequestId, paProtocolNumber, idempotenceToken }: StatusQuery,
): RequestStatus => {
  if (notificationRequestId?.trim()) {
    assertDecodable(notificationRequestId);
    const found = service.statusOfId(caller, notificationRequestId);
    if (!found) throw notFound(statusHints.unknownId(notificationRequestId));
    return found;
  }
  if (!paProtocolNumber) throw required('paProtocolNumber');
  if (!idempotenceToken) throw required('idempotenceToken');
  const found = service.statusOfProtocol(caller, paProtocolNumber, idempotenceToken);
  if (!found) throw notFound(statusHints.unknownProtocol(paProtocolNumber, idempotenceToken));
  return found;
};

/** 36 characters of the alphabet may still be no base64: the platform does not catch it. */
const assertDecodable = (id: string): void => {
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(id)) return;
  throw new PlatformProblem(500, [{ code: 'PN_GENERIC_ERROR' }], statusHints.notBase64(id));
};

const required = (element: string): PlatformProblem =>
  new PlatformProblem(400, [{ code: 'PN_GENERIC_INVALIDPARAMETER_REQUIRED', element }], statusHints.required(element));

const notFound = (hint: ReturnType<typeof statusHints.unknownId>): PlatformProblem =>
  new PlatformProblem(404, [{ code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND' }], hint);
