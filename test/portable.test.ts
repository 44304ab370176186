import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const read = (path: string): string => readFileSync(path, 'utf8');

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/(?:^|[\\/])(?:node_modules|target|build|generated)(?:[\\/]|$)/.test(name))
    .map((name) => join(folder, name));

const sources = ['src', 'scripts'].flatMap(filesIn).filter((name) => /\.(?:[cm]?ts|tsx|mjs)$/.test(name));

// The same program, scripts and files on Linux, macOS and Windows, whatever shell there is.
describe('on Windows and macOS too', () => {
  it.each(['package.json', join('test', 'clients', 'typescript', 'package.json')])(
    'the scripts of %s are words that every shell reads alike',
    (file) => {
      const { scripts } = JSON.parse(read(file)) as { readonly scripts: Readonly<Record<string, string>> };
      const commands = Object.values(scripts).flatMap((script) => script.split(' && '));

      // No variables, pipes, quotes, wildcards, `rm`, `cp`: programs of npm packages, and `>`.
      const plain = /^(biome|node|npm run|openapi-ts|tsc|tsx|vite|vitest)( [\w./ :>=-]+)?$/;
      expect(commands.filter((command) => !plain.test(command))).toEqual([]);
    },
  );

  it.each([
    [/import\.meta\.url\)\.pathname/, 'pathname keeps a slash before the drive: fileURLToPath'],
    [/['"`]\/(?:tmp|dev|var|home)\//, 'such folders are not everywhere: tmpdir(), homedir()'],
    [/process\.env\.(?:HOME|TMPDIR|USER)\b/, 'such variables are not everywhere: tmpdir(), homedir()'],
    [/process\.(?:get|set)e?[ug]id\b(?!\?)/, 'Windows has no such function'],
    [/\b(?:spawn|exec|execFile)(?:Sync)?\(\s*['"](?:sh|bash|cp|rm|npm|npx|mvn|which)['"]/, 'a program of one shell'],
    [/\bimport\((?:join|resolve)\(/, 'a path with a drive is no address of a module: pathToFileURL'],
  ])('no source has %s', (pattern, why) => {
    expect(
      sources.filter((file) => pattern.test(read(file))),
      why,
    ).toEqual([]);
  });

  it('no path is put together by hand', () => {
    const byHand = /\$\{\w*(?:[fF]older|[dD]irectory|[rR]oot)\w*(?:\(\))?\}\//;

    expect(sources.filter((file) => file.startsWith('src') && byHand.test(read(file)))).toEqual([]);
  });

  it('every file has a name that every file system takes, and tells from others', () => {
    const names = ['src', 'scripts', 'scenarios', 'openapi', 'docs', 'examples', 'test'].flatMap(filesIn);
    const parts = names.flatMap((name) => name.split(/[\\/]/));

    expect(parts.filter((part) => /[<>:"|?*]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(part))).toEqual([]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  it('texts end their lines alike: hashes and scenarios are compared byte by byte', () => {
    expect(read('.gitattributes')).toMatch(/^\* text=auto eol=lf$/m);
  });
});
