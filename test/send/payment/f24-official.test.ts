import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type F24Field, type F24Object, f24Kinds } from '../../../src/send/payment/f24-facts.js';
import { at, followed, type Json, type JsonObject, object } from '../../support/official.js';
import { f24KindNames } from './f24-forms.js';

/** Our table of fields against the schema of the platform, where that is at hand. */
const file = fileURLToPath(new URL('../../../../shared/reference/official/schema/schemas-f24.yaml', import.meta.url));

/** `path` -> what stands there: `text <pattern>`, `flag`, `amount`, with `required` where it is. */
type Listing = Record<string, string>;

const ours = ({ fields }: F24Object, path: string): Listing =>
  Object.assign({}, ...Object.entries(fields).map(([name, field]) => ourField(field, `${path}.${name}`)));

const ourField = (field: F24Field, path: string): Listing => {
  const suffix = field.isRequired ? ' required' : '';
  if (field.kind === 'object') return { [path]: `object${suffix}`, ...ours(field, path) };
  if (field.kind === 'records') return { [path]: `records${suffix}`, ...ours(field.of, `${path}[]`) };
  return { [path]: `${field.kind === 'text' ? `text ${field.pattern}` : field.kind}${suffix}` };
};

const official = (document: JsonObject, node: Json | undefined, path: string): Listing => {
  const schema = followed(document, node);
  const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
  const own = Object.entries(object(schema.properties)).map(([name, property]) => {
    const isRequired = Array.isArray(schema.required) && schema.required.includes(name);
    return officialField(document, property, `${path}.${name}`, isRequired ? ' required' : '');
  });
  return Object.assign({}, ...parts.map((part) => official(document, part, path)), ...own);
};

const officialField = (document: JsonObject, node: Json, path: string, suffix: string): Listing => {
  const schema = followed(document, node);
  switch (schema.type) {
    case 'string':
      return { [path]: `text ${schema.pattern}${suffix}` };
    case 'boolean':
      return { [path]: `flag${suffix}` };
    case 'integer':
      return { [path]: `amount${suffix}` };
    case 'array':
      return { [path]: `records${suffix}`, ...official(document, schema.items, `${path}[]`) };
    default:
      return { [path]: `object${suffix}`, ...official(document, schema, path) };
  }
};

describe.skipIf(!existsSync(file))('the table of fields', () => {
  it.each(f24KindNames)('%s has the fields, patterns and required marks of the platform', (kind) => {
    const document = parse(readFileSync(file, 'utf8')) as JsonObject;
    const schema = at(document, ['components', 'schemas', 'F24Metadata', 'properties', kind]);
    const expected = official(document, schema, kind);
    // Deliberate: see `taxPayer` of the table.
    expected[`${kind}.taxPayer`] = 'object required';

    expect(ours(f24Kinds[kind], kind)).toEqual(expected);
  });
});
