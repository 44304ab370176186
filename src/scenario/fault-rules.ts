import { parseDuration } from '../clock/duration.js';
import { type Micros, minutes } from '../clock/instant.js';
import { nearest } from '../text/nearest.js';
import type { Said } from '../text/said.js';
import { isOperationNamed, operationNames } from './operation-names.js';
import type { FaultDeed, FaultMatch, FaultText } from './schema-fault.js';

/** A fault of a file, where it stands. */
export interface FileFault {
  /** Name of its file and place in the list: `slow-store:1`. */
  readonly id: string;
  /** Name of its file. */
  readonly file: string;
  /** Only notifications that were given the scenario of this name meet it; else all calls do. */
  readonly isBound: boolean;
  /** `file:line`. */
  readonly source: string;
  readonly fault: FaultText;
}

/** A call as a fault looks at it. */
export interface FaultyCall {
  readonly operation: string;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly iun?: string | undefined;
}

/** Longest that an answer may wait. Ours: nobody waits longer for one. */
const longestDelay: Micros = minutes(60);

/** They follow from the body. */
const headersOfOurs = ['content-length', 'transfer-encoding', 'connection'];

/** What each of them leaves room for. */
const companions = {
  drop: ['delay'],
  stream: ['delay', 'headers', 'truncate'],
} as const satisfies Partial<Record<keyof FaultDeed, readonly (keyof FaultDeed)[]>>;

/** What a schema cannot see. */
export const faultProblems = (
  fault: FaultText,
): readonly { readonly path: readonly string[]; readonly message: Said }[] => {
  const { operation } = fault.match;
  const { delay, headers = {} } = fault.do;
  const known = operation === undefined || operationNames.some((name) => isOperationNamed(operation, name));
  const length = delay === undefined ? 0 : parseDuration(delay);
  return [
    ...(known ? [] : [{ path: ['match', 'operation'], message: unknownOperation(operation) }]),
    ...(length !== undefined && length <= longestDelay ? [] : [{ path: ['do', 'delay'], message: badDelay(delay) }]),
    ...Object.keys(headers)
      .filter((name) => headersOfOurs.includes(name.toLowerCase()))
      .map((name) => ({ path: ['do', 'headers', name], message: ourHeader(name) })),
    ...(Object.keys(companions) as (keyof typeof companions)[]).flatMap((deed) => {
      if (fault.do[deed] === undefined) return [];
      const allowed: readonly string[] = [deed, ...companions[deed]];
      const others = Object.keys(fault.do).filter((name) => !allowed.includes(name));
      return others.length === 0 ? [] : [{ path: ['do', deed], message: notTogether(deed, others) }];
    }),
  ];
};

export const isMatched = ({ operation, method, path, iun }: FaultMatch, call: FaultyCall): boolean =>
  (operation === undefined || isOperationNamed(operation, call.operation)) &&
  (method === undefined || method === call.method) &&
  (path === undefined || call.path.startsWith(path)) &&
  (iun === undefined || iun === call.iun);

/** Streams are read by one operation, in all its versions. */
export const canAct = ({ stream }: FaultDeed, { operation }: FaultyCall): boolean =>
  stream === undefined || operation.startsWith('consumeEventStream');

const unknownOperation = (operation: string): Said => {
  const near = nearest(operation, operationNames);
  return {
    it: `nessuna operazione si chiama "${operation}"${near ? `; forse si intendeva "${near}"?` : ''}`,
    en: `no operation is called "${operation}"${near ? `; did you mean "${near}"?` : ''}`,
  };
};

const badDelay = (delay: string | undefined): Said => ({
  it: `"${delay}" non è un tempo valido, o supera un’ora`,
  en: `"${delay}" is not a length of time, or is longer than an hour`,
});

const ourHeader = (name: string): Said => ({
  it: `"${name}" dipende dal corpo: per una risposta interrotta usare truncate`,
  en: `"${name}" follows from the body: use truncate for an answer that breaks off`,
});

const notTogether = (deed: string, others: readonly string[]): Said => ({
  it: `"${deed}" non può stare insieme a ${others.join(', ')}`,
  en: `"${deed}" cannot go together with ${others.join(', ')}`,
});
