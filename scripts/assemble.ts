import { Document, isMap, isScalar, parse, visit } from 'yaml';

/**
 * Puts an OpenAPI document together from its parts. A part is YAML in the shape of the document, with the paths and
 * components of one capability. Only the newest version of each shape is written in full; an older one says which newer
 * one it is like, and what differs:
 *
 *     TimelineElementV23:
 *       like: TimelineElementV24
 *       refs: { LegalFactsIdV20: LegalFactsId }     # schemas that it uses instead
 *       without: [ingestionTimestamp]               # names and values that it does not have, at any depth
 *       description: One fact, as told by 2.3.      # all the rest is merged over it; null takes away
 *
 * Among the paths such an entry stands for the named path and all paths below it. Its operations are deprecated, bear
 * `version` at the end of their operationId, and `note` at the beginning of their description.
 */
interface Part {
  /** For complaints: the name of the file. */
  readonly name: string;
  readonly yaml: string;
}

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * @param parts in the order in which their paths shall appear; those of older versions come last by themselves
 * @param banner comment at the head of the document
 * @throws Error when two parts define the same, a reference leads nowhere, or a difference makes none
 */
export const assemble = (parts: readonly Part[], banner: string): string => {
  const { paths, components, ...head } = parts.map(read).reduce(united);
  const { schemas, ...others } = object(components);
  const document = {
    ...head,
    paths: currentFirst(withOlderPaths(object(paths))),
    components: {
      ...mapValues(others, (named) => inAlphabet(object(named))),
      schemas: inAlphabet(withOlderSchemas(object(schemas))),
    },
  };
  assertRefsLead(document, document);
  return printed(document, banner);
};

const read = ({ name, yaml }: Part): JsonObject => {
  try {
    return object(parse(yaml) as Json);
  } catch (error) {
    throw new Error(`${name}: ${String(error)}`);
  }
};

const groups = new Set(['paths', 'components', 'parameters', 'responses', 'schemas', 'securitySchemes']);

/** Parts are united down to the things that have a name; each of those is defined once. */
const united = (a: JsonObject, b: JsonObject): JsonObject => {
  const both: Record<string, Json> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const present = both[key];
    if (present !== undefined && !groups.has(key)) throw new Error(`${key} is defined twice`);
    both[key] = present === undefined ? value : united(object(present), object(value));
  }
  return both;
};

/** How a schema or a path differs from the newer one that it is like. */
interface Difference {
  readonly like: string;
  readonly refs: Readonly<Record<string, string>>;
  readonly without: readonly string[];
  readonly rest: JsonObject;
}

const differenceOf = (node: Json | undefined): Difference | undefined => {
  const { like, refs = {}, without = [], ...rest } = object(node);
  if (typeof like !== 'string') return undefined;
  return { like, refs: refs as Difference['refs'], without: without as Difference['without'], rest };
};

const withOlderSchemas = (schemas: JsonObject): JsonObject => {
  const written = (name: string): JsonObject => {
    const difference = differenceOf(schemas[name]);
    if (!difference) return object(schemas[name]);
    if (!schemas[difference.like]) throw new Error(`${name} is like ${difference.like}, which is nowhere`);
    return changed(name, written(difference.like), difference);
  };
  return Object.fromEntries(Object.keys(schemas).map((name) => [name, written(name)]));
};

/** A path must stand after the newer one that it is like. */
const withOlderPaths = (paths: JsonObject): JsonObject => {
  const all: Record<string, Json> = {};
  for (const [path, item] of Object.entries(paths)) {
    const difference = differenceOf(item);
    if (!difference) {
      all[path] = item;
      continue;
    }
    const { like, rest } = difference;
    const { version, note, ...patch } = rest;
    if (typeof version !== 'string' || typeof note !== 'string') throw new Error(`${path} needs version and note`);
    // By what follows the path itself: '', '/{streamId}', '/{streamId}/events'.
    const newer = Object.entries(all).flatMap(([at, of]) =>
      at === like || at.startsWith(`${like}/`) ? [[at.slice(like.length), of] as const] : [],
    );
    if (newer.length === 0) throw new Error(`${path} is like ${like}, which is nowhere before it`);
    const older = changed(path, Object.fromEntries(newer), { ...difference, rest: patchByEnding(patch) });
    for (const [end, of] of Object.entries(older)) all[path + end] = asOlder(object(of), version, note);
  }
  return all;
};

/** What begins with a slash is about a path below, the rest about the path itself. */
const patchByEnding = (patch: JsonObject): JsonObject => {
  const [below, own] = [true, false].map((isBelow) =>
    Object.entries(patch).filter(([key]) => key.startsWith('/') === isBelow),
  );
  return Object.fromEntries([...(own?.length ? [['', Object.fromEntries(own)] as const] : []), ...(below ?? [])]);
};

