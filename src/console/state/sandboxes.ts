import { effect, signal } from '@preact/signals';
import { sim } from '../api/client.js';
import { connection } from '../api/live.js';
import type { Page, Sandbox } from '../api/shapes.js';
import { sandbox } from './route.js';

/** All worlds of the process; read when the page starts, comes to another sandbox, or makes one. */
export const sandboxes = signal<readonly Sandbox[]>([]);

export const readSandboxes = async (): Promise<void> => {
  sandboxes.value = (await sim<Page<Sandbox>>('GET', '/sandboxes', { query: { sandbox: undefined } })).items;
};

export const startSandboxes = (): void => {
  effect(() => {
    sandbox.value;
    const isThere = connection.value === 'open' || connection.value === 'gone';
    // Whoever shows the problem is the connection in the header.
    if (isThere) void readSandboxes().catch(() => undefined);
  });
};

/** The sandbox of the page, with its senders and their keys. */
export const thisSandbox = (): Sandbox | undefined => sandboxes.value.find(({ id }) => id === sandbox.value);
