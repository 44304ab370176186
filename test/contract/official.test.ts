import { describe, expect, it } from 'vitest';
import {
  differences,
  isOfficialAtHand,
  type Json,
  type JsonObject,
  object,
  operationForm,
  operationsOf,
  readOfficial,
  readOurs,
  schemaNames,
} from '../support/official.js';
import { deliberateDifferences } from './deliberate-differences.js';

/** The document with one of its objects replaced. */
const changedAt = (node: Json, steps: readonly string[], change: (at: JsonObject) => JsonObject): JsonObject => {
  const [step, ...further] = steps;
  if (step === undefined) return change(object(node));
  return { ...object(node), [step]: changedAt(object(node)[step] ?? {}, further, change) };
};

const stepsTo = (difference: (typeof deliberateDifferences)[number]): string[] => [
  'components',
  'schemas',
  difference.schema,
  ...difference.steps,
];

const at = (document: JsonObject, steps: readonly string[]): JsonObject =>
  object(steps.reduce<Json | undefined>((node, step) => object(node)[step], document));

describe.skipIf(!isOfficialAtHand)('the sender document beside the official one', () => {
  const official = isOfficialAtHand ? readOfficial() : {};
  const ours = readOurs();
  const expected = deliberateDifferences.reduce(
    (document, difference) => changedAt(document, stepsTo(difference), difference.change),
    official,
  );
  const operationIds = [...operationsOf(ours).keys()];

  it('has the operations of this release', () => {
    expect(operationIds.length).toBeGreaterThanOrEqual(18);
    expect(operationIds.filter((id) => !operationsOf(official).has(id))).toEqual([]);
  });

  it.each(operationIds)('has the official structure in %s', (operationId) => {
    const found = differences(operationForm(expected, operationId), operationForm(ours, operationId));

    expect(found.slice(0, 20)).toEqual([]);
  });

  it.each(operationIds)('keeps the official schema names in %s', (operationId) => {
    expect(schemaNames(ours, operationId)).toEqual(schemaNames(expected, operationId));
  });

  it.each(deliberateDifferences)('differs on purpose in $schema $steps', (difference) => {
    const steps = stepsTo(difference);

    expect(difference.change(at(official, steps))).not.toEqual(at(official, steps));
    expect(difference.reason).not.toBe('');
  });

  it('asks for the API key in the same way', () => {
    expect(ours.security).toEqual(official.security);
    const scheme = (document: JsonObject) => {
      const { type, in: place, name } = at(document, ['components', 'securitySchemes', 'ApiKeyAuth']);
      return { type, place, name };
    };
    expect(scheme(ours)).toEqual(scheme(official));
  });

  it('says everything in its own words', () => {
    const sentences = (node: Json): string[] =>
      Array.isArray(node)
        ? node.flatMap(sentences)
        : Object.entries(object(node)).flatMap(([key, value]) =>
            typeof value === 'string' && ['description', 'summary'].includes(key) ? [value.trim()] : sentences(value),
          );
    const theirs = new Set(sentences(official));

    expect(sentences(ours).filter((sentence) => sentence.length > 12 && theirs.has(sentence))).toEqual([]);
  });
});

describe('the comparison itself', () => {
  const ours = readOurs();
  const change = (schema: string, steps: readonly string[], to: (at: JsonObject) => JsonObject): string[] => {
    const changed = object(changedAt(ours, ['components', 'schemas', schema, ...steps], to));
    return differences(operationForm(ours, 'sendNewNotificationV26'), operationForm(changed, 'sendNewNotificationV26'));
  };
  const body = 'body.content.application/json.properties';

  it('sees a limit through references', () => {
    expect(change('TaxId', [], (taxId) => ({ ...taxId, maxLength: 15 }))).toEqual([
      `${body}.recipients.items.properties.taxId.maxLength: official 16, ours 15`,
    ]);
  });

  it('sees a required property through allOf', () => {
    expect(change('NotificationAttachment', [], (file) => ({ ...file, required: ['digests', 'ref'] }))).toContainEqual(
      `${body}.documents.items.required[2]: official "ref", ours absent`,
    );
  });

  it('does not look at words', () => {
    expect(change('TaxId', [], (taxId) => ({ ...taxId, description: 'other words', example: 'x' }))).toEqual([]);
  });
});
