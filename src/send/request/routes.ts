import type { Handlers } from '../../http/call.js';
import { PlatformProblem } from '../problem.js';
import type { NotificationRequest } from './model.js';
import type { RequestService } from './service.js';
import { statusHints } from './status-hints.js';
import { toWireStatus } from './wire.js';

/** Sending a request and asking how its validation went. */
export const requestHandlers = <World>(serviceOf: (world: World) => RequestService): Handlers<World> => ({
  sendNewNotificationV26: ({ world, caller, body, header }) => {
    const head = serviceOf(world).send(caller, body as NotificationRequest, '2.6', header('x-send-sim-scenario'));
    const { notificationRequestId, request } = head;
    return {
      status: 202,
      body: {
        notificationRequestId,
        paProtocolNumber: request.paProtocolNumber,
        ...(request.idempotenceToken === undefined ? {} : { idempotenceToken: request.idempotenceToken }),
      },
      about: { iun: head.iun, notificationRequestId },
    };
  },
  retrieveNotificationRequestStatusV26: ({ world, caller, query }) => {
    const { notificationRequestId, paProtocolNumber, idempotenceToken } = query;
    const service = serviceOf(world);
    if (notificationRequestId?.trim()) {
      assertDecodable(notificationRequestId);
      const found = service.statusOfId(caller, notificationRequestId);
      if (!found) throw notFound(statusHints.unknownId(notificationRequestId));
      return { status: 200, body: toWireStatus(found), about: { iun: found.head.iun, notificationRequestId } };
    }
    if (!paProtocolNumber) throw required('paProtocolNumber');
    if (!idempotenceToken) throw required('idempotenceToken');
    const found = service.statusOfProtocol(caller, paProtocolNumber, idempotenceToken);
    if (!found) throw notFound(statusHints.unknownProtocol(paProtocolNumber, idempotenceToken));
    return { status: 200, body: toWireStatus(found), about: { iun: found.head.iun } };
  },
});

/** 36 characters of the alphabet may still be no base64: the platform does not catch it. */
const assertDecodable = (id: string): void => {
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(id)) return;
  throw new PlatformProblem(500, [{ code: 'PN_GENERIC_ERROR' }], statusHints.notBase64(id));
};

const required = (element: string): PlatformProblem =>
  new PlatformProblem(400, [{ code: 'PN_GENERIC_INVALIDPARAMETER_REQUIRED', element }], statusHints.required(element));

const notFound = (hint: ReturnType<typeof statusHints.unknownId>): PlatformProblem =>
  new PlatformProblem(404, [{ code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND' }], hint);
