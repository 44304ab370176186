import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A package of its own, run against the built program: npm run test:clients.
    exclude: ['test/clients/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores on the machines of CI: more workers only wait for each other.
    maxWorkers: 2,
  },
});
