import type { Simulator } from '../../../src/library/simulator.js';
import type { SimulatorOptions } from '../../../src/options.js';
import { startSimulator } from '../../../src/simulator.js';

/** Replicas in this process, on one database. */
export const startReplicas = async (
  store: string,
  count: number,
  options: SimulatorOptions = {},
): Promise<readonly Simulator[]> => {
  const replicas: Simulator[] = [];
  for (let i = 0; i < count; i++) {
    replicas.push(await startSimulator({ clock: 'manual@2026-05-04T08:00:00Z', seed: 'twins', ...options, store }));
  }
  return replicas;
};
