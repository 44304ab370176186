import { createHash, generateKeyPair } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import type { pki } from 'node-forge';

/** A certificate and its private key, both PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

const dayMs = 86_400_000;
/** Trusting an authority is work: once in ten years is enough. */
const authorityDays = 3_650;
/** Clients of Apple refuse what lives longer. Source: Apple, "About upcoming limits on trusted certificates" */
const certificateDays = 397;

const organization = 'send-simulator (test double, not the real SEND)';

/** Loaded only here: a start without TLS does not pay for it. */
const forge = async () => (await import('node-forge')).default;

const keyPair = (): Promise<{ readonly publicKey: string; readonly privateKey: string }> =>
  promisify(generateKeyPair)('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/**
 * The key is new each time, so its digest is a number that no other certificate of the authority has. 01 first: a number that is
 * positive and has no zeros in front, whatever the digest, or clients refuse the whole certificate.
 * @returns hexadecimal. Source: X.690, 8.3.2; RFC 5280, 4.1.2.2
 */
export const serialNumberOf = (publicKey: string): string =>
  `01${createHash('sha256').update(publicKey).digest('hex').slice(0, 32)}`;

interface Wanted {
  readonly name: string;
  readonly nowMs: number;
  readonly days: number;
  readonly extensions: readonly object[];
  /** Who signs; absent: it signs itself. */
  readonly by?: Certified;
}

const certified = async ({ name, nowMs, days, extensions, by }: Wanted): Promise<Certified> => {
  const { pki, md } = await forge();
  const { publicKey, privateKey } = await keyPair();
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = serialNumberOf(publicKey);
  // A day back: clocks of containers differ.
  certificate.validity.notBefore = new Date(nowMs - dayMs);
  certificate.validity.notAfter = new Date(nowMs + days * dayMs);
  certificate.setSubject([
    { name: 'commonName', value: name },
    { name: 'organizationName', value: organization },
  ]);
  const issuer: pki.Certificate = by ? pki.certificateFromPem(by.cert) : certificate;
  certificate.setIssuer(issuer.subject.attributes);
  certificate.setExtensions([...extensions, { name: 'subjectKeyIdentifier' }, ...(by ? [authorityKeyOf(issuer)] : [])]);
  certificate.sign(pki.privateKeyFromPem(by?.key ?? privateKey), md.sha256.create());
  return { cert: pki.certificateToPem(certificate), key: privateKey };
};

const authorityKeyOf = (issuer: pki.Certificate): object => ({
  name: 'authorityKeyIdentifier',
  keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes(),
});

/** An authority of this machine, which signs certificates of simulators and nothing else. */
export const makeAuthority = (nowMs: number): Promise<Certified> =>
  certified({
    name: 'send-simulator local authority',
    nowMs,
    days: authorityDays,
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });

/** @param hosts names and addresses by which clients call */
export const makeCertificate = (authority: Certified, hosts: readonly string[], nowMs: number): Promise<Certified> =>
  certified({
    name: hosts[0] ?? 'localhost',
    nowMs,
    days: certificateDays,
    by: authority,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: hosts.map((host) => (isIP(host) ? { type: 7, ip: host } : { type: 2, value: host })),
      },
    ],
  });
