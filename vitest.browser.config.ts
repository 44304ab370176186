import { defineConfig } from 'vitest/config';

/** `npm run test:console`: the built pages in a real browser. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/browser/support/pictures.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A page shows what was asked a moment later.
    expect: { poll: { timeout: 20_000 } },
    // One browser at a time: what is measured in there suffers from a neighbour.
    fileParallelism: false,
    isolate: false,
  },
});
