import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { importsOf, linesOf, sourceFile } from '../architecture/source.js';

const all = readdirSync('src/console', { recursive: true, encoding: 'utf8' }).map(
  (path) => `console/${path.replaceAll('\\', '/')}`,
);
const paths = all.filter((path) => /\.tsx?$/.test(path));
const files = paths.map((path) => sourceFile(path, readFileSync(`src/${path}`, 'utf8')));
const sheets = all
  .filter((path) => path.endsWith('.css'))
  .map((path) => ({ path, text: readFileSync(`src/${path}`, 'utf8') }));

describe('the code of the console', () => {
  it('knows the words and itself, and beside them only what is built into it: all else it asks of the API', () => {
    const packages = ['preact', 'preact/hooks', '@preact/signals', 'qrcode-generator'];
    const ofDocs = ['swagger-ui-dist/swagger-ui-es-bundle.js', 'swagger-ui-dist/swagger-ui.css'];
    const guilty = files.flatMap(({ path, text }) =>
      importsOf(path, text)
        .filter(({ target, isOurs }) => (isOurs ? !/^(?:console|text)\//.test(target) : !packages.includes(target)))
        .filter(({ target }) => !(path.startsWith('console/docs/') && ofDocs.includes(target)))
        .map(({ target }) => `${path} imports ${target}`),
    );

    expect(guilty).toEqual([]);
  });

  it('goes one way: parts and state know no page, and pages know each other by their own folder only', () => {
    const guilty = files.flatMap(({ path, text }) =>
      importsOf(path, text)
        .filter(({ target }) => {
          if (!target.startsWith('console/pages/') || target === 'console/pages/index.ts') return false;
          if (path === 'console/pages/index.ts') return false;
          return (
            !path.startsWith('console/pages/') ||
            (dirname(target) !== dirname(path) && dirname(target) !== 'console/pages')
          );
        })
        .map(({ target }) => `${path} imports ${target}`),
    );

    expect(guilty).toEqual([]);
  });

  it('writes no style into the page: the policy lets none in', () => {
    // Values of a style object are set on the element, which the policy allows.
    expect(linesOf(files, /\sstyle=(?!\{)/)).toEqual([]);
    expect(linesOf(files, /dangerouslySetInnerHTML|innerHTML/)).toEqual([]);
  });

  it('names no address outside: nothing leaves the origin', () => {
    const guilty = files.filter(({ text }) => /['"`]https?:\/\//.test(text)).map(({ path }) => path);

    expect(guilty).toEqual([]);
    expect(sheets.filter(({ text }) => /url\(|@import/.test(text))).toEqual([]);
  });

  it('has no style for a class that no page names', () => {
    const words = new Set(files.flatMap(({ text }) => text.match(/[\w-]+/g) ?? []));
    // Those of Swagger UI are in its own code.
    const unused = sheets
      .filter(({ path }) => path !== 'console/docs/docs.css')
      .flatMap(({ path, text }) =>
        [...text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/\.([a-z][\w-]*)/gi)]
          .filter(([, name = '']) => !words.has(name))
          .map(([name]) => `${path}: ${name}`),
      );

    expect(unused).toEqual([]);
  });

  it('stands in files under 300 lines, named in kebab-case, exported by name', () => {
    const long = [...files, ...sheets].filter(({ text }) => text.trimEnd().split('\n').length > 300);

    expect(long.map(({ path }) => path)).toEqual([]);
    expect(paths.filter((path) => !/^[a-z0-9/]+(?:-[a-z0-9]+)*(?:[a-z0-9/-])*\.tsx?$/.test(path))).toEqual([]);
    expect(linesOf(files, /^\s*export default\b/)).toEqual([]);
  });
});
