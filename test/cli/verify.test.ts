import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../src/cli/remote/verify.js';
import type { Language } from '../../src/text/said.js';
import { walk } from '../control/checklist/client.js';
import { runRemotely } from '../support/remote.js';
import { aSimulator, type SandboxClient, type TestSimulator } from '../support/simulator.js';

/** `send-simulator verify --checklist`, against a simulator in this process. */
let simulator: TestSimulator;
let good: SandboxClient;
let bad: SandboxClient;
beforeAll(async () => {
  simulator = await aSimulator();
  good = await simulator.sandbox();
  await walk(good);
  bad = await simulator.sandbox();
  await walk(bad, { price: 'wrong' });
});
afterAll(() => simulator.stop());

const run = async (
  { key }: SandboxClient,
  own: Readonly<Record<string, unknown>>,
  words: readonly string[] = [],
  lang: Language = 'en',
) => {
  const files = new Map<string, string>();
  const ended = await runRemotely(verify, { asked: { url: simulator.url, key }, own, words, lang, files });
  return { ...ended, files };
};

describe('the checklist', () => {
  it('ends with 0 for a client that does everything, and writes its JUnit', async () => {
    const { exitCode, printed, files } = await run(good, { checklist: true, junit: 'out.xml' });

    expect(exitCode).toBe(0);
    expect(printed).toContain('✓ TC-INVIO-02  14/14  A notification with a payment');
    expect(printed).toMatch(/\n45 passed, 0 not passed, 2 with nothing to judge\n$/);
    expect(files.get('out.xml')).toMatch(
      /^<\?xml[\s\S]+<testsuite name="TC-COSTO-01 Price of a notification" tests="3" failures="0"/,
    );
  });

  it('ends with 5 for one that lacks something, and says what, by which call and what is wanted', async () => {
    const { exitCode, printed, files } = await run(bad, { checklist: true, junit: 'out.xml' }, [], 'it');

    expect(exitCode).toBe(5);
    expect(printed).toContain(
      [
        '✗ TC-COSTO-01  2/3  Costo della notifica',
        '  ✗ C.3  2. Costo · Quello di quel pagamento?',
        '      chiesto, ma non per un avviso inviato con il mittente come creditore',
        '      serve: il costo, risposta 200, di un avviso inviato il cui creditore è il mittente',
      ].join('\n'),
    );
    expect(printed).toMatch(/c\d+ GET \/delivery\/v2\.3\/price\/\d+\/302000100000019499 → 404/);
    expect(files.get('out.xml')).toContain('<failure message="chiesto, ma non');
  });

  it('is told as JSON to programs', async () => {
    const { exitCode, printed } = await run(bad, { checklist: true, json: true });

    expect([exitCode, JSON.parse(printed)]).toMatchObject([5, { passed: false, counts: { failed: 1 } }]);
  });

  it('has to be asked for', async () => {
    await expect(run(good, {})).rejects.toThrow(/--checklist/);
    await expect(run(good, { checklist: true }, ['more'])).rejects.toThrow(/unexpected more/);
  });
});
