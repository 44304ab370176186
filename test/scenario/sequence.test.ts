import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseSequence } from '../../src/scenario/sequence.js';

const events = (address: string) => {
  const sequence = parseSequence(address);
  if (!sequence.ok) throw new Error(sequence.problem.message.en);
  return sequence.events;
};

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
    ['x@sequence.5s-C008_5s-C003.it', 19, 'separator "_"'],
    ['@sequence.5s-RECRN006@retry.5s-CON080', 22, 'separator "@retry"'],
  ])('says where %s goes wrong', (address, column, words) => {
    const sequence = parseSequence(address);

    expect(sequence.ok).toBe(false);
    if (sequence.ok) return;
    expect(sequence.problem.column).toBe(column);
    expect(sequence.problem.message.en).toContain(words);
    expect(sequence.problem.message.it).not.toBe('');
  });

  it('never throws, whatever the text', () => {
    const pieces = fc.constantFrom(
      '@sequence.',
      '@discovered',
      '5s',
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
          const sequence = parseSequence(text);
          if (!sequence.ok) {
            expect(sequence.problem.column).toBeGreaterThanOrEqual(1);
            expect(sequence.problem.column).toBeLessThanOrEqual(text.length + 1);
          }
        },
      ),
    );
  });
});

const reference = '../shared/reference/outcomes.yaml';

describe.skipIf(!existsSync(reference))('the sequences of the reference', () => {
  interface Known {
    readonly name: string;
    readonly raw: string;
    readonly events?: readonly {
      code: string;
      delay: string;
      attachments?: string[];
      failureCause?: string;
      pages?: number;
    }[];
  }
  const known = existsSync(reference) ? (parse(readFileSync(reference, 'utf8')).paperSequences as Known[]) : [];
  const plain = known.filter(
    ({ raw, events: list }) =>
      list && !/@retry|@restart|pcretry|_|OCR|NOAUTO|DELAY|:(SCANNED|DIGITAL|SOURCE)/.test(raw),
  );

  it.each(plain.map((s) => [s.name, s] as const))('%s reads as listed', (_, { raw, events: list = [] }) => {
    const short = events(raw).map(({ code, documents, failureCause, pages }) => ({
      code,
      documents,
      failureCause,
      pages,
    }));
    expect(short).toEqual(
      list.map(({ code, attachments, failureCause, pages }) => ({ code, documents: attachments, failureCause, pages })),
    );
  });
});
