import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Each with a command of its own: npm run test:clients, test:console (a browser), test:postgres (a database), test:image.
    exclude: ['test/clients/**', 'test/browser/**', 'test/postgres/**', 'test/image/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores on the machines of CI: more workers only wait for each other.
    maxWorkers: 2,
    // No module keeps state (an architecture test sees to it): loading them once for all files takes half of the time away.
    isolate: false,
  },
});
