import { getHttpOperationsFromSpec } from '@stoplight/prism-http/dist/utils/operations.js';
import type { IHttpOperation } from '@stoplight/types';
import { describe, expect, it } from 'vitest';
import { compilable } from '../../src/contract/gateway-form.js';
import { prism } from '../../src/contract/prism.js';
import { at, followed, type Json, type JsonObject, object, operationsOf, readOurs } from '../support/official.js';

type PrismOperation = IHttpOperation & { readonly iid: string };

const everyReference = (node: Json): string[] =>
  Array.isArray(node)
    ? node.flatMap(everyReference)
    : Object.entries(object(node)).flatMap(([key, value]) =>
        key === '$ref' && typeof value === 'string' ? [value] : everyReference(value),
      );

const leadsSomewhere = (document: JsonObject, reference: string): boolean =>
  reference.startsWith('#/') && Object.keys(at(document, reference.slice(2).split('/'))).length > 0;

const undescribed = (named: JsonObject): string[] =>
  Object.entries(named)
    .filter(([, node]) => !object(node).description && !object(node).$ref)
    .map(([name]) => name);

const undescribedProperties = (node: Json): string[] =>
  Array.isArray(node)
    ? node.flatMap(undescribedProperties)
    : Object.entries(object(node)).flatMap(([key, value]) => [
        ...(key === 'properties' ? undescribed(object(value)) : []),
        ...(key === 'example' || key === 'examples' ? [] : undescribedProperties(value)),
      ]);

/** Schemas that bear an example beside the rules that it must follow. */
const ownExamples = (node: Json, name = ''): { readonly name: string; readonly schema: JsonObject }[] =>
  Array.isArray(node)
    ? node.flatMap((item) => ownExamples(item, name))
    : [
        ...(typeof object(node).type === 'string' && object(node).example !== undefined
          ? [{ name, schema: object(node) }]
          : []),
        ...Object.entries(object(node)).flatMap(([key, value]) =>
          key === 'example' ? [] : ownExamples(value, `${name}/${key}`),
        ),
      ];

const followsOwnRules = ({ example, pattern, minLength = 0, maxLength = 4_096, enum: values }: JsonObject): boolean =>
  typeof example !== 'string' ||
  ((typeof pattern !== 'string' || new RegExp(pattern).test(example)) &&
    example.length >= Number(minLength) &&
    example.length <= Number(maxLength) &&
    (!Array.isArray(values) || values.includes(example)));

/** `example`, and the values of `examples`. */
const examplesIn = (mediaType: JsonObject): Json[] => [
  ...(mediaType.example === undefined ? [] : [mediaType.example]),
  ...Object.values(object(mediaType.examples)).map((named) => object(named).value ?? null),
];

/**
 * What Prism has to say about the examples of an operation, one line each.
 * @param seen what was looked at before: the answers of refusal are the same everywhere
 */
const wrongExamples = (document: JsonObject, resource: PrismOperation, seen: Set<string>): string[] => {
  const operation = operationsOf(document).get(resource.iid)?.operation ?? {};
  const found = (content: Json | undefined) =>
    Object.entries(object(content)).flatMap(([mediaType, of]) => {
      const isNew = !seen.has(JSON.stringify(of));
      seen.add(JSON.stringify(of));
      return isNew ? examplesIn(object(of)).map((body) => ({ headers: { 'content-type': mediaType }, body })) : [];
    });
  const { body } = resource.request ?? {};
  const bodyAlone = { ...resource, request: body ? { body } : {} };
  const verdicts = [
    ...found(object(operation.requestBody).content).map((sent) =>
      prism().validateInput({
        resource: bodyAlone,
        element: { method: resource.method as 'post', url: { path: resource.path }, ...sent },
      }),
    ),
    ...Object.entries(object(operation.responses)).flatMap(([status, response]) =>
      found(followed(document, response).content).map((answered) =>
        prism().validateOutput({ resource, element: { statusCode: Number(status), ...answered } }),
      ),
    ),
  ];
  return verdicts.flatMap((verdict) =>
    verdict._tag === 'Left' ? verdict.left.map(({ path = [], message }) => `${path.join('.')}: ${message}`) : [],
  );
};

