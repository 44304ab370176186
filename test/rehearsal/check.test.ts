import { beforeAll, describe, expect, it } from 'vitest';
import { type FileRun, runFile, shippedPlaces, usualHouse } from '../../src/rehearsal/check.js';
import { elementSaid } from '../../src/rehearsal/compare.js';
import type { House } from '../../src/rehearsal/stage.js';
import { compileScenarios } from '../../src/scenario/compile.js';
import { loadScenarioFolders } from '../../src/scenario/load.js';
import { mergeScenarios, type Scenarios } from '../../src/scenario/outcome.js';
import { readScenarioFile } from '../../src/scenario/scenario-file.js';
import { aFile } from '../scenario/scenario-files.js';

let house: House;
let shipped: Scenarios;
beforeAll(async () => {
  house = usualHouse();
  shipped = await loadScenarioFolders(shippedPlaces(), []);
});

const run = async (sections: string): Promise<FileRun> => {
  const read = readScenarioFile('x.yaml', aFile(sections));
  if (!('file' in read)) throw new Error(JSON.stringify(read.problems));
  const { scenarios, problems } = compileScenarios([read.file], 'user', shipped);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return runFile(house, mergeScenarios(shipped, scenarios), read.file);
};
const differencesOf = async (sections: string) => (await run(sections)).differences;
const short = ({ differences }: FileRun) =>
  differences.map((d) => `${d.line}:${d.column} ${d.path.join('.')}: ${d.expected.en} | ${d.happened.en}`);

const noticed = "payments: [{ pagoPa: { noticeCode: '302010000000000042' } }]";

describe('a story that ends as its file says', () => {
  it.each([
    [
      'a plain notification: an 890 that is delivered',
      'expect: { status: EFFECTIVE_DATE, timeline: [{ category: SEND_ANALOG_FEEDBACK, code: RECAG001C, attempt: 0 }] }',
    ],
    [
      'an outcome asked for by the address, for a recipient who is otherwise plain',
      "request: { recipients: [{ physicalAddress: { address: 'Via @FAIL-Irreperibile_890' } }] }\nexpect: { timeline: [{ category: COMPLETELY_UNREACHABLE }] }",
    ],
    ['recipients who open', 'recipient: { opens: { after: 2d } }\nexpect: { status: VIEWED }'],
    [
      'a wrong file: what is in it is uploaded as it is written',
      'request: { documents: [{ content: no pdf }] }\nexpect: { status: REFUSED, refusal: [{ code: FILE_PDF_INVALID_ERROR }] }',
    ],
    [
      'a form without faults',
      'request: { recipients: [{ payments: [{ f24: {} }] }] }\nexpect: { timeline: [{ category: REQUEST_ACCEPTED }] }',
    ],
    [
      'a form with a fault',
      'request: { recipients: [{ payments: [{ f24: { metadataAttachment: { content: { f24Elid: 3 } } } }] }] }\nexpect: { refusal: [{ code: F24_METADATA_NOT_VALID, detail: "*" }] }',
    ],
    [
      'a checksum that is another one',
      'request: { documents: [{ digests: { sha256: jezIVxlG1M1woCSUngM6KipUN3/p8cG5RMIPnuEanlE= } }] }\nexpect: { refusal: [{ code: FILE_SHA_ERROR }] }',
    ],
    [
      'a heavy letter of a body that may not send those',
      "world: { senders: [{ name: Comune, settings: { heavyMailDisabled: true } }] }\nrequest: { documents: [{ pages: 30 }] }\nexpect: { refusal: [{ code: SENDER_DISABLED_MORE_THAN_20_GRAMS, detail: '*actualPages=30, maxPages=4]' }] }",
    ],
    ['a request that is never decided', 'validation: { never: true }\nexpect: { status: IN_VALIDATION }'],
    [
      'a header that the file asks for',
      'when: { header: lente-poste }\nscript: { paper: { outcome: FAIL-Irreperibile_890 } }\nexpect: { timeline: [{ category: COMPLETELY_UNREACHABLE }] }',
    ],
    [
      'a sender who cancels, and reports a payment before',
      `request: { recipients: [{ ${noticed} }] }\nsender: { cancels: { after: 3d }, reportsPayment: { after: 2d } }\nexpect: { status: CANCELLED, timeline: [{ category: PAYMENT, day: 2 }, { category: NOTIFICATION_CANCELLED, day: 3 }] }`,
    ],
    [
      'a PEC delivered late in the evening: its term counts a day more',
      "request: { recipients: [{ digitalDomicile: { type: PEC, address: a@pec.example.it } }] }\nsender: { sendsAt: '2026-03-06T21:30:00+01:00' }\nexpect: { timeline: [{ category: REFINEMENT, day: 8 }] }",
    ],
    [
      'a notice that a live notification has: refused at once',
      `before: [{ request: { recipients: [{ ${noticed} }] } }]\nrequest: { recipients: [{ ${noticed} }] }\nexpect: { answer: { status: 409, errors: [{ code: PN_GENERIC_INVALIDPARAMETER_DUPLICATED, detail: '*302010000000000042' }] } }`,
    ],
    [
      'a notice that a refused request had, and one of a cancelled notification: free again',
      `before:\n  - request: { documents: [{ content: no pdf }], recipients: [{ ${noticed} }] }\n  - request: { recipients: [{ ${noticed} }] }\n    cancelled: true\nrequest: { recipients: [{ ${noticed} }] }\nexpect: { timeline: [{ category: REQUEST_ACCEPTED, day: 0 }] }`,
    ],
    [
      'a body that the contract refuses',
      'request: { subject: null }\nexpect: { answer: { status: 400, errors: [{ code: PN_INVALID_BODY }] } }',
    ],
  ])('%s', async (_, sections) => {
    expect(short(await run(sections))).toEqual([]);
  });
});

