import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fromCommandLine, loadConfig } from '../../src/config.js';
import { environmentOf, instructions, parseDockerfile, type Stage } from './support/dockerfile.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(repository, 'compose.yaml'), 'utf8');

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly build: string;
        readonly ports: readonly string[];
        readonly environment: Readonly<Record<string, string>>;
        readonly volumes: readonly string[];
      }
    >
  >;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const image = parseDockerfile(readFileSync(join(repository, 'Dockerfile'), 'utf8')).at(-1) as Stage;

/** As it stands, and with the lines that a reader may switch on. */
const variants = { 'as it is': text, 'with scenarios': text.replaceAll(/# (SEND_SIM_\w+:|- \.)/g, '$1') };

// No engine is at hand: this is what Compose would find wrong, and what the image would.
describe.each(Object.entries(variants))('compose.yaml, %s,', (_name, written) => {
  const { services, volumes } = parse(written) as Compose;
  const [service] = Object.values(services);
  if (!service) throw new Error('compose.yaml has no service');

  it('builds from here and publishes the port of the image to this machine alone', () => {
    expect(existsSync(join(repository, service.build, 'Dockerfile'))).toBe(true);
    expect(service.ports).toEqual([`127.0.0.1:7363:${instructions(image, 'EXPOSE')[0]}`]);
  });

  it('gives settings that a start accepts, on top of those of the image', async () => {
    const env = { ...environmentOf(image), ...service.environment };

    const { values } = await loadConfig({ commandLine: fromCommandLine([]), env, readFile: () => undefined });

    expect(values.host).toBe('0.0.0.0');
    expect(values.apiKey).toBe('5e5d0000-0000-4000-8000-000000000001');
  });

  it('mounts what the settings name, and declares every volume', () => {
    const mounts = service.volumes.map((volume) => volume.split(':'));
    const places = mounts.map(([, place]) => place);

    const named = Object.entries(service.environment).filter(([, value]) => String(value).startsWith('/'));
    expect(places.sort()).toEqual(named.map(([, value]) => value).sort());
    expect(mounts.flatMap(([from = '']) => (/^[./]/.test(from) ? [] : [from]))).toEqual(Object.keys(volumes));
  });
});

describe('docs/compose.replicas.yaml', () => {
  const { services } = parse(readFileSync(join(repository, 'docs', 'compose.replicas.yaml'), 'utf8'), {
    merge: true,
  }) as Compose;
  const replicas = Object.values(services).filter(({ build }) => build !== undefined);

  it('starts two replicas from here with the same settings, which a start accepts', async () => {
    const [one, two] = replicas;
    const env = { ...environmentOf(image), ...one?.environment };

    const { values } = await loadConfig({ commandLine: fromCommandLine([]), env, readFile: () => undefined });

    expect(replicas).toHaveLength(2);
    expect(two).toEqual(one);
    expect(existsSync(join(repository, 'docs', String(one?.build), 'Dockerfile'))).toBe(true);
    expect(values).toMatchObject({ host: '0.0.0.0', store: 'postgres://sim:sim@database/sim' });
  });
});
