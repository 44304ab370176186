import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, hours } from '../../src/clock/instant.js';
import type { SendNumber, Sequence } from '../../src/scenario/sequence/model.js';
import { parseSequence } from '../../src/scenario/sequence/parse.js';
import { playSequence, problemsOf } from '../../src/scenario/sequence/play.js';
import { printSequence } from '../../src/scenario/sequence/print.js';
import { aSequence } from './sequences.js';

const events = (address: string, send: Partial<SendNumber> = {}, delays: 'address' | 'file' = 'address') => {
  const played = playSequence(parseSequence(address, delays), { attempt: 0, ...send });
  if (!played.ok) throw new Error(played.problem.message.en);
  return played.events;
};
const codes = (address: string, send: Partial<SendNumber> = {}) => events(address, send).map((e) => e.code);

describe('a sequence written in an address', () => {
  it('reads delays, codes, documents, failure causes and pages', () => {
    expect(
      events(
        'VIA @sequence.5s-CON080.1h30m-CON020[DOC:7ZIP;PAGES:3].0s-RECRN002E[DOC:Plico;DOC:Indagine;FAILCAUSE:M01]',
      ),
    ).toEqual([
      { code: 'CON080', after: { mockSeconds: 5 } },
      { code: 'CON020', after: { mockSeconds: 5_400 }, documents: ['7ZIP'], pages: 3 },
      { code: 'RECRN002E', after: { mockSeconds: 0 }, documents: ['Plico', 'Indagine'], failureCause: 'M01' },
    ]);
  });

  it('makes what follows @discovered the address that the postman finds', () => {
    expect(
      events('via@sequence.5s-RECRN002D[DISCOVERY;FAILCAUSE:M01].5s-RECRN002F@discovered.5s-CON080.5s-RECRN001C'),
    ).toEqual([
      {
        code: 'RECRN002D',
        after: { mockSeconds: 5 },
        failureCause: 'M01',
        discovered: {
          address: 'via@sequence.5s-CON080.5s-RECRN001C',
          zip: '20121',
          municipality: 'Milano',
          province: 'MI',
          foreignState: 'Italia',
        },
      },
      { code: 'RECRN002F', after: { mockSeconds: 5 } },
    ]);
  });

  it('puts the postal code of DISCOVERY into the address found', () => {
    expect(events('@sequence.5s-RECAG003D[DISCOVERY:00100]@discovered.5s-CON080')[0]?.discovered?.zip).toBe('00100');
  });

  it('finds nothing by DISCOVERY alone', () => {
    expect(events('@sequence.5s-RECRN002D[DISCOVERY]')).toEqual([{ code: 'RECRN002D', after: { mockSeconds: 5 } }]);
  });

  it('survives the capitals of the postal normaliser', () => {
    expect(events('VIA@SEQUENCE.5S-RECRN002E[DOC:PLICO;DOC:INDAGINE]@DISCOVERED.5S-CON080')).toEqual([
      { code: 'RECRN002E', after: { mockSeconds: 5 }, documents: ['Plico', 'Indagine'] },
    ]);
  });

  it('drops the ending that makes it pass for an e-mail address', () => {
    expect(events('x@sequence.3m-C008.it')).toEqual([{ code: 'C008', after: { mockSeconds: 180 } }]);
  });

  it('loses a third part after a second hyphen, as UAT does', () => {
    expect(events('@sequence.5s-CON020[DOC:7ZIP]-RECAG001A.5s-RECAG001C').map((e) => e.code)).toEqual([
      'CON020',
      'RECAG001C',
    ]);
  });

  it.each([
    ['via roma', 1, '"@sequence" is missing'],
    ['via@sequence', 13, 'must be followed by a dot'],
    ['@sequence.', 11, 'a delay and a code are expected'],
    ['@sequence.5s-CON080.CON020', 21, '"CON020"'],
    ['@sequence.5s-CON080..5s-CON020', 21, 'a delay and a code are expected'],
    ['@sequence.5x-CON080', 11, '"5x-CON080"'],
    ['@sequence.-CON080', 11, '"-CON080"'],
    ['@sequence.5s-CON080.5s-', 24, '"" is not a code'],
    ['@sequence.5s-CON080 16', 14, '"CON080 16" is not a code'],
    ['@sequence.5s-CON020[DOC:AR', 14, 'the bracket "]" is missing'],
    ['@sequence.5s-CON020[doc:AR]', 14, 'in capitals'],
    ['@sequence.5s-CON020[DOC]', 14, 'the action "DOC" has no valid value'],
    ['@sequence.5s-CON020[PAGES:9]', 14, 'the action "PAGES:9" has no valid value'],
    ['@sequence.23h-CON080.2h-CON020', 22, 'exceed 24 hours'],
    ['@sequence.5s-A[DELAY:soon]', 14, 'the action "DELAY:soon" has no valid value'],
    ['@sequence.5s-A[OCR:MAYBE]', 14, 'the action "OCR:MAYBE" has no valid value'],
    ['@sequence.5s-A[NOAUTODATETIME:1]', 14, 'has no valid value'],
    ['@sequence.5s-A[DOC:AR:PAINTED:ORIGINAL]', 14, 'has no valid value'],
    ['@sequence.5s-A[FAILCASE:M01]', 14, 'did you mean "FAILCAUSE"?'],
    ['@sequence.7d-A', 11, '"7d-A"'],
    ['@sequence.5s-A@restart0.5s-B@restart1.5s-C', 28, '"B@restart1" is not a code'],
  ])('says where %s goes wrong', (address, column, words) => {
    const [problem, ...others] = problemsOf(parseSequence(address));

    expect(others).toEqual([]);
    expect(problem?.column).toBe(column);
    expect(problem?.message.en).toContain(words);
    expect(problem?.message.it).not.toBe('');
  });

  it('lets a malformed part spoil only the sends that come to it', () => {
    const text = '@sequence.5s-Aattempt5s-B.oops';

    expect(codes(text)).toEqual(['A']);
    expect(playSequence(parseSequence(text), { attempt: 1 })).toMatchObject({ ok: false, problem: { column: 27 } });
  });

  it('overlooks dots at the end', () => {
    expect(codes('@sequence.5s-A..')).toEqual(['A']);
  });

  it('never throws, whatever the text', () => {
    const pieces = fc.constantFrom(
      '@sequence.',
      '@discovered',
      '@restart0.',
      '@retry.',
      'attempt',
      'pcretry',
      '_',
      'DELAY:',
      '#Z1',
      '5s',
      '7d',
      'P7D',
      '+',
      '-',
      '.',
      'CON080',
      '[',
      ']',
      ';',
      ':',
      'DOC',
      'İ',
      '99999h',
      '.it',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((p) => `@sequence.${p.join('')}`),
        ),
        (text) => {
          for (const delays of ['address', 'file'] as const) {
            const sequence = parseSequence(text, delays);
            const isLocated = problemsOf(sequence).every(
              ({ column, message }) =>
                column >= 1 && column <= text.length + 1 && message.it !== '' && message.en !== '',
            );
            expect(isLocated).toBe(true);
            playSequence(sequence, { attempt: 1, retry: 7 });
          }
        },
      ),
    );
  });
});

