import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/operations.js';
import { personalDataIn } from '../../src/control/checklist/send-rules.js';
import { refuseCrowd } from '../../src/http/crowd.js';
import { checksumRepair } from '../../src/send/attachment/checksum-form.js';
import { aSimulator, type TestSimulator } from '../support/simulator.js';
import { createWire, type Reply, type Wire } from './wire.js';

let sim: TestSimulator;
let wire: Wire;
beforeAll(async () => {
  sim = await aSimulator();
  wire = createWire(sim.url);
});
afterAll(async () => {
  wire.close();
  await sim.stop();
});

const post = async (path: string, body: Buffer, headers = '', method = 'POST'): Promise<Reply> => {
  const head =
    `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nx-api-key: ${sim.apiKey}\r\n${headers}` +
    `content-type: ${headers.includes('yaml') ? 'application/yaml' : 'application/json'}\r\ncontent-length: ${body.length}\r\n\r\n`;
  const reply = await wire.exchange(Buffer.concat([Buffer.from(head), body]));
  if (!reply) throw new Error('no answer');
  return reply;
};

const expectNoBug = (): void => {
  expect(sim.logged.filter((line) => 'level' in line && line.level === 'error')).toEqual([]);
};

/** Every operation that takes JSON. */
const withBody = loadContract().filter(({ hasBody }) => hasBody);
const pathOf = (template: string): string => template.replace(/\{\w+\}/g, '0');

const many = 200_000;
const crowds: readonly (readonly [string, string])[] = [
  ['lists', `[${'[],'.repeat(many)}[]]`],
  ['objects', `[${'{},'.repeat(many)}{}]`],
  ['numbers', `[${'1,'.repeat(many)}1]`],
  ['levels', '['.repeat(many) + ']'.repeat(many)],
  ['levels of objects', `${'{"a":'.repeat(many)}1${'}'.repeat(many)}`],
  ['names', `{${Array.from({ length: many }, (_, i) => `"k${i}":1`).join(',')}}`],
  ['the same name', `{${'"a":1,'.repeat(many)}"a":1}`],
  ['names of prototypes', `{${'"__proto__":{},'.repeat(many)}"constructor":{}}`],
];

describe.each(crowds)('a body of 200,000 %s', (_, text) => {
  const body = Buffer.from(text);

  it('is not read by any operation of the platform', async () => {
    for (const { method, pathTemplate, operationId } of withBody) {
      const { status, headers } = await post(pathOf(pathTemplate), body, '', method.toUpperCase());
      expect(status, operationId).toBe(413);
      expect(headers['x-send-sim-hint'], operationId).toContain('more than 100000 brackets and commas');
    }
  });

  it('is not read by our own API', async () => {
    for (const path of ['/_sim/sandboxes', '/_sim/faults', '/_sim/verify', '/_sim/scenarios', '/_sim/clock/advance']) {
      const { status, text: answer } = await post(path, body);
      expect(status, path).toBe(413);
      expect(answer, path).toContain(
        path === '/_sim/scenarios' && body.length > 1_048_576 ? '1048576' : '100000 brackets',
      );
    }
    expectNoBug();
  });
});

it('what opens and what divides is counted, what closes is not', () => {
  expect(() => refuseCrowd(Buffer.from('[,{,'), 3)).toThrow('more than 3 brackets and commas');
  expect(() => refuseCrowd(Buffer.from('[,{]}:'), 3)).not.toThrow();
});

describe('a body that grows when it is unpacked', () => {
  const blanks = Buffer.alloc(64 * 1_024 * 1_024, ' ');
  const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

  it.each([
    ['gzip', gzipSync(blanks)],
    ['deflate', deflateSync(blanks)],
    ['br', brotliCompressSync(blanks, quick)],
  ])('by %s is left where it passes the limit', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(blanks.length / 500);
    for (const path of ['/delivery/v2.6/requests', '/_sim/sandboxes', '/_sim/scenarios']) {
      expect((await post(path, bomb, `content-encoding: ${encoding}\r\n`)).status, path).toBe(413);
    }
    const yaml = await post('/_sim/scenarios', bomb, `content-encoding: ${encoding}\r\nx-type: yaml\r\n`);
    expect(yaml.status).toBe(413);
    expectNoBug();
  });

  it('is counted after it is unpacked', async () => {
    const crowd = gzipSync(`[${'[],'.repeat(many)}[]]`);

    expect((await post('/delivery/v2.6/requests', crowd, 'content-encoding: gzip\r\n')).status).toBe(413);
  });
});

describe('a scenario of a megabyte', () => {
  const megabyte = (unit: string): string => unit.repeat(Math.floor(1_000_000 / unit.length));

  // Each of them kept the library busy for seconds, the commas for a minute.
  it.each([
    ['commas', `[${megabyte(',')}]`],
    ['quotes', megabyte('"')],
    ['items', megabyte('- a\n')],
    ['keys', megabyte('? a\n')],
    ['anchors', megabyte('- &a x\n')],
    ['aliases', `- &a x\n${megabyte('- *a\n')}`],
    ['tags', megabyte('- !a x\n')],
    ['comments', megabyte('a: 1 #\n')],
    ['directives', megabyte('%a\n')],
    ['empty lines', megabyte('\n')],
    ['people', `name: x\nworld:\n  people:\n${megabyte('    - {taxId: LRTFNC80A01F205B}\n')}`],
  ])('of %s is not taken apart to its end', async (_, text) => {
    const { status, text: answer } = await post('/_sim/scenarios', Buffer.from(text), 'x-type: yaml\r\n');

    expect(status).toBe(422);
    expect(answer).toContain('1:1 more than 25000 words and signs: divide the file');
    expectNoBug();
  });
});

/** Where a search turns back at each letter, so many of them take it minutes: the limit of the test is its judge. */
describe('a text of 300,000 letters', () => {
  const texts = ['a', '0', '=', ' ', "'", '@', 'a@', '.', 'a.', 'IT'].map((unit) =>
    unit.repeat(1_000_000 / unit.length),
  );

  it('is searched for personal data in one go', () => {
    expect(texts.map((text) => personalDataIn(`${text}!`, []))).toEqual(texts.map(() => undefined));
    expect(personalDataIn(`${'a'.repeat(300_000)} mario@example.it`, [])?.en).toBe('an e-mail address');
  });

  it('is no checksum in any form', () => {
    expect(new Set(texts.map((text) => checksumRepair(`${text}!`)?.kind))).toEqual(new Set(['other']));
  });
});

it('no pattern of the contract is lost in a text of 4,096 letters, the longest that it sees', () => {
  const patterns = new Set(JSON.stringify(loadContract()).match(/(?<="pattern":)"(?:[^"\\]|\\.)*"/g));
  const units = ['a', '0', 'A', '+', '=', '.', '-', ' ', 'a.', 'a-', '@a', 'a@a.', '\\"', '[1.', '\n'];

  expect(patterns.size).toBeGreaterThan(20);
  for (const pattern of patterns) {
    // As the contract is read: what is no pattern of Unicode is one of before.
    const form = (() => {
      const text = JSON.parse(pattern) as string;
      try {
        return new RegExp(text, 'u');
      } catch {
        return new RegExp(text);
      }
    })();
    for (const unit of units) form.test(`${unit.repeat(4_095 / unit.length)}!`);
  }
});
