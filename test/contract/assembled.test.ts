import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { assemble } from '../../scripts/assemble.js';
import { assembleSender, senderFile } from '../../scripts/sender-parts.js';
import { at, type JsonObject } from '../support/official.js';

const assembled = (...parts: readonly string[]): JsonObject =>
  parse(
    assemble(
      parts.map((yaml, i) => ({ name: `part ${i}`, yaml })),
      'banner',
    ),
  ) as JsonObject;

const newest = `
paths:
  /v2.1/things:
    get:
      operationId: readThingV21
      tags: [Things]
      summary: Read
      description: Reads a thing.
      responses:
        "200":
          description: It.
          content: { application/json: { schema: { $ref: '#/components/schemas/ThingV21' } } }
        "404": { description: None. }
  /v2.1/things/{id}:
    delete:
      operationId: removeThingV21
      tags: [Things]
      summary: Remove
      description: Removes a thing.
      responses: { "204": { description: Gone. } }
components:
  schemas:
    ThingV21:
      type: object
      required: [name, size]
      properties:
        name: { type: string, maxLength: 9 }
        size: { type: integer }
        kind: { type: string, enum: [BIG, SMALL, TINY] }
`;

const older = `
paths:
  /things:
    like: /v2.1/things
    version: ""
    note: without size.
    refs: { ThingV21: Thing }
    without: ["404"]
components:
  schemas:
    Thing:
      like: ThingV21
      without: [size, TINY]
      properties:
        name: { maxLength: null, minLength: 1 }
`;

describe('openapi/sender.yaml', () => {
  it('is what its parts make (npx tsx scripts/assemble-openapi.ts)', () => {
    expect(readFileSync(senderFile, 'utf8') === assembleSender()).toBe(true);
  });
});

describe('assembling', () => {
  it('writes an older schema from the newer one and the difference', () => {
    expect(at(assembled(newest, older), ['components', 'schemas', 'Thing'])).toEqual({
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', minLength: 1 }, kind: { type: 'string', enum: ['BIG', 'SMALL'] } },
    });
  });

  it('writes the older operations of a path and of the paths below it', () => {
    const document = assembled(newest, older);

    expect(at(document, ['paths', '/things', 'get'])).toEqual({
      operationId: 'readThing',
      tags: ['Things'],
      summary: 'Read, version 1',
      description: '(Version 1: without size.) Reads a thing.',
      deprecated: true,
      responses: {
        '200': {
          description: 'It.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
        },
      },
    });
    expect(at(document, ['paths', '/things/{id}', 'delete'])).toMatchObject({ operationId: 'removeThing' });
  });

  it('says where one version is like another that is older than the newest', () => {
    const oldest = `
paths:
  /v0/things: { like: /things, version: V00, note: first. }
`;

    expect(at(assembled(newest, older, oldest), ['paths', '/v0/things', 'get'])).toMatchObject({
      operationId: 'readThingV00',
      summary: 'Read, version 0.0',
      description: '(Version 0.0: first.) Reads a thing.',
    });
  });

  it.each([
    ['what is defined twice', older, 'defined twice'],
    ['a difference that makes none', older.replace('TINY', 'HUGE'), '"HUGE" is not in what it is like'],
    ['a reference that leads nowhere', older.replace('ThingV21: Thing', 'ThingV21: Think'), 'Think leads nowhere'],
    ['a base that is nowhere', older.replace('like: ThingV21', 'like: ThingV22'), 'like ThingV22, which is nowhere'],
  ])('refuses %s', (what, part, message) => {
    const parts = what === 'what is defined twice' ? [newest, older, part] : [newest, part];

    expect(() => assembled(...parts)).toThrow(message);
  });

  it('quotes what YAML 1.1 would not read as text', () => {
    const text = assemble(
      [{ name: 'part', yaml: `info: { a: "2026-10-05T10:00:00Z", b: "off", c: "0123" }\npaths: {}\ncomponents: {}` }],
      'banner',
    );

    expect(text).toContain('a: "2026-10-05T10:00:00Z"');
    expect(text).toContain('b: "off"');
    expect(text).toContain('c: "0123"');
  });
});
