import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { StartFailure } from '../options.js';
import { type Certified, makeAuthority, makeCertificate } from './authority.js';

/** What https is served with. */
export interface ServedCertificate extends Certified {
  /** File of the authority that clients have to trust; absent where the certificate is the user's own. */
  readonly authority?: string;
}

export interface TlsOptions {
  readonly tls?: boolean | undefined;
  readonly tlsHosts?: readonly string[] | undefined;
  readonly tlsFolder?: string | undefined;
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
  readonly data?: string | undefined;
  readonly host: string;
}

const unusable = (sentence: string, cause?: unknown): StartFailure =>
  new StartFailure('SIM_CONFIG_INVALID', sentence, cause);

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * The certificate that was asked for: the user's own one, or one of the local authority, made where there is none that
 * holds still.
 * @returns undefined where nobody asked for https
 * @throws StartFailure with file and cause
 */
export const certificateFor = async (options: TlsOptions, nowMs: number): Promise<ServedCertificate | undefined> => {
  const { tls, tlsCert, tlsKey, tlsFolder, data } = options;
  if (tlsCert !== undefined || tlsKey !== undefined) {
    if (tlsCert === undefined)
      throw unusable('key is given without cert: name the file of the certificate with --cert');
    if (tlsKey === undefined) throw unusable('cert is given without key: name the file of its private key with --key');
    return ownCertificate(tlsCert, tlsKey, nowMs);
  }
  if (!tls) return undefined;
  const folder = tlsFolder ?? (data === undefined ? undefined : join(data, 'tls'));
  if (folder === undefined) {
    throw unusable(
      'tls wants a place for the authority that clients will trust: --tls-folder <folder>, or --data; or bring a certificate with --cert and --key',
    );
  }
  return keptCertificate(resolve(folder), hostsOf(options), nowMs);
};

const ownCertificate = (certFile: string, keyFile: string, nowMs: number): Certified => {
  const cert = textOf('cert', certFile);
  const key = textOf('key', keyFile);
  const read = readPem('cert', certFile, () => new X509Certificate(cert));
  const privateKey = readPem('key', keyFile, () => createPrivateKey(key));
  if (!read.checkPrivateKey(privateKey)) {
    throw unusable(
      `cert and key do not belong together: the private key in ${keyFile} is not that of ${certFile} (${nameOf(read)}); where the file holds a chain the server's own certificate comes first`,
    );
  }
  if (Date.parse(read.validTo) < nowMs) throw unusable(`cert: ${certFile} expired on ${read.validTo}: renew it`);
  return { cert, key };
};

const nameOf = ({ subject }: X509Certificate): string => subject.replaceAll('\n', ', ');

const textOf = (name: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unusable(`${name}: ${JSON.stringify(file)} cannot be read: ${reasonOf(error)}`, error);
  }
};

const readPem = <T>(name: 'cert' | 'key', file: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    const wanted =
      name === 'cert' ? '-----BEGIN CERTIFICATE-----' : '-----BEGIN PRIVATE KEY-----, without a passphrase';
    throw unusable(
      `${name}: ${JSON.stringify(file)} cannot be used (${reasonOf(error)}); wanted: PEM, ${wanted}`,
      error,
    );
  }
};

/** Names by which a simulator on this machine is called, also out of a container. */
const usualHosts = ['localhost', '127.0.0.1', '::1', 'host.docker.internal'];

const hostsOf = ({ host, tlsHosts = [] }: TlsOptions): readonly string[] => {
  const bare = host.replace(/[[\]]/g, '');
  const isEverywhere = bare === '0.0.0.0' || bare === '::';
  return [...new Set([...usualHosts, ...(isEverywhere ? [] : [bare]), ...tlsHosts])];
};

const keptCertificate = async (folder: string, hosts: readonly string[], nowMs: number): Promise<ServedCertificate> => {
  const file = (name: string): string => join(folder, name);
  const authorityFile = file('authority.pem');
  const pairs = {
    authority: [authorityFile, file('authority-key.pem')],
    server: [file('server.pem'), file('server-key.pem')],
  } as const;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const authority = existsSync(authorityFile)
      ? keptAuthority(pairs.authority, nowMs)
      : written(pairs.authority, await makeAuthority(nowMs));
    const kept = keptServer(pairs.server, authority, hosts, nowMs);
    return {
      ...(kept ?? written(pairs.server, await makeCertificate(authority, hosts, nowMs))),
      authority: authorityFile,
    };
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw unusable(`tls: the folder ${JSON.stringify(folder)} cannot be used: ${reasonOf(error)}`, error);
  }
};

type Pair = readonly [cert: string, key: string];

const written = ([certFile, keyFile]: Pair, made: Certified): Certified => {
  writeFileSync(keyFile, made.key, { mode: 0o600 });
  // A file that was there keeps its mode.
  chmodSync(keyFile, 0o600);
  writeFileSync(certFile, made.cert);
  return made;
};

const read = ([certFile, keyFile]: Pair): Certified => ({
  cert: readFileSync(certFile, 'utf8'),
  key: readFileSync(keyFile, 'utf8'),
});

const isFit = ({ cert, key }: Certified, nowMs: number): boolean => {
  const certificate = new X509Certificate(cert);
  return certificate.checkPrivateKey(createPrivateKey(key)) && Date.parse(certificate.validTo) > nowMs;
};

/** Clients trust it, so it is never replaced without a word. */
const keptAuthority = (pair: Pair, nowMs: number): Certified => {
  const [certFile] = pair;
  const repair = 'remove the folder, and let clients trust the new authority';
  try {
    const authority = read(pair);
    if (isFit(authority, nowMs)) return authority;
  } catch (error) {
    throw unusable(`tls: the authority ${certFile} cannot be used (${reasonOf(error)}): ${repair}`, error);
  }
  throw unusable(`tls: the authority ${certFile} has expired, or its key is another one's: ${repair}`);
};

/** @returns undefined where another one has to be made */
const keptServer = (
  pair: Pair,
  authority: Certified,
  hosts: readonly string[],
  nowMs: number,
): Certified | undefined => {
  try {
    const server = read(pair);
    const certificate = new X509Certificate(server.cert);
    const isSigned = certificate.verify(new X509Certificate(authority.cert).publicKey);
    const covers = (host: string): boolean =>
      (isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined;
    // A day left: it shall not end in the middle of a run.
    return isSigned && isFit(server, nowMs + 86_400_000) && hosts.every(covers) ? server : undefined;
  } catch {
    // Not there, or no certificate: nobody has to trust it by name, so it is made anew.
    return undefined;
  }
};
