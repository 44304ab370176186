import { defineConfig } from 'vitest/config';

/** `npm run test:image`: what the steps of the Dockerfile make. Its folders hold all packages: removing them takes a while. */
export default defineConfig({
  test: { include: ['test/image/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 300_000 },
});
