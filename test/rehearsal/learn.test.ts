import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { refusalCodes } from '../../src/scenario/refusal-codes.js';
import type { ScenarioFileText } from '../../src/scenario/schema.js';

/** The teaching files: what a trainer finds in them. That each ends as it says is played in shipped.test.ts. */
const folder = 'scenarios/learn';
const files = readdirSync(folder).map((name) => ({
  name,
  text: parse(readFileSync(`${folder}/${name}`, 'utf8')) as ScenarioFileText,
}));
const texts = files.map(({ text }) => text);

describe('every teaching file', () => {
  it.each(files)('$name tells its story and its moral in both languages, and how it ends', ({ name, text }) => {
    expect(`${text.name}.yaml`).toBe(name);
    for (const said of [text.title, text.narrative, text.moral]) {
      expect(said?.it.length).toBeGreaterThan(10);
      expect(said?.en.length).toBeGreaterThan(10);
    }
    expect(text.request).toBeDefined();
    expect(text.expect).toBeDefined();
  });

  it('is chosen by its own name or its own address only: nobody meets one by accident', () => {
    const broad = texts.filter(({ when }) => when && !Object.values(when).every((test) => typeof test === 'string'));

    expect(broad.map(({ name }) => name)).toEqual([]);
  });
});

describe('there is a story', () => {
  it.each(refusalCodes)('for the refusal %s', (code) => {
    const codes = texts.flatMap(({ expect: end }) => end?.refusal?.map((reason) => reason.code) ?? []);

    expect(codes).toContain(code);
  });

  const addresses = JSON.stringify(texts.map(({ request }) => request));
  it.each([
    ['a simple letter', '@OK_RS', '@FAIL_RS'],
    ['a simple letter abroad', '@OK_RIS'],
    ['a letter with receipt', '@OK_AR', '@FAIL_AR', '@FAIL-Irreperibile_AR', '@OK-Retry_AR', '@FAIL-Discovery_AR'],
    ['storage of a letter with receipt', '@OK-Giacenza_AR', '@OK-Giacenza-gt10_AR', '@FAIL-CompiutaGiacenza_AR'],
    ['a judicial letter', '@OK_890', '@FAIL-Irreperibile_890', '@OK-PersonaAbilitata_890'],
    ['storage of a judicial letter', '@OK-Giacenza-lte10_890', '@OK-CompiutaGiacenza_890'],
    ['a letter abroad', '@OK_RIR', '@FAIL_RIR'],
    ['reports as an archive', '@OK_AR_ZIP'],
    ['a corrected timeline', '@OK_RESTART_IRR_AR'],
    ['a death', '@FAIL_DECEDUTO_AR'],
    ['a PEC', 'prova@pec.it', 'prova@fail.it'],
    ['a courtesy message', 'BNRMHL75C06G702B'],
  ])('for %s, as UAT knows it', (_, ...triggers) => {
    for (const trigger of triggers) expect(addresses).toContain(trigger);
  });
});
