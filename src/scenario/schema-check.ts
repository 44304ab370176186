import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';

const require = createRequire(import.meta.url);

/** Loaded at first use: a start does not wait for it. */
const ajv = (): typeof import('ajv') => require('ajv') as typeof import('ajv');

/**
 * What checks a text or body of ours against its schema; mistakes come all at once, as `explainSchemaErrors` takes them.
 * Compiling takes up to 50 ms: it is for whoever has something to check.
 */
export const schemaCheck = <Shape>(schema: object): ValidateFunction<Shape> =>
  new (ajv().Ajv)({ allErrors: true, verbose: true, allowUnionTypes: true }).compile<Shape>(schema);
