import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testedBlock } from '../../scripts/snippets.js';
import { verify } from '../../src/cli/remote/verify.js';
import type { Language } from '../../src/text/said.js';
import { walk } from '../control/checklist/client.js';
import { runRemotely } from '../support/remote.js';
import { aSimulator, type SandboxClient, type TestSimulator } from '../support/simulator.js';

/** `send-simulator verify`, against a simulator in this process. */
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
  files = new Map<string, string>(),
) => {
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

  it('stands alone', async () => {
    await expect(run(good, {})).rejects.toThrow(/a file of expectations, or --checklist; received neither/);
    await expect(run(good, { checklist: true }, ['more'])).rejects.toThrow(/received both/);
    await expect(run(good, {}, ['one', 'more'])).rejects.toThrow(/unexpected more/);
  });
});

describe('a file of expectations', () => {
  const verified = (text: string, own: Readonly<Record<string, unknown>> = {}) =>
    run(good, own, ['expected.yaml'], 'en', new Map([['expected.yaml', text]]));
  const holds = '{ operation: uploadObject, before: { operation: sendNewNotification* } }';

  it('ends with 0 when all of them hold, and writes its JUnit', async () => {
    const { exitCode, printed, files } = await verified(`expect: [${holds}]`, { junit: 'out.xml' });

    expect([exitCode, printed]).toEqual([0, 'expectations that hold: 1\n']);
    expect(files.get('out.xml')).toContain('<testsuite name="verify" tests="1" failures="0"');
    expect(files.get('out.xml')).toContain('name="#1 uploadObject"/>');
  });

  it('ends with 5 when one does not, and shows the nearest call side by side', async () => {
    const wrong = '{ "operation": "sendNewNotification*", "where": { "body.subject": "Multa <1>" } }';
    const { exitCode, printed, files } = await verified(`{ "expect": [${holds}, ${wrong}] }`, { junit: 'out.xml' });

    expect(exitCode).toBe(5);
    expect(printed).toMatch(
      /^1 of 2 expectations failed\n\n#2 sendNewNotification\* where .+ expected at least once, found 0/,
    );
    expect(printed).toMatch(/requestBody\.subject +\| "Multa <1>" +\| ".+"/);
    expect(files.get('out.xml')).toMatch(
      /failures="1"[\s\S]+<failure message="sendNewNotification.+&lt;1&gt;.+found 0">#2 /,
    );
  });

  it('is told as JSON to programs', async () => {
    const { exitCode, printed } = await verified('expect: [{ operation: notificationCancellation, count: 99 }]', {
      json: true,
    });

    expect([exitCode, JSON.parse(printed)]).toMatchObject([5, { passed: false, failures: [{ expectation: 0 }] }]);
  });

  it('is what the documents show', async () => {
    const { printed } = await verified(testedBlock('docs/ci.md', 'expected calls'), { json: true });

    expect(printed).toContain('"passed"');
  });

  it('says where it is wrong', async () => {
    const misspelt = 'expect:\n  - operation: sendNewNotifcationV26\n    where: { stats: 202 }\n';

    await expect(verified(misspelt)).rejects.toMatchObject({
      problems: [
        expect.stringMatching(/^expected\.yaml:2:\d+ expect\.0\.operation: .+did you mean "sendNewNotificationV26"\?$/),
        expect.stringMatching(/^expected\.yaml:3:\d+ expect\.0\.where: .+"stats"/),
      ],
    });
    await expect(verified('expect: [')).rejects.toThrow(/^expected\.yaml:1:\d+ /);
    await expect(verified('')).rejects.toThrow(/^expected\.yaml:1:1 expect: .*missing/);
    await expect(run(good, {}, ['nowhere.yaml'])).rejects.toThrow(/there is no file "nowhere\.yaml"/);
  });
});
