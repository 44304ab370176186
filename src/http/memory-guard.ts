import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { RequestHandler } from 'express';

/** Part of Node's limit that may be in use after a collection before nothing new is taken: what is under way grows. */
const mostForNew = 0.8;
/** Before nothing that is under way goes on. */
const mostForAll = 0.9;
/** V8 counts the space of new objects in its limit; nothing lives there for long. */
const youngBytes = 48 * 2 ** 20;

/** The next step would take memory that Node may not have. */
export class MemoryFull extends Error {
  /** @param used how much is used, of how much: `801 of 1000 MB` */
  constructor(readonly used: string) {
    super(`${used} of the memory that Node may use are taken: start with NODE_OPTIONS=--max-old-space-size=<MB>`);
  }
}

/** Bytes: what was still in use after the last full collection of the process, 0 before the first, and Node's limit. */
interface HeapUse {
  readonly living: number;
  readonly limit: number;
}

interface HeapWatch {
  use(): HeapUse;
  /** @throws MemoryFull */
  assertRoom(): void;
  /** Much went: what was measured counts no longer. */
  forget(): void;
  stop(): void;
}

const toldOf = ({ living, limit }: HeapUse): string =>
  `${Math.round(living / 2 ** 20)} of ${Math.round(limit / 2 ** 20)} MB`;

/**
 * Only after a full collection what is in use is what lives.
 * @param limit bytes
 */
export const watchHeap = (limit = getHeapStatistics().heap_size_limit - youngBytes): HeapWatch => {
  let living = 0;
  const observer = new PerformanceObserver((list) => {
    const kinds = list
      .getEntries()
      .map((entry) => (entry as { readonly detail?: { readonly kind?: number } }).detail?.kind);
    const isFull = kinds.includes(constants.NODE_PERFORMANCE_GC_MAJOR);
    if (isFull) living = getHeapStatistics().used_heap_size;
  });
  observer.observe({ entryTypes: ['gc'] });
  return {
    use: () => ({ living, limit }),
    assertRoom: () => {
      if (living >= mostForAll * limit) throw new MemoryFull(toldOf({ living, limit }));
    },
    forget: () => {
      living = 0;
    },
    stop: () => observer.disconnect(),
  };
};

/** Calls that make something new: requests, uploads, streams, sandboxes. */
const grows = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'POST' && !/^\/_sim\/(?!sandboxes(?:\?|$))/.test(url);
/** Calls after which there is less. */
const shrinks = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'DELETE' || /^\/_sim\/(?:reset|snapshot)(?:\?|$)/.test(url);

/**
 * Refuses what is new while the memory is nearly full, so that Node's own limit never ends the process. Everything else goes
 * on: what is there is read, lives on, and can be taken away.
 * @param refuse is told how much is used, of how much
 */
export const guardMemory =
  (
    heap: Pick<HeapWatch, 'use' | 'forget'>,
    refuse: (req: IncomingMessage, res: ServerResponse, used: string) => void,
  ): RequestHandler =>
  (req: IncomingMessage, res: ServerResponse, next: () => void): void => {
    if (shrinks(req)) res.once('finish', heap.forget);
    const use = heap.use();
    if (use.living < mostForNew * use.limit || !grows(req)) {
      next();
      return;
    }
    refuse(req, res, toldOf(use));
  };
