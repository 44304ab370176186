import { ConfigInvalid } from '../config.js';
import { whyUnreachable } from './remote/reach.js';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Where an upload goes, as the preload answers it. */
export interface UploadSlot {
  readonly key: string;
  readonly secret: string;
  readonly httpMethod: string;
  readonly url: string;
}

/**
 * The public HTTP API, as any sender's program would call it. An answer that is not 2xx is thrown as an Error with what
 * it says, an address that does not answer as ConfigInvalid.
 */
export interface DemoClient {
  call<Body>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer<Body>>;
  /** Puts a PDF where its slot says. The answer's body is the version of the stored file. */
  upload(slot: UploadSlot, pdf: Uint8Array, sha256Base64: string): Promise<Answer<string>>;
  download(link: string): Promise<Uint8Array>;
}

/** @param controlToken wanted by `/_sim` on other addresses than loopback */
export const createDemoClient = (url: string, apiKey: string, controlToken?: string): DemoClient => {
  /** Our own API wants the token; a platform call would take it for a voucher. */
  const credentialsFor = (path: string): Record<string, string> => ({
    'x-api-key': apiKey,
    ...(controlToken !== undefined && path.startsWith('/_sim/') ? { authorization: `Bearer ${controlToken}` } : {}),
  });

  const ask = async (target: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(target, init).catch((error: unknown) => {
      const reason = `${target.split('?')[0]} cannot be reached from here (${whyUnreachable(error).message})`;
      throw new ConfigInvalid([`the demo calls its simulator, but ${reason}: is public-url right?`]);
    });
    if (response.ok) return response;
    const hint = response.headers.get('x-send-sim-hint');
    const told = [`the demo was refused: ${init.method} ${target.split('?')[0]} answered ${response.status}`];
    throw new Error([...told, await response.text(), ...(hint === null ? [] : [hint])].join('\n'));
  };

  return {
    call: async <Body>(method: 'GET' | 'POST', path: string, body?: unknown) => {
      const response = await ask(`${url}${path}`, {
        method,
        headers: {
          ...credentialsFor(path),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Body };
    },
    upload: async (slot, pdf, sha256Base64) => {
      // No key here: the link itself is the permission, and secret, type and checksum are part of its signature.
      const response = await ask(slot.url, {
        method: slot.httpMethod,
        headers: {
          'content-type': 'application/pdf',
          'x-amz-meta-secret': slot.secret,
          'x-amz-checksum-sha256': sha256Base64,
        },
        body: pdf,
      });
      return { status: response.status, body: response.headers.get('x-amz-version-id') ?? '' };
    },
    download: async (link) => new Uint8Array(await (await ask(link, { method: 'GET' })).arrayBuffer()),
  };
};
