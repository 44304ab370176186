/** `npm run licences`: what the package brings along, as CycloneDX (JSON); with `-- --text` one line for each package. */
import { readFileSync } from 'node:fs';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: true;
}

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, Locked>>;
};

/** Some packages name their licence in an older way, which the lock file leaves out. */
const licenceOf = (path: string): string | undefined => {
  try {
    const { license, licenses } = JSON.parse(
      readFileSync(new URL(`../${path}/package.json`, import.meta.url), 'utf8'),
    ) as {
      readonly license?: string | { readonly type: string };
      readonly licenses?: readonly { readonly type: string }[];
    };
    return typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' OR '));
  } catch {
    return undefined;
  }
};

/** One version of a package may lie in several places. */
const brought = new Map(
  Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, locked]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const license = locked.license ?? licenceOf(path);
      return [`${name}@${locked.version}`, { name, ...locked, license }] as const;
    }),
);
const packages = [...brought.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

/** `sha512-<base64>` as CycloneDX wants it. */
const hashOf = (integrity: string): object => {
  const [, bits = '', sum = ''] = /^sha(\d+)-(.+)$/.exec(integrity) ?? [];
  return { alg: `SHA-${bits}`, content: Buffer.from(sum, 'base64').toString('hex') };
};

const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: { type: 'application', name: lock.name, version: lock.version } },
  components: packages.map(({ name, version, license, integrity }) => ({
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses: license === undefined ? [] : [{ expression: license }],
    hashes: integrity === undefined ? [] : [hashOf(integrity)],
  })),
};

const isText = process.argv.includes('--text');
const lines = packages.map(({ name, version, license = 'unknown' }) => `${license}\t${name}@${version}`);
process.stdout.write(isText ? `${lines.sort().join('\n')}\n` : `${JSON.stringify(bom, undefined, 2)}\n`);
