import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { categoryMeanings } from '../../src/control/explain/element.js';
import { kindMeanings } from '../../src/control/explain/kinds.js';
import { refusalCodes } from '../../src/scenario/refusal-codes.js';
import { deliveryKinds } from '../../src/send/delivery/kinds.js';
import { kindOf } from '../../src/send/delivery/paper-codes.js';
import { effects } from '../../src/send/delivery/pec-answer.js';
import { plannedActKinds } from '../../src/send/delivery/recipient-plan.js';
import { recipientStarts } from '../../src/send/delivery/start.js';
import { diagnosticCategories, questions, visibleCategories } from '../../src/send/notification/model.js';
import { validationKinds } from '../../src/send/validation/steps.js';
import { answerTexts, origins, questionTexts } from '../../src/text/answers.js';
import { codeMeaning } from '../../src/text/codes.js';
import { reasons } from '../../src/text/reasons.js';
import { causes, rules, statusEffects, stops } from '../../src/text/rules.js';
import { readSources } from '../architecture/source.js';

/** Every text of a tree of texts; those that are made are made of these words. */
const textsOf = (value: unknown, words: readonly unknown[], path = ''): (readonly [string, unknown, unknown])[] => {
  if (typeof value === 'function') return textsOf(value(...words), words, path);
  if (typeof value !== 'object' || value === null) return [];
  if ('it' in value || 'en' in value) {
    const { it: italian, en } = value as { readonly it?: unknown; readonly en?: unknown };
    return [[path, italian, en]];
  }
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, words, path === '' ? key : `${path}.${key}`));
};

/** Rooms that plan work of their own export its kind: `export const costRetryKind = 'payment.cost-retry'`. */
const kindsOutsideTheWorkflow = (): readonly string[] =>
  readSources().flatMap(({ text }) =>
    [...text.matchAll(/export const \w+Kind = '([^']+)'/g)].map((found) => String(found[1])),
  );

describe('texts that explain', () => {
  const { said: _, ...answers } = answerTexts;
  it.each<[string, object, ...unknown[]]>([
    ['categories', categoryMeanings],
    ['rules', rules],
    ['stops', stops],
    ['causes', causes],
    ['statusEffects', statusEffects, 'FROM', 'TO'],
    ['reasons', reasons, 'CODE', { it: 'detto', en: 'said' }],
    ['questions', questionTexts],
    ['answers', answers, 'WORD', 'accepted', true],
    ['origins', origins, 'NAME', 'file.yaml:1'],
  ])('are there in both languages: %s', (_name, tree, ...words) => {
    const texts = textsOf(tree, words);

    expect(texts.length).toBeGreaterThan(0);
    for (const [path, italian, english] of texts) {
      for (const text of [italian, english]) {
        expect(text, path).toEqual(expect.stringMatching(/^\S.*[^\s.]$/s));
        expect(text, path).not.toMatch(/undefined|\[object/);
      }
    }
  });

  it('are one per category', () => {
    expect(Object.keys(categoryMeanings).toSorted()).toEqual(
      [...visibleCategories, ...diagnosticCategories].toSorted(),
    );
  });

  it('are one per kind of work that anything registers, with its rule', () => {
    const registered = [
      ...Object.keys(deliveryKinds),
      ...Object.keys(validationKinds(recipientStarts)),
      ...plannedActKinds,
      ...kindsOutsideTheWorkflow(),
    ];

    expect(Object.keys(kindMeanings).toSorted()).toEqual(registered.toSorted());
  });

  it('are one per question', () => {
    expect(Object.keys(questionTexts)).toEqual(expect.arrayContaining([...questions]));
  });

  it('know every code that a shipped scenario makes a carrier report, and every failure cause', () => {
    const folder = new URL('../../scenarios/uat/', import.meta.url);
    const written = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap(
        (name) =>
          readFileSync(new URL(name, folder), 'utf8').match(
            /\b(REC[A-Z]+\d{3}[A-F]?|CON\d{3}|[CQ]\d{3}|[MFC]0\d)\b/g,
          ) ?? [],
      );
    // A code that no handler knows never reaches a timeline.
    const unknown = [...new Set(written)].filter(
      (code) => !codeMeaning(code) && kindOf(code, ['META', 'RECAG012A', 'CON018', 'CON020']),
    );

    expect(written.length).toBeGreaterThan(500);
    expect(unknown).toEqual([]);
  });

  it('know every code of a refusal, of a PEC provider and of the platform’s own making', () => {
    const own = ['PNRN012', 'PNAG012', 'RECAG012A', 'D00', 'D01', 'D02'];
    const unknown = [...refusalCodes, ...Object.keys(effects), ...own].filter((code) => !codeMeaning(code));

    expect(unknown).toEqual([]);
    expect(codeMeaning('XYZ')).toBeUndefined();
  });
});
