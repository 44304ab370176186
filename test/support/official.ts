import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** Compares our OpenAPI documents with the platform's own, where those are at hand: structure only, prose is left out. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Our document -> the official one, and the files that it refers to. */
const officialFiles = {
  sender: ['api-external-b2b-pa-bundle.yaml'],
  groups: ['pn-selfcare-external-v1-filtered-bundle.yaml'],
  downtime: ['downtime-logs-api-external-v1.yaml', 'schemas-pn-components-v1.yaml', 'schemas-pn-errors-v1.yaml'],
} as const;

/** A document of ours that has an official counterpart. */
export type DocumentName = keyof typeof officialFiles;
export const comparedDocuments = Object.keys(officialFiles) as readonly DocumentName[];

const folder = fileURLToPath(new URL('../../../shared/reference/official/sender/', import.meta.url));
const ours = fileURLToPath(new URL('../../openapi/', import.meta.url));

export const isOfficialAtHand = existsSync(folder);

/** The official document with everything it refers to inside. */
export const readOfficial = (name: DocumentName = 'sender'): JsonObject => {
  const [document = {}, ...others] = officialFiles[name].map((file) => {
    const text = readFileSync(folder + file, 'utf8').replace(/(\$ref: *['"])\.\/[\w.-]+#/g, '$1#');
    return parse(text) as JsonObject;
  });
  const schemas = [document, ...others].map(({ components }) => object(object(components).schemas));
  return { ...document, components: { ...object(document.components), schemas: Object.assign({}, ...schemas) } };
};

export const readOurs = (name: DocumentName | 'downtime-internal' | 'simulator' = 'sender'): JsonObject =>
  parse(readFileSync(`${ours}${name}.yaml`, 'utf8')) as JsonObject;

export const object = (node: Json | undefined): JsonObject =>
  typeof node === 'object' && node !== null && !Array.isArray(node) ? (node as JsonObject) : {};
const list = (node: Json | undefined): readonly Json[] => (Array.isArray(node) ? node : []);

/** The object at some steps from another; empty when there is none. */
export const at = (node: Json, steps: readonly string[]): JsonObject =>
  object(steps.reduce<Json | undefined>((here, step) => object(here)[step], node));

/** What a local reference leads to; anything else itself. */
export const followed = (document: JsonObject, node: Json | undefined): JsonObject => {
  const { $ref } = object(node);
  return typeof $ref === 'string' ? followed(document, at(document, $ref.slice(2).split('/'))) : object(node);
};

interface Located {
  readonly method: string;
  readonly path: string;
  readonly operation: JsonObject;
  readonly parameters: readonly Json[];
}

const methods = ['get', 'post', 'put', 'delete', 'patch'];

/** All operations of a document by operationId, the parameters of the path included. */
export const operationsOf = (document: JsonObject): ReadonlyMap<string, Located> => {
  const found = new Map<string, Located>();
  for (const [path, item] of Object.entries(object(document.paths))) {
    for (const method of methods) {
      const operation = object(item)[method];
      if (!operation) continue;
      const parameters = [...list(object(item).parameters), ...list(object(operation).parameters)];
      found.set(String(object(operation).operationId), { method, path, operation: object(operation), parameters });
    }
  }
  return found;
};

const isProse = (key: string): boolean =>
  ['description', 'summary', 'title', 'example', 'examples', 'externalDocs'].includes(key) || key.startsWith('x-');

/** A schema seen through `$ref` and `allOf`, without prose. A schema inside itself ends as `{again: name}`. */
export const schemaForm = (document: JsonObject, node: Json | undefined, above: readonly string[] = []): JsonObject => {
  const { $ref, allOf, properties, items, oneOf, anyOf, required, ...rest } = object(node);
  if (typeof $ref === 'string') {
    return above.includes($ref) ? { again: $ref } : schemaForm(document, followed(document, node), [...above, $ref]);
  }
  const nested = (child: Json): JsonObject => schemaForm(document, child, above);
  const alternatives = (children: Json | undefined): Json[] => list(children).map(nested);
  const own: JsonObject = {
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => !isProse(key))),
    ...(required ? { required } : {}),
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(object(properties)).map(([name, of]) => [name, nested(of)])) }
      : {}),
    ...(items ? { items: nested(items) } : {}),
    ...(oneOf ? { oneOf: alternatives(oneOf) } : {}),
    ...(anyOf ? { anyOf: alternatives(anyOf) } : {}),
  };
  const merged = list(allOf).map(nested).reduce(merge, own);
  return merged.required ? { ...merged, required: [...new Set(list(merged.required))].sort() } : merged;
};

