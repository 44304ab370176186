import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { PdndClient } from './model.js';

/** A file of clients that cannot be used: what is wrong, and what was expected. */
export class ClientsUnreadable extends Error {
  readonly code = 'SIM_CONFIG_INVALID';
}

const expected = 'expected a list of { clientId, purposeIds?: [id], keys: { <kid>: <public key as PEM> } }';

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/**
 * Clients of PDND from a YAML (or JSON) file.
 * @throws ClientsUnreadable
 */
export const readClients = async (path: string): Promise<readonly PdndClient[]> => {
  // Loaded only here: most starts have no such file.
  const { parseDocument } = await import('yaml');
  const fail = (what: string): never => {
    throw new ClientsUnreadable(`${path}: ${what}; ${expected}`);
  };
  const checkKey = (kid: string, pem: unknown): string => {
    try {
      const key = createPublicKey(String(pem));
      if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'spki', format: 'pem' }).toString();
    } catch {
      // Told below, with the kid.
    }
    return fail(`the key "${kid}" is no RSA public key as PEM`);
  };
  const checkClient = (value: unknown, i: number): PdndClient => {
    if (!isMapping(value) || typeof value.clientId !== 'string') return fail(`entry ${i + 1} has no clientId`);
    const { clientId, purposeIds, keys } = value;
    if (purposeIds !== undefined && !isTextList(purposeIds))
      return fail(`purposeIds of ${clientId} is no list of texts`);
    if (!isMapping(keys) || Object.keys(keys).length === 0) return fail(`${clientId} has no keys`);
    return {
      clientId,
      ...(purposeIds === undefined ? {} : { purposeIds }),
      keys: Object.fromEntries(Object.entries(keys).map(([kid, pem]) => [kid, checkKey(kid, pem)])),
    };
  };

  const document = parseDocument(textOf(path, fail), { logLevel: 'silent' });
  const [fault] = document.errors;
  if (fault) return fail(fault.message.split('\n')[0] ?? 'no YAML');
  const entries: unknown = document.toJS({ maxAliasCount: 10 });
  return Array.isArray(entries) ? entries.map(checkClient) : fail('no list');
};

const textOf = (path: string, fail: (what: string) => never): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};
