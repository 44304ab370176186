import { effect, signal } from '@preact/signals';
import { sim } from '../api/client.js';
import { listen, settled } from '../api/live.js';
import type { Clock } from '../api/shapes.js';
import { sandbox } from './route.js';

/** The clock of the sandbox as it was told last, and when that was, in real milliseconds. */
export const clock = signal<{ readonly told: Clock; readonly heardAt: number } | undefined>(undefined);

const hear = (told: Clock): void => {
  clock.value = { told, heardAt: performance.now() };
};

/** Whether time goes on by itself. */
export const isRunning = ({ mode, paused }: Clock): boolean => mode === 'scaled' && !paused;

/** The virtual instant at this real moment, in milliseconds; a clock that stands has the one that was told. */
export const nowMs = ({ told, heardAt }: { readonly told: Clock; readonly heardAt: number }): number =>
  Date.parse(told.now) + (isRunning(told) ? (performance.now() - heardAt) * told.rate : 0);

/** @param change what goes to `PUT /_sim/clock` */
export const setClock = async (change: Readonly<Record<string, unknown>>): Promise<void> =>
  hear(await sim<Clock>('PUT', '/clock', { body: change }));

export const pauseClock = async (): Promise<void> => hear(await sim<Clock>('POST', '/clock/pause'));
export const resumeClock = async (): Promise<void> => hear(await sim<Clock>('POST', '/clock/resume'));

export const readClock = async (): Promise<void> => {
  const asked = sandbox.value;
  const told = await sim<Clock>('GET', '/clock');
  if (sandbox.value === asked) hear(told);
};

/** How often a page that shows a running clock asks where it really is; between, it counts itself. */
const checkMs = 20_000;

export const startClock = (): void => {
  // Whoever shows the problem is the connection in the header.
  const readQuietly = (): void => void readClock().catch(() => undefined);
  effect(() => {
    sandbox.value;
    clock.value = undefined;
    void settled().then(readQuietly);
  });
  listen((event) => {
    if (event === 'all') readQuietly();
    else if (event.event === 'clock') hear(event.data as unknown as Clock);
  });
  setInterval(readQuietly, checkMs);
};