describe('separators', () => {
  it('give each attempt of the workflow its part', () => {
    const text = 'via@sequence.5s-Aattempt5s-B';
    expect([codes(text), codes(text, { attempt: 1 })]).toEqual([['A'], ['B']]);
  });

  it('give the true second attempt of a PEC the third part, where there is one', () => {
    const pec = (text: string, repeat: boolean) => codes(text, { attempt: 1, repeat });
    expect([
      pec('x@sequence.1s-Aattempt1s-Battempt1s-C.it', true),
      pec('x@sequence.1s-Aattempt1s-Battempt1s-C.it', false),
    ]).toEqual([['B'], ['C']]);
    expect(pec('x@sequence.1s-Aattempt1s-B.it', false)).toEqual(['B']);
  });

  it('give each print its part by pcretry, and report nothing of a print without one', () => {
    const text = '@sequence.5s-Apcretry5s-B';
    expect([codes(text), codes(text, { retry: 1 })]).toEqual([['A'], ['B']]);
    expect(playSequence(parseSequence(text), { attempt: 0, retry: 2 })).toMatchObject({
      ok: false,
      problem: { message: { en: 'there is no "pcretry" part for reprint number 2' } },
    });
  });

  it('give each print its part by @retry, and the last one repeats', () => {
    const text = '@sequence.5s-A@retry.5s-B';
    expect([0, 1, 2].map((retry) => codes(text, { retry }))).toEqual([['A'], ['B'], ['B']]);
  });

  it('give each send to one address its part by "_", and begin again after the last', () => {
    const text = 'x@sequence.5s-A_5s-B_5s-C.it';
    expect([0, 1, 2, 3].map((sent) => codes(text, { sent })[0])).toEqual(['A', 'B', 'C', 'A']);
  });

  it('are tried in their order', () => {
    const text = '@sequence.5s-Apcretry5s-Battempt5s-C_5s-D@retry.5s-E';
    expect([
      codes(text),
      codes(text, { retry: 1 }),
      codes(text, { attempt: 1, sent: 0 }),
      codes(text, { attempt: 1, sent: 1 }),
      codes(text, { attempt: 1, sent: 1, retry: 1 }),
    ]).toEqual([['A'], ['B'], ['C'], ['D'], ['E']]);
  });

  it('survive capitals', () => {
    expect(codes('VIA@SEQUENCE.5S-AATTEMPT5S-B', { attempt: 1 })).toEqual(['B']);
    expect(codes('VIA@SEQUENCE.5S-A@RETRY.5S-B', { retry: 1 })).toEqual(['B']);
  });

  it('keep what a rework reports apart, and tell which attempt is reworked', () => {
    const sequence = parseSequence('@sequence.5s-A@restart0.@sequence.5s-B');
    expect(playSequence(sequence, { attempt: 0 })).toMatchObject({ ok: true, events: [{ code: 'A' }], rework: 0 });
    expect(playSequence(sequence, { attempt: 0, rework: true })).toMatchObject({ ok: true, events: [{ code: 'B' }] });
  });

  it('send the rework along with an address found before it', () => {
    const sequence = parseSequence('@sequence.5s-A[DISCOVERY]@discovered.5s-B@restart1.@sequence.5s-C');
    const first = playSequence(sequence, { attempt: 0 });
    expect(first).toMatchObject({
      ok: true,
      events: [{ discovered: { address: 'via@sequence.5s-B@restart1.@sequence.5s-C' } }],
    });
    expect(first).not.toHaveProperty('rework');

    const second = parseSequence('via@sequence.5s-B@restart1.@sequence.5s-C');
    expect(playSequence(second, { attempt: 1 })).toMatchObject({ ok: true, events: [{ code: 'B' }], rework: 1 });
    expect(playSequence(second, { attempt: 1, rework: true })).toMatchObject({ events: [{ code: 'C' }] });
  });
});

