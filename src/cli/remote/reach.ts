import { ConfigInvalid } from '../../config.js';

/** What `fetch` hides in the cause: a code of the system or of TLS, and a sentence. */
export const whyUnreachable = (error: unknown): { readonly code?: string; readonly message: string } => {
  const { cause, message } = error as { readonly cause?: Error & { readonly code?: string }; readonly message: string };
  const code = cause?.code;
  const told = cause?.message || code || message;
  // OpenSSL tells addresses and source lines around it.
  const reason = /SSL routines:\w*:([^:]+)/.exec(told)?.[1] ?? told;
  return { ...(code === undefined ? {} : { code }), message: reason.trim() };
};

/** What most likely is wrong when nobody answers there. */
const adviceFor = (code: string | undefined, url: string): string => {
  const isSecure = url.startsWith('https:');
  if (isSecure && /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|SSL_PROTOCOL/.test(code ?? ''))
    return 'that port speaks http: write http://, or the port of --tls-port';
  if (!isSecure && /^(HPE_|UND_ERR_SOCKET$|ECONNRESET$)/.test(code ?? ''))
    return 'something else answers there, or that port speaks https: write https://, or another port';
  if (/SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code ?? ''))
    return 'its certificate is not trusted here: set NODE_EXTRA_CA_CERTS to the authority that the start has named';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'its certificate is for other names: call it by one of those, or make one with --tls-host';
  return 'start a simulator there, or name a running one with --url or --ready-file';
};

/** @throws ConfigInvalid when nobody answers there */
export const reached = (target: string, init: RequestInit = {}): Promise<Response> =>
  fetch(target, init).catch((error: unknown) => {
    const { code, message } = whyUnreachable(error);
    const { origin } = new URL(target);
    throw new ConfigInvalid([`${origin} cannot be reached (${message}): ${adviceFor(code, origin)}`]);
  });
