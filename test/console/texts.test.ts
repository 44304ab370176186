import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Said } from '../../src/text/said.js';

const folder = 'src/text/console';

const isSaid = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && 'it' in value && 'en' in value;

/** Everything that is said in a part of the catalogue, by its path. */
const saidIn = (value: unknown, path: string): readonly (readonly [string, Said])[] => {
  if (isSaid(value)) return [[path, value]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is neither words nor a table of them`);
  return Object.entries(value).flatMap(([name, inner]) => saidIn(inner, `${path}.${name}`));
};

const modules = await Promise.all(
  readdirSync(folder).map(
    async (file) => [file, await import(`../../src/text/console/${file.replace(/\.ts$/, '')}.ts`)] as const,
  ),
);
const words = modules.flatMap(([file, module]) =>
  Object.entries(module as object).flatMap(([name, value]) => saidIn(value, `${file} ${name}`)),
);

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

const sources = readdirSync('src/console', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join('src/console', file), 'utf8') }));

describe('words of the console', () => {
  it('are there in both languages', () => {
    expect(words.length).toBeGreaterThan(80);
    expect(words.filter(([, { it, en }]) => it.trim() === '' || en.trim() === '').map(([path]) => path)).toEqual([]);
  });

  it('name the same values in both languages', () => {
    const guilty = words.filter(([, { it, en }]) => `${placeholders(it)}` !== `${placeholders(en)}`);

    expect(guilty.map(([path]) => path)).toEqual([]);
  });

  it('are all said somewhere: by name, or with a table that is taken whole', () => {
    const importing = /^import (?:type )?\{ ([^}]+) \} from '[^']*\/text\/console\/([\w-]+)\.js';$/gm;
    const said = new Set<string>();
    for (const { text } of sources) {
      const code = text.replace(importing, '').replace(/\/\*[\s\S]*?\*\//g, '');
      for (const [, names = '', file] of text.matchAll(importing))
        for (const [table, alias = table] of names.split(', ').map((name) => name.split(' as ')))
          for (const [, key = ''] of code.matchAll(new RegExp(`(?<![\\w.'])${alias}\\b(\\.\\w+)?`, 'g')))
            said.add(`${file}.ts ${table}${key}`);
    }
    const unsaid = words.filter(([path]) => {
      const [, table = '', key = ''] = /^(\S+ \w+)(\.\w+)/.exec(path) ?? [];
      return !said.has(table) && !said.has(`${table}${key}`);
    });

    expect(unsaid.map(([path]) => path)).toEqual([]);
  });

  it('are all in the catalogue: no page writes a sentence of its own', () => {
    const guilty = sources
      .filter(({ file }) => file.endsWith('.tsx'))
      .flatMap(({ file, text }) => {
        const named = ['title', 'label', 'aria-label', 'placeholder', 'alt'].join('|');
        const attributes = [...text.matchAll(new RegExp(`\\s(?:${named})="([^"]*\\p{L}{2}[^"]*)"`, 'gu'))];
        // Text between tags on a line of its own, or within one line. Names of languages are the same in every language.
        const lines = [
          ...text.matchAll(
            /^\s*(?!import|export|return|type|const|readonly)(\p{Lu}\p{L}+|\p{L}+(?: [\p{L}’',.!?]+)+)$/gmu,
          ),
        ];
        const inline = [...text.matchAll(/<\w[^<>]*>\s*([^<>{}()=]*\p{L}{2}[^<>{}()=]*)\s*<\/\w/gu)];
        return [...attributes, ...lines, ...inline].map(([, said = '']) => `${file}: ${said.trim()}`);
      })
      .filter((line) => !/: (?:Italiano|English)$/.test(line));

    expect(guilty).toEqual([]);
  });
});
