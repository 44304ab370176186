import { expect } from 'vitest';
import type { NotificationRequest } from '../../src/send/request/model.js';
import { aNotificationRequest, type Called, sha256Of } from './simulator.js';

/** One entry of `errors[]`; `detail` is always told, `none` where the platform gives no reason. */
export interface ErrorEntry {
  readonly code: string;
  readonly element?: string;
  readonly detail: string;
}

type Service = 'PN-DELIVERY' | 'PN-DELIVERY-PUSH' | 'PN-EXTERNAL-REGISTRIES';

/** The whole body of a micro-service's refusal, nothing more and nothing less, and a hint beside it. */
export const expectProblem = (
  called: Called<unknown>,
  status: number,
  errors: readonly ErrorEntry[],
  service: Service = 'PN-DELIVERY',
): void => {
  expect({ status: called.status, body: called.body }).toEqual({
    status,
    body: {
      type: 'GENERIC_ERROR',
      status,
      title: status < 500 ? 'Handled error' : 'Unexpected error',
      detail: `See logs for details in ${service}`,
      traceId: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
      errors,
    },
  });
  expect(called.headers.get('content-type')).toMatch(/^application\/(problem\+)?json/);
  expect(called.headers.get('x-send-sim-hint')).toMatch(/^[\x20-\x7e]{10,1024}$/);
};

/** The refusal of the gateway: everything that it found, in one entry. */
export const expectGatewayRefusal = (
  called: Called<unknown>,
  messages: readonly string[],
  code: 'PN_INVALID_BODY' | 'PN_INVALID_PARAMETERS' = 'PN_INVALID_BODY',
): void => {
  expect({ status: called.status, body: called.body }).toEqual({
    status: 400,
    body: {
      status: 400,
      title: 'VALIDATION ERROR',
      traceId: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      errors: [{ code, detail: `Validation errors: [${messages.join(', ')}]` }],
    },
  });
  expect(called.headers.get('access-control-allow-origin')).toBe('*');
  expect(called.headers.get('x-send-sim-hint')).toMatch(/^[\x20-\x7e]{10,1024}$/);
};

/** Violation without a constraint of its own: the platform tells it by the text alone. */
export const generic = (detail: string): ErrorEntry => ({ code: 'PN_GENERIC_INVALIDPARAMETER', detail });

export const constraint = (name: 'PATTERN' | 'SIZE', element: string, detail: string): ErrorEntry => ({
  code: `PN_GENERIC_INVALIDPARAMETER_${name}`,
  element,
  detail,
});

/** Nothing of a request but its form is looked at before the 202: the file need not be there. */
export const aFile = (n: number | string = 0, ending = '.pdf', contentType = 'application/pdf') => ({
  digests: { sha256: sha256Of(Buffer.from(`file ${n}`)) },
  contentType,
  ref: {
    key: `${ending === '.json' ? 'PN_F24_META' : 'PN_NOTIFICATION_ATTACHMENTS'}-${n}${ending}`,
    versionToken: 'v1',
  },
});

export const anF24 = (change: object = {}, n: number | string = 'f24') => ({
  f24: { title: 'IMU', applyCost: true, metadataAttachment: aFile(n, '.json', 'application/json'), ...change },
});

/** A body that is accepted, with its top level changed; whatever is given may be wrong on purpose. */
export const aBody = (change: object = {}): Record<string, unknown> => ({
  ...aNotificationRequest({ documents: [aFile()] }),
  ...change,
});

/** The same without some of its top level. */
export const aBodyWithout = (...names: readonly (keyof NotificationRequest)[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(aBody()).filter(([name]) => !names.includes(name as keyof NotificationRequest)));
