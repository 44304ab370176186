import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesPattern } from '../../src/scenario/pattern.js';

it.each([
  ['VIA ROMA*', 'via roma 12', true],
  ['*@pec.it', 'PROVA@PEC.IT', true],
  ['*@pec.it', 'prova@pec.it.example', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'acb', false],
  ['ab*ba', 'aba', false],
  ['*', '', true],
  ['', '', true],
  ['', 'x', false],
  ['prot-####', 'PROT-2026', true],
  ['prot-####', 'prot-202x', false],
  ['?', 'è', true],
  ['?', '', false],
  ['\\*', '*', true],
  ['\\*', 'x', false],
  ['\\', '\\', true],
  ['(a+)+$', '(a+)+$', true],
])('%s on "%s": %s', (pattern, text, fits) => {
  expect(matchesPattern(pattern, text)).toBe(fits);
});

/** The meaning of a pattern, letter by letter: a table of what fits what, without any search. */
const fits = (pattern: string, text: string): boolean => {
  let row = Array.from({ length: text.length + 1 }, (_, j) => j === 0);
  for (const mark of pattern) {
    const next = row.map((_, j) => {
      if (mark === '*') return row.slice(0, j + 1).some(Boolean);
      const letter = text[j - 1];
      const isOne = mark === '?' ? letter !== undefined : mark === '#' ? /^\d$/.test(letter ?? '') : mark === letter;
      return isOne && row[j - 1] === true;
    });
    row = next;
  }
  return row.at(-1) === true;
};

it('the search that never turns back finds what a search through everything finds', () => {
  const letters = (of: string, maxLength: number) => fc.string({ unit: fc.constantFrom(...of), maxLength });
  fc.assert(
    fc.property(letters('ab1*?#', 8), letters('ab1', 12), (pattern, text) => {
      expect(matchesPattern(pattern, text)).toBe(fits(pattern, text));
    }),
    { numRuns: 2_000 },
  );
});

it('ten times 10 KB of text are done at once, however ill-meant the pattern', () => {
  const text = 'a'.repeat(100_000);
  const patterns = ['*a'.repeat(100), `${'a*'.repeat(99)}b`, `*${'a'.repeat(198)}b`, `*${'?'.repeat(198)}b*`];
  // A pattern has at most 200 characters, and each is held against each of the text once at most. A backtracking matcher
  // would not come back: the limit of the test is its judge.
  expect(patterns.map((pattern) => matchesPattern(pattern, text))).toEqual([true, false, false, false]);
});
