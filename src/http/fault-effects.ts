import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import { parseDuration } from '../clock/duration.js';
import type { streamDeeds } from '../scenario/schema-fault.js';
import { PlatformProblem } from '../send/problem.js';
import { defaultRetryAfterMs } from '../send/stream/facts.js';
import type { Said } from '../text/said.js';
import type { ActingFault } from './fault-room.js';
import type { Outgoing } from './passage.js';
import { serviceOf } from './problem.js';

/** What a fault does, for whoever wonders about the answer. */
export const faultHint = ({ id, do: deed }: ActingFault): Said => {
  const told = toldOf(deed);
  return {
    it: `Guasto ${id} (GET /_sim/faults): ${told.it}`,
    en: `Fault ${id} (GET /_sim/faults): ${told.en}`,
  };
};

const toldOf = ({ status, drop, stream, truncate, body, delay }: ActingFault['do']): Said => {
  if (status !== undefined)
    return { it: `risposto ${status} senza fare nulla`, en: `answered ${status}, nothing was done` };
  if (drop === 'before')
    return { it: 'connessione interrotta, non è stato fatto nulla', en: 'connection cut, nothing was done' };
  if (drop === 'after')
    return { it: 'connessione interrotta, l’effetto c’è', en: 'connection cut, the effect is there' };
  if (stream === 'duplicate') return { it: 'ogni evento due volte', en: 'every event twice' };
  if (stream === 'late')
    return { it: 'gli eventi arrivano a una lettura successiva', en: 'events come at a later read' };
  if (stream === 'gap') return { it: 'manca il penultimo evento', en: 'the last event but one is missing' };
  if (truncate !== undefined)
    return { it: `risposta interrotta dopo ${truncate} byte`, en: `answer cut after ${truncate} bytes` };
  if (body !== undefined) return { it: 'corpo della risposta sostituito', en: 'body of the answer replaced' };
  return delay === undefined
    ? { it: 'intestazioni della risposta cambiate', en: 'headers of the answer changed' }
    : { it: `risposta ritardata di ${delay}`, en: `answer late by ${delay}` };
};

/** The answer in place of a call that is not made; undefined: it is made. */
export const insteadOfCall = (fault: ActingFault, path: string): Outgoing | undefined => {
  const { status, drop } = fault.do;
  // Nobody gets an answer: the journal shows that there was none.
  if (drop === 'before') return { status: 0 };
  if (status === undefined) return undefined;
  if (status === 500) {
    return {
      status,
      body: new PlatformProblem(500, [{ code: 'PN_GENERIC_ERROR' }], faultHint(fault), serviceOf(path)),
    };
  }
  // The gateway says little: a message that is the name of the status.
  return { status, ...(status < 400 ? {} : { body: { message: STATUS_CODES[status] ?? 'Error' } }) };
};

/** The answer of a call as the fault lets it out. */
export const spoilt = (fault: ActingFault, answer: Outgoing, retryAfterMs = defaultRetryAfterMs): Outgoing => {
  const { headers, stream } = fault.do;
  return {
    ...answer,
    ...(answer.status < 300 && stream ? streamed(answer, stream) : {}),
    ...replaced(fault),
    hint: answer.hint ?? faultHint(fault),
    headers: {
      ...answer.headers,
      ...(answer.status < 300 && stream === 'late' ? { 'retry-after': String(retryAfterMs) } : {}),
      ...headers,
    },
  };
};

/** A text goes out as it is, all else as JSON. */
const replaced = ({ do: { body } }: ActingFault): Pick<Outgoing, 'body' | 'raw'> =>
  typeof body === 'string' ? { raw: body } : body === undefined ? {} : { body };

const streamed = ({ body }: Outgoing, how: (typeof streamDeeds)[number]): Pick<Outgoing, 'body'> => {
  const events = Array.isArray(body) ? (body as readonly unknown[]) : [];
  if (how === 'late') return { body: [] };
  // The last one stays: who acknowledges it never reads what is missing.
  if (how === 'gap') return { body: events.filter((_, i) => i !== events.length - 2) };
  return { body: events.flatMap((event) => [event, event]) };
};

/** Lets an answer wait; ends early when the client has gone. */
export const delayed = async (
  { do: { delay } }: ActingFault,
  res: Response,
  after: (ms: number, call: () => void) => () => void,
): Promise<void> => {
  const ms = (delay === undefined ? 0 : (parseDuration(delay) ?? 0)) / 1_000;
  if (ms === 0 || res.destroyed) return;
  await new Promise<void>((resolve) => {
    const cancel = after(ms, resolve);
    res.once('close', () => {
      cancel();
      resolve();
    });
  });
};

/** From here on the connection is cut after so many bytes of the body, whoever writes it. */
const cutAfter = (res: Response, bytes: number): void => {
  let left = bytes;
  let isCut = false;
  const write = res.write.bind(res) as (chunk: Buffer, done?: () => void) => boolean;
  const end = res.end.bind(res) as () => Response;
  const bufferOf = (chunk: unknown): Buffer =>
    typeof chunk === 'string' || chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0);
  const pass = (buffer: Buffer, done?: () => void): boolean => {
    if (isCut) return false;
    const part = buffer.subarray(0, left);
    left -= part.length;
    if (part.length === buffer.length) return part.length === 0 || write(part, done);
    isCut = true;
    if (part.length > 0) write(part);
    else res.flushHeaders();
    res.socket?.destroySoon();
    return false;
  };
  res.write = ((chunk: unknown, ...rest: readonly unknown[]) =>
    pass(bufferOf(chunk), rest.find((one) => typeof one === 'function') as () => void)) as Response['write'];
  res.end = ((chunk?: unknown) => {
    const buffer = bufferOf(chunk);
    // The length is that of the whole: only so the client sees that something is missing.
    if (!res.headersSent && !res.hasHeader('content-length')) res.setHeader('content-length', buffer.length);
    pass(buffer);
    return isCut ? res : end();
  }) as Response['end'];
};

/**
 * What a fault does to the connection; before the answer is written.
 * @returns false when nothing is to be written any more
 */
export const letThrough = ({ do: { drop, truncate } }: ActingFault, res: Response): boolean => {
  if (drop !== undefined) {
    res.socket?.destroy();
    return false;
  }
  if (truncate !== undefined) cutAfter(res, truncate);
  return true;
};
