import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ValidateOptions, validate } from '../../src/cli/validate.js';
import { aFile } from '../scenario/scenario-files.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'validate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const validated = async (options: Partial<ValidateOptions> = {}) => {
  let text = '';
  const exitCode = await validate({
    paths: [folder],
    scenarios: [],
    run: false,
    format: 'text',
    lang: 'en',
    print: (more) => {
      text += more;
    },
    ...options,
  });
  return { exitCode, text: text.replaceAll(folder, 'FOLDER') };
};

describe('files that cannot be used', () => {
  it('are told all at once, with place and frame, exit 4', async () => {
    write('a.yaml', aFile('scirpt: {}\nwhen: { zip: 20121 }\n'));
    write('b.yaml', aFile('script: { paper: { outcome: OK_A } }\n'));

    const { exitCode, text } = await validated({ run: true });

    expect(exitCode).toBe(4);
    expect(text).toContain('FOLDER/a.yaml:5:1 unknown property "scirpt"; did you mean "script"?');
    expect(text).toContain('> 5 | scirpt: {}');
    expect(text).toContain('FOLDER/a.yaml:6:14');
    expect(text).toContain('FOLDER/b.yaml:5:20 no outcome is called "OK_A"; did you mean "OK_AR"?');
    expect(text).toMatch(/2 files read, 3 problems\n$/);
  });

  it('are annotations for GitHub, and data for programs', async () => {
    write('a.yaml', aFile('scirpt: {}\n'));

    expect((await validated({ format: 'github', lang: 'it' })).text.split('\n')[0]).toBe(
      '::error file=FOLDER/a.yaml,line=5,col=1::proprietà sconosciuta: "scirpt"; forse si intendeva "script"?',
    );
    const { problems } = JSON.parse((await validated({ format: 'json' })).text) as { problems: object[] };
    expect(problems).toMatchObject([{ file: 'FOLDER/a.yaml', line: 5, column: 1, message: { it: expect.anything() } }]);
  });

  it('may be missing altogether', async () => {
    expect((await validated({ paths: [join(folder, 'gone')] })).exitCode).toBe(4);
    await expect(validated()).rejects.toThrow('there is no file *.yaml or *.yml directly in');
  });
});

describe('stories', () => {
  it('that end as they should exit 0, in Italian where asked', async () => {
    const file = write('a.yaml', aFile('expect: { status: EFFECTIVE_DATE }\n'));

    expect(await validated({ paths: [file], run: true, lang: 'it' })).toEqual({
      exitCode: 0,
      text: '✓ FOLDER/a.yaml\n1 file letto, 0 problemi, 1 eseguito, 0 con un esito diverso\n',
    });
  });

  it('that do not stand beside what happened, exit 5', async () => {
    write('a.yaml', aFile('expect: { timeline: [{ category: REFINEMENT, day: 3 }] }\n'));

    const { exitCode, text } = await validated({ run: true });

    expect(exitCode).toBe(5);
    expect(text).toContain('FOLDER/a.yaml:5:22 expect.timeline.0');
    expect(text).toMatch(/^ {4}expected {2}day 3 {2}REFINEMENT\n {4}happened {2}day \d+ {2}REFINEMENT recipient 0$/m);
    expect(text).toMatch(/^ {4}day \d+ {2}REFINEMENT recipient 0 +✗ day 3 {2}REFINEMENT$/m);
    expect((await validated({ run: true, format: 'github' })).text).toContain(
      '::error file=FOLDER/a.yaml,line=5,col=22::expect.timeline.0: expected day 3  REFINEMENT; happened day',
    );
  });
});
