/** JSON as it comes out of a parsed document. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Our extension: the pattern in the platform's spelling, where ours is written in another way to be legal everywhere. */
const platformPattern = 'x-platform-pattern';

/** Keys whose children are named by the author of the document: `properties.description` is a property, not prose. */
const keysOfNames = new Set(['properties', 'schemas', 'parameters', 'responses', 'headers', 'paths', 'content']);
const prose = new Set(['description', 'summary', 'title', 'example', 'examples', 'externalDocs']);

const isObject = (node: Json | undefined): node is JsonObject =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

/** Rebuilds a document, passing each of its objects (schemas, parameters, operations …) through `change`. */
const rewrite = (node: Json, change: (object: JsonObject) => JsonObject, holdsNames = false): Json => {
  if (Array.isArray(node)) return node.map((item) => rewrite(item, change));
  if (!isObject(node)) return node;
  const changed = holdsNames ? node : change(node);
  return Object.fromEntries(
    Object.entries(changed).map(([key, value]) => [key, rewrite(value, change, !holdsNames && keysOfNames.has(key))]),
  );
};

const without = (object: JsonObject, isUnwanted: (key: string, value: Json) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key, value]) => !isUnwanted(key, value)));

/**
 * The same pattern, legal in unicode mode (ajv compiles in no other): needless escapes are dropped.
 * @throws SyntaxError when that was not enough
 */
const unicodeSafe = (pattern: string): string => {
  try {
    new RegExp(pattern, 'u');
    return pattern;
  } catch {
    const cleaned = pattern.replace(/\\([^\w^$\\.*+?()[\]{}|/])/g, '$1');
    new RegExp(cleaned, 'u');
    return cleaned;
  }
};

/**
 * A document that ajv compiles: patterns legal in unicode mode, no `nullable` without `type`, `oneOf` without
 * discriminator (details of timeline elements, where every real one fits several) as `anyOf`. Without prose, so that what
 * is generated stays small.
 */
export const compilable = (document: JsonObject): JsonObject =>
  rewrite(document, (object) => {
    const { oneOf, ...rest } = without(
      object,
      (key, value) =>
        prose.has(key) ||
        key === platformPattern ||
        (key === 'nullable' && typeof value === 'boolean' && object.type === undefined),
    );
    return {
      // A response without content must keep its description: Prism would not take it for a response.
      ...(Object.keys(rest).length === 0 && 'description' in object ? { description: '' } : rest),
      ...(typeof rest.pattern === 'string' ? { pattern: unicodeSafe(rest.pattern) } : {}),
      ...(Array.isArray(oneOf) ? { anyOf: oneOf } : {}),
    };
  }) as JsonObject;

/**
 * Patterns that the platform spells differently from what `compilable` leaves of them: ours -> the platform's. A refusal
 * quotes the platform's.
 */
export const printedPatterns = (document: JsonObject): Record<string, string> => {
  const found: Record<string, string> = {};
  rewrite(document, (object) => {
    if (typeof object.pattern !== 'string') return object;
    const ours = unicodeSafe(object.pattern);
    const theirs = object[platformPattern] ?? object.pattern;
    if (typeof theirs === 'string' && theirs !== ours) found[ours] = theirs;
    return object;
  });
  return found;
};

/**
 * What the gateway enforces of a schema: it knows no formats and no integers (`1.5` passes for an amount).
 *
 * Source: pn-delivery docs/openapi/aws/api-delivery-B2B-aws.yaml
 */
export const gatewayForm = (document: JsonObject): JsonObject => {
  const loosened = (node: Json): Json =>
    rewrite(node, (object) => ({
      ...without(object, (key, value) => key === 'format' && typeof value === 'string'),
      ...(object.type === 'integer' ? { type: 'number' } : {}),
    }));
  const components = isObject(document.components) ? document.components : {};
  const schemas = isObject(components.schemas) ? components.schemas : {};
  const loosenedSchemas = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, loosened(schema)]));
  return rewrite({ ...document, components: { ...components, schemas: loosenedSchemas } }, (object) =>
    object.requestBody === undefined ? object : { ...object, requestBody: loosened(object.requestBody) },
  ) as JsonObject;
};
