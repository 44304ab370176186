import { beforeAll, expect, it } from 'vitest';
import { asText } from '../../src/cli/validate-report.js';
import { type Check, checkScenarios } from '../../src/rehearsal/check.js';

let check: Check;
beforeAll(async () => {
  check = await checkScenarios([], { shipped: true, run: true });
});

it('every shipped file is right, and every story in them ends as it says', () => {
  const otherwise = check.runs.filter(({ differences }) => differences.length > 0);

  expect(check.problems).toEqual([]);
  expect(otherwise.length === 0 ? '' : asText({ ...check, runs: otherwise }, 'en')).toBe('');
  expect(check.runs.length).toBeGreaterThan(0);
});
