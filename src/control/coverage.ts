import { versionOf } from '../contract/document-version.js';
import type { Operation } from '../contract/operations.js';
import { callsOf, ownDocument } from '../contract/published.js';
import { addressOf, type ControlRoute } from './call.js';

/** How far one operation is simulated. */
export interface Coverage {
  readonly operationId: string;
  readonly document: string;
  readonly method: string;
  readonly path: string;
  /** `v2.6`; a path of the platform without a number is `v1`. Our own API has none. */
  readonly version?: string;
  /** `example`: answers with an example; `missing`: refuses with 501. */
  readonly state: 'simulated' | 'example' | 'missing';
  readonly notes?: string;
}

/** What a user of an operation has to know before relying on it. */
const notes: Readonly<Record<string, string>> = {
  presignedUploadRequest: 'the presigned PUT and GET links work as well',
  retrieveSentNotificationAttachment: 'an F24 answers retryAfter until it is made, some seconds after the acceptance',
  paymentEventsRequestF24: '501, as on the platform',
  currentStatus: 'internal on the platform by now',
  statusHistory: 'internal on the platform by now',
};

/** Every operation of the platform that we publish. */
export const coverageOf = (
  operations: readonly Pick<Operation, 'operationId' | 'document' | 'method' | 'pathTemplate'>[],
  isSimulated: (operationId: string) => boolean,
  hasExamples: boolean,
): readonly Coverage[] =>
  operations.map(({ operationId, document, method, pathTemplate }) => ({
    operationId,
    document,
    method: method.toUpperCase(),
    path: pathTemplate,
    version: versionOf(pathTemplate),
    state: isSimulated(operationId) ? 'simulated' : hasExamples ? 'example' : 'missing',
    ...noteOn(operationId),
  }));

/** Every call of our own API; what is not among the routes is planned only. */
const ownCoverage = async (
  routes: readonly Pick<ControlRoute<unknown>, 'method' | 'path' | 'isAtRoot'>[],
): Promise<Coverage[]> => {
  const built = new Set(routes.map((route) => `${route.method} ${addressOf(route).replace(/:(\w+)/g, '{$1}')}`));
  const calls = await callsOf(ownDocument);
  return calls.map(({ operationId, method, path }) => ({
    operationId,
    document: ownDocument,
    method: method.toUpperCase(),
    path,
    state: built.has(`${method} ${path}`) ? 'simulated' : 'missing',
    ...noteOn(operationId),
  }));
};

const noteOn = (operationId: string): Pick<Coverage, 'notes'> => {
  const text = Object.hasOwn(notes, operationId) ? notes[operationId] : undefined;
  return text === undefined ? {} : { notes: text };
};

/** `GET /_sim/coverage`, added to the calls that it tells of. */
export const withCoverage = <World>(
  routes: readonly ControlRoute<World>[],
  platform: readonly Coverage[],
): readonly ControlRoute<World>[] => {
  const all: ControlRoute<World>[] = [
    ...routes,
    {
      method: 'get',
      path: '/coverage',
      isTimeless: true,
      run: async () => ({ status: 200, body: { items: [...platform, ...(await ownCoverage(all))] } }),
    },
  ];
  return all;
};
