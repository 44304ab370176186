import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/** Texts that go with the packages built in here, from `node_modules`. */
const licences: Readonly<Record<string, readonly string[]>> = {
  preact: ['LICENSE'],
  '@preact/signals': ['LICENSE'],
  '@preact/signals-core': ['LICENSE'],
  'swagger-ui-dist': ['LICENSE', 'NOTICE', 'swagger-ui-es-bundle.js.LICENSE.txt'],
  // Comes without a file for it: its licence is what its code opens with.
  'qrcode-generator': ['dist/qrcode.mjs'],
};

const textOf = (place: string): string => {
  const text = readFileSync(`node_modules/${place}`, 'utf8');
  return (place.endsWith('.mjs') ? (/^(?:\/\/.*\n)+/.exec(text)?.[0] ?? '') : text).trim();
};

/** Packages that are part of the pages. */
export const builtIn: readonly string[] = Object.keys(licences);

const withLicences: Plugin = {
  name: 'licences',
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
    const inside = modules.flatMap((id) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? []);
    const unnamed = inside.find((name) => !builtIn.includes(name));
    if (unnamed !== undefined) this.error(`${unnamed} is built into the pages: vite.config.ts has to name its licence`);
    const texts = Object.entries(licences).flatMap(([name, files]) =>
      files.map((file) => `${name} (${file})\n\n${textOf(`${name}/${file}`)}\n`),
    );
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: texts.join('\n----\n\n') });
  },
};

/** The web console and the API page: `src/console/` becomes `dist/console/`, served at `/console` and `/docs`. */
export default defineConfig({
  root: 'src/console',
  base: '/console/',
  plugins: [withLicences],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    // The content security policy lets nothing in that is not a file of our own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Swagger UI, which only the API page loads, comes as one file of that size.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: { input: ['src/console/index.html', 'src/console/docs.html'], checks: { pluginTimings: false } },
  },
});
