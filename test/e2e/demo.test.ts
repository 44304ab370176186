import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ended, start, temporaryFolder } from './support/cli.js';

describe('the demo', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let ended: Ended;

  beforeEach(async () => {
    folder = temporaryFolder();
    const simulator = await start({ args: ['demo'], cwd: folder.path });
    ended = await simulator.stop();
  });

  afterEach(() => folder.remove());

  it('tells two lives to their end, then stays up with one ready line and three calls to copy', () => {
    expect(ended.exitCode).toBe(143);
    expect(ended.stdout.match(/EFFECTIVE_DATE/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
    expect(ended.stdout.match(/^send-simulator ready /gm)).toHaveLength(1);
    expect(ended.stdout.match(/^\s*curl /gm)).toHaveLength(3);
  });

  it('leaves the legal facts as PDF files in a folder of its own', () => {
    const facts = readdirSync(folder.at('demo-output'));

    expect(facts.length).toBeGreaterThanOrEqual(3);
    for (const name of facts) {
      expect(
        readFileSync(folder.at(`demo-output/${name}`))
          .subarray(0, 5)
          .toString(),
        name,
      ).toBe('%PDF-');
    }
  });
});
