import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { testedBlock } from '../../scripts/snippets.js';
import { fromCommandLine, loadConfig } from '../../src/config.js';
import { program, temporaryFolder } from './support/cli.js';
import { environmentOf, parseDockerfile } from './support/dockerfile.js';

const path = (fromRepository: string): string => fileURLToPath(new URL(`../../${fromRepository}`, import.meta.url));
const yaml = (name: string) => parse(testedBlock(path('docs/ci.md'), name));
const image = parseDockerfile(readFileSync(path('Dockerfile'), 'utf8')).at(-1);

/** Settings of a container of ours. */
const started = (variables: Readonly<Record<string, string>>) =>
  loadConfig({
    commandLine: fromCommandLine([]),
    env: { ...(image && environmentOf(image)), ...variables },
    readFile: () => undefined,
  });

describe('docs/ci.md', () => {
  it('starts the image on GitHub with settings that it takes, at the address that the tests get', async () => {
    const { test } = yaml('GitHub Actions').jobs;
    const { env, ports } = test.services.send;

    expect((await started(env)).values).toMatchObject({ clock: 'manual', port: 7363, controlOpen: true });
    expect(ports).toEqual(['7363:7363']);
    expect(test.steps.at(-1).env).toEqual({ SEND_SIM_URL: 'http://127.0.0.1:7363' });
  });

  it('starts the image on GitLab with settings that it takes, at the address that the tests get', async () => {
    const { test } = yaml('GitLab');
    const [{ alias, variables }] = test.services;

    expect((await started(variables)).values).toMatchObject({ clock: 'manual', port: 7363, controlOpen: true });
    expect(test.variables).toEqual({ SEND_SIM_URL: `http://${alias}:7363` });
  });

  it.skipIf(process.platform === 'win32')('runs a simulator and tests on Jenkins, and ends it', async () => {
    const folder = temporaryFolder();
    const lines = [...testedBlock(path('docs/ci.md'), 'Jenkins').matchAll(/\bsh '((?:[^'\\]|\\.)*)'/g)].map(
      ([, line = '']) => line.replaceAll("\\'", "'"),
    );
    const env = { PATH: process.env.PATH };
    const typed = async (line: string): Promise<string> => {
      // Each step is a shell of its own there too; here with the program and an example in place of a project's tests.
      const script = line
        .replace('npx send-simulator', `exec '${process.execPath}' '${program}' --log-level silent > ready.txt 2>&1`)
        .replace('mvn -B test', `'${process.execPath}' '${path('examples/node/send.mjs')}'`)
        .replace('sleep 1', 'sleep 0.1');
      return (await promisify(execFile)('sh', ['-c', script], { cwd: folder.path, env })).stdout;
    };

    const printed: string[] = [];
    for (const line of lines) printed.push(await typed(line));

    expect(printed[2]).toMatch(/EFFECTIVE_DATE\n$/);
    await expect.poll(() => existsSync(folder.at('ready.json'))).toBe(false);
    folder.remove();
  });
});
