import type { TestProject } from 'vitest/node';
import { type SimulatorOptions, startSimulator } from '../index.js';

declare module 'vitest' {
  export interface ProvidedContext {
    sendSimulator: { readonly url: string; readonly token?: string };
  }
}

/** A global setup of Vitest: one simulator for the whole run, on a clock that stands still unless told otherwise. */
export const setupSimulator =
  (options: SimulatorOptions = {}) =>
  async (project: TestProject): Promise<() => Promise<void>> => {
    const { url, stop } = await startSimulator(options);
    const { controlToken } = options;
    project.provide('sendSimulator', { url, ...(controlToken === undefined ? {} : { token: controlToken }) });
    return stop;
  };

export const setup = setupSimulator();
