import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../src/index.js';

const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);

describe('examples', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator();
  });

  afterAll(() => simulator.stop());

  const lastLine = async (command: string, file: string): Promise<string | undefined> => {
    const path = fileURLToPath(new URL(`../../examples/${file}`, import.meta.url));
    const { stdout } = await promisify(execFile)(command, [path], {
      env: { ...process.env, SEND_SIM_URL: simulator.url },
    });
    return stdout.trim().split(/\r?\n/).at(-1);
  };

  it('in Node brings a notification to its end', async () => {
    expect(await lastLine(process.execPath, 'node/send.mjs')).toBe('EFFECTIVE_DATE');
  });

  it.skipIf(python === undefined)('in Python does the same', async () => {
    expect(await lastLine(String(python), 'python/send.py')).toBe('EFFECTIVE_DATE');
  });
});
