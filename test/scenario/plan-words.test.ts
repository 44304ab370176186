import { expect, it } from 'vitest';
import { outcomeInWords, type PlanLine, planInWords } from '../../src/scenario/plan-words.js';
import { parseSequence } from '../../src/scenario/sequence/parse.js';
import { aFile, scenariosOf } from './scenario-files.js';

const english = (lines: readonly PlanLine[]): readonly string[] =>
  lines.map(({ depth, said }) => `${'  '.repeat(depth)}${said.en}`);

it('a plan is told part by part', () => {
  const { scenarios, problems } = scenariosOf({
    'x.yaml': aFile(`validation: { delay: 2h, technicalFailure: { step: files, times: 3 }, refuse: { code: FILE_GONE } }
script:
  pec:
    byAttempt: [{ events: [{ code: C004, after: 5s }] }, { events: [{ code: C003, after: 5s }] }]
  paper: { sequence: '@sequence.2d-CON080.5s-RECRN002D[FAILCAUSE:M04].80s-RECRN002F@restart0.@sequence.5s-RECRN001C' }
store: { upload: { is: notPdf } }
recipient:
  opens: { after: 36h, via: io }
  pays: { after: 9d, since: delivered, delegate: MNDLCU98T68C933T }
`),
  });

  expect(problems).toEqual([]);
  expect(english(planInWords(scenarios.layers.user[0]?.plays ?? {}))).toEqual([
    'the validation begins after 2h',
    'the check files fails 3 times for technical reasons',
    'the request is refused: FILE_GONE',
    'PEC: a-file (Title)',
    '  attempt 1:',
    '    after 5s C004',
    '  attempt 2 and later ones:',
    '    after 5s C003',
    'registered letter: a-file (Title)',
    '  after 2d CON080, after 20h RECRN002D (M04), after 31d RECRN002F',
    '  then the timeline of attempt 0 is corrected, and the letter sent again:',
    '    after 20h RECRN001C',
    'in the store document 0 is no PDF',
    'the recipient opens it 1d 12h after the acceptance (IO)',
    'the recipient pays 9d after the delivery (web, the delegate MNDLCU98T68C933T)',
  ]);
});

it.each([
  ['@sequence.5s-CON080.5s-RECRN001C', ['after 20h CON080, after 20h RECRN001C']],
  ['@sequence.5s-C001.5s-C003', ['after 5s C001, after 5s C003']],
  ['@sequence.5s-C001_5s-C003', ['send 1:', '  after 5s C001', 'send 2:', '  after 5s C003']],
])('the seconds of %s are those of its channel', (text, lines) => {
  expect(english(outcomeInWords({ sequence: parseSequence(text, 'file') }))).toEqual(lines);
});