describe('a story that ends otherwise', () => {
  it('is told with the place of each expectation, and what came nearest', async () => {
    const differences = await run(`request: { recipients: [{ payments: [{}] }] }
expect:
  status: VIEWED
  timeline:
    - { category: REQUEST_ACCEPTED, day: 1 }
    - { category: SEND_ANALOG_FEEDBACK, code: RECAG001C }
    - { category: REQUEST_ACCEPTED }
    - { category: COMPLETELY_UNREACHABLE }
  absent: [{ category: AAR_GENERATION }]
  price: { total: 7 }
`);

    expect(short(differences)).toEqual([
      '7:3 expect.status: VIEWED | EFFECTIVE_DATE',
      '9:7 expect.timeline.0: day 1  REQUEST_ACCEPTED | day 0  REQUEST_ACCEPTED',
      '11:7 expect.timeline.2: REQUEST_ACCEPTED | day 0  REQUEST_ACCEPTED, but before the element above',
      '12:7 expect.timeline.3: COMPLETELY_UNREACHABLE | nothing',
      '13:12 expect.absent.0: nothing | day 0  AAR_GENERATION recipient 0',
      expect.stringMatching(/^14:12 expect\.price\.total: 7 \| \d+$/),
    ]);
    const wrong = differences.rows.find(({ expected, isMet }) => expected?.day === 1 && !isMet);
    expect(wrong?.happened && elementSaid(wrong.happened).en).toBe('day 0  REQUEST_ACCEPTED');
  });

  it('because the file is for other recipients says every condition that does not hold', async () => {
    const [difference] = await differencesOf(
      "when: { zip: '00100', subject: { prefix: Multa } }\nvalidation: { never: true }\nexpect: { status: ACCEPTED }\n",
    );

    expect(difference).toMatchObject({ path: ['when'], line: 5, column: 1 });
    expect(difference?.happened.en).toBe(
      '0: the postal code is "20121"; expected "00100"; the subject is "Avviso di accertamento"; expected a text that begins with "Multa"',
    );
  });

  it('because the request is refused at once says why, with the hint', async () => {
    const [difference] = await differencesOf('request: { taxonomyCode: X }\nexpect: { status: ACCEPTED }\n');

    expect(difference).toMatchObject({ path: ['expect'], expected: { en: '202' } });
    expect(difference?.happened.en).toMatch(/^400\n.*taxonomyCode/s);
  });

  it('because an earlier request is refused names that one', async () => {
    const [difference] = await differencesOf(
      'before: [{ request: {} }, { request: { subject: 3 } }]\nexpect: { status: ACCEPTED }\n',
    );

    expect(difference).toMatchObject({ path: ['before', '1'], line: 5, column: 27 });
  });
});

it('the same file always ends in the same way, to the microsecond', async () => {
  const sections = 'expect: { status: VIEWED }\n';

  expect((await run(sections)).rows).toEqual((await run(sections)).rows);
});
