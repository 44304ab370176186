import { gzipSync } from 'node:zlib';
import type { Lots } from '../support/lots.js';
import { type Draft, jsonBody, readBody } from './draft.js';
import { mutatedJson, treacherousNames, treacherousTexts } from './mutate-json.js';

/** What there is to mix up. */
export interface Surroundings {
  readonly ids: readonly string[];
  readonly keys: { readonly own: string; readonly ofGroup: string; readonly foreign: string };
  /** A right call of some other operation. */
  readonly another: () => Draft;
}

type Mutation = (draft: Draft, lots: Lots, around: Surroundings) => Draft;

const withHeader = (draft: Draft, name: string, value: string | undefined): Draft => ({
  ...draft,
  headers: [
    ...draft.headers.filter(([given]) => given.toLowerCase() !== name),
    ...(value === undefined ? [] : [[name, value] as const]),
  ],
});

/** Bytes that may stand in a request line: everything else would be refused by the parser of HTTP, not by us. */
const inTarget = (text: string): string =>
  text.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(wellFormed(character)));
const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/g, '\ufffd');

const oddSegments = [
  '..',
  '.',
  '%2e%2e',
  '%00',
  '%2F',
  '%5C',
  '%',
  '%ZZ',
  '%E0%A4%A',
  '%ED%A0%80',
  '%25',
  '-1',
  '99',
  '1.5',
  'abc',
  '2147483648',
];
const oddQueries = [
  'a=b',
  '=',
  '&',
  'x',
  '__proto__[a]=1',
  'constructor=1',
  'a[]=1&a[]=2',
  'a[b][c]=1',
  '%=%',
  'a=%ZZ',
  'a=%00',
  'sandbox=default',
  'sandbox=none',
];
const oddMethods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'MKCOL', 'SEARCH'];
const contentTypes = [
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json; charset=latin1',
  'application/json;',
  'APPLICATION/JSON',
  'application/problem+json',
  'application/json, application/json',
  'x',
  '/',
];
const oddHeaders: readonly (readonly [string, string])[] = [
  ['accept', 'text/html'],
  ['accept', 'nothing'],
  ['accept-encoding', 'br;q=1, gzip;q=0'],
  ['authorization', 'Bearer x.y.z'],
  ['authorization', 'Basic eDp5'],
  ['content-encoding', 'gzip'],
  ['content-encoding', 'br'],
  ['content-encoding', 'x'],
  ['transfer-encoding', 'chunked'],
  ['expect', '100-continue'],
  ['host', 'elsewhere.example.test:99999'],
  ['host', 'a b'],
  ['x-forwarded-host', '"><script>'],
  ['x-forwarded-proto', 'https,http'],
  ['x-forwarded-port', '-1'],
  ['x-amzn-trace-id', 'Root=1-00000000-000000000000000000000000'],
  ['x-amzn-trace-id', 'é'.repeat(500)],
  ['x-send-sim-scenario', 'no-such-scenario'],
  ['x-send-sim-scenario', '__proto__'],
  ['x-pagopa-pn-cx-id', 'somebody-else'],
  ['x-http-method-override', 'DELETE'],
  ['range', 'bytes=0-1'],
  ['if-none-match', '*'],
  ['origin', 'https://elsewhere.example.test'],
  ['cookie', 'a=b; __proto__=1'],
  ['x-long', 'y'.repeat(6_000)],
];

const brokenTexts: readonly ((text: string) => string | Buffer)[] = [
  (text) => text.slice(0, -1),
  (text) => text.slice(0, Math.floor(text.length / 2)),
  (text) => `${text},`,
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll('"', "'"),
  (text) => text.replace('{', '{"a":1,'),
  (text) => text.replace('{', '{"__proto__":{"x":1},'),
  // Who comes last wins: every property twice.
  (text) => text.replace(/"(\w+)":/g, '"$1":null,"$1":'),
  (text) => text.replace(/:\d+/, ':1e999'),
  (text) => text.replace(/:"[^"]*"/, ':NaN'),
  (text) => `${text}${text}`,
  (text) => `${text}\u0000`,
  (text) => `//\n${text}`,
  (text) => '['.repeat(20_000) + text,
  (text) => text.replace('{', `{"additionalLanguages":[${'['.repeat(6_000)}${']'.repeat(6_000)}],`),
  (text) => text.replace(/:"[^"]*"/, `:${'['.repeat(6_000)}${']'.repeat(6_000)}`),
  (text) => text.replace(/:"[^"]*"/, `:${'{"a":'.repeat(6_000)}1${'}'.repeat(6_000)}`),
  (text) => Buffer.from(text, 'utf16le'),
  (text) =>
    Buffer.concat([Buffer.from(text.slice(0, 20)), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(text.slice(20))]),
  (text) => gzipSync(text),
  () => '',
  () => 'null',
  () => '0',
  () => 'false',
  () => '"text"',
  () => '[]',
  () => '{}',
  () => '[[[]]]',
];

const changedSegment = (draft: Draft, lots: Lots, change: (segment: string) => string): Draft => {
  const segments = draft.path.split('/');
  const i = 1 + lots.below(Math.max(1, segments.length - 1));
  return { ...draft, path: segments.map((segment, at) => (at === i ? change(segment) : segment)).join('/') };
};

