import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { days, hours } from '../../src/clock/instant.js';
import { codeFrame } from '../../src/scenario/code-frame.js';
import { shippedFolders } from '../../src/scenario/load.js';
import { readScenarioFile } from '../../src/scenario/scenario-file.js';
import { scenarioSchema } from '../../src/scenario/schema.js';
import { aFile, scenariosOf } from './scenario-files.js';

const story = (sections: string) => {
  const { scenarios, problems } = scenariosOf({ 'x.yaml': aFile(sections) });
  return { problems, scenario: scenarios.layers.user[0] };
};

describe('a scenario file', () => {
  it('says who it is for, what happens and how it ends', () => {
    const { problems, scenario } = story(`moral: { it: morale, en: moral }
priority: 10
when:
  taxId: FRMTTR76M06B715E
  digitalAddress: { pattern: '*@lento.example' }
script:
  pec: { outcome: fail-later }
  paper: { sequence: '@sequence.2d-CON080.P7D-RECRN001A.5s-RECRN001C' }
  simpleLetter:
    title: { it: lettera, en: letter }
    events: [{ code: RECRS001C, after: 3d, dateShift: -1d }]
validation:
  delay: 2h
  technicalFailure: { step: files, times: 3 }
recipient:
  opens: { after: 2d, via: io }
  pays: { after: 9d, since: delivered, delegate: MNDLCU98T68C933T }
request: { subject: Prova }
expect:
  status: VIEWED
  timeline: [{ category: REQUEST_ACCEPTED, day: 0 }]
  price: { total: 1234 }
outcomes:
  FAIL-later: { title: { it: a, en: b }, events: [{ code: C004, after: 5s }] }
`);

    expect(problems).toEqual([]);
    expect(scenario).toMatchObject({
      name: 'a-file',
      source: 'x.yaml:1',
      moral: { en: 'moral' },
      priority: 10,
      when: { taxId: 'FRMTTR76M06B715E', digitalAddress: { pattern: '*@lento.example' } },
      plays: {
        pec: { name: 'FAIL-later', source: 'x.yaml:28' },
        paper: {
          name: 'a-file',
          title: { en: 'Title' },
          sequence: { events: [{ after: { length: days(2) } }, { after: { length: days(7) } }, {}] },
        },
        simpleLetter: { title: { en: 'letter' }, sequence: { events: [{ dateShift: { length: -days(1) } }] } },
        validation: { delay: hours(2), technicalFailure: { step: 'files', times: 3 } },
        recipient: {
          opens: { after: days(2), since: 'accepted', via: 'io' },
          pays: { after: days(9), since: 'delivered', via: 'web', delegate: 'MNDLCU98T68C933T' },
        },
      },
      request: { subject: 'Prova' },
      expect: { status: 'VIEWED', price: { total: 1_234 } },
    });
    expect(Object.isFrozen(scenario?.plays.paper?.sequence)).toBe(true);
  });

  it('may hold only outcomes or people, and is no scenario then', () => {
    expect(story('world: { people: [] }\n').scenario).toBeUndefined();
  });

  it('lists senders and the white list', () => {
    const { scenarios, problems } = scenariosOf({
      'x.yaml': aFile(
        "world:\n  senders: [{ name: Comune di Milano, taxId: '01199250158', settings: { addressLookup: true } }]\n  taxIdWhiteList: [CLMCST42R12D969Z]\n",
      ),
    });
    expect(problems).toEqual([]);
    expect(scenarios.senders).toEqual([
      { name: 'Comune di Milano', taxId: '01199250158', settings: { addressLookup: true } },
    ]);
    expect(scenarios.taxIdWhiteList).toEqual(['CLMCST42R12D969Z']);
  });

  it('is told all that is wrong at once, with the place', () => {
    const { problems } = story(`when: { taxid: X }
script:
  pec: { outcome: OK-AR, events: [{ code: C003, after: 5s }] }
  paper: { outcome: OK_ARR }
  simpleLetter: { sequence: '@sequence.5s-CON080.oops' }
recipient: { opens: { after: 99999d } }
validation: { never: true, refuse: { code: FILE_GONE } }
outcomes:
  OK_AR: { title: { it: a, en: b }, events: [{ code: CON080, after: 5s }] }
`);
    expect(problems).toEqual(['x.yaml:5:9 unknown property "taxid"; did you mean "taxId"?']);

    expect(
      story(`script:
  pec: { outcome: OK-AR, events: [{ code: C003, after: 5s }] }
  paper: { outcome: OK_ARR }
  simpleLetter: { sequence: '@sequence.5s-CON080.oops' }
recipient: { opens: { after: 99999d } }
validation: { never: true, refuse: { code: FILE_GONE } }
outcomes:
  OK_AR: { title: { it: a, en: b }, events: [{ code: CON080, after: 5s }] }
`).problems.sort(),
    ).toEqual([
      'x.yaml:10:15 a request that stays in validation for ever cannot be refused or tried again as well',
      'x.yaml:6:3 exactly one of "outcome", "sequence", "events", "byAttempt", "byRetry" is needed',
      'x.yaml:7:12 no outcome is called "OK_ARR"; did you mean "OK_AR"?',
      'x.yaml:8:19 at character 21: "oops": a delay and a code are expected, for example "5s-CON080"',
      'x.yaml:9:23 "99999d" is not a length of time, or is longer than ten years',
    ]);
  });

  it('is refused when it holds a tag', () => {
    expect(story('script: { paper: { outcome: !!js/function "x" } }\n').problems.at(-1)).toContain(
      'YAML tags are not allowed',
    );
  });

  it.each([
    ['when: {}\n', 'it says nothing: all properties are missing'],
    ["when: { zip: { prefix: '2', pattern: '2*' } }\n", 'properties allowed together: 1'],
    ['validation: { refuse: { code: FILE_NOT_FOUND } }\n', 'did you mean "FILE_NOTFOUND"?'],
    ['expect: { timeline: [{ category: REQUEST_ACEPTED }] }\n', 'did you mean "REQUEST_ACCEPTED"?'],
    ['when: { zip: 20121 }\n', 'put it in quotation marks'],
    ['script: { paper: { outcome: /etc/passwd } }\n', '"/etc/passwd" does not have the expected form'],
    [`narrative: { it: ${'x'.repeat(900_000)}, en: y }\n`, 'the text is longer than 2000 characters'],
  ])('is refused with a sentence: %.60s', (sections, words) => {
    const { problems } = story(sections);
    expect(problems).toEqual([expect.stringContaining(words)]);
    expect(problems[0]?.length).toBeLessThan(400);
  });
});

