import type { Sandbox } from '../../api/shapes.js';
import type { Said } from '../../state/words.js';

/** An entry of the journal. */
export interface Call {
  readonly id: string;
  readonly at: string;
  readonly virtualAt: string;
  readonly operation: string;
  readonly version?: string;
  readonly method: string;
  readonly path: string;
  /** 0: the connection was cut. */
  readonly status: number;
  readonly durationMs: number;
  readonly senderTaxId?: string;
  readonly iun?: string;
  readonly notificationRequestId?: string;
  readonly problem?: string;
  readonly hint?: Said;
  readonly fault?: string;
  readonly traceId?: string;
  readonly file?: { readonly key: string; readonly contentType: string; readonly contentLength: number };
  readonly requestBytes?: number;
  readonly requestBody?: unknown;
  readonly responseBytes?: number;
  readonly responseBody?: unknown;
}

export interface Journal {
  readonly items: readonly Call[];
  readonly dropped: number;
  readonly next?: string;
}

export const isRefused = ({ status }: Call): boolean => status === 0 || status >= 400;

/** The number in the id: `c42` → 42. */
export const numberOf = (id: string): number => Number(id.slice(1));

export const isLink = ({ path }: Call): boolean => path.startsWith('/safestorage/');

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const keyOf = ({ senderTaxId }: Call, sandbox: Sandbox | undefined): string | undefined => {
  const senders = sandbox?.senders ?? [];
  const sender = senders.find(({ taxId }) => taxId === senderTaxId) ?? senders[0];
  return sender?.apiKeys.find(({ status }) => status === 'ENABLED')?.key;
};

/** The call as a line for a shell; undefined where it cannot be made again. */
export const curlOf = (call: Call, sandbox: Sandbox | undefined, origin: string): string | undefined => {
  if (isLink(call)) return undefined;
  const key = keyOf(call, sandbox);
  const { method, path, requestBody } = call;
  return [
    `curl -X ${method} ${quoted(origin + path)}`,
    ...(key === undefined ? [] : [`-H ${quoted(`x-api-key: ${key}`)}`]),
    ...(requestBody === undefined
      ? []
      : [`-H 'content-type: application/json'`, `-d ${quoted(JSON.stringify(requestBody, null, 2))}`]),
  ].join(' \\\n  ');
};
