import type { TestProject } from 'vitest/node';
import { postgresPrograms, startCluster } from './cluster.js';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgres: { readonly url: string; readonly programs: string };
  }
}

/** One server for all files of the run; each test makes a database of its own. */
export const setup = async (project: TestProject): Promise<() => void> => {
  const programs = postgresPrograms();
  if (programs === undefined) throw new Error('PostgreSQL is not installed (Debian package postgresql)');
  const cluster = await startCluster(programs);
  project.provide('postgres', { url: cluster.url, programs });
  return cluster.stop;
};
