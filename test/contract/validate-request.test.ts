import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/operations.js';
import { validateRequest, warm } from '../../src/contract/validate-request.js';
import { aRecipient, aSendBody, messagesOn, operation, verdictOn } from './bodies.js';

const iun = 'MWRP-ZGAL-JGDK-202610-T-1';
const streamId = '6f0c1d6e-3a58-4c0e-9b53-0d5a3f1e7c42';
const read = (operationId: string, path: Record<string, string>, query: Record<string, unknown> = {}) =>
  validateRequest(operation(operationId), { path, query, headers: {}, body: undefined });

describe('a request without body', () => {
  it('passes with a right path', () => {
    expect(read('retrieveSentNotificationV29', { iun })).toEqual({ kind: 'ok' });
  });

  it('is refused by the service for a path of the wrong form', () => {
    expect(read('retrieveSentNotificationV29', { iun: 'mwrp-zgal' })).toEqual({
      kind: 'parameters',
      violations: [
        {
          name: 'iun',
          in: 'path',
          constraint: 'PATTERN',
          message: 'must match "^[A-Z]{4}-[A-Z]{4}-[A-Z]{4}-[0-9]{6}-[A-Z]{1}-[0-9]{1}$"',
          received: 'mwrp-zgal',
        },
        {
          name: 'iun',
          in: 'path',
          constraint: 'SIZE',
          message: 'size must be between 25 and 25',
          received: 'mwrp-zgal',
        },
      ],
    });
  });

  it('names parameters as the contract spells them', () => {
    const verdict = read('retrieveNotificationRequestStatusV26', {}, { notificationRequestId: 'x'.repeat(37) });

    expect(verdict).toMatchObject({
      violations: [
        { name: 'notificationRequestId', in: 'query', constraint: 'PATTERN' },
        { name: 'notificationRequestId', in: 'query', constraint: 'SIZE', message: 'size must be between 0 and 36' },
      ],
    });
  });

  it('matches patterns as a whole, as Java does', () => {
    const attachment = (attachmentName: string) =>
      read('retrieveSentNotificationAttachment', { iun, recipientIdx: '0', attachmentName });

    expect(attachment('PAGOPA')).toEqual({ kind: 'ok' });
    expect(attachment('F24')).toEqual({ kind: 'ok' });
    expect(attachment('xF24')).toMatchObject({ violations: [{ name: 'attachmentName', constraint: 'PATTERN' }] });
  });

  it('is refused by the service for a value that is not in the list', () => {
    const legalFact = (legalFactType: string) => read('retrieveLegalFact', { iun, legalFactId: 'x', legalFactType });

    expect(legalFact('SENDER_ACK')).toEqual({ kind: 'ok' });
    expect(legalFact('NOTIFICATION_CANCELLED')).toMatchObject({
      violations: [{ name: 'legalFactType', constraint: 'TYPE', received: 'NOTIFICATION_CANCELLED' }],
    });
    expect(read('getGroupsB2B', {}, { statusFilter: 'active' })).toMatchObject({ kind: 'parameters' });
  });

  it('stops at a value of the wrong type before any other constraint', () => {
    expect(read('retrieveSentNotificationDocument', { iun: 'short', docIdx: 'one' })).toMatchObject({
      kind: 'parameters',
      violations: [{ name: 'docIdx', constraint: 'TYPE' }],
    });
    expect(read('retrieveSentNotificationDocument', { iun, docIdx: '2147483648' })).toMatchObject({
      violations: [{ constraint: 'TYPE' }],
    });
    expect(read('retrieveSentNotificationDocument', { iun, docIdx: '-1' })).toEqual({ kind: 'ok' });
    expect(read('consumeEventStreamV29', { streamId: 'mine' })).toMatchObject({ violations: [{ constraint: 'TYPE' }] });
  });

  it('takes an empty or absent lastEventId, and refuses another form', () => {
    expect(read('consumeEventStreamV29', { streamId })).toEqual({ kind: 'ok' });
    expect(read('consumeEventStreamV29', { streamId }, { lastEventId: '' })).toEqual({ kind: 'ok' });
    expect(read('consumeEventStreamV29', { streamId }, { lastEventId: '1'.padStart(38, '0') })).toEqual({ kind: 'ok' });
    expect(read('consumeEventStreamV29', { streamId }, { lastEventId: '42' })).toMatchObject({ kind: 'parameters' });
  });

  it('ignores parameters that the contract does not know and joins repeated ones', () => {
    expect(read('retrieveSentNotificationV29', { iun }, { verbose: ['1', '2'] })).toEqual({ kind: 'ok' });
    const verdict = read('retrieveNotificationRequestStatusV26', {}, { idempotenceToken: ['a', 'è'] });
    expect(verdict).toMatchObject({ violations: [{ received: 'a,è' }] });
  });
});

