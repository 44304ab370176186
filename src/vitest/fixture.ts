import { inject, test as plain, type TestAPI } from 'vitest';
import { connectSimulator, type Sandbox, type SandboxSpec, type SimulatorClient } from '../index.js';
import type {} from './setup.js';

export interface SimulatorFixtures {
  /** The simulator that the global setup started. */
  simulator: SimulatorClient;
  /** What `sandbox` is made of: `test.extend({ sandboxSpec: { clock: { now: '2026-03-01T08:00:00Z' } } })`. */
  sandboxSpec: SandboxSpec;
  /** A sandbox for this test alone; gone when the test is over. */
  sandbox: Sandbox;
}

const connected = async (): Promise<SimulatorClient> => {
  const address = inject('sendSimulator');
  if (address) return connectSimulator(address);
  throw new Error(
    "no simulator was started for this run: put globalSetup: ['send-simulator/vitest/setup'] into the test section of vitest.config",
  );
};

/** `test` of Vitest with a sandbox of its own for each test that asks for one. */
export const test: TestAPI<SimulatorFixtures> = plain.extend<SimulatorFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names out of the braces.
  simulator: async ({}, use) => use(await connected()),
  sandboxSpec: {},
  sandbox: async ({ simulator, sandboxSpec }, use) => {
    const sandbox = await simulator.sandbox(sandboxSpec);
    await use(sandbox);
    await sandbox.remove();
  },
});