it('every property of the format is described', () => {
  const undescribed: string[] = [];
  const walk = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { description, properties = {}, items, additionalProperties } = schema as Record<string, unknown>;
    if (typeof description !== 'string' || description.length < 4) undescribed.push(path);
    for (const [name, inner] of Object.entries(properties as object)) walk(inner, `${path}.${name}`);
    if (items) walk(items, `${path}[]`);
    if (typeof additionalProperties === 'object') walk(additionalProperties, `${path}.*`);
  };
  walk(scenarioSchema, 'scenario');
  walk(scenarioSchema.definitions.events, 'events');
  expect(undescribed).toEqual([]);
});

describe('the frame of a problem', () => {
  it('shows the line between its neighbours, with a mark', () => {
    const read = readScenarioFile('x.yaml', aFile('wrld: {}\nworld: {}\n'));
    expect('problems' in read && read.problems[0]?.frame).toBe(
      ['  4 |   en: Title', '> 5 | wrld: {}', '    | ^', '  6 | world: {}'].join('\n'),
    );
  });

  it('stands at the end of a file, and in a file of one line', () => {
    expect(codeFrame('a\n', 2, 1)).toBe(['  1 | a', '> 2 |', '    | ^'].join('\n'));
    expect(codeFrame('', 1, 1)).toBe(['> 1 |', '    | ^'].join('\n'));
  });

  it('cuts a long line around the column', () => {
    const frame = codeFrame(`${'x'.repeat(500_000)}!${'y'.repeat(500_000)}`, 1, 500_001);
    const [line = '', mark = ''] = frame.split('\n');
    expect(line.length).toBeLessThan(120);
    expect(line[mark.indexOf('^')]).toBe('!');
  });
});

it('the schema that editors read is this one, and every shipped file names it in its first line', () => {
  expect(JSON.parse(readFileSync('scenarios/scenario.schema.json', 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(scenarioSchema)),
  );
  for (const folder of shippedFolders) {
    for (const name of readdirSync(`scenarios/${folder}`).filter((file) => file.endsWith('.yaml'))) {
      expect(readFileSync(`scenarios/${folder}/${name}`, 'utf8')).toMatch(
        /^# yaml-language-server: \$schema=\.\.\/scenario\.schema\.json\n/,
      );
    }
  }
});