const methods = ['get', 'post', 'put', 'delete', 'patch'];

const asOlder = (item: JsonObject, version: string, note: string): JsonObject =>
  mapValues(item, (operation, key) => {
    if (!methods.includes(key)) return operation;
    const { operationId, tags = [], summary, description, deprecated: _, ...rest } = object(operation);
    const number = version === '' ? '1' : version.slice(1).split('').join('.');
    return {
      operationId: String(operationId).replace(/V\d+$/, '') + version,
      tags,
      // What an older version says is what the newest says, without the marks of the versions between them.
      summary: `${String(summary).replace(/, version [\d.]+$/, '')}, version ${number}`,
      description: `(Version ${number}: ${note}) ${String(description).replace(/^\(Version [^)]*\) /, '')}`,
      deprecated: true,
      ...rest,
    };
  });

/** @throws Error when one of `refs` or `without` finds nothing: the newer one must have changed meanwhile */
const changed = (name: string, newer: JsonObject, { refs, without, rest }: Difference): JsonObject => {
  const found = new Set<string>();
  const isGone = (item: Json): boolean => {
    const what = refName(item) ?? item;
    if (typeof what !== 'string' || !without.includes(what)) return false;
    found.add(what);
    return true;
  };
  const older = (node: Json): Json => {
    if (Array.isArray(node)) return node.filter((item) => !isGone(item)).map(older);
    if (!isObject(node)) return node;
    const target = refName(node);
    const other = target === undefined ? undefined : refs[target];
    if (target === undefined || other === undefined) {
      return mapValues(Object.fromEntries(Object.entries(node).filter(([key]) => !isGone(key))), older);
    }
    found.add(target);
    return { $ref: String(node.$ref).slice(0, -target.length) + other };
  };
  const result = merged(older(newer), rest);
  const idle = [...Object.keys(refs), ...without].find((what) => !found.has(what));
  if (idle !== undefined) throw new Error(`${name}: "${idle}" is not in what it is like`);
  return object(result);
};

/** JSON merge patch (RFC 7396). */
const merged = (base: Json | undefined, patch: Json): Json => {
  if (!isObject(patch)) return patch;
  const result: Record<string, Json> = { ...object(base) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
};

const inAlphabet = (named: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(named).sort(([a], [b]) => a.localeCompare(b, 'en', { sensitivity: 'base', numeric: true })),
  );

const currentFirst = (paths: JsonObject): JsonObject => {
  const isOld = ([, item]: readonly [string, Json]): boolean =>
    methods.some((method) => object(object(item)[method]).deprecated === true);
  const entries = Object.entries(paths);
  return Object.fromEntries([...entries.filter((entry) => !isOld(entry)), ...entries.filter(isOld)]);
};

const assertRefsLead = (document: JsonObject, node: Json): void => {
  if (Array.isArray(node)) for (const item of node) assertRefsLead(document, item);
  if (!isObject(node)) return;
  if (typeof node.$ref === 'string') {
    const steps = node.$ref.replace(/^#\//, '').split('/');
    const target = steps.reduce<Json | undefined>((at, step) => object(at)[step], document);
    if (target === undefined) throw new Error(`${node.$ref} leads nowhere`);
  } else for (const child of Object.values(node)) assertRefsLead(document, child);
};

const printed = (json: JsonObject, banner: string): string => {
  // Java reads YAML 1.1, where a bare date or `off` is no text: such texts are quoted.
  const document = new Document(json, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  visit(document, {
    Map: (_, node) => {
      if (node.has('$ref')) node.flow = true;
    },
    Seq: (_, node) => {
      if (node.items.every(isScalar) && node.toString().length < 90) node.flow = true;
    },
  });
  document.commentBefore = banner.replace(/^/gm, ' ');
  if (isMap(document.contents)) {
    for (const { key } of document.contents.items.slice(1)) if (isScalar(key)) key.spaceBefore = true;
  }
  return document.toString({ lineWidth: 120 });
};

const isObject = (node: Json | undefined): node is JsonObject =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

const object = (node: Json | undefined): JsonObject => (isObject(node) ? node : {});

const mapValues = (node: JsonObject, change: (value: Json, key: string) => Json): JsonObject =>
  Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value, key)]));

/** `ThingV21` of `{$ref: '#/components/schemas/ThingV21'}`. */
const refName = (node: Json): string | undefined =>
  isObject(node) && typeof node.$ref === 'string' ? node.$ref.replace(/^.*\//, '') : undefined;