const merge = (a: JsonObject, b: JsonObject): JsonObject => ({
  ...a,
  ...b,
  ...(a.required && b.required ? { required: [...list(a.required), ...list(b.required)] } : {}),
  ...(a.properties && b.properties ? { properties: { ...object(a.properties), ...object(b.properties) } } : {}),
});

const contentForm = (document: JsonObject, content: Json | undefined): JsonObject =>
  Object.fromEntries(
    Object.entries(object(content)).map(([mediaType, of]) => [mediaType, schemaForm(document, object(of).schema)]),
  );

/** Everything about an operation that a client depends on. */
export const operationForm = (document: JsonObject, operationId: string): JsonObject => {
  const located = operationsOf(document).get(operationId);
  if (!located) return { missing: operationId };
  const { method, path, operation, parameters } = located;
  const body = followed(document, operation.requestBody);
  return {
    call: `${method} ${path}`,
    tags: operation.tags ?? [],
    isDeprecated: operation.deprecated ?? false,
    security: operation.security ?? 'as the document',
    parameters: Object.fromEntries(
      parameters.map((parameter) => {
        const { in: place, name, required = false, schema = {} } = followed(document, parameter);
        return [`${place} ${name}`, { required, schema: schemaForm(document, schema) }];
      }),
    ),
    body: operation.requestBody
      ? { required: body.required ?? false, content: contentForm(document, body.content) }
      : 'none',
    answers: Object.fromEntries(
      Object.entries(object(operation.responses)).map(([status, node]) => {
        const { headers, content } = followed(document, node);
        const headerForms = Object.entries(object(headers)).map(([name, header]): [string, Json] => [
          name,
          schemaForm(document, followed(document, header).schema),
        ]);
        return [status, { headers: Object.fromEntries(headerForms), content: contentForm(document, content) }];
      }),
    ),
  };
};

/** Names of the component schemas that an operation uses, directly or not. */
export const schemaNames = (document: JsonObject, operationId: string): string[] => {
  const names = new Set<string>();
  const prefix = '#/components/schemas/';
  const seen = new Set<string>();
  const visit = (node: Json | undefined): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    for (const [key, value] of Object.entries(object(node))) {
      if (key !== '$ref' || typeof value !== 'string') visit(value);
      else if (!seen.has(value)) {
        seen.add(value);
        if (value.startsWith(prefix)) names.add(value.slice(prefix.length));
        visit(followed(document, { $ref: value }));
      }
    }
  };
  const located = operationsOf(document).get(operationId);
  visit(located?.operation);
  visit(located?.parameters);
  return [...names].sort();
};

/** Where two forms differ, one short line each. */
export const differences = (official: Json | undefined, own: Json | undefined, at = ''): string[] => {
  if (Array.isArray(official) && Array.isArray(own)) {
    return Array.from({ length: Math.max(official.length, own.length) }, (_, i) =>
      differences(official[i], own[i], `${at}[${i}]`),
    ).flat();
  }
  if (isObject(official) && isObject(own)) {
    const keys = new Set([...Object.keys(official), ...Object.keys(own)]);
    return [...keys].flatMap((key) => differences(official[key], own[key], at ? `${at}.${key}` : key));
  }
  return official === own ? [] : [`${at}: official ${brief(official)}, ours ${brief(own)}`];
};

const isObject = (node: Json | undefined): node is JsonObject =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

const brief = (node: Json | undefined): string => (JSON.stringify(node) ?? 'absent').slice(0, 120);
