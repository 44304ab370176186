/**
 * A step of `npm run build`: `src/` becomes the JavaScript of `dist/`. One file for each way in, and chunks for what they
 * share or load later: from hundreds of single modules a start took half as long again. Packages stay outside, and `tsc`
 * writes the types.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the other steps make and replace by themselves. */
const otherSteps = ['console', 'prepared'];

/** Chunks are named by their content: those of an earlier build would stay for ever. */
const emptyDist = (): void => {
  const dist = join(root, 'dist');
  if (!existsSync(dist)) return;
  for (const name of readdirSync(dist)) if (!otherSteps.includes(name)) rmSync(join(dist, name), { recursive: true });
};

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  outbase: 'src',
  outdir: 'dist',
};

emptyDist();
await build({
  ...common,
  entryPoints: [
    'src/cli.ts',
    'src/index.ts',
    'src/vitest/fixture.ts',
    'src/vitest/setup.ts',
    'src/testcontainers/container.ts',
  ],
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
});
await build({
  ...common,
  entryPoints: ['src/index.cts'],
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  external: ['./index.js'],
});