describe('actions', () => {
  it('shift the declared date into the past, or with + into the future', () => {
    expect(
      events('@sequence.5s-A[DELAY:14m].5s-B[DELAY:-1h].5s-C[DELAY:+90s;DELAYDOC:500ms].5s-D[DELAY:PT2M]'),
    ).toEqual([
      { code: 'A', after: { mockSeconds: 5 }, dateShift: { mockSeconds: -840 } },
      { code: 'B', after: { mockSeconds: 5 }, dateShift: { mockSeconds: -3_600 } },
      {
        code: 'C',
        after: { mockSeconds: 5 },
        dateShift: { mockSeconds: 90 },
        documentDateShift: { mockSeconds: -0.5 },
      },
      { code: 'D', after: { mockSeconds: 5 }, dateShift: { mockSeconds: -120 } },
    ]);
  });

  it('keep the own date of an event, and say what the scan will be read as', () => {
    expect(events('@sequence.5s-A[NOAUTODATETIME;OCR:KO]')).toEqual([
      { code: 'A', after: { mockSeconds: 5 }, ownDate: true, ocr: 'KO' },
    ]);
  });

  it('describe documents', () => {
    expect(events('@sequence.5s-A[DOC:23L#Z1;DOC:AR:SOURCENULL:ORIGINAL#Z2;DOC:PLICO#Z3]')[0]?.documents).toEqual([
      '23L#Z1',
      'AR:SOURCENULL:ORIGINAL#Z2',
      'Plico#Z3',
    ]);
  });
});

describe('a sequence in a file', () => {
  it('takes days, hours and ISO lengths as they are written, seconds and minutes as those of the mock', () => {
    expect(events('@sequence.7d-A.20h-B.P7DT12H-C.1d12h-D.90m-E[DELAY:2d]', {}, 'file').map((e) => e.after)).toEqual([
      { length: days(7) },
      { length: hours(20) },
      { length: days(7.5) },
      { length: days(1.5) },
      { mockSeconds: 5_400 },
    ]);
    expect(events('@sequence.5s-E[DELAY:2d]', {}, 'file')[0]?.dateShift).toEqual({ length: -days(2) });
  });
});

describe('printing', () => {
  it('writes what reads back as the same', () => {
    fc.assert(
      fc.property(aSequence, (sequence: Sequence) => {
        expect(parseSequence(printSequence(sequence), 'file')).toEqual(sequence);
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing more once printed, whatever was read', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'5s-A.[]:;_@+', 'DOC:', 'attempt', '@retry.', '@restart1.', '@discovered.'),
        }),
        (text) => {
          const once = parseSequence(`@sequence.${text}`);
          if (problemsOf(once).length > 0) return;
          expect(parseSequence(printSequence(once))).toEqual(once);
        },
      ),
    );
  });
});

it('twenty times as much as a file may hold is read at once, however ill-meant', () => {
  const worst = [
    '@restart0.',
    '@discovered.',
    '_',
    '@retry.',
    'attempt',
    'pcretry',
    '[',
    '5s-',
    '.',
    '@sequence',
    'P',
    '9',
  ];
  // Time grows with the length alone, so 10 KB take a twentieth of this. The limit of the test is the judge of anything else.
  for (const piece of worst) {
    const text = `@sequence.${piece.repeat(Math.ceil(200_000 / piece.length))}`;
    expect(problemsOf(parseSequence(text))).toBeInstanceOf(Array);
  }
});
