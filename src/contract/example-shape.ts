import { readRequests } from './generated.js';

type Schema = Readonly<Record<string, unknown>>;

/**
 * A body of an operation, in the form that its schema asks for and with every optional property: right for the gateway,
 * without sense for the service. The same seed makes the same body.
 * @param items how many each list has
 * @throws Error for an operation without body
 */
type ShapeMaker = (operationId: string, seed: number, items?: number) => unknown;

/** Loads the generator only here: whoever wants no example does not pay for it. */
export const loadShapes = async (): Promise<ShapeMaker> => {
  const { generateSync } = await import('json-schema-faker');
  const schemas = new Map(
    readRequests().operations.flatMap(({ operationId, body }) => {
      const schema = body?.request?.body?.contents?.[0]?.schema;
      return schema ? [[operationId, fakeable(schema) as Schema] as const] : [];
    }),
  );
  return (operationId, seed, items = 3) => {
    const schema = schemas.get(operationId);
    if (!schema) throw new Error(`${operationId} has no body in the contract`);
    // Below its usual depth the generator ignores limits, and without optional properties it leaves items empty that
    // must have one.
    return generateSync(schema, { seed, maxDepth: 12, alwaysFakeOptionals: true, minItems: items, maxItems: items });
  };
};

/** Notes of Prism, which the generator would take for parts of the schema. */
const notes = new Set(['$schema', 'examples', 'x-stoplight']);

/** A schema that the generator can follow: lengths of digits inside their pattern, whole numbers as the contract has them. */
const fakeable = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(fakeable);
  if (typeof node !== 'object' || node === null) return node;
  const schema = Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => !notes.has(name))
      .map(([name, inner]) => [name, fakeable(inner)]),
  );
  const { type, pattern, minLength, maxLength } = schema;
  if (pattern === '^\\d+$' && typeof minLength === 'number' && minLength === maxLength) {
    return { ...schema, pattern: `^\\d{${minLength}}$` };
  }
  // The gateway lets fractions pass; no property means one.
  return type === 'number' ? { ...schema, type: 'integer' } : schema;
};
