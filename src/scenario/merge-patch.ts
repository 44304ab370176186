/**
 * Applies a JSON merge patch (RFC 7396): absent keeps, `null` removes, objects are merged, everything else replaces.
 * Neither argument is changed.
 */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
};

interface ObjectSchema {
  readonly type?: unknown;
  readonly required?: unknown;
  readonly properties?: Readonly<Record<string, ObjectSchema>>;
  readonly additionalProperties?: boolean | ObjectSchema;
  readonly [keyword: string]: unknown;
}

/** The schema of merge patches for things of a schema: nothing is required, everything may be `null`. */
export const mergePatchSchema = (schema: ObjectSchema): ObjectSchema => {
  const { required: _, properties, additionalProperties, ...rest } = schema;
  if (schema.type !== 'object') return schema;
  const nullable = (inner: ObjectSchema): ObjectSchema => {
    const patch = mergePatchSchema(inner);
    return {
      ...patch,
      type: [patch.type, 'null'],
      ...(Array.isArray(patch.enum) ? { enum: [...patch.enum, null] } : {}),
    };
  };
  return {
    ...rest,
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, nullable(v)])) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object' ? nullable(additionalProperties) : additionalProperties,
    }),
  };
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
