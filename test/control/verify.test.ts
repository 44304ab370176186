import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPaperRecipient, aSimulator, type SandboxClient, type TestSimulator } from '../support/simulator.js';
import { expectRefusal } from './refusal.js';

let sim: TestSimulator;
let sandbox: SandboxClient;
let iun: string;
beforeAll(async () => {
  sim = await aSimulator();
  sandbox = await sim.sandbox({ clock: { now: '2026-05-04T08:00:00Z' } });
  iun = await sandbox.accepted({ recipients: [aPaperRecipient(), aPaperRecipient({ taxId: 'FRMTTR76M06B715E' })] });
  await sandbox.detail(iun);
  await sandbox.call('GET', '/delivery-progresses/v2.9/streams?limit=5');
});
afterAll(() => sim.stop());

interface Verified {
  readonly passed: boolean;
  readonly detail: string;
  readonly report: string;
  readonly failures: readonly {
    readonly expectation: number;
    readonly message: string;
    readonly found: number;
    readonly calls: readonly string[];
    readonly nearest: readonly { readonly id: string; readonly differences: readonly object[] }[];
  }[];
}

const verify = (...expectations: readonly object[]) =>
  sandbox.call<Verified>('POST', '/_sim/verify', { body: { expect: expectations } });

const send = 'sendNewNotificationV26';

describe('an expectation that holds', () => {
  it.each<readonly [string, () => object]>([
    ['a call, once or oftener', () => ({ operation: 'uploadObject' })],
    ['so many calls', () => ({ operation: send, count: 1 })],
    ['at least and at most so many', () => ({ operation: send, count: { atLeast: 1, atMost: 2 } })],
    ['no call', () => ({ operation: 'notificationCancellation', never: true })],
    ['any version', () => ({ operation: 'sendNewNotification*', count: 1 })],
    ['fields of the journal', () => ({ operation: send, where: { status: 202, iun, version: '2.6', method: 'POST' } })],
    ['a place in a body', () => ({ operation: send, where: { 'requestBody.recipients.1.taxId': 'FRMTTR76M06B715E' } })],
    ['the same, in short', () => ({ operation: send, where: { 'body.paProtocolNumber': 'PROT-1' } })],
    ['any entry of a list', () => ({ operation: send, where: { 'body.recipients.*.taxId': 'FRMTTR76M06B715E' } })],
    ['how long a list is', () => ({ operation: send, where: { 'body.recipients.length': 2 } })],
    ['a pattern', () => ({ operation: send, where: { 'body.subject': 'avviso*', path: '*/requests' } })],
    ['what is absent', () => ({ operation: send, where: { 'body.pagoPaIntMode': null, problem: null } })],
    ['objects, step by step', () => ({ operation: send, where: { requestBody: { vat: 22, paFee: 100 } } })],
    [
      'lists, entry by entry',
      () => ({ operation: send, where: { body: { recipients: [{ recipientType: 'PF' }, {}] } } }),
    ],
    ['what was answered', () => ({ operation: send, where: { 'responseBody.notificationRequestId': '*' } })],
    ['a query', () => ({ operation: 'listEventStreamsV29', where: { 'query.limit': '5' } })],
    ['a file', () => ({ operation: 'uploadObject', where: { 'file.contentType': 'application/pdf' } })],
    ['an order', () => ({ operation: 'uploadObject', before: { operation: send } })],
    [
      'not before',
      () => ({ operation: 'retrieveSentNotificationV29', never: true, before: { operation: send, where: { iun } } }),
    ],
  ])('is passed: %s', async (_, expectation) => {
    const { status, body } = await verify(expectation());

    expect({ status, body }).toEqual({ status: 200, body: { passed: true } });
  });
});

