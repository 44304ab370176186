import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ScenariosOptions, scenarios, sendsAt } from '../../src/cli/scenarios.js';
import { type Instant, parseInstant } from '../../src/clock/instant.js';
import { aFile } from '../scenario/scenario-files.js';
import { aDigitalRecipient, aNotice, aNotificationRequest, aPaperRecipient } from '../support/simulator.js';

const monday = parseInstant('2026-03-02T09:00:00Z') as Instant;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  writeFileSync(
    join(folder, 'slow.yaml'),
    aFile(`moral: { it: Pazienza, en: Patience }
priority: 3
when: { address: { prefix: Via Lenta } }
script: { paper: { title: { it: lenta, en: slow }, events: [{ code: RECAG001A, after: 9d }, { code: RECAG001C, after: 5s }] } }
recipient: { opens: { after: 2h, since: delivered, via: io } }
`),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const told = async (words: readonly string[], options: Partial<ScenariosOptions> = {}): Promise<string> => {
  let text = '';
  await scenarios({
    words,
    scenarios: [folder],
    lang: 'en',
    sendsAt: monday,
    readFile: () => undefined,
    print: (more) => {
      text += more;
    },
    ...options,
  });
  return text.replaceAll(folder, 'FOLDER');
};

const attachment = {
  digests: { sha256: 'jezIVxlG1M1woCSUngM6KipUN3/p8cG5RMIPnuEanlE=' },
  contentType: 'application/pdf',
  ref: { key: 'PN_NOTIFICATION_ATTACHMENTS-0123456789abcdef0123456789abcdef.pdf', versionToken: 'v1' },
};
const document = { title: 'Atto', ...attachment };
const explained = (body: object, options: Partial<ScenariosOptions> = {}): Promise<string> =>
  told(['explain'], { request: 'body.json', readFile: () => JSON.stringify(body), ...options });

it('list tells name, kind, place and title of scenarios and outcomes, the strongest first', async () => {
  const lines = (await told([])).split('\n');

  expect(lines[0]).toMatch(/^a-file +scenario 3 +FOLDER\/slow\.yaml:1 +Title$/);
  expect(lines.find((line) => line.startsWith('OK_AR '))).toMatch(
    /^OK_AR +outcome +uat\/paper-ar\.yaml:\d+ +the registered letter is delivered$/,
  );
  expect(await told(['list'], { lang: 'it' })).toMatch(/^OK_AR +esito +.* la raccomandata/m);
});

describe('show', () => {
  it('tells the plan of a scenario in words, and its text', async () => {
    const text = await told(['show', 'a-file']);

    expect(text).toMatch(/^a-file: Title\nscenario, FOLDER\/slow\.yaml:1\n\nMoral\n {2}Patience\n/);
    expect(text).toContain('registered letter: a-file (slow)\n    after 9d RECAG001A, after 20h RECAG001C\n');
    expect(text).toContain('the recipient opens it 2h after the delivery (IO)');
    expect(text).toContain('  when: { address: { prefix: Via Lenta } }');
  });

  it('tells of an outcome its own part of the file, and what an address may hold instead', async () => {
    const text = await told(['show', 'ok_ar'], { lang: 'it' });

    expect(text).toMatch(/^OK_AR: la raccomandata .*\nesito, uat\/paper-ar\.yaml:\d+\n/);
    expect(text).toContain('@sequence.5s-CON080.');
    expect(text).toMatch(/Nel file\n {2}OK_AR:\n {4}title:\n/);
    expect(text).not.toContain('FAIL');
  });
});

describe('explain', () => {
  const recipients = [
    aPaperRecipient({
      physicalAddress: { address: 'VIA LENTA 1', zip: '20121', municipality: 'MILANO', province: 'MI' },
    }),
    aDigitalRecipient('prova@fail.it', { taxId: 'MNDLCU98T68C933T' }),
  ];
  const body = aNotificationRequest({
    documents: [document],
    recipients: [{ ...recipients[0], payments: [aNotice()] }, recipients[1]] as typeof recipients,
    physicalCommunicationType: 'REGISTERED_LETTER_890',
  });

  it('tells who decides about each recipient, why not another, and what would happen when', async () => {
    const text = await explained(body);

    expect(text).toContain('Recipient 0: LRTFNC80A01F205B\n  Scenario: a-file (FOLDER/slow.yaml:1): Title\n');
    expect(text).toMatch(
      /890 attempt 0, REQUEST VIA LENTA 1: a-file "slow" \(FOLDER\/slow\.yaml:\d+\): RECAG001A RECAG001C/,
    );
    expect(text).toMatch(/Recipient 1: MNDLCU98T68C933T\n {2}Scenario: none fits/);
    expect(text).toContain(
      'Not a-file (FOLDER/slow.yaml:1): the address is "VIA @OK_AR"; expected a text that begins with "Via Lenta"',
    );
    expect(text).toMatch(/^ {2}02 Mar 2026 at 10:00 {2}REQUEST_ACCEPTED$/m);
    expect(text).toMatch(/^ {2}1\d Mar 2026 at \d\d:\d\d {2}SEND_ANALOG_FEEDBACK RECAG001C recipient 0 attempt 0$/m);
    expect(text).toMatch(/^ {2}1\d Mar 2026 at \d\d:\d\d {2}→ VIEWED$/m);
    expect(text).toMatch(/Price of the first notice at the end: \d+\.\d\d €/);
  });

  it('tells a refusal at once with its hint, from contract and service', async () => {
    expect(await explained({ ...body, taxonomyCode: 7 })).toMatch(
      /^Refused at once: 400\n {2}PN_INVALID_BODY: .*\n {2}\S/,
    );
    expect(await explained({ ...body, documents: [{ title: 'Atto' }] }, { lang: 'it' })).toMatch(
      /^Rifiutata subito: 400\n/,
    );
    expect(await explained({ ...body, recipients: [{ ...recipients[0], taxId: 'LRTFNC80A01F205X' }] })).toContain(
      'Invalid taxId for recipient 0',
    );
  });

  it('takes the sender and the header that it is told', async () => {
    const text = await explained(
      { ...body, senderTaxId: '01199250158' },
      { header: 'second-attempt-by-pec', sender: '01199250158' },
    );

    expect(text).toContain('Not second-attempt-by-pec (learn/second-attempt-by-pec.yaml:3)');
    expect(text).toContain('REQUEST_ACCEPTED');
  });

  it('begins at the start of the clock that is configured, else now', () => {
    expect(sendsAt('manual@2026-03-02T09:00:00Z', 5 as Instant)).toBe(monday);
    expect(sendsAt('uat', 5 as Instant)).toBe(5);
  });
});

it('tells programs the same as JSON', async () => {
  const { items } = JSON.parse(await told(['list'], { json: true }));
  expect(items[0]).toEqual({
    name: 'a-file',
    kind: 'scenario',
    source: 'FOLDER/slow.yaml:1',
    priority: 3,
    title: expect.anything(),
  });
  expect(JSON.parse(await told(['show', 'OK_AR'], { json: true }))).toMatchObject({
    name: 'OK_AR',
    plan: [{ depth: 0, en: expect.stringContaining('RECRN001C') }],
    text: expect.stringMatching(/^OK_AR:/),
  });
  const body = aNotificationRequest({ documents: [], recipients: [aPaperRecipient()] });
  expect(JSON.parse(await explained(body, { json: true }))).toMatchObject({ refusedAtOnce: { status: 400 } });
  const documents = [
    { digests: { sha256: `${'A'.repeat(43)}=` }, contentType: 'application/pdf', ref: { key: 'k', versionToken: 'v' } },
  ];
  expect(JSON.parse(await explained({ ...body, documents }, { json: true }))).toMatchObject({
    recipients: [{ recIndex: 0, taxId: 'LRTFNC80A01F205B' }],
    timeline: expect.arrayContaining([
      expect.objectContaining({ category: 'REQUEST_ACCEPTED', at: expect.stringMatching(/Z$/) }),
    ]),
  });
});

it.each([
  [['shw'], {}, 'unknown action shw; did you mean show?'],
  [['show'], {}, 'scenarios show wants a name behind it'],
  [['show', 'OK_A'], {}, 'there is no scenario or outcome "OK_A"; did you mean OK_AR?'],
  [['list', 'all'], { header: 'x' }, '"all" behind scenarios list means nothing\n--header is for scenarios explain'],
  [['explain'], {}, 'scenarios explain wants --request <file>'],
  [['explain'], { request: 'gone.json' }, 'there is no file "gone.json"'],
  [['explain'], { request: 'x', readFile: () => '{' }, '"x" is no JSON'],
  [['explain'], { request: 'x', readFile: () => '[]' }, '"x" holds no JSON object'],
])('%j %j is refused with a sentence', async (words, options, sentence) => {
  await expect(told(words, options)).rejects.toThrow(sentence);
});
