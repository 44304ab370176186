import { describe, expect, it } from 'vitest';
import {
  at,
  comparedDocuments,
  type DocumentName,
  differences,
  isOfficialAtHand,
  type Json,
  type JsonObject,
  object,
  operationForm,
  operationsOf,
  readOfficial,
  readOurs,
  schemaForm,
  schemaNames,
} from '../support/official.js';
import { type DeliberateDifference, deliberateDifferences } from './deliberate-differences.js';

/** The document with one of its objects replaced. */
const changedAt = (node: Json, steps: readonly string[], change: (at: JsonObject) => JsonObject): JsonObject => {
  const [step, ...further] = steps;
  if (step === undefined) return change(object(node));
  return { ...object(node), [step]: changedAt(object(node)[step] ?? {}, further, change) };
};

const placesOf = ({ schemas, steps }: DeliberateDifference): string[][] =>
  schemas.map((schema) => ['components', 'schemas', schema, ...steps]);

/** The official document with our deliberate differences applied. */
const expectedDocument = (name: DocumentName): JsonObject =>
  deliberateDifferences
    .filter(({ document }) => document === name)
    .reduce(
      (document, difference) =>
        placesOf(difference).reduce((before, steps) => changedAt(before, steps, difference.change), document),
      readOfficial(name),
    );

const schemasOf = (document: JsonObject): string[] => Object.keys(at(document, ['components', 'schemas']));

/** The official document of the groups lists the health check of the service behind the gateway, which no client can call. */
const isPublished = (name: DocumentName, operationId: string): boolean =>
  !(name === 'groups' && operationId === 'status');

describe.skipIf(!isOfficialAtHand)('our documents beside the official ones (../shared/reference/official)', () => {
  for (const name of isOfficialAtHand ? comparedDocuments : []) {
    describe(name, () => {
      const expected = expectedDocument(name);
      const ours = readOurs(name);
      const operationIds = [...operationsOf(expected).keys()].filter((id) => isPublished(name, id));
      const schemas = name === 'sender' ? schemasOf(expected) : schemasOf(ours);

      it('has the official operations and no others', () => {
        expect([...operationsOf(ours).keys()].sort()).toEqual(operationIds.sort());
      });

      it('has all of them', () => {
        expect(operationIds.length).toBe({ sender: 90, groups: 1, downtime: 4 }[name]);
      });

      it.each(operationIds)('has the official structure in %s', (operationId) => {
        const found = differences(operationForm(expected, operationId), operationForm(ours, operationId));

        expect(found.slice(0, 20)).toEqual([]);
      });

      it.each(operationIds)('keeps the official schema names in %s', (operationId) => {
        expect(schemaNames(ours, operationId)).toEqual(schemaNames(expected, operationId));
      });

      it('has the official structure in every schema, used by a call or not', () => {
        const form = (document: JsonObject, schema: string): JsonObject =>
          schemaForm(document, { $ref: `#/components/schemas/${schema}` });
        const found = schemas.flatMap((schema) => differences(form(expected, schema), form(ours, schema), schema));

        expect(schemasOf(ours).sort()).toEqual([...schemas].sort());
        expect(found.slice(0, 20)).toEqual([]);
      });

      it('asks for credentials in the same way', () => {
        const used = (document: JsonObject): JsonObject => {
          const schemes = at(document, ['components', 'securitySchemes']);
          const forms = Object.entries(schemes).map(([scheme, of]) => [scheme, { ...object(of), description: null }]);
          return { security: document.security ?? [], schemes: Object.fromEntries(forms) };
        };
        const { security, schemes } = used(ours);
        const official = used(expected);

        expect(security).toEqual(official.security);
        expect(official.schemes).toMatchObject(object(schemes));
      });

      it('says everything in its own words', () => {
        const theirs = new Set(sentences(readOfficial(name)));

        expect(sentences(ours).filter((sentence) => sentence.length > 12 && theirs.has(sentence))).toEqual([]);
      });
    });
  }

  it.each(deliberateDifferences)('differ on purpose in $schemas $steps', (difference) => {
    const official = readOfficial(difference.document);
    const places = placesOf(difference).map((steps) => at(official, steps));

    expect(places.filter((place) => differences(place, difference.change(place)).length === 0)).toEqual([]);
    expect(difference.reason).not.toBe('');
  });

  it('differ on purpose in three ways at most', () => {
    expect(deliberateDifferences.length).toBeLessThanOrEqual(3);
  });
});

const sentences = (node: Json): string[] =>
  Array.isArray(node)
    ? node.flatMap(sentences)
    : Object.entries(object(node)).flatMap(([key, value]) =>
        typeof value === 'string' && ['description', 'summary'].includes(key) ? [value.trim()] : sentences(value),
      );

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
