import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadScenarios } from '../../src/scenario/load.js';
import { ScenarioInvalid } from '../../src/scenario/problem.js';
import { aFile } from './scenario-files.js';

const folders: string[] = [];
const folderWith = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'scenarios-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
};
const problemsOf = async (folder: string): Promise<string[]> => {
  const error = await loadScenarios(folder).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ScenarioInvalid);
  return (error as ScenarioInvalid).problems.map((p) => `${p.file}:${p.line}:${p.column} ${p.message.en}`);
};

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

describe('a folder of scenario files', () => {
  it('gives its outcomes, people and generic lists', async () => {
    const folder = await folderWith({
      'a.yaml': aFile('outcomes:\n  OK_X:\n    title: { it: a, en: b }\n    events: [{ code: CON080, after: 5s }]\n'),
      'b.yml': aFile('world:\n  people:\n    - taxId: LRTFNC80A01F205B\n').replace('a-file', 'b-file'),
      'notes.txt': 'no scenario',
    });
    await mkdir(join(folder, 'places.yaml'));

    const scenarios = await loadScenarios(folder);

    expect(scenarios.outcomes.get('ok_x')).toMatchObject({ name: 'OK_X', source: 'a.yaml:6' });
    expect(scenarios.people.get('LRTFNC80A01F205B')).toEqual({
      taxId: 'LRTFNC80A01F205B',
      type: 'PF',
      source: 'b.yml:7',
    });
    expect(Object.isFrozen(scenarios.outcomes.get('ok_x')?.sequence)).toBe(true);
  });

  it('tells all problems of all files at once, by file and line', async () => {
    const folder = await folderWith({
      'b.yaml': aFile(
        'wrld: {}\noutcomes:\n  OK_X:\n    title: { it: a, en: b }\n    events: [{ code: con080, after: 5s }]\n',
      ),
      'a.yaml': 'name: a-file\ntitle: [\n',
      'c.yaml': aFile('outcomes:\n  OK_X: { title: { it: a, en: b } }\n'),
    });

    const problems = await problemsOf(folder);

    expect(problems).toEqual([
      expect.stringMatching(/^a\.yaml:3:1 not valid YAML: /),
      'b.yaml:5:1 unknown property "wrld"; did you mean "world"?',
      'b.yaml:9:22 "con080" does not have the expected form, for example "RECRN001C"',
      'c.yaml:6:3 exactly one of "sequence", "events", "byAttempt", "byRetry" is needed',
    ]);
  });

  it('carries the code of the error and a readable message', async () => {
    const folder = await folderWith({ 'a.yaml': 'name: a-file\n' });

    const error = await loadScenarios(folder).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'SIM_SCENARIO_INVALID', message: 'a.yaml:1:1 "title" is missing' });
  });

  it('refuses a file beyond the limit without reading it', async () => {
    const folder = await folderWith({ 'big.yaml': `# ${'x'.repeat(1_000_000)}` });

    expect(await problemsOf(folder)).toEqual(['big.yaml:1:1 the file has 1000002 bytes; the limit is 1,000,000']);
  });

  it('refuses a file that is not UTF-8', async () => {
    const folder = await folderWith({ 'latin.yaml': Uint8Array.from([0x6e, 0x3a, 0x20, 0xe8]) });

    expect(await problemsOf(folder)).toEqual(['latin.yaml:1:1 the file is not in UTF-8']);
  });

  it('says so when the folder is not there', async () => {
    expect(await problemsOf('/no/such/folder')).toEqual([expect.stringContaining('cannot be read')]);
  });
});
