import { defineConfig } from 'vite';

/** The web console: `src/console/` becomes `dist/console/`, which the simulator serves under `/console/`. */
export default defineConfig({
  root: 'src/console',
  base: '/console/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    // The content security policy lets nothing in that is not a file of our own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
