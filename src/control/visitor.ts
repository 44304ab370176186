import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { baseUrlOf } from '../http/address.js';
import { problems } from './problems.js';
import type { SimProblem } from './sim-problem.js';

/** Names that no page of the internet can have: a machine's own, a container's, those of private networks. */
const privateName = /^[^.]+$|\.(localhost|local|internal|test|example|invalid|home\.arpa)$/;

const nameIn = (host: string): string | undefined => {
  const url = `http://${host}`;
  if (!URL.canParse(url)) return undefined;
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
};

const isHarmless = (name: string): boolean => isIP(name) !== 0 || privateName.test(name);

/**
 * What is wrong with a call that a web page of somebody else sent through the user's browser. `/_sim` is open on loopback,
 * and a browser reaches loopback: such a page could reset a sandbox with a plain POST, or give its own name our address and
 * read everything.
 *
 * @param isLocal no token is wanted because only this machine is listened to: then the host has to be a name of such a
 *   machine, an address, or that of `--public-url`
 * @returns undefined: it comes from a program, or from a page of ours
 */
export const foreignVisit = (
  req: IncomingMessage,
  { publicUrl, isLocal }: { readonly publicUrl: string | undefined; readonly isLocal: boolean },
): SimProblem | undefined => {
  const { host = '', origin } = req.headers;
  if (origin !== undefined) {
    const own = baseUrlOf(req, publicUrl);
    const { protocol, origin: ownOrigin } = new URL(own);
    if (![`${protocol}//${host}`, ownOrigin].includes(origin)) return problems.foreignPage(origin, own);
  }
  if (!isLocal) return undefined;
  const name = nameIn(host);
  const published = publicUrl === undefined ? undefined : new URL(publicUrl).hostname;
  const isOwn = name !== undefined && (isHarmless(name) || name === published);
  return isOwn ? undefined : problems.foreignHost(host);
};
