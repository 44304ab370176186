import { describe, expect, it } from 'vitest';
import { aFile, scenariosOf } from './scenario-files.js';

const problemsOf = (sections: string) => scenariosOf({ 'x.yaml': aFile(sections) }).problems;
const outcome = (events: string) => `outcomes:\n  OK_X:\n    title: { it: a, en: b }\n    events:\n${events}`;
const person = (facts: string) => `world:\n  people:\n    - taxId: LRTFNC80A01F205B\n${facts}`;

describe('a bad scenario file', () => {
  it.each([
    [
      'a misspelt key',
      outcome('      - { code: CON080, aftr: 5s }\n'),
      ['x.yaml:9:9 "after" is missing', 'x.yaml:9:25 unknown property "aftr"; did you mean "after"?'],
    ],
    [
      'a key like none',
      'banana: 1\n',
      [
        'x.yaml:5:1 unknown property "banana"; allowed: name, title, narrative, moral, priority, when, script, validation, recipient, store, before, request, sender, expect, outcomes, generic, world, debtPositions, faults',
      ],
    ],
    [
      'a tax id read as a number',
      'world:\n  companies:\n    - taxId: 12666810299\n',
      ['x.yaml:7:14 expected a text, found a number: put it in quotation marks'],
    ],
    [
      'a value out of the list',
      person('      platform: { digital: { type: PCE, address: a@b.it } }\n'),
      ['x.yaml:8:36 value not allowed "PCE"; did you mean "PEC"?'],
    ],
    [
      'a missing language',
      outcome('      - { code: CON080, after: 5s }\n').replace(', en: b', ''),
      ['x.yaml:7:12 "en" is missing'],
    ],
    ['a list in place of an object', 'world: []\n', ['x.yaml:5:8 expected an object (key: value pairs), found a list']],
    [
      'a name of an outcome that no address can hold',
      'outcomes:\n  "OK AR": { title: { it: a, en: b } }\n',
      ['x.yaml:6:3 "OK AR" does not have the expected form, for example "OK_AR"'],
    ],
    [
      'too many pages',
      outcome('      - { code: CON020, after: 5s, pages: 4 }\n'),
      ['x.yaml:9:43 the greatest value is 3'],
    ],
    ['no events', outcome('      []\n'), ['x.yaml:9:7 at least 1 items expected']],
    [
      'a delay in months',
      outcome('      - { code: CON020, after: P1M }\n'),
      ['x.yaml:9:25 "P1M" is not a length of time, or is longer than ten years'],
    ],
    [
      'a delay beyond the calendar',
      outcome('      - { code: CON020, after: 99999d }\n'),
      ['x.yaml:9:25 "99999d" is not a length of time, or is longer than ten years'],
    ],
    [
      'a sequence that cannot be read in the address found',
      outcome('      - { code: CON020, after: 5s, discovered: { address: via@sequence.5s, municipality: Milano } }\n'),
      ['x.yaml:9:50 at character 14: "5s": a delay and a code are expected, for example "5s-CON080"'],
    ],
    ['the same key twice', 'world: {}\nworld: {}\n', ['x.yaml:6:1 the key "world" is repeated']],
    [
      'the same tax id twice',
      person('    - taxId: LRTFNC80A01F205B\n'),
      ['x.yaml:8:7 "LRTFNC80A01F205B" is already at x.yaml:7'],
    ],
    [
      'the same outcome in other capitals',
      `${outcome('      - { code: CON080, after: 5s }\n')}  ok_x: { title: { it: a, en: b }, events: [{ code: A, after: 1s }] }\n`,
      ['x.yaml:10:3 "ok_x" is already at x.yaml:6'],
    ],
    ['a tag', 'world: !!binary aGk=\n', ['x.yaml:5:17 YAML tags are not allowed']],
    ['a key that is a list', '? [a]\n: 1\n', ['x.yaml:5:3 keys are plain texts']],
  ])('is refused for %s', (_, sections, problems) => {
    expect(problemsOf(sections)).toEqual(problems);
  });

  it('is refused when it is empty, a list, or two documents', () => {
    expect(scenariosOf({ 'x.yaml': '' }).problems).toEqual([
      'x.yaml:1:1 expected an object (key: value pairs), found null',
    ]);
    expect(scenariosOf({ 'x.yaml': '- a\n' }).problems).toEqual([
      'x.yaml:1:1 expected an object (key: value pairs), found a list',
    ]);
    expect(scenariosOf({ 'x.yaml': `${aFile('')}---\n${aFile('')}` }).problems).toEqual([
      expect.stringContaining('x.yaml:5:1 not valid YAML'),
    ]);
  });

  it('is refused when its aliases multiply', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdefg'[i]}`)}]`),
    ];
    expect(problemsOf(bomb.join('\n'))).toEqual([expect.stringContaining('x.yaml:1:1 aliases that cannot be used')]);
  });

  it('is refused when it is too deep, in reasonable time', () => {
    const problems = problemsOf(`world: ${'['.repeat(200_000)}`);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(100);
  });

  it('is refused with a hundred problems at most', () => {
    expect(problemsOf(Array.from({ length: 2_000 }, (_, i) => `key${i}: 1`).join('\n'))).toHaveLength(100);
  });

  it('may repeat a list by an alias', () => {
    const { scenarios, problems } = scenariosOf({
      'x.yaml': aFile(`outcomes:
  OK_X:
    title: &t { it: a, en: b }
    events: &e [{ code: CON080, after: 5s }]
  OK_Y: { title: *t, events: *e }
`),
    });
    expect(problems).toEqual([]);
    expect(scenarios.outcomes.get('ok_y')?.sequence).toEqual({
      kind: 'reports',
      events: [{ code: 'CON080', after: { mockSeconds: 5 } }],
    });
  });
});

describe('delays', () => {
  it('are the mock’s in seconds and minutes, and meant as written in hours, days and ISO 8601', () => {
    const { scenarios } = scenariosOf({
      'x.yaml': aFile(
        outcome(
          ['5s', '5m', '200ms', '20h', '7d', 'P7D', 'PT5S']
            .map((after) => `      - { code: A, after: ${after} }\n`)
            .join(''),
        ),
      ),
    });
    const sequence = scenarios.outcomes.get('ok_x')?.sequence;
    expect(sequence?.kind === 'reports' && sequence.events.map((event) => event.after)).toEqual([
      { mockSeconds: 5 },
      { mockSeconds: 300 },
      { mockSeconds: 0.2 },
      { length: 72_000_000_000 },
      { length: 604_800_000_000 },
      { length: 604_800_000_000 },
      { length: 5_000_000 },
    ]);
  });
});
