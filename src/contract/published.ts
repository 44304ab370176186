import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';
import { documentAt, versionsOf } from './document-version.js';
import { servedDocuments } from './documents.js';

/** The document of our own API. */
export const ownDocument = 'simulator';

/** Names of the documents in `openapi/` that users feed to a generator. */
export const publishedDocuments: readonly string[] = [...servedDocuments, ownDocument];

const textOf = (name: string): string => readFileSync(join(packageRoot(), 'openapi', `${name}.yaml`), 'utf8');

/** Versions of the platform that a document holds, newest first; empty where it knows no versions. */
export const publishedVersions = (name: string): readonly string[] =>
  name === ownDocument ? [] : versionsOf(textOf(name));

/**
 * The text of a document, with another address where it names its server.
 * @param version absent: all of them
 */
export const documentFor = (name: string, serverUrl: string, version?: string): string =>
  (version === undefined ? textOf(name) : documentAt(textOf(name), version)).replace(
    /^servers:\n(?:[ \t].*\n)+/m,
    () => `servers:\n  - url: ${JSON.stringify(serverUrl)}\n    description: The simulator that gave this document.\n`,
  );

interface DocumentedCall {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
}

/** The calls of a document, in its order. Reads the whole document: for whoever asks now and then. */
export const callsOf = async (name: string): Promise<readonly DocumentedCall[]> => {
  const { parse } = await import('yaml');
  const { paths } = parse(textOf(name)) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>;
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { operationId }]) => (operationId ? [{ operationId, method, path }] : [])),
  );
};
