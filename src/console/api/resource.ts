import { useEffect, useRef, useState } from 'preact/hooks';
import { sandbox } from '../state/route.js';
import { token } from './client.js';
import { listen, settled } from './live.js';
import { CallProblem } from './problem.js';
import type { SimEvent } from './shapes.js';

/** Something that is read from the simulator and kept up to date. */
export interface Resource<Value> {
  /** What was read last, also while it is read again or that failed. */
  readonly value: Value | undefined;
  readonly problem: CallProblem | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

interface Held<Value> {
  readonly key: string;
  readonly value?: Value;
  readonly problem?: CallProblem;
}

/** Events come in bursts, as when the clock jumps over months; so long they are gathered before a page reads again. */
const gatherMs = 150;

/**
 * Reads when the component appears, when `key` (what is asked for, beside the sandbox) changes, and after each event that
 * `isConcerned` picks. One read at a time, and pauses grow with how long a read takes.
 */
export const useResource = <Value>(
  key: string,
  load: (signal: AbortSignal) => Promise<Value>,
  isConcerned: (event: SimEvent) => boolean = () => false,
): Resource<Value> => {
  const whole = `${sandbox.value} ${token.value ?? ''} ${key}`;
  const [held, setHeld] = useState<Held<Value>>({ key: whole });
  const current = useRef({ load, isConcerned });
  current.current = { load, isConcerned };
  const again = useRef<() => void>(() => undefined);

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isReading = false;
    let isStale = false;

    const read = async (): Promise<void> => {
      timer = undefined;
      isReading = true;
      isStale = false;
      const begun = performance.now();
      try {
        await settled();
        const value = await current.current.load(stop.signal);
        if (!stop.signal.aborted) setHeld({ key: whole, value });
      } catch (error) {
        if (stop.signal.aborted) return;
        if (!(error instanceof CallProblem)) throw error;
        setHeld((before) => ({ ...(before.key === whole ? before : { key: whole }), problem: error }));
      } finally {
        isReading = false;
        if (isStale) schedule(Math.max(gatherMs, 2 * (performance.now() - begun)));
      }
    };
    const schedule = (ms: number): void => {
      isStale = true;
      if (!isReading && timer === undefined && !stop.signal.aborted) timer = setTimeout(() => void read(), ms);
    };
    again.current = () => schedule(0);
    const unlisten = listen((event) => {
      if (event === 'all' || current.current.isConcerned(event)) schedule(gatherMs);
    });
    void read();
    return () => {
      stop.abort();
      clearTimeout(timer);
      unlisten();
    };
  }, [whole]);

  const isOurs = held.key === whole;
  return {
    value: isOurs ? held.value : undefined,
    problem: isOurs ? held.problem : undefined,
    isLoading: !isOurs || (held.value === undefined && held.problem === undefined),
    reload: () => again.current(),
  };
};
