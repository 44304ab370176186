import type { IHttpOperation } from '@stoplight/types';

/** The part of JSON Schema that is read outside Prism. */
export interface BodySchema {
  readonly type?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, BodySchema>>;
  readonly items?: BodySchema;
  readonly allOf?: readonly BodySchema[];
  readonly anyOf?: readonly BodySchema[];
}

/** What the body of an operation is checked with. */
export interface BodyCheck {
  /** For Prism. Always pass this very object: compiled validators are kept by identity. */
  readonly resource: IHttpOperation;
  readonly schema: BodySchema;
  readonly isRequired: boolean;
  /** Every property name that the schema knows, at any depth. */
  readonly propertyNames: ReadonlySet<string>;
}

export const bodyCheck = (resource: IHttpOperation): BodyCheck => {
  const schema = (resource.request?.body?.contents?.[0]?.schema ?? {}) as BodySchema;
  return {
    resource,
    schema,
    isRequired: resource.request?.body?.required ?? false,
    propertyNames: new Set(namesIn(schema)),
  };
};

const partsOf = (schema: BodySchema): BodySchema[] => [
  schema,
  ...[...(schema.allOf ?? []), ...(schema.anyOf ?? [])].flatMap(partsOf),
];

const namesIn = (schema: BodySchema): string[] =>
  partsOf(schema).flatMap((part) => [
    ...Object.entries(part.properties ?? {}).flatMap(([name, next]) => [name, ...namesIn(next)]),
    ...(part.items ? namesIn(part.items) : []),
  ]);

/** Must the property at this path be there, given that its parent is? */
export const isRequiredAt = (schema: BodySchema, path: readonly string[]): boolean => {
  const parents = path.slice(0, -1).reduce(
    (here, step) =>
      here.flatMap((part) => {
        const property = Object.hasOwn(part.properties ?? {}, step) ? part.properties?.[step] : undefined;
        return [property, part.items].flatMap((next) => (next ? partsOf(next) : []));
      }),
    partsOf(schema),
  );
  return parents.some((part) => part.required?.includes(path.at(-1) ?? ''));
};
