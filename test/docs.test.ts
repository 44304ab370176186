import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { controlReference, controlReferenceFile } from '../scripts/control-reference.js';
import { scenarioReference, scenarioReferenceFile } from '../scripts/scenario-reference.js';
import { blocksOf } from '../scripts/snippets.js';

const read = (path: string): string => readFileSync(path, 'utf8');

const documents = [
  'README.md',
  'README.it.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  join('examples', 'README.md'),
  ...readdirSync('docs', { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join('docs', name)),
];

describe('references', () => {
  it('of scenarios and control API are those that "npm run docs" makes', () => {
    expect(read(scenarioReferenceFile) === scenarioReference(), 'run npm run docs').toBe(true);
    expect(read(controlReferenceFile) === controlReference(), 'run npm run docs').toBe(true);
  });
});

describe('documents', () => {
  const named = documents.flatMap((document) => {
    const folder = join(document, '..');
    const links = [...read(document).matchAll(/\]\(([\w./-]+)\)/g)].map(([, path = '']) => join(folder, path));
    const listed = [...read(document).matchAll(/^\| `([\w./-]+)` \|/gm)].map(([, path = '']) => join(folder, path));
    return [...links, ...(document.endsWith(join('/', 'README.md')) ? listed : [])].map((path) => ({ document, path }));
  });

  it.each(named)('$document names $path, which is there', ({ path }) => {
    expect(existsSync(path)).toBe(true);
  });

  it('are in the package as far as it lists them', () => {
    const { files } = JSON.parse(read('package.json')) as { readonly files: readonly string[] };

    expect(files.filter((file) => !file.includes('*') && file !== 'dist' && !existsSync(file))).toEqual([]);
  });
});

describe('blocks of the documents', () => {
  const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => read(join('test', name)))
    .join('\n');
  const blocks = documents.flatMap((document) => blocksOf(document).map((block) => ({ document, ...block })));

  it.each(blocks)('$document:$line is run, becomes a file that is run, or says why not', ({ document, mark }) => {
    const fates: Readonly<Record<string, (text: string) => boolean>> = {
      tested: (name) => tests.includes(`'${name}'`),
      // npm run test:package writes and runs these.
      file: () => ['README.md', join('docs', 'node.md')].includes(document),
      'not run': (reason) => reason.length > 10,
    };

    expect(mark && fates[mark.kind]?.(mark.text)).toBe(true);
  });

  it('no fence is missed by this test', () => {
    for (const document of documents) {
      expect(blocksOf(document).length * 2, document).toBe(read(document).match(/^ *(```|~~~)/gm)?.length ?? 0);
    }
  });
});

describe('architecture.md', () => {
  const text = read('docs/architecture.md');
  const named = new Set([...text.matchAll(/`([\w./-]+)`/g)].map(([, name = '']) => name));

  it('names every part of src', () => {
    const parts = readdirSync('src', { withFileTypes: true })
      .filter(({ name }) => name !== 'send')
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name.replace(/\.cts$/, '.ts')));

    expect(parts.filter((part) => !named.has(part))).toEqual([]);
    for (const { name } of readdirSync('src/send', { withFileTypes: true }).filter((entry) => entry.isDirectory()))
      expect(text).toContain(name);
  });

  it('names no file or folder that is nowhere', () => {
    const there = ['src', 'test', 'scripts', 'openapi', 'scenarios'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
        (path) => `/${join(folder, path).replaceAll('\\', '/')}`,
      ),
    );
    const paths = [...named].filter((name) => /\/$|\.[a-z]+$/.test(name)).map((name) => name.replace(/\/$/, ''));
    const made = ['dist', 'dist/console'];

    expect(paths.length).toBeGreaterThan(40);
    expect(
      paths.filter(
        (name) => !existsSync(name) && !made.includes(name) && !there.some((path) => path.endsWith(`/${name}`)),
      ),
    ).toEqual([]);
  });
});
