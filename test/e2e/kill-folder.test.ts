import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run, start, temporaryFolder } from './support/cli.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());
const argsFor = (data: string): string[] => ['start', '--port', '0', '--data', data];

describe('a data folder that cannot be served', () => {
  it('ends with 6 when a file is damaged, names file and line, and leaves it as it is', async () => {
    const data = folder.at('damaged');
    const first = await start({ args: argsFor(data) });
    first.signal('SIGKILL');
    await first.ended;
    const file = join(data, 'sandbox', 'default', 'steps.db');
    const damaged = readFileSync(file, 'utf8').replace('sender', 'sendor');
    writeFileSync(file, damaged);

    const { exitCode, stderr } = await run({ args: argsFor(data) });

    expect(exitCode).toBe(6);
    expect(stderr).toMatch(
      /steps\.db:\d+: the checksum of the line does not match its content \(SIM_STORE_UNREADABLE\)/,
    );
    expect(readFileSync(file, 'utf8')).toBe(damaged);
  });

  it('ends with 6 when another process works on it, which is not disturbed', async () => {
    const data = folder.at('shared');
    const first = await start({ args: argsFor(data) });

    const { exitCode, stderr } = await run({ args: argsFor(data) });

    expect(exitCode).toBe(6);
    expect(stderr).toContain(`process ${first.process.pid} works on this folder`);
    expect((await fetch(`${first.url}/_sim/health`)).status).toBe(200);
    await first.stop();
  });
});
