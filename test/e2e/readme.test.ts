import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Running, start, temporaryFolder } from './support/cli.js';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** A block of shell lines in the README, by the mark in front of it. */
const block = (mark: string): string => {
  const found = new RegExp(`<!-- tested: ${mark} -->\n\`\`\`sh\n([\\s\\S]*?)\`\`\``).exec(read('README.md'))?.[1];
  if (found === undefined) throw new Error(`the README has no block "${mark}"`);
  return found;
};

describe('the lines of the README', () => {
  let simulator: Running;
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(async () => {
    folder = temporaryFolder();
    simulator = await start({ args: ['--clock', 'manual'], cwd: folder.path });
  });

  afterEach(async () => {
    await simulator.stop();
    folder.remove();
  });

  /** As typed into a terminal, except for the port. */
  const typed = async (lines: string): Promise<string> => {
    const script = lines.replaceAll('http://127.0.0.1:7363', simulator.url);
    return (await promisify(execFile)('bash', ['-euc', script], { cwd: folder.path })).stdout;
  };

  it('of the first calls answer as the text says', async () => {
    const output = await typed(block('first calls'));

    expect(output).toContain('"status":"ready"');
    expect(output).toContain('"httpMethod":"PUT"');
    expect(output).toContain('HTTP/1.1 400');
    expect(output).toMatch(/^x-send-sim-hint: \S/m);
    expect(output).toContain('"executedCount":0');
  });

  it('add a scenario', async () => {
    const [variables = ''] = block('first calls').split('\n\n');

    expect(await typed(`${variables}\n${block('a scenario')}`)).toContain('"name":"fine-not-found","items":[{');
  });

  it('bring one notification from its document to EFFECTIVE_DATE', async () => {
    const [variables = ''] = block('first calls').split('\n\n');

    const output = await typed(`${variables}\n${block('one notification')}`);

    expect(output).toContain('"notificationStatus":"EFFECTIVE_DATE"');
    expect(output).toMatch(/"totalPrice":\d+/);
  });
});

describe('documents and code agree', () => {
  it('every dependency has its reason in CONTRIBUTING.md', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const reasons = read('CONTRIBUTING.md');

    const unexplained = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !name.startsWith('@types/') && !reasons.includes(`\`${name}\``),
    );
    expect(unexplained).toEqual([]);
  });

  it('the README has the commands of package.json that it names', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Record<string, string> };
    const named = [...read('README.md').matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name);

    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  it('the changelog always has a part for what is not released yet', () => {
    expect(read('CHANGELOG.md')).toContain('## [Unreleased]');
  });
});
