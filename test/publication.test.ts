import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { billOfMaterials, brought } from '../scripts/bill-of-materials.js';
import { settingList } from '../src/config/settings.js';
import { builtIn } from '../vite.config.js';

const read = (path: string): string => readFileSync(path, 'utf8');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(read('package.json')) as Manifest;

describe('publiccode.yml', () => {
  const told = parse(read('publiccode.yml'));

  it('says what package.json says', () => {
    expect(told).toMatchObject({
      name: manifest.name,
      softwareVersion: manifest.version,
      legal: { license: manifest.license },
    });
  });

  // Source: the standard publiccode.yml 0.4, its required keys and limits. `url` waits for a public repository.
  it('has what the standard asks for, in both languages', () => {
    const keys = [
      'publiccodeYmlVersion',
      'platforms',
      'categories',
      'developmentStatus',
      'softwareType',
      'maintenance',
    ];
    for (const key of keys) expect(told, key).toHaveProperty(key);
    expect(told.localisation.availableLanguages.sort()).toEqual(Object.keys(told.description).sort());
    for (const { shortDescription, longDescription, features } of Object.values<Record<string, string | string[]>>(
      told.description,
    )) {
      expect(shortDescription?.length).toBeLessThanOrEqual(150);
      expect(longDescription?.length).toBeGreaterThanOrEqual(150);
      expect(longDescription?.length).toBeLessThanOrEqual(10_000);
      expect(features?.length).toBeGreaterThan(0);
    }
  });
});

describe('what the package brings along', () => {
  it('has a licence each that lets it be given on', () => {
    const free = /^(?:0BSD|Apache-2\.0|BSD-[23]-Clause|CC0-1\.0|ISC|MIT|\(BSD-3-Clause OR GPL-2\.0\))$/;

    expect(brought().filter(({ license }) => !free.test(license ?? ''))).toEqual([]);
  });

  it('is all in the bill of materials: dependencies, what is built into the pages, the places', () => {
    const { components } = billOfMaterials() as { readonly components: readonly { readonly name: string }[] };
    const names = new Set(components.map(({ name }) => name));

    const wanted = [...Object.keys(manifest.dependencies), ...builtIn, 'scenarios/uat/places'];
    expect(wanted.filter((name) => !names.has(name))).toEqual([]);
  });

  it('has its texts beside', () => {
    for (const file of ['LICENSE', 'scenarios/uat/places/LICENSE']) expect(existsSync(file), file).toBe(true);
  });
});

describe('SECURITY.md', () => {
  it('names settings that are there', () => {
    const named = [...read('SECURITY.md').matchAll(/`--([\w-]+)`/g)].map(([, name]) => name);

    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(settingList.map((setting) => setting.name)).toContain(name);
  });
});
