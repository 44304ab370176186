import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallestForms } from '../../send/payment/f24-forms.js';
import { aFile, anF24, constraint, expectProblem } from '../../support/refusals.js';
import {
  aNotice,
  aPaperRecipient,
  aPdf,
  aSimulator,
  type Called,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';

/** Detail, downloads and price: what each of them refuses, and to whom. */
let simulator: TestSimulator;
let client: SandboxClient;
let iun: string;

beforeAll(async () => {
  simulator = await aSimulator();
  client = await simulator.sandbox({
    senders: [
      { groups: ['Tributi', 'Polizia'], apiKeys: [{}, { groups: ['Tributi'] }, { groups: ['Polizia'] }] },
      { taxId: '12345678903' },
    ],
  });
  const group = client.shape.senders[0]?.groups[0]?.id ?? '';
  const [document, slip] = [await client.upload(), await client.upload(aPdf('slip'))];
  const metadataAttachment = await client.upload(
    Buffer.from(JSON.stringify({ f24Elid: smallestForms.f24Elid })),
    'application/json',
  );
  const withSlip = { pagoPa: { ...aNotice(3).pagoPa, attachment: slip } };
  iun = await client.accepted({
    group,
    documents: [document],
    recipients: [
      aPaperRecipient({
        payments: [{ ...aNotice(1), ...anF24({ metadataAttachment }) }, aNotice(2), withSlip] as never,
      }),
      aPaperRecipient({ taxId: 'FRMTTR76M06B715E' }),
    ],
  });
});
afterAll(() => simulator.stop());

const keyOf = (sender: number, key = 0): string => client.shape.senders[sender]?.apiKeys[key]?.key ?? '';
const get = (path: string, key = client.key): Promise<Called<Record<string, unknown>>> =>
  client.call('GET', path, { headers: { 'x-api-key': key } });
const unknownIun = 'ABCD-EFGH-JKLM-202605-A-1';
const iunForm = 'must match "^[A-Z]{4}-[A-Z]{4}-[A-Z]{4}-[0-9]{6}-[A-Z]{1}-[0-9]{1}$"';
const notFound = { code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND', detail: 'none' };
const unexpected = { code: 'PN_GENERIC_ERROR', detail: 'none' };

describe('the detail refuses', () => {
  const detail = (of: string, key?: string) => get(`/delivery/v2.9/notifications/sent/${of}`, key);

  it('an iun of another form, and of another length', async () => {
    const pattern = constraint('PATTERN', 'getSentNotificationV29.iun', iunForm);
    const size = constraint('SIZE', 'getSentNotificationV29.iun', 'size must be between 25 and 25');

    expectProblem(await detail('abcd-EFGH-JKLM-202605-A-1'), 400, [pattern]);
    expectProblem(await detail('ABCD'), 400, [pattern, size]);
  });

  it('an unknown iun', async () => expectProblem(await detail(unknownIun), 404, [notFound]));

  it('that of another body, even of one with the same tax id', async () =>
    expectProblem(await detail(iun, keyOf(1)), 404, [notFound]));

  it('that of a group which the key does not have', async () =>
    expectProblem(await detail(iun, keyOf(0, 2)), 404, [notFound]));

  it('one in validation, and a refused one', async () => {
    const notificationRequestId = await client.send({ documents: [aFile()] });
    const own = Buffer.from(notificationRequestId, 'base64').toString();

    expectProblem(await detail(own), 404, [notFound]);
    await client.advance({ until: { notificationRequestId, requestStatus: 'REFUSED' } });
    expectProblem(await detail(own), 404, [notFound]);
  });

  it('nothing of that for a key of the group, or without groups: they read the name of the group', async () => {
    for (const key of [client.key, keyOf(0, 1)])
      expect((await detail(iun, key)).body).toMatchObject({ group: 'Tributi' });
  });
});

describe('the detail of an older version', () => {
  it('refuses with the body of its adapter what it cannot express', async () => {
    for (const version of ['', '/v2.0']) {
      const { status, body } = await get(`/delivery${version}/notifications/sent/${iun}`);
      expect([status, body]).toEqual([400, { status: 400, errors: [{ code: 'Unable to map payments, more than 2' }] }]);
    }
  });

  it('relays what the service refuses', async () => {
    for (const version of ['', '/v2.0', '/v2.3', '/v2.8']) {
      expectProblem(await get(`/delivery${version}/notifications/sent/${unknownIun}`), 404, [notFound]);
    }
  });
});

describe('a download refuses', () => {
  const document = (docIdx: string, of = iun, key?: string) =>
    get(`/delivery/notifications/sent/${of}/attachments/documents/${docIdx}`, key);
  const payment = (recipientIdx: string, name: string, attachmentIdx?: string) =>
    get(
      `/delivery/notifications/sent/${iun}/attachments/payment/${recipientIdx}/${name}${attachmentIdx === undefined ? '' : `?attachmentIdx=${attachmentIdx}`}`,
    );
  const noPayment = { code: 'PN_DELIVERY_NOTIFICATIONWITHOUTPAYMENTATTACHMENT', detail: 'none' };
  const noFile = { code: 'PN_DELIVERY_FILEINFONOTFOUND', detail: 'none' };

  it('an iun of another form', async () => {
    expectProblem(await document('0', 'abcd-EFGH-JKLM-202605-A-1'), 400, [
      constraint('PATTERN', 'getSentNotificationDocument.iun', iunForm),
    ]);
  });

  it('another attachmentName', async () => {
    const called = await payment('0', 'SLIP');

    expect(called.status).toBe(400);
    expect(called.text).toContain('PN_GENERIC_INVALIDPARAMETER_PATTERN');
    expect(called.text).toContain('getSentNotificationAttachment.attachmentName');
  });

  it('docIdx and recipientIdx that are no numbers: 500', async () => {
    expectProblem(await document('abc'), 500, [unexpected]);
    expectProblem(await payment('abc', 'PAGOPA'), 500, [unexpected]);
  });

  it('an unknown notification, and that of another body', async () => {
    expectProblem(await document('0', unknownIun), 404, [notFound]);
    expectProblem(await document('0', iun, keyOf(1)), 404, [notFound]);
  });

  it('a recipient that the notification does not have', async () =>
    expectProblem(await payment('2', 'PAGOPA'), 404, [notFound]));

  it('a document that it does not have: 500', async () => expectProblem(await document('1'), 500, [unexpected]));

  it('a payment that the recipient does not have: 500', async () =>
    expectProblem(await payment('0', 'PAGOPA', '3'), 500, [noPayment]));

  it('a recipient without payments: 500', async () => expectProblem(await payment('1', 'PAGOPA'), 500, [unexpected]));

  it('the F24 of an item that has none', async () => expectProblem(await payment('0', 'F24', '1'), 404, [noPayment]));

  it('the slip of a notice that has none', async () => expectProblem(await payment('0', 'PAGOPA'), 404, [noFile]));

  it('a file that the storage does not have: 400', async () => {
    const id = await client.send({ documents: [aFile('never-uploaded')] });

    expectProblem(await document('0', Buffer.from(id, 'base64').toString()), 400, [noFile]);
  });

  it('neither groups nor the status: what was sent can be read back at once', async () => {
    expect((await document('0', iun, keyOf(0, 2))).status).toBe(200);
    expect((await payment('0', 'PAGOPA', '2')).status).toBe(200);
    const id = await client.send();
    expect((await document('0', Buffer.from(id, 'base64').toString())).status).toBe(200);
  });
});

describe('the price', () => {
  const price = (creditor: string, notice: string, key?: string) =>
    get(`/delivery/v2.3/price/${creditor}/${notice}`, key);
  const unknown = { code: 'PN_DELIVERY_NOTIFICATIONCOSTNOTFOUND', detail: 'none' };
  const noticeCode = (n: number): string => aNotice(n).pagoPa.noticeCode;

  it('refuses parameters of another form', async () => {
    const creditor = 'getNotificationPriceV23.paTaxId';
    const notice = 'getNotificationPriceV23.noticeCode';

    expectProblem(await price('1234567890', noticeCode(1)), 400, [
      constraint('SIZE', creditor, 'size must be between 11 and 11'),
    ]);
    expectProblem(await price('7777777777A', `${noticeCode(1)}X`), 400, [
      constraint('PATTERN', creditor, 'must match "^\\d+$"'),
      constraint('PATTERN', notice, 'must match "^\\d+$"'),
      constraint('SIZE', notice, 'size must be between 18 and 18'),
    ]);
  });

  it('knows no such notice, never sent or given back by a refusal', async () => {
    expectProblem(await price('77777777777', noticeCode(99)), 404, [unknown]);
    const notificationRequestId = await client.send({
      documents: [aFile()],
      recipients: [aPaperRecipient({ payments: [aNotice(50)] })],
    });
    await client.advance({ until: { notificationRequestId, requestStatus: 'REFUSED' } });
    expectProblem(await price('77777777777', noticeCode(50)), 404, [unknown]);
  });

  it('does not exist before the acceptance', async () => {
    await client.send({ recipients: [aPaperRecipient({ payments: [aNotice(60)] })] });

    expectProblem(await price('77777777777', noticeCode(60)), 404, [
      { code: 'PN_DELIVERY_PUSH_NOTIFICATION_NOT_ACCEPTED', detail: 'none' },
    ]);
  });

  it('is told to any key, in both versions', async () => {
    expect((await price('77777777777', noticeCode(1), keyOf(1))).body).toMatchObject({ iun });
    expect((await get(`/delivery/price/77777777777/${noticeCode(1)}`, keyOf(0, 2))).body).toMatchObject({ iun });
  });
});

describe('legal facts', () => {
  const notFoundHere = { code: 'PN_DELIVERYPUSH_NOTFOUND', detail: 'none' };
  const lists = ['', '/v2.0'];

  it.each(lists)('%s: the list is refused to another body, and for an unknown iun', async (version) => {
    expectProblem(
      await get(`/delivery-push${version}/${iun}/legal-facts`, keyOf(1)),
      404,
      [notFoundHere],
      'PN-DELIVERY-PUSH',
    );
    expectProblem(await get(`/delivery-push${version}/${unknownIun}/legal-facts`), 404, [notFound], 'PN-DELIVERY-PUSH');
  });

  it.each(lists)('%s: the list does not look at groups', async (version) => {
    expect((await get(`/delivery-push${version}/${iun}/legal-facts`, keyOf(0, 2))).status).toBe(200);
  });

  it('a download is refused to another body, and for an unknown file', async () => {
    const download = (file: string, key?: string) => get(`/delivery-push/${iun}/download/legal-facts/${file}`, key);
    const key = 'PN_LEGAL_FACTS-0123456789abcdef.pdf';

    expectProblem(await download(key, keyOf(1)), 404, [notFoundHere], 'PN-DELIVERY-PUSH');
    expectProblem(
      await download(key),
      404,
      [{ code: 'PN_DELIVERYPUSH_FILE_NOT_FOUND', detail: 'none' }],
      'PN-DELIVERY-PUSH',
    );
  });
});
