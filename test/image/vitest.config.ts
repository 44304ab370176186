import { defineConfig } from 'vitest/config';

/** `npm run test:image`: what the steps of the Dockerfile make. */
export default defineConfig({ test: { include: ['test/image/**/*.test.ts'], testTimeout: 60_000 } });
