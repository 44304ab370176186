import type { Said } from '../../text/said.js';
import { checksumHeader, contentTypeHeader, secretHeader } from './facts.js';
import { hints, together } from './hints.js';
import type { Link, StoredFile } from './model.js';
import { parameter, parseQuery, type SignedRequest } from './signature.js';

/** What the link in question was signed for. */
interface Expected {
  readonly link: Link;
  /** Its query string as we gave it out. */
  readonly query: string;
  /** The reserved file, for an upload. */
  readonly file: StoredFile | undefined;
}

/** Says to which other file a value belongs. */
export interface OtherFiles {
  keyOfSecret(secret: string): string | undefined;
  keyOfChecksum(sha256Base64: string): string | undefined;
}

/**
 * Which of the causes it was that made the signatures differ: what was signed against what arrived.
 *
 * @param expected undefined when the link is unknown
 */
export const whyNotSigned = (
  received: SignedRequest,
  receivedKey: string,
  expected: Expected | undefined,
  others: OtherFiles,
): Said => {
  if (!expected) return hints.notOurs();
  const { link, file } = expected;
  // With another method nothing else can be expected to fit, so nothing else is worth saying.
  if (received.method !== link.method) return hints.method(link.method, received.method);

  const findings: Said[] = [];
  if (receivedKey !== link.key) findings.push(hints.otherKey(link.key, receivedKey));
  if (file && link.method === 'PUT') findings.push(...headerFindings(received.headers, file, others));
  const changes = queryChanges(expected.query, received.query);
  if (changes.length > 0) findings.push(hints.query(changes));
  const host = received.headers.host ?? '';
  if (host !== link.host) findings.push(hints.host(link.host, host));
  return findings.length === 0 ? hints.notOurs() : together(findings.slice(0, 3));
};

const headerFindings = (headers: SignedRequest['headers'], file: StoredFile, others: OtherFiles): Said[] => {
  const findings: Said[] = [];
  const compare = (name: string, expected: string, differs: (received: string) => Said): void => {
    const received = headers[name];
    if (received === undefined) findings.push(hints.headerMissing(name, expected));
    else if (received !== expected) findings.push(differs(received));
  };
  compare(secretHeader, file.secret, (v) => hints.secret(file.secret, v, others.keyOfSecret(v)));
  compare(checksumHeader, file.sha256Base64, (v) => hints.checksum(file.sha256Base64, v, others.keyOfChecksum(v)));
  compare(contentTypeHeader, file.contentType, (v) => hints.contentType(file.contentType, v));
  return findings;
};

const queryChanges = (expectedQuery: string, receivedQuery: string): string[] => {
  const expected = parseQuery(expectedQuery);
  const received = parseQuery(receivedQuery);
  const changes: string[] = [];
  for (const [name] of received) {
    if (parameter(expected, name) === undefined) changes.push(hints.parameterAdded(name));
  }
  for (const [name, value] of expected) {
    const got = parameter(received, name);
    if (got === undefined) changes.push(hints.parameterMissing(name));
    else if (got !== value) changes.push(hints.parameterChanged(name, value, got));
  }
  return changes;
};
