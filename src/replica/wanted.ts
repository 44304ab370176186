import type { IncomingHttpHeaders } from 'node:http';
import { defaultSandboxId, type Naming } from '../sandbox/registry.js';

/** What of a call says where it belongs. */
export interface NamingCall {
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** Calls that every replica answers by itself, below `/_sim`. */
const ofProcess = /^(?:|\/|\/health|\/cluster|\/sandboxes|\/openapi(?:\/.*)?)$/;
const pages = /^\/(?:console(?:\/.*)?|docs)$/;

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/**
 * The sandbox that a call is about, in the order in which it is looked for: the first one that exists has it. Empty: any
 * replica answers. The rules are those of the layers behind: `selectTenant` of the pipeline, `sandboxOf` of `/_sim`.
 */
export const namingsOf = ({ url, headers }: NamingCall): readonly Naming[] => {
  const [path = '', search = ''] = url.split('?', 2);
  const place = path.replace(/\/$/, '').toLowerCase();
  if (pages.test(place)) return [];
  const bucket = /^\/safestorage\/([^/]+)/.exec(path)?.[1];
  if (bucket !== undefined) return [{ id: bucket }];

  const header = headers['x-api-key'];
  const key = Array.isArray(header) ? header[0] : header;
  const named = new URLSearchParams(search).getAll('sandbox');
  const isControl = /^\/_sim(?:\/|$)/.test(place);
  if (isControl && ofProcess.test(place.slice('/_sim'.length))) return [];
  const ofPath = isControl ? /^\/_sim\/sandboxes\/([^/]+)$/i.exec(path.replace(/\/$/, ''))?.[1] : undefined;
  if (ofPath !== undefined) return [{ id: decoded(ofPath) }];
  if (isControl || place === '/checklistresult')
    return [key === undefined ? { id: named[0] ?? defaultSandboxId } : { key }];
  return [
    ...(key ? [{ key }] : []),
    ...(named.length === 1 && named[0] !== undefined ? [{ id: named[0] }] : []),
    { id: defaultSandboxId },
  ];
};
