import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../src/index.js';
import type { SimulatorOptions } from '../src/options.js';
import { makeAuthority, makeCertificate, serialNumberOf } from '../src/tls/authority.js';
import { certificateFor } from '../src/tls/certificate.js';
import { temporaryFolder } from './e2e/support/cli.js';
import { aPdf, sha256Of } from './support/simulator.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const nowMs = Date.UTC(2026, 1, 3);
const dayMs = 86_400_000;
const kept = (name: string, at = nowMs, tlsHosts: readonly string[] = []) =>
  certificateFor({ tls: true, tlsFolder: folder.at(name), tlsHosts, host: '127.0.0.1' }, at);

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

/** One https call of a client that trusts this authority and no other. */
const secure = (
  url: string,
  ca: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: Buffer | string } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const agent = new Agent({ ca });
    const call = request(url, { method, headers, agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      answer.on('end', () => resolve({ status: answer.statusCode, text }));
    });
    call.on('error', reject);
    call.end(body);
  });

describe('the number of a certificate', () => {
  it('is positive and has no zeros in front, whatever the key: clients refuse what is written otherwise', () => {
    const numbers = Array.from({ length: 5_000 }, (_, i) => serialNumberOf(`key ${i}`));

    // Among so many digests some begin with zeros.
    expect(numbers.filter((number) => !/^(?:0[1-9a-f]|[1-7][0-9a-f])(?:[0-9a-f]{2}){1,19}$/.test(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('the local authority', () => {
  it('is made once, signs for every name of this machine, and keeps its keys to itself', async () => {
    const first = await kept('once', nowMs, ['sim.example.test']);
    const again = await kept('once', nowMs + dayMs, ['sim.example.test']);

    const certificate = new X509Certificate(first?.cert ?? '');
    expect(again).toEqual(first);
    expect(first?.authority).toBe(folder.at('once/authority.pem'));
    for (const host of ['localhost', 'host.docker.internal', 'sim.example.test'])
      expect(certificate.checkHost(host)).toBe(host);
    for (const address of ['127.0.0.1', '::1']) expect(certificate.checkIP(address)).toBe(address);
    expect(statSync(folder.at('once/authority-key.pem')).mode & 0o077).toBe(0);
  });

  it('signs another certificate for a new name, and when the old one ends', async () => {
    const first = await kept('renewed');
    const named = await kept('renewed', nowMs, ['other.example.test']);
    const later = await kept('renewed', nowMs + 400 * dayMs, ['other.example.test']);

    expect(new Set([first?.cert, named?.cert, later?.cert]).size).toBe(3);
    const authority = new X509Certificate(readFileSync(folder.at('renewed/authority.pem')));
    for (const one of [first, named, later]) {
      expect(new X509Certificate(one?.cert ?? '').checkIssued(authority)).toBe(true);
      expect(new X509Certificate(one?.cert ?? '').verify(authority.publicKey)).toBe(true);
    }
  });

  it('is never replaced without a word', async () => {
    await kept('broken');
    await expect(kept('broken', nowMs + 4_000 * dayMs)).rejects.toThrow(/has expired.+remove the folder/);
    writeFileSync(folder.at('broken/authority.pem'), 'no certificate');
    await expect(kept('broken')).rejects.toThrow(/authority\.pem cannot be used/);
  });
});

describe('a certificate of one’s own', () => {
  const own = (tlsCert: string | undefined, tlsKey: string | undefined, at = nowMs) =>
    certificateFor({ tlsCert, tlsKey, host: '127.0.0.1' }, at);
  const at = (name: string): string => folder.at(name);

  beforeAll(async () => {
    const authority = await makeAuthority(nowMs);
    const { cert, key } = await makeCertificate(authority, ['localhost'], nowMs);
    writeFileSync(at('own.pem'), `${cert}${authority.cert}`);
    writeFileSync(at('own-key.pem'), key);
    writeFileSync(at('other-key.pem'), authority.key);
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
    });
    writeFileSync(at('locked-key.pem'), privateKey);
    writeFileSync(at('text.pem'), 'no certificate');
  });

  it('is served as it is', async () => {
    expect((await own(at('own.pem'), at('own-key.pem')))?.authority).toBeUndefined();
  });

  it.each([
    ['own.pem', undefined, 0, /cert is given without key/],
    [undefined, 'own-key.pem', 0, /key is given without cert/],
    ['nowhere.pem', 'own-key.pem', 0, /cert: ".+nowhere\.pem" cannot be read: ENOENT/],
    ['text.pem', 'own-key.pem', 0, /cert: ".+text\.pem" cannot be used .+wanted: PEM/],
    ['own.pem', 'locked-key.pem', 0, /key: ".+" cannot be used .+without a passphrase/],
    ['own.pem', 'other-key.pem', 0, /do not belong together: .+CN=localhost/],
    ['own.pem', 'own-key.pem', 500, /expired on .+2027/],
  ])('is refused when it is %s with %s after %i days', async (cert, key, days, told) => {
    const path = (name: string | undefined) => (name === undefined ? undefined : at(name));
    await expect(own(path(cert), path(key), nowMs + days * dayMs)).rejects.toMatchObject({
      code: 'SIM_CONFIG_INVALID',
      message: expect.stringMatching(told),
    });
  });
});

describe('https beside http', () => {
  let simulator: Simulator;
  let ca: string;
  const options: SimulatorOptions = { tls: true, tlsFolder: folder.at('served') };

  beforeAll(async () => {
    simulator = await startSimulator(options);
    ca = readFileSync(simulator.authority ?? '', 'utf8');
  });
  afterAll(() => simulator.stop());

  it('answers both, to clients that trust the authority', async () => {
    expect(simulator.url).toMatch(/^http:/);
    expect((await fetch(`${simulator.url}/_sim/health`)).status).toBe(200);
    const byName = simulator.https?.replace('127.0.0.1', 'localhost');
    expect((await secure(`${byName}/_sim/health`, ca)).status).toBe(200);
    expect((await secure(`${simulator.https}/_sim/health`, ca)).status).toBe(200);
    await expect(fetch(`${simulator.https}/_sim/health`)).rejects.toThrow();
  });

  it('gives links of the scheme of the asking call, and takes a file there', async () => {
    const bytes = aPdf();
    const sha256 = sha256Of(bytes);
    const headers = { 'x-api-key': simulator.apiKey, 'content-type': 'application/json' };
    const body = JSON.stringify([{ preloadIdx: '0', contentType: 'application/pdf', sha256 }]);
    const preload = '/delivery/attachments/preload';

    const plain = await fetch(`${simulator.url}${preload}`, { method: 'POST', headers, body });
    const answer = await secure(`${simulator.https}${preload}`, ca, { method: 'POST', headers, body });

    expect(await plain.json()).toMatchObject([{ url: expect.stringContaining(`${simulator.url}/`) }]);
    const [slot] = JSON.parse(answer.text) as [{ url: string; secret: string }];
    expect(slot.url).toContain(`${simulator.https}/`);
    const upload = await secure(slot.url, ca, {
      method: 'PUT',
      headers: {
        'content-type': 'application/pdf',
        'content-length': String(bytes.length),
        'x-amz-meta-secret': slot.secret,
        'x-amz-checksum-sha256': sha256,
      },
      body: bytes,
    });
    expect([upload.status, upload.text]).toEqual([200, '']);
  });

  it('leaves nobody listening when its own port is taken', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { readonly port: number }).port));
    });
    await expect(startSimulator({ ...options, tlsPort: port })).rejects.toMatchObject({
      code: 'SIM_PORT_IN_USE',
      message: expect.stringContaining('--tls-port'),
    });
    taken.close();
  });

  it('wants a place for the authority', async () => {
    await expect(startSimulator({ tls: true })).rejects.toThrow('--tls-folder');
  });
});
