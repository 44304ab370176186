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

it('10 KB of text are done at once, however ill-meant the pattern', () => {
  const text = 'a'.repeat(10_000);
  const patterns = ['*a'.repeat(100), `${'a*'.repeat(99)}b`, `*${'a'.repeat(198)}b`, `*${'?'.repeat(198)}b*`];
  // A backtracking matcher would not come back: the limit of the test is its judge.
  expect(patterns.map((pattern) => matchesPattern(pattern, text))).toEqual([true, false, false, false]);
});
