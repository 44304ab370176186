import type { IncomingMessage } from 'node:http';

/**
 * Address by which a client reached us: `--public-url`, else what a proxy says, else the Host header. Links in answers
 * follow it, so that a mapped port or a container name works without configuration.
 */
export const baseUrlOf = (req: IncomingMessage, publicUrl: string | undefined): string => {
  if (publicUrl) return publicUrl.replace(/\/+$/, '');
  const first = (name: string): string | undefined =>
    String(req.headers[name] ?? '')
      .split(',')[0]
      ?.trim() || undefined;
  const protocol = first('x-forwarded-proto') === 'https' || 'encrypted' in req.socket ? 'https' : 'http';
  const host = first('x-forwarded-host') ?? req.headers.host ?? 'localhost';
  const port = first('x-forwarded-port');
  const withPort = port && !host.includes(':') && port !== '80' && port !== '443' ? `${host}:${port}` : host;
  const address = `${protocol}://${withPort}`;
  // A client may call us anything, a port beyond 65535 too: no link is made of that.
  return /^[\w.:[\]-]+$/.test(withPort) && URL.canParse(address) ? address : `${protocol}://localhost`;
};
