import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationHandlers } from '../../src/operations.js';
import type { NotificationRequest, Recipient } from '../../src/send/request/model.js';
import {
  aDigitalRecipient,
  aNotice,
  aNotificationRequest,
  aPaperRecipient,
  aSimulator,
  type Called,
  type SandboxClient,
  type TestSimulator,
} from '../support/simulator.js';

/** In the order of their births; the path of v1 has no version in it. */
const requestVersions = ['1', '2.1', '2.3', '2.4', '2.5', '2.6'] as const;
const detailVersions = ['1', '2.0', '2.1', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9'] as const;

const inVersion = (version: string): string => (version === '1' ? '/delivery' : `/delivery/v${version}`);

interface Read {
  readonly notificationStatus: string;
  readonly recipients: readonly { readonly payments?: unknown; readonly payment?: Readonly<Record<string, unknown>> }[];
  readonly timeline: readonly { readonly category: string }[];
  readonly pagoPaIntMode: string;
  readonly paFee?: number;
  readonly vat?: number;
}

// The answers are checked against the contract of their version: one that does not fit is a 500.
describe('the API in its older versions', () => {
  let simulator: TestSimulator;
  let sandbox: SandboxClient;
  beforeAll(async () => {
    simulator = await aSimulator();
    sandbox = await simulator.sandbox();
  });
  afterAll(() => simulator.stop());

  let sent = 0;
  const bodyOf = async (change: object = {}): Promise<NotificationRequest> => ({
    ...aNotificationRequest({
      senderTaxId: sandbox.shape.senders[0]?.taxId ?? '',
      paProtocolNumber: `VERSIONS-${++sent}`,
      idempotenceToken: `token-${sent}`,
      documents: [await sandbox.upload()],
    }),
    ...change,
  });

  const post = (version: string, body: object) =>
    sandbox.call<{ notificationRequestId: string }>('POST', `${inVersion(version)}/requests`, { body });

  const check = <Body = Read & { notificationRequestStatus: string; iun?: string }>(version: string, query: string) =>
    sandbox.call<Body>('GET', `${inVersion(version)}/requests${query}`);
  const byId = (id: string): string => `?notificationRequestId=${encodeURIComponent(id)}`;

  const accepted = async (version: string, change: object = {}): Promise<{ id: string; iun: string }> => {
    const answer = await post(version, await bodyOf(change));
    expect(answer.status, answer.text).toBe(202);
    const id = answer.body.notificationRequestId;
    await sandbox.advance({ until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } });
    return { id, iun: Buffer.from(id, 'base64').toString() };
  };

  const detail = <Body = Read>(version: string, iun: string): Promise<Called<Body>> =>
    sandbox.call<Body>('GET', `${inVersion(version)}/notifications/sent/${iun}`);

  it.each(requestVersions)('a request of v%s is read back in every version', async (version) => {
    const { id, iun } = await accepted(version, {});

    for (const asked of requestVersions) {
      const answer = await check(asked, byId(id));
      expect(answer.status, `status v${asked}: ${answer.text}`).toBe(200);
      expect(answer.body).toMatchObject({ notificationRequestStatus: 'ACCEPTED', iun });
    }
    for (const asked of detailVersions) {
      const answer = await detail(asked, iun);
      expect(answer.status, `detail v${asked}: ${answer.text}`).toBe(200);
    }
  });

  it.each(requestVersions)('a notification remembers that it was sent with v%s', async (version) => {
    const { iun } = await accepted(version);

    const { body } = await sandbox.call<{ items: readonly object[] }>('GET', `/_sim/notifications?q=${iun}`);

    expect(body.items).toEqual([expect.objectContaining({ iun, version })]);
  });

  const inStreet = (address: string): Recipient =>
    aPaperRecipient({ physicalAddress: { address, zip: '20121', municipality: 'MILANO', province: 'MI' } });
  const lives: readonly (readonly [what: string, recipient: Recipient])[] = [
    ['paper', aPaperRecipient()],
    ['a PEC that takes it', aDigitalRecipient()],
    ['a PEC that fails', aDigitalRecipient('prova@fail.it')],
    ['paper that finds nobody', inStreet('VIA @FAIL-Irreperibile_AR')],
  ];

  it.each(lives)('a whole life is told in every version: %s', async (_, recipient) => {
    const { iun } = await accepted('2.6', { recipients: [recipient] });
    await sandbox.advance({ by: 'P100D' });

    for (const asked of detailVersions) {
      const answer = await detail(asked, iun);
      expect(answer.status, `detail v${asked}: ${answer.text}`).toBe(200);
    }
  });

  it('one payment of v1 with its alternative notice is two payments since v2.1, and one again in v1', async () => {
    const { noticeCode, creditorTaxId } = aNotice(0).pagoPa;
    const payment = { noticeCode, creditorTaxId, noticeCodeAlternative: aNotice(1).pagoPa.noticeCode };
    const { id, iun } = await accepted('1', { recipients: [{ ...aPaperRecipient(), payment }] });

    const newest = (await detail('2.9', iun)).body;
    expect(newest).toMatchObject({ pagoPaIntMode: 'SYNC', paFee: 100, vat: 22 });
    expect(newest.recipients[0]?.payments).toEqual([aNotice(0), aNotice(1)]);
    for (const answer of [await detail('1', iun), await detail('2.0', iun), await check('1', byId(id))]) {
      expect(answer.body.recipients[0]?.payment).toEqual(payment);
      expect(Object.keys(answer.body)).not.toContain('paFee');
    }
  });

  it('v2.1 replaces a fee of zero, v2.3 keeps it', async () => {
    const older = await accepted('2.1', { paFee: 0 });
    const newer = await accepted('2.3', { paFee: 0 });

    expect((await check('2.6', byId(older.id))).body.paFee).toBe(100);
    expect((await check('2.6', byId(newer.id))).body.paFee).toBe(0);
  });

  it('the adapter of v1 refuses ASYNC with its own body, and a hint', async () => {
    const answer = await post('1', await bodyOf({ pagoPaIntMode: 'ASYNC' }));

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      resultCode: '400.00',
      resultDescription: 'Validation error',
      errorList: ['Invalid pagoPaIntMode'],
    });
    expect(answer.headers.get('x-send-sim-hint')).toContain('ASYNC');
  });

  it('a refusal of the platform passes through the adapter as it is', async () => {
    const answer = await post('1', await bodyOf({ taxonomyCode: '000000X' }));

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ code: 'PN_GENERIC_INVALIDPARAMETER_TAXONOMYCODE' }] });
  });

  it('ASYNC can be sent with v2.1, and not be read in v1 and v2.0', async () => {
    const { id, iun } = await accepted('2.1', {
      pagoPaIntMode: 'ASYNC',
      recipients: [aPaperRecipient({ payments: [aNotice(8)] })],
    });
    const refused = { status: 400, errors: [{ code: 'PagoPaIntMode value not supported' }] };

    for (const answer of [await detail('1', iun), await detail('2.0', iun), await check('1', byId(id))]) {
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(refused);
      expect(answer.headers.get('x-send-sim-hint')).toContain('ASYNC');
    }
    expect((await detail('2.1', iun)).status).toBe(200);
  });

  it('a status check without any query is not recognised by the adapters; v2.6 asks for what is missing', async () => {
    for (const version of requestVersions.slice(0, -1)) {
      const answer = await check(version, '');
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ errorList: ['Invalid path/method/query parameters'] });
    }
    expect((await check('2.6', '')).status).toBe(400);
  });

  it('asked in both ways, the adapters look for the protocol number, v2.6 for the request id', async () => {
    const first = await accepted('2.6');
    const body = await bodyOf();
    const second = (await post('2.6', body)).body.notificationRequestId;
    const query = `${byId(first.id)}&paProtocolNumber=${body.paProtocolNumber}&idempotenceToken=${body.idempotenceToken}`;

    expect((await check<{ notificationRequestId: string }>('2.5', query)).body.notificationRequestId).toBe(second);
    expect((await check<{ notificationRequestId: string }>('2.6', query)).body.notificationRequestId).toBe(first.id);
  });

  it.skipIf(!operationHandlers.notificationCancellation)(
    'v1 shows a cancelled notification as it was before, v2.0 and later as cancelled',
    async () => {
      const { iun } = await accepted('2.6');
      await sandbox.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
      await sandbox.advance({ until: { iun, status: 'CANCELLED' } });

      for (const asked of detailVersions) {
        const { notificationStatus, timeline } = (await detail(asked, iun)).body;
        const isCancelled = timeline.some(({ category }) => category === 'NOTIFICATION_CANCELLED');
        expect([asked, notificationStatus === 'CANCELLED', isCancelled]).toEqual([asked, asked !== '1', asked !== '1']);
      }
    },
  );

  it('the price of v1 is the partial price of v2.3', async () => {
    await accepted('2.6', { recipients: [aPaperRecipient({ payments: [aNotice(7)] })] });
    const { noticeCode, creditorTaxId } = aNotice(7).pagoPa;
    const priceIn = async (version: string) =>
      (await sandbox.call('GET', `${inVersion(version)}/price/${creditorTaxId}/${noticeCode}`)).body;

    const newest = await priceIn('2.3');

    expect(await priceIn('1')).toEqual({ iun: newest.iun, amount: newest.partialPrice });
  });

  it('legal facts are listed in both versions, and downloaded by type and key or by key alone', async () => {
    const { iun } = await accepted('2.6');
    type Facts = readonly { readonly legalFactsId: { readonly key: string; readonly category: string } }[];
    const list = await sandbox.call<Facts>('GET', `/delivery-push/v2.0/${iun}/legal-facts`);
    const older = await sandbox.call<Facts>('GET', `/delivery-push/${iun}/legal-facts`);
    const key = list.body[0]?.legalFactsId.key.replace('safestorage://', '') ?? '';

    const typed = await sandbox.call<{ filename: string }>(
      'GET',
      `/delivery-push/${iun}/legal-facts/SENDER_ACK/${key}`,
    );
    const bare = await sandbox.call<{ filename: string }>('GET', `/delivery-push/${iun}/download/legal-facts/${key}`);

    expect(older.body).toEqual(list.body);
    expect(list.body[0]?.legalFactsId.category).toBe('SENDER_ACK');
    const [plainIun, plainKey] = [iun, key].map((text) => text.replace(/[^A-Za-z0-9]/g, ''));
    expect(typed.body.filename).toBe(`${plainIun}_SENDER_ACK_${plainKey}.pdf`);
    expect(bare.body.filename).toBe(`${plainIun}_${plainKey}.pdf`);
  });

  it.skipIf(!operationHandlers.notificationCancellation)(
    'the list of v1 leaves out the attestation of a cancellation',
    async () => {
      const { iun } = await accepted('2.6');
      await sandbox.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
      await sandbox.advance({ until: { iun, status: 'CANCELLED' } });
      type Facts = readonly { readonly legalFactsId: { readonly category: string } }[];
      const categoriesIn = async (path: string) =>
        (await sandbox.call<Facts>('GET', `/delivery-push/${path}/legal-facts`)).body.map(
          (f) => f.legalFactsId.category,
        );

      expect(await categoriesIn(`v2.0/${iun}`)).toContain('NOTIFICATION_CANCELLED');
      expect(await categoriesIn(iun)).not.toContain('NOTIFICATION_CANCELLED');
    },
  );
});