/** A path that needs an id gets another one: the last segments are those of ids. */
const otherId: Mutation = (draft, lots, { ids }) => {
  const id = inTarget(encodeURIComponent(lots.oneOf(ids)));
  const segments = draft.path.split('/');
  const candidates = segments.flatMap((segment, i) => (/[A-Z0-9-]{8}|^\d+$|^[A-Z]{3}/.test(segment) ? [i] : []));
  if (candidates.length === 0) {
    return { ...draft, query: draft.query.map((pair) => (lots.chance(0.5) ? pair.replace(/=.*/, `=${id}`) : pair)) };
  }
  const chosen = lots.oneOf(candidates);
  return { ...draft, path: segments.map((segment, i) => (i === chosen ? id : segment)).join('/') };
};

const ofIds: readonly Mutation[] = [otherId];

const ofPath: readonly Mutation[] = [
  (draft, lots) => changedSegment(draft, lots, () => lots.oneOf(oddSegments)),
  (draft, lots) =>
    changedSegment(draft, lots, () => inTarget(encodeURIComponent(wellFormed(lots.oneOf(treacherousTexts))))),
  (draft, lots) =>
    changedSegment(
      draft,
      lots,
      (segment) => segment + lots.oneOf(['%00', ' ', '%20', '.', '-', 'A', '1']).replace(' ', '+'),
    ),
  (draft, lots) =>
    changedSegment(draft, lots, (segment) =>
      lots.oneOf([segment.toUpperCase(), segment.toLowerCase(), '', segment.slice(1)]),
    ),
  (draft, lots) => changedSegment(draft, lots, () => 'x'.repeat(lots.oneOf([300, 3_000]))),
  (draft) => ({ ...draft, path: `${draft.path}/` }),
  (draft) => ({ ...draft, path: `/${draft.path}` }),
];

const ofQuery: readonly Mutation[] = [
  (draft) => ({ ...draft, query: [...draft.query, ...draft.query] }),
  (draft, lots) => ({ ...draft, query: [...draft.query, lots.oneOf(oddQueries)] }),
  (draft) => ({ ...draft, query: [] }),
  (draft, lots) => ({
    ...draft,
    query: draft.query.map((pair) => pair.replace(/=.*/, `=${lots.oneOf(['', '%00', '%ZZ', 'x'.repeat(2_000)])}`)),
  }),
  (draft, lots) => ({
    ...draft,
    query: draft.query.map((pair) =>
      pair.replace(/=.*/, `=${inTarget(encodeURIComponent(wellFormed(lots.oneOf(treacherousTexts))))}`),
    ),
  }),
  (draft, lots) => ({
    ...draft,
    query: draft.query.map((pair) => pair.replace('=', lots.oneOf(['[]=', '[a]=', '.=', '==']))),
  }),
  (draft, lots) => ({
    ...draft,
    query: [...draft.query, `${lots.oneOf(treacherousNames.filter((name) => /^\w+$/.test(name)))}=1`],
  }),
  // 36 characters of the alphabet that are no base64.
  (draft) => ({
    ...draft,
    query: draft.query.map((pair) => pair.replace(/(notificationRequestId)=.*/, `$1=${'A=B='.repeat(9)}`)),
  }),
  (draft, lots) => ({
    ...draft,
    query: [...draft.query, `attachmentIdx=${lots.oneOf(['1', '99', '-1', 'x', '1.5'])}`],
  }),
];

const ofHeaders: readonly Mutation[] = [
  (draft) => withHeader(draft, 'x-api-key', undefined),
  (draft, lots) => withHeader(draft, 'x-api-key', lots.oneOf(['', 'wrong', '__proto__', 'x'.repeat(3_000), 'é'])),
  (draft, lots, { keys }) => withHeader(draft, 'x-api-key', lots.oneOf([keys.foreign, keys.ofGroup])),
  (draft, lots) => ({
    ...draft,
    headers: [...draft.headers, lots.oneOf(draft.headers.length > 0 ? draft.headers : oddHeaders)],
  }),
  (draft, lots) => withHeader(draft, 'content-type', lots.oneOf([...contentTypes, undefined])),
  (draft, lots) => withHeader(draft, ...lots.oneOf(oddHeaders)),
];

const ofJson: Mutation = (draft, lots) => {
  const body = readBody(draft);
  // What is nested deeper than this is no longer walked through.
  if (body === undefined || /(?:\[|\{"a":){60}/.test(draft.body?.toString('utf8') ?? '')) return draft;
  return { ...draft, body: jsonBody(mutatedJson(body, lots) ?? null) };
};

const ofBody: readonly Mutation[] = [
  ...Array.from({ length: 8 }, () => ofJson),
  (draft, lots) => ({ ...draft, body: Buffer.from(lots.oneOf(brokenTexts)(draft.body?.toString('utf8') ?? '{}')) }),
  (draft, _, { another }) => ({ ...draft, body: another().body }),
];

const ofMethod: readonly Mutation[] = [(draft, lots) => ({ ...draft, method: lots.oneOf(oddMethods) })];

/** A right call with one to three things wrong, or merely odd. */
export const mutated = (draft: Draft, lots: Lots, around: Surroundings): Draft => {
  // Most calls without a body have nothing but path and headers. Paths that lead nowhere teach little.
  const kinds =
    draft.body === undefined
      ? [ofIds, ofIds, ofPath, ofQuery, ofQuery, ofHeaders, ofMethod]
      : [ofBody, ofBody, ofBody, ofBody, ofBody, ofBody, ofIds, ofPath, ofQuery, ofHeaders, ofMethod];
  const rounds = lots.oneOf([1, 1, 1, 2, 3]);
  return Array.from({ length: rounds }).reduce<Draft>(
    (changed) => lots.oneOf(lots.oneOf(kinds))(changed, lots, around),
    draft,
  );
};
