import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { controlReference, controlReferenceFile } from '../scripts/control-reference.js';
import { scenarioReference, scenarioReferenceFile } from '../scripts/scenario-reference.js';

const read = (path: string): string => readFileSync(path, 'utf8');

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?ts$/.test(name))
    .map((name) => join(folder, name));

describe('references', () => {
  it('of scenarios and control API are those that "npm run docs" makes', () => {
    expect(read(scenarioReferenceFile) === scenarioReference(), 'run npm run docs').toBe(true);
    expect(read(controlReferenceFile) === controlReference(), 'run npm run docs').toBe(true);
  });
});

describe('documents', () => {
  const named = ['README.md', 'README.it.md', 'docs/README.md', 'examples/README.md'].flatMap((document) => {
    const folder = join(document, '..');
    const links = [...read(document).matchAll(/\]\(([\w./-]+)\)/g)].map(([, path = '']) => join(folder, path));
    const listed = [...read(document).matchAll(/^\| `([\w./-]+)` \|/gm)].map(([, path = '']) => join(folder, path));
    return [...links, ...(folder === '.' ? [] : listed)].map((path) => ({ document, path }));
  });

  it.each(named)('$document names $path, which is there', ({ path }) => {
    expect(existsSync(path)).toBe(true);
  });

  it('are in the package as far as it lists them', () => {
    const { files } = JSON.parse(read('package.json')) as { readonly files: readonly string[] };

    expect(files.filter((file) => !file.includes('*') && file !== 'dist' && !existsSync(file))).toEqual([]);
  });
});

describe('on Windows too', () => {
  it('npm scripts are words that every shell reads alike', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    const commands = Object.values(scripts).flatMap((script) => script.split(' && '));

    expect(
      commands.filter((command) => !/^(biome|node|npm run|tsc|tsx|vite|vitest) [\w./ :>-]+$/.test(command)),
    ).toEqual([]);
  });

  it('no path is made by hand: pathname keeps a slash before the drive, and /tmp is not everywhere', () => {
    const guilty = [...filesIn('src'), ...filesIn('scripts')].filter((file) =>
      /import\.meta\.url\)\.pathname|['"`]\/(?:tmp|dev|var|home)\//.test(read(file)),
    );

    expect(guilty).toEqual([]);
  });
});
