import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RequestsFile } from '../../src/contract/generated.js';
import { prepareContract } from '../../src/contract/prepare.js';

/** A document with one operation that takes and returns the given schema. */
const documentWith = (schema: string): string => `openapi: 3.0.3
info: { title: t, version: '1' }
paths:
  /things/{id}:
    post:
      operationId: putThing
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, format: int32 } }]
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
components:
  schemas:
    Thing: ${schema}
`;

const made: string[] = [];
const foldersWith = (schema: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  made.push(folder);
  const documents = join(folder, 'openapi');
  mkdirSync(documents);
  writeFileSync(join(documents, 'things.yaml'), documentWith(schema));
  return { documents, target: join(folder, 'generated') };
};
const requestsIn = (target: string): RequestsFile => JSON.parse(readFileSync(join(target, 'requests.json'), 'utf8'));
const bodySchema = (file: RequestsFile) => file.operations[0]?.body?.request?.body?.contents?.[0]?.schema;

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

describe('preparing the contract', () => {
  it('stops at a schema that does not compile, because Prism would accept everything', async () => {
    const folders = foldersWith('{ type: object, properties: { a: { type: string, minLength: -1 } } }');

    await expect(prepareContract(folders)).rejects.toThrow('putThing: the schema of the body does not compile');
    expect(() => requestsIn(folders.target)).toThrow('ENOENT');
  });

  it('stops at a pattern that is illegal in unicode mode for a real reason', async () => {
    const folders = foldersWith("{ type: object, properties: { a: { type: string, pattern: '^[a$' } } }");

    await expect(prepareContract(folders)).rejects.toThrow(SyntaxError);
  });

  it('cures what ajv refuses, and keeps the spelling of a pattern for the refusals', async () => {
    const folders = foldersWith(
      "{ type: object, required: [zip], properties: { zip: { type: string, pattern: '^(\\w|\\ |\\-)*$' }, item: { nullable: false, oneOf: [{ type: string }] } } }",
    );

    await expect(prepareContract(folders)).resolves.toBe('built');
    expect(requestsIn(folders.target).printedPatterns).toEqual({ '^(\\w| |-)*$': '^(\\w|\\ |\\-)*$' });
  });

  it('gives bodies the form of the gateway: no formats, no integers', async () => {
    const folders = foldersWith('{ type: object, required: [n], properties: { n: { type: integer, format: int32 } } }');

    await prepareContract(folders);

    expect(bodySchema(requestsIn(folders.target))?.properties).toMatchObject({ n: { type: 'number' } });
    expect(JSON.stringify(bodySchema(requestsIn(folders.target)))).not.toContain('int32');
    expect(requestsIn(folders.target).operations[0]?.parameters).toEqual([
      { name: 'id', in: 'path', required: true, type: 'integer' },
    ]);
  });

  it('keeps properties that are called like keywords', async () => {
    const folders = foldersWith(
      '{ type: object, required: [title], properties: { title: { type: string }, description: { type: string }, format: { type: string } } }',
    );

    await prepareContract(folders);

    const names = Object.keys(bodySchema(requestsIn(folders.target))?.properties ?? {});
    expect(names).toEqual(['title', 'description', 'format']);
  });

  it('serves the named documents, where two have the same call the earlier one', async () => {
    const folders = foldersWith('{ type: object, required: [a], properties: { a: { type: string } } }');
    const other = documentWith('{ type: object, required: [b], properties: { b: { type: string } } }');
    writeFileSync(join(folders.documents, 'first.yaml'), other.replace('putThing', 'putFirst'));
    writeFileSync(join(folders.documents, 'same-id.yaml'), other.replace('/things/', '/others/'));

    await prepareContract({ ...folders, served: ['things', 'first', 'same-id'] });

    const { operations } = requestsIn(folders.target);
    expect(operations).toMatchObject([{ document: 'things', operationId: 'putThing', pathTemplate: '/things/{id}' }]);
  });

  it('keeps the answers of the documents that it does not serve', async () => {
    const folders = foldersWith('{ type: object, required: [a], properties: { a: { type: string } } }');
    const own = documentWith('{ type: object, required: [b], properties: { b: { type: string } } }');
    writeFileSync(join(folders.documents, 'own.yaml'), own.replace('putThing', 'putOwn'));

    await prepareContract({ ...folders, served: ['things'] });

    const answers = JSON.parse(readFileSync(join(folders.target, 'answers.json'), 'utf8'));
    expect(requestsIn(folders.target).operations.map(({ operationId }) => operationId)).toEqual(['putThing']);
    expect(Object.keys(answers)).toEqual(['putThing', 'putOwn']);
  });

  it('stops at an operationId that a document has twice, or that a document beside those served has again', async () => {
    const folders = foldersWith('{ type: object, required: [a], properties: { a: { type: string } } }');
    const own = documentWith('{ type: object, required: [b], properties: { b: { type: string } } }');
    writeFileSync(join(folders.documents, 'own.yaml'), own.replace('/things/', '/own/'));

    await expect(prepareContract({ ...folders, served: ['things'] })).rejects.toThrow(
      'own: operationId putThing exists already',
    );
    await expect(prepareContract({ ...folders, served: ['nowhere'] })).rejects.toThrow('nowhere.yaml is missing');
  });

  it('does nothing when documents and code are the same, and works again when a document changed', async () => {
    const folders = foldersWith('{ type: object, required: [a], properties: { a: { type: string } } }');

    expect(await prepareContract(folders)).toBe('built');
    expect(await prepareContract(folders)).toBe('unchanged');

    writeFileSync(join(folders.documents, 'things.yaml'), documentWith('{ type: array, items: { type: string } }'));
    expect(await prepareContract(folders)).toBe('built');
  });
});