describe('an expectation that fails', () => {
  it('shows the nearest calls side by side with what was expected', async () => {
    const { status, body, headers } = await verify(
      { operation: 'uploadObject' },
      {
        operation: send,
        where: { status: 202, 'body.paProtocolNumber': 'PROT-9', 'body.recipients.1.taxId': 'LRTFNC80A01F205B' },
      },
    );

    expect([status, headers.get('content-type')]).toEqual([417, expect.stringContaining('application/problem+json')]);
    expect(body).toMatchObject({ code: 'SIM_VERIFICATION_FAILED', passed: false });
    expect(body.detail).toMatch(/^1 of 2 expectations failed; sendNewNotificationV26 where .*at least once, found 0$/);
    expect(body.failures).toMatchObject([
      {
        expectation: 1,
        found: 0,
        nearest: [
          {
            id: 'c3',
            differences: [
              { path: 'requestBody.paProtocolNumber', expected: 'PROT-9', received: 'PROT-1' },
              { path: 'requestBody.recipients.1.taxId', expected: 'LRTFNC80A01F205B', received: 'FRMTTR76M06B715E' },
            ],
          },
        ],
      },
    ]);
    expect(
      body.report
        .split('\n')
        .slice(3)
        .map((line) => line.trimEnd()),
    ).toEqual([
      '   nearest: c3 sendNewNotificationV26: POST /delivery/v2.6/requests 202',
      '     field                          | expected           | received',
      '     requestBody.paProtocolNumber   | "PROT-9"           | "PROT-1"',
      '     requestBody.recipients.1.taxId | "LRTFNC80A01F205B" | "FRMTTR76M06B715E"',
    ]);
  });

  it('names the version that was called instead', async () => {
    const { body } = await verify({ operation: 'sendNewNotificationV25' });

    expect(body.failures[0]?.nearest).toMatchObject([
      { id: 'c3', differences: [{ path: 'operation', expected: 'sendNewNotificationV25', received: send }] },
    ]);
  });

  it('tells what was called where nothing comes near', async () => {
    const { body } = await verify({ operation: 'notificationCancellation' });

    expect(body.report).toContain('found 0\n   the journal has ');
    expect(body.report).toContain('1 sendNewNotificationV26');
  });

  it('lists the calls that are too many', async () => {
    const { body } = await verify({ operation: send, never: true }, { operation: send, count: 2 });

    expect(body.failures).toMatchObject([
      { message: `${send}: expected never, found 1`, calls: ['c3'] },
      { message: `${send}: expected 2 times, found 1`, calls: ['c3'] },
    ]);
  });

  it('tells the calls that came too late, and that there is nothing to be before', async () => {
    const late = await verify({ operation: 'retrieveSentNotificationV29', before: { operation: send } });
    const nothing = await verify({ operation: send, before: { operation: 'notificationCancellation' } });

    expect(late.body.failures[0]?.message).toMatch(/at least once, found 0 before c3, 1 after it \(c\d\)$/);
    expect(nothing.body.failures[0]?.message).toMatch(/but there is no call to be before$/);
  });

  it('takes a wrong type for wrong, and says what there was', async () => {
    const { body } = await verify({ operation: send, where: { status: '202', 'body.recipients.7.taxId': 'x' } });

    expect(body.failures[0]?.nearest[0]?.differences).toEqual([
      { path: 'status', expected: '202', received: 202 },
      { path: 'requestBody.recipients.7.taxId', expected: 'x' },
    ]);
    expect(body.report).toContain('(absent)');
  });

  it('tells no secret', async () => {
    const { text } = await verify({ operation: 'presignedUploadRequest', where: { 'responseBody.0.secret': 'guess' } });

    expect(text).toContain('"received":"***"');
    expect(text).not.toContain('guess');
  });
});

describe('an expectation that cannot be meant', () => {
  it.each<readonly [object, RegExp]>([
    [
      { operation: 'sendNewNotificationV62' },
      /expect\.0\.operation: no operation.*did you mean "sendNewNotificationV26"/,
    ],
    [{ operation: 'SendNewNotificationV26', never: true }, /did you mean "sendNewNotificationV26"/],
    [{ operation: send, where: { stauts: 202 } }, /no field "stauts"; did you mean "status"/],
    [{ operation: send, where: { 'body..x': 1 } }, /a step without a name/],
    [{ operation: send, count: 1, never: true }, /give one of them/],
    [{ operation: send, count: { atLeast: 3, atMost: 2 } }, /atLeast 3 is above atMost 2/],
    [{ operation: send, count: -1 }, /count/],
    [{ operation: send, count: 'twice' }, /count/],
    [{ operation: send, times: 1 }, /times/],
    [{ operation: send, before: { operation: 'nothing' } }, /expect\.0\.before\.operation/],
    [{ where: {} }, /operation/],
  ])('is refused: %j', async (expectation, message) => {
    expectRefusal(await verify(expectation), 400, 'SIM_INVALID_BODY', message);
  });

  it('is refused: none at all would always pass', async () => {
    expectRefusal(await verify(), 400, 'SIM_INVALID_BODY', /expect/);
  });
});
