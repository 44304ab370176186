import { effect, signal } from '@preact/signals';
import { sandbox } from '../state/route.js';
import { openSim, token, tokenState } from './client.js';
import { CallProblem } from './problem.js';
import type { SimEvent } from './shapes.js';

/** Whether the page is alive: events of the sandbox come in as they happen. */
export const connection = signal<'connecting' | 'open' | 'lost' | 'gone'>('connecting');

/** `all`: something is not known any more (events were lost, the sandbox was emptied), so whatever is shown is read again. */
type Listener = (event: SimEvent | 'all') => void;

const listeners = new Set<Listener>();

export const listen = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const tell = (event: SimEvent | 'all'): void => {
  for (const listener of [...listeners]) listener(event);
};

/** Resolves when events come in or when it is clear that they do not: what is read after it misses nothing. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => {
    if (connection.peek() !== 'connecting') return resolve();
    const stop = connection.subscribe((state) => {
      if (state === 'connecting') return;
      queueMicrotask(() => stop());
      resolve();
    });
  });

const pause = (ms: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

const blocksOf = async function* (body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (text + decoder.decode(value, { stream: true })).split('\n\n');
    text = blocks.pop() ?? '';
    yield* blocks;
  }
};

const fieldOf = (block: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];

/** Follows the sandbox until it is left. A browser's EventSource sends no token, so the stream is read by hand. */
const follow = async (stop: AbortSignal): Promise<void> => {
  let since: string | undefined;
  let wasOpen = false;
  while (!stop.aborted) {
    try {
      const response = await openSim('GET', '/events', { query: { since }, signal: stop });
      if (response.body === null) return;
      connection.value = 'open';
      // Without an event to resume from nobody knows what was missed.
      if (wasOpen && since === undefined) tell('all');
      wasOpen = true;
      for await (const block of blocksOf(response.body)) {
        since = fieldOf(block, 'id') ?? since;
        const [event, data] = [fieldOf(block, 'event'), fieldOf(block, 'data')];
        if (event === undefined || data === undefined) continue;
        const told: SimEvent = { event: event as SimEvent['event'], data: JSON.parse(data) };
        tell(told.event === 'dropped' || told.event === 'end' ? 'all' : told);
      }
      await pause(500, stop);
    } catch (error) {
      if (stop.aborted) return;
      const isGone = error instanceof CallProblem && error.status === 404;
      connection.value = isGone ? 'gone' : 'lost';
      await pause(2_000, stop);
    }
  }
};

/** Keeps one stream open, of the sandbox that the page is about. */
export const startLive = (): void => {
  effect(() => {
    // Another sandbox or another token begins anew.
    sandbox.value;
    token.value;
    if (tokenState.value !== 'fine') return;
    connection.value = 'connecting';
    const stop = new AbortController();
    void follow(stop.signal);
    return () => stop.abort();
  });
};