describe('the layers of a refusal', () => {
  const update = operation('updateEventStreamV29');
  const body = { title: 'mine', eventType: 'STATUS', groups: [] };
  const call = (parts: { path?: Record<string, string>; headers?: Record<string, string>; body?: unknown }) =>
    validateRequest(update, {
      path: { streamId },
      query: {},
      headers: { 'content-type': 'application/json' },
      body,
      ...parts,
    }).kind;

  it('begin with the parameters that are missing', () => {
    expect(call({ path: {}, headers: { 'content-type': 'text/plain' }, body: null })).toBe('missingParameters');
  });

  it('leave a body of another media type to the service', () => {
    expect(call({ path: { streamId: 'mine' }, headers: { 'content-type': 'text/plain' }, body: undefined })).toBe(
      'mediaType',
    );
    expect(call({ headers: { 'content-type': 'application/json;charset=UTF-8' } })).toBe('ok');
    expect(call({ headers: {} })).toBe('ok');
  });

  it('put the schema of the body before the form of the parameters', () => {
    expect(call({ path: { streamId: 'mine' }, body: {} })).toBe('body');
    expect(call({ path: { streamId: 'mine' } })).toBe('parameters');
    expect(call({})).toBe('ok');
  });
});

describe('a body that nobody expects', () => {
  const wrongRoot = (type: string) => [
    `instance type (${type}) does not match any allowed primitive type (allowed: ["object"])`,
  ];

  it.each([
    [undefined, 'null'],
    [null, 'null'],
    [0, 'integer'],
    [false, 'boolean'],
    ['', 'string'],
    ['text', 'string'],
    [1.5, 'number'],
    [[], 'array'],
  ])('is refused when it is %j', (body, type) => {
    expect(messagesOn(body)).toEqual(wrongRoot(type));
  });

  it('may have properties named like those of every object', () => {
    const recipient = JSON.parse('{"__proto__": {"taxId": "x"}, "constructor": 1, "toString": null}');

    expect(messagesOn(aSendBody({ recipients: [recipient] }))).toEqual([
      'object has missing required properties (["denomination","recipientType","taxId"])',
      'object instance has properties which are not allowed by the schema: ["__proto__","constructor","toString"]',
    ]);
  });

  it('may be nested deeper than the stack', () => {
    const deep = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);

    expect(messagesOn(aSendBody({ notificationFeePolicy: deep, ignored: deep }))).toEqual([
      'instance type (array) does not match any allowed primitive type (allowed: ["string"])',
      'instance value (…) not found in enum (possible values: ["FLAT_RATE","DELIVERY_MODE"])',
    ]);
  });

  it('may hold a text so long that its pattern cannot be tried', () => {
    const zip = 'a'.repeat(9_000_000);
    const address = { address: 'VIA ROMA 1', municipality: 'MILANO', zip };

    const messages = messagesOn(aSendBody({ recipients: [aRecipient({ physicalAddress: address })] }));

    expect(messages.map((text) => text.slice(-60))).toEqual(
      ['aaaaa" is too long (length: 9000000, maximum allowed: 15)'].map((text) => expect.stringContaining(text)),
    );
  });

  it('may hold more mistakes than fit in memory', () => {
    const recipients = Array.from({ length: 500_000 }, () => ({}));

    expect(messagesOn(aSendBody({ recipients }))).toHaveLength(100);
  });

  it('is looked at to the end of its longest list', () => {
    const filterValues = Array.from({ length: 1_234 }, () => 'REFINEMENT');
    const stream = { title: 'mine', eventType: 'TIMELINE', groups: [], filterValues };

    expect(messagesOn(stream, 'createEventStreamV29')).toEqual([]);
    const verdict = verdictOn('createEventStreamV29', { ...stream, filterValues: [...filterValues, 7] });
    expect(verdict).toMatchObject({ kind: 'body', violations: [{ path: ['filterValues', '1234'], value: 7 }] });
  });

  it('never makes the validation throw', () => {
    const operations = loadContract();
    const anything = fc.anything({ withNullPrototype: true, maxDepth: 4 });

    fc.assert(
      fc.property(fc.constantFrom(...operations), fc.jsonValue(), anything, (one, json, query) => {
        const headers = { 'content-type': 'application/json' };
        const bodies = [json, aSendBody({ recipients: [json] }), aSendBody({ documents: json, subject: json })];
        for (const body of bodies) {
          const parts = { path: {}, query: { lastEventId: query } as Record<string, unknown>, headers, body };
          expect(validateRequest(one, parts).kind).toBeTypeOf('string');
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('warming up', () => {
  it('lets others run before each body', async () => {
    const withBody = loadContract().filter(({ hasBody }) => hasBody);
    let pauses = 0;

    await warm(loadContract(), async () => {
      pauses++;
    });

    expect(pauses).toBe(withBody.length);
  });
});
