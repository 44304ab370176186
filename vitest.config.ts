import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A package of its own, run against the built program: npm run test:clients. A database of its own: npm run test:postgres.
    exclude: ['test/clients/**', 'test/postgres/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores on the machines of CI: more workers only wait for each other.
    maxWorkers: 2,
    // No module keeps state (an architecture test sees to it): loading them once for all files takes half of the time away.
    isolate: false,
  },
});
