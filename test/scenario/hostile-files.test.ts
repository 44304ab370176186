import { describe, expect, it } from 'vitest';
import { loadScenarioText } from '../../src/scenario/load.js';
import { noScenarios } from '../../src/scenario/outcome.js';
import { toPlain } from '../../src/scenario/plain.js';
import { ScenarioInvalid } from '../../src/scenario/problem.js';
import { aFile } from './scenario-files.js';

/** What a file of these sections is refused with; what it means, kept as a sandbox keeps it, when it is taken. */
const taken = async (sections: string): Promise<string[] | object> => {
  try {
    const { scenarios } = await loadScenarioText('x.yaml', aFile(sections), noScenarios);
    return JSON.parse(JSON.stringify(toPlain(scenarios))) as object;
  } catch (error) {
    if (!(error instanceof ScenarioInvalid)) throw error;
    return error.problems.map(({ line, column, message }) => `${line}:${column} ${message.en}`);
  }
};

const nested = (levels: number, open = '{a: ', close = '}') =>
  `request: ${open.repeat(levels)}1${close.repeat(levels)}\n`;
const bomb = (levels: number): string =>
  Array.from(
    { length: levels },
    (_, i) => `  a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1}, *a${i - 1}, *a${i - 1}`}]\n`,
  ).join('');

describe('a hostile file is refused with a sentence', () => {
  it.each([
    ['aliases that multiply', `request:\n${bomb(30)}`, /aliases that cannot be used/],
    ['an alias that holds itself', 'request: &a { b: *a }\n', /5:1 more than 64 levels in each other/],
    ['an alias that holds itself twice', 'request: &a { b: [*a, *a] }\n', /5:1 more than 64 levels in each other/],
    ['an alias of nothing', 'request: { a: *nowhere }\n', /./],
    ['a custom tag', 'request: { a: !evil x }\n', /tag/i],
    ['a tag of a language', 'request: { a: !!python/object/apply:os.system ["ls"] }\n', /tag/i],
    ['levels without end', nested(200_000), /./],
    ['more levels than a scenario needs', nested(100), /5:1 more than 64 levels in each other/],
    ['lists in lists', nested(100, '[', ']'), /5:1 more than 64 levels in each other/],
    [
      'a name that objects keep for themselves',
      'request: { recipients: { __proto__: { admin: true } } }\n',
      /5:26 the name "__proto__" is not allowed/,
    ],
    ['the same at the top', '__proto__: { name: other }\n', /the name "__proto__" is not allowed/],
    ['the same among outcomes', 'outcomes: { __proto__: {} }\n', /the name "__proto__" is not allowed/],
    ['another such name', 'generic: { constructor: {} }\n', /unknown property "constructor"/],
    [
      'an outcome that every object has',
      'script: { paper: { outcome: constructor } }\n',
      /no outcome is called "constructor"/,
    ],
    ['a number without end', 'priority: .inf\n', /5:11 a number without end cannot be used/],
    ['a number beyond all numbers', 'request: { amount: 1e999 }\n', /5:20 a number without end cannot be used/],
    ['no number', 'priority: .nan\n', /5:11 a number without end cannot be used/],
    ['a huge number', 'priority: 99999999999999999999\n', /greatest value is 1000/],
    ['a huge hexadecimal number', `priority: 0x${'f'.repeat(400)}\n`, /./],
    ['a fraction of a count', 'validation: { technicalFailure: { step: files, times: 1.5 } }\n', /whole number/],
    ['a length beyond the calendar', 'recipient: { opens: { after: 999999d } }\n', /longer than ten years/],
    [
      'an absolute path for an outcome',
      'script: { paper: { outcome: /etc/passwd } }\n',
      /does not have the expected form/,
    ],
    ['a path for a name', 'outcomes: { ../../x: {} }\n', /does not have the expected form/],
    ['a merge key', 'world: { <<: { people: [] } }\n', /unknown property "<<"/],
    ['a line of a megabyte', `narrative: { it: ${'x'.repeat(990_000)}, en: y }\n`, /longer than 2000 characters/],
    ['a key of a megabyte', `${'k'.repeat(990_000)}: 1\n`, /1024 chars/],
    ['a megabyte of brackets', `request: ${'[]'.repeat(490_000)}\n`, /not valid YAML/],
    ['bytes that are no text', 'moral: "\u0000\u0001\u001b[31m"\n', /./],
  ])('%s', async (_, sections, words) => {
    const problems = (await taken(sections)) as string[];

    expect(problems).toBeInstanceOf(Array);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(100);
    expect(problems.join('\n')).toMatch(words);
    for (const problem of problems) {
      expect(problem).toMatch(/^\d+:\d+ ./);
      expect(problem.length).toBeLessThan(500);
    }
  });
});

it('names that objects have by nature are names like any other where a name is free', async () => {
  const outcome = '{ title: { it: a, en: b }, events: [{ code: CON080, after: 5s }] }';
  const file = await taken(`outcomes: { constructor: ${outcome}, toString: ${outcome} }
script: { paper: { outcome: constructor }, pec: { outcome: toString } }
request: { hasOwnProperty: { valueOf: 1 }, constructor: { prototype: { polluted: true } } }
`);

  expect(file).toMatchObject({ layers: { runtime: [{ plays: { paper: { name: 'constructor' } } }] } });
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