const documents = ['sender', 'groups', 'downtime', 'downtime-internal', 'simulator'] as const;

describe.each(documents)('the document %s', (name) => {
  const document = readOurs(name);
  const operations = [...operationsOf(document)];
  const components = object(document.components);

  it('refers to what it holds itself', () => {
    expect(everyReference(document).filter((reference) => !leadsSomewhere(document, reference))).toEqual([]);
  });

  it('explains every operation, parameter, schema and property', () => {
    const unexplained = operations.filter(([, { operation }]) => !operation.summary || !operation.description);
    const inline = operations.flatMap(([id, { parameters }]) =>
      parameters.filter((node) => !object(node).$ref && !object(node).description).map(() => id),
    );

    expect(unexplained.map(([id]) => id)).toEqual([]);
    expect(inline).toEqual([]);
    expect(undescribed(object(components.parameters))).toEqual([]);
    expect(undescribed(object(components.schemas))).toEqual([]);
    expect(undescribedProperties(components)).toEqual([]);
    expect(undescribedProperties(document.paths ?? {})).toEqual([]);
  });

  it('gives every operation an id of its own and a tag that it lists', () => {
    const methods = Object.values(object(document.paths)).flatMap((item) =>
      Object.entries(object(item)).flatMap(([method, of]) => (method === 'parameters' ? [] : [object(of)])),
    );
    const listed = (Array.isArray(document.tags) ? document.tags : []).map((tag) => object(tag).name);

    expect(new Set(methods.map(({ operationId }) => operationId)).size).toBe(methods.length);
    expect(
      methods.flatMap(({ tags }) => (Array.isArray(tags) ? tags : [])).filter((tag) => !listed.includes(tag)),
    ).toEqual([]);
  });

  it('declares the parameters of every path, and no others', () => {
    const wrong = operations.filter(([, { path, parameters }]) => {
      const inPath = parameters.map((node) => followed(document, node)).filter((parameter) => parameter.in === 'path');
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const isRequired = inPath.every((parameter) => parameter.required === true);
      return (
        !isRequired ||
        inPath
          .map((parameter) => parameter.name)
          .sort()
          .join() !== names.sort().join()
      );
    });

    expect(wrong.map(([id]) => id)).toEqual([]);
  });

  it('gives examples that follow their schemas', async () => {
    const resources = (await getHttpOperationsFromSpec(compilable(document))) as PrismOperation[];
    const seen = new Set<string>();
    const wrong = resources.flatMap((resource) => {
      const lines = wrongExamples(document, resource, seen);
      return lines.length > 0 ? [{ operationId: resource.iid, lines }] : [];
    });

    expect(resources).toHaveLength(operations.length);
    expect(wrong).toEqual([]);
    expect(ownExamples(document).filter(({ schema }) => !followsOwnRules(schema))).toEqual([]);
  });

  it('gives an example of every body', () => {
    const bare = operations.filter(([, { operation }]) =>
      Object.values(object(object(operation.requestBody).content)).some((of) => examplesIn(object(of)).length === 0),
    );

    expect(bare.map(([id]) => id).filter((id) => !['writeSnapshot', 'addScenario'].includes(id))).toEqual([]);
  });

  it('gives examples of parameters that follow their rules', () => {
    const parameters = operations.flatMap(([, located]) => located.parameters.map((node) => followed(document, node)));
    const wrong = parameters.filter(
      ({ example, schema }) =>
        !followsOwnRules({ ...followed(document, schema), ...(example === undefined ? {} : { example }) }),
    );

    expect(wrong).toEqual([]);
  });
});
