import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dev?: true;
  readonly hasInstallScript?: true;
}

const read = (path: string): string => readFileSync(path, 'utf8');

const lockedIn = (path: string): readonly (Locked & { readonly folder: string })[] =>
  Object.entries((JSON.parse(read(path)) as { readonly packages: Readonly<Record<string, Locked>> }).packages)
    .filter(([folder]) => folder !== '')
    .map(([folder, locked]) => ({ folder, ...locked }));

const ours = lockedIn('package-lock.json');
/** Those of the projects in which the package and its contract are tried. */
const all = [
  ...ours,
  ...['test/package', 'test/clients/typescript'].flatMap((at) => lockedIn(`${at}/package-lock.json`)),
];

describe('lock files', () => {
  it('hold the checksum of every package, so that another content under the same number is refused', () => {
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter(({ integrity = '' }) => !/^sha512-[\w+/]{86}==$/.test(integrity))).toEqual([]);
  });

  it('name no place to get a package from: that is the choice of each machine', () => {
    expect(all.filter(({ resolved }) => resolved !== undefined)).toEqual([]);
    expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m);
  });
});

describe('scripts that packages want to run when they are installed', () => {
  const wanting = ours.filter(({ hasInstallScript }) => hasInstallScript);

  it('are in no package that comes with ours', () => {
    expect(wanting.filter(({ dev }) => !dev)).toEqual([]);
  });

  it('do not run here or in the image either, and CONTRIBUTING.md says whose they are', () => {
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    expect(read('Dockerfile')).toMatch(/^COPY \.npmrc [\s\S]*^RUN npm ci /m);
    const said = read('CONTRIBUTING.md');
    const [, list = ''] = /\*\*Scripts at installation\.\*\*([\s\S]*?)\n\n/.exec(said) ?? [];
    const named = [...list.matchAll(/`([@\w/-]+)` \(/g)].map(([, name]) => `node_modules/${name}`);

    expect(named.sort()).toEqual(wanting.map(({ folder }) => folder).sort());
  });
});
