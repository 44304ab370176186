import { readdirSync, readFileSync } from 'node:fs';
import { builtIn } from '../vite.config.js';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: true;
}

/** A package that ours brings along. */
interface Brought extends Locked {
  readonly name: string;
}

const path = (fromRepository: string): URL => new URL(`../${fromRepository}`, import.meta.url);

const lock = JSON.parse(readFileSync(path('package-lock.json'), 'utf8')) as {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, Locked>>;
};

interface OlderWays {
  readonly license?: string | { readonly type: string };
  readonly licence?: string;
  readonly licenses?: readonly { readonly type: string }[];
}

const mitText = /Permission is hereby granted, free of charge, to any person obtaining a copy\s+of\s+this software/;

/** Some packages name their licence in an older way, which the lock file leaves out, or only hold its text. */
const licenceOf = (folder: string): string | undefined => {
  try {
    const told = JSON.parse(readFileSync(path(`${folder}/package.json`), 'utf8')) as OlderWays;
    const named = typeof told.license === 'string' ? told.license : (told.license?.type ?? told.licence);
    if (named !== undefined) return named;
    if (told.licenses) return told.licenses.map(({ type }) => type).join(' OR ');
    const file = readdirSync(path(folder)).find((name) => /^licen[cs]e/i.test(name));
    return file && mitText.test(readFileSync(path(`${folder}/${file}`), 'utf8')) ? 'MIT' : undefined;
  } catch {
    return undefined;
  }
};

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
const isBuiltIn = (folder: string): boolean => builtIn.some((name) => folder === `node_modules/${name}`);

/** What is installed with the package, and what is built into its pages. One version may lie in several places. */
export const brought = (): readonly Brought[] => {
  const byName = new Map(
    Object.entries(lock.packages)
      .filter(([folder, { dev }]) => folder !== '' && (!dev || isBuiltIn(folder)))
      .map(([folder, locked]): [string, Brought] => {
        const name = nameOf(folder);
        const license = locked.license ?? licenceOf(folder);
        return [`${name}@${locked.version}`, { ...locked, name, ...(license === undefined ? {} : { license }) }];
      }),
  );
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** The one part of ours under another licence than the rest. */
export const places = { folder: 'scenarios/uat/places', license: 'EUPL-1.2' } as const;

/** `sha512-<base64>` as CycloneDX wants it. */
const hashOf = (integrity: string): object => {
  const [, bits = '', sum = ''] = /^sha(\d+)-(.+)$/.exec(integrity) ?? [];
  return { alg: `SHA-${bits}`, content: Buffer.from(sum, 'base64').toString('hex') };
};

/** The same as CycloneDX. */
export const billOfMaterials = (): object => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: { type: 'application', name: lock.name, version: lock.version } },
  components: [
    ...brought().map(({ name, version, license, integrity }) => ({
      type: 'library',
      name,
      version,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      licenses: license === undefined ? [] : [{ expression: license }],
      hashes: integrity === undefined ? [] : [hashOf(integrity)],
    })),
    { type: 'data', name: places.folder, licenses: [{ expression: places.license }] },
  ],
});
