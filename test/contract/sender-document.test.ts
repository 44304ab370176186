import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/operations.js';
import { validateRequest } from '../../src/contract/validate-request.js';
import { type Json, type JsonObject, object, operationsOf, readOurs } from '../support/official.js';

const document = readOurs();
const components = object(document.components);

const everyReference = (node: Json): string[] =>
  Array.isArray(node)
    ? node.flatMap(everyReference)
    : Object.entries(object(node)).flatMap(([key, value]) =>
        key === '$ref' && typeof value === 'string' ? [value] : everyReference(value),
      );

const undescribed = (named: JsonObject): string[] =>
  Object.entries(named)
    .filter(([, node]) => !object(node).description && !object(node).$ref)
    .map(([name]) => name);

const undescribedProperties = (node: Json): string[] =>
  Array.isArray(node)
    ? node.flatMap(undescribedProperties)
    : Object.entries(object(node)).flatMap(([key, value]) => [
        ...(key === 'properties' ? undescribed(object(value)) : []),
        ...undescribedProperties(value),
      ]);

describe('the sender document', () => {
  it('refers only to itself', () => {
    expect(everyReference(document).filter((reference) => !reference.startsWith('#/'))).toEqual([]);
  });

  it('explains every operation, parameter, schema and property', () => {
    const operations = [...operationsOf(document)].filter(([, { operation }]) => {
      return !operation.summary || !operation.description;
    });

    expect(operations.map(([id]) => id)).toEqual([]);
    expect(undescribed(object(components.parameters))).toEqual([]);
    expect(undescribed(object(components.schemas))).toEqual([]);
    expect(undescribedProperties(components.schemas ?? {})).toEqual([]);
  });

  it('gives a valid example of every body', () => {
    const verdicts = loadContract()
      .filter((operation) => operation.hasBody && operation.document === 'sender')
      .map(({ operationId, ...operation }) => {
        const content = object(object(operationsOf(document).get(operationId)?.operation.requestBody).content);
        const { example } = object(content['application/json']);
        const path = { streamId: '6f0c1d6e-3a58-4c0e-9b53-0d5a3f1e7c42' };
        const request = { path, query: {}, headers: { 'content-type': 'application/json' }, body: example };
        return { operationId, verdict: validateRequest({ operationId, ...operation }, request) };
      });

    expect(verdicts.filter(({ verdict }) => verdict.kind !== 'ok')).toEqual([]);
    expect(verdicts.length).toBeGreaterThanOrEqual(4);
  });

  it('gives examples of parameters that the service accepts', () => {
    const examples = Object.fromEntries(
      Object.values(object(components.parameters)).map((node) => [object(node).name, object(node).example]),
    ) as Record<string, unknown>;
    const prices = { paTaxId: '12345678903', noticeCode: '302000100000019421' };

    const refused = loadContract()
      .filter((operation) => operation.document === 'sender' && !operation.hasBody)
      .map((operation) =>
        validateRequest(operation, { path: { ...examples, ...prices }, query: examples, headers: {}, body: undefined }),
      )
      .filter(({ kind }) => kind !== 'ok');

    expect(refused).toEqual([]);
  });
});
