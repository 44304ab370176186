import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../e2e/support/cli.js';
import { environmentOf, execForm, instructions, parseDockerfile, type Stage } from '../e2e/support/dockerfile.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const stages = parseDockerfile(readFileSync(join(repository, 'Dockerfile'), 'utf8'));
const final = stages.at(-1) as Stage;
const entryPoint = execForm(instructions(final, 'ENTRYPOINT')[0]);
const healthCheck = execForm(instructions(final, 'HEALTHCHECK')[0]?.split(/\bCMD\s+/)[1]);

describe('the image', () => {
  it('is built in two stages on one base, so that no build tool is shipped', () => {
    expect(stages.map(({ image }) => image)).toEqual(['node:20-bookworm-slim', 'node:20-bookworm-slim']);
    expect(instructions(final, 'RUN')).toEqual([]);
  });

  it('does not run as root', () => {
    expect(instructions(final, 'USER')).toEqual(['node']);
  });

  it('starts without a shell in between, so that signals reach the program', () => {
    expect(entryPoint?.[0]).toBe('node');
  });

  it('asks for its health with Node itself', () => {
    expect(healthCheck?.[0]).toBe('node');
  });

  it('keeps nothing unless asked: no volume of its own', () => {
    expect(instructions(final, 'VOLUME')).toEqual([]);
    expect(Object.keys(environmentOf(final))).not.toContain('SEND_SIM_DATA');
  });

  it('copies only what the ignore file lets through', () => {
    const letThrough = readFileSync(join(repository, '.dockerignore'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = stages
      .flatMap((stage) => instructions(stage, 'COPY'))
      .filter((text) => !text.includes('--from='))
      .flatMap((text) => text.split(/\s+/).slice(0, -1));

    expect([...copied].sort()).toEqual([...letThrough].sort());
  });
});

// No container engine is needed: each stage becomes a folder, and its steps run in there one after the other.
describe('what the steps of the Dockerfile build', () => {
  let root: ReturnType<typeof temporaryFolder>;
  let served: ChildProcess | undefined;

  const folderOf = (stage: Stage): string => root.at(`stage-${stages.indexOf(stage)}`);

  const copy = (stage: Stage, workdir: string, text: string): void => {
    const words = text.split(/\s+/);
    const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
    const paths = words.filter((word) => !word.startsWith('--'));
    const to = paths.pop() ?? '';
    const source = from === undefined ? undefined : stages.find(({ name }) => name === from);
    for (const path of paths) {
      const file = join(source ? folderOf(source) : repository, path);
      const place = join(folderOf(stage), to.startsWith('/') ? to : join(workdir, to));
      const target = to.endsWith('/') ? join(place, basename(path)) : place;
      // Nobody looks at a finished stage again: moving spares the copy of all packages.
      if (source) renameSync(file, target);
      else cpSync(file, target, { recursive: true });
    }
  };

  const build = async (stage: Stage): Promise<void> => {
    let workdir = '/';
    for (const { word, text } of stage.instructions) {
      if (word === 'WORKDIR') workdir = text;
      mkdirSync(join(folderOf(stage), workdir), { recursive: true });
      if (word === 'COPY') copy(stage, workdir, text);
      if (word === 'RUN') {
        // What is in the cache of this machine is not fetched again; the lock file decides what is installed either way.
        const env = { ...process.env, ...environmentOf(stage), npm_config_prefer_offline: 'true' };
        await promisify(execFile)('sh', ['-c', text], { cwd: join(folderOf(stage), workdir), env });
      }
    }
  };

  const freePort = (): Promise<number> =>
    new Promise((resolve) => {
      const server = createServer().listen(0, () => {
        const { port } = server.address() as AddressInfo;
        server.close(() => resolve(port));
      });
    });

  const exitCodeOf = ([command = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> =>
    new Promise((resolve) => {
      spawn(command, args, { env, stdio: 'ignore' }).on('close', (code) => resolve(code ?? -1));
    });

  beforeAll(async () => {
    root = temporaryFolder();
    for (const stage of stages) await build(stage);
  });

  afterAll(() => {
    served?.kill('SIGKILL');
    root.remove();
  });

  it('starts, is healthy by its own check, and ends by SIGTERM', async () => {
    const [command = '', ...args] = entryPoint ?? [];
    const port = String(await freePort());
    const clean = Object.entries(process.env).filter(([name]) => !name.startsWith('SEND_SIM_'));
    const env = { ...Object.fromEntries(clean), ...environmentOf(final), SEND_SIM_PORT: port };
    expect(await exitCodeOf(healthCheck ?? [], env)).toBe(1);

    const child = spawn(command, args, { cwd: join(folderOf(final), '/app'), env, stdio: ['ignore', 'pipe', 'pipe'] });
    served = child;
    const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
    let output = '';
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (data: Buffer) => {
        output += data;
        if (output.includes('\n')) resolve();
      });
      child.stderr.on('data', (data: Buffer) => {
        output += data;
      });
      void ended.then(() => resolve());
    });

    expect(output).toContain('send-simulator ready url=');
    expect(await exitCodeOf(healthCheck ?? [], env)).toBe(0);
    child.kill('SIGTERM');
    expect(await ended).toBe(143);
  });

  it('carries what runs and nothing of what built it', () => {
    const modules = join(folderOf(final), 'app', 'node_modules');

    const installed = readdirSync(modules);
    expect(installed).toContain('express');
    expect(installed).not.toContain('typescript');
    expect(installed).not.toContain('vitest');
  });
});
