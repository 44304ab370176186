import { afterAll, beforeAll, beforeEach } from 'vitest';
import { aSimulator, type SandboxClient, type TestSimulator } from './simulator.js';

/** A clock that stands still on a Tuesday morning. */
const usual = { clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' } } as const;

/**
 * One simulator for all tests of a file, and a fresh sandbox for each of them.
 *
 * @param use called before each test
 * @param spec body of `POST /_sim/sandboxes`, beside the clock
 */
export const eachInAFreshSandbox = (
  use: (client: SandboxClient, simulator: TestSimulator) => void,
  spec: object = {},
): void => {
  let simulator: TestSimulator;
  beforeAll(async () => {
    simulator = await aSimulator();
  });
  afterAll(() => simulator.stop());
  beforeEach(async () => {
    use(await simulator.sandbox({ ...usual, ...spec }), simulator);
  });
};
