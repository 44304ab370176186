import { describe, expect, it } from 'vitest';
import type { NotificationRequest } from '../../../src/send/request/model.js';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  aPdf,
  type SandboxClient,
  sha256Of,
} from '../../support/simulator.js';

/** Refusals after the 202: exact code and detail, what they free, what they leave. */
let client: SandboxClient;

eachInAFreshSandbox((fresh) => {
  client = fresh;
});

interface Refused {
  readonly notificationRequestStatus: string;
  readonly iun?: string;
  readonly errors?: readonly { readonly code: string; readonly detail: string; readonly recIndex?: number }[];
}

const refusalOf = async (change: Partial<NotificationRequest>): Promise<Refused & { readonly ownIun: string }> => {
  const id = await client.send(change);
  await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });
  const { body } = await client.requestStatus(id);
  return { ...(body as unknown as Refused), ownIun: Buffer.from(id, 'base64').toString('ascii') };
};

const at = (zip: string, municipality: string, province: string, change = {}) => [
  aPaperRecipient({ physicalAddress: { address: 'VIA ROMA 1', zip, municipality, province, ...change } }),
];

describe('files', () => {
  it('never uploaded: FILE_NOTFOUND', async () => {
    const sha256 = sha256Of(aPdf());
    const key = 'PN_NOTIFICATION_ATTACHMENTS-0123456789abcdef0123456789abcdef.pdf';
    const ref = { key: `safestorage://${key}`, versionToken: 'v1' };

    const refused = await refusalOf({ documents: [{ digests: { sha256 }, contentType: 'application/pdf', ref }] });

    expect(refused.notificationRequestStatus).toBe('REFUSED');
    expect(refused.errors).toEqual([{ code: 'FILE_NOTFOUND', detail: `Allegato non trovato. fileKey=${key}` }]);
    expect(refused.iun).toBeUndefined();
  });

  it('reserved but never uploaded: FILE_NOTFOUND', async () => {
    const sha256 = sha256Of(aPdf());
    const preload = await client.call<{ key: string }[]>('POST', '/delivery/attachments/preload', {
      body: [{ preloadIdx: '0', contentType: 'application/pdf', sha256 }],
    });
    const key = preload.body[0]?.key ?? '';

    const refused = await refusalOf({
      documents: [{ digests: { sha256 }, contentType: 'application/pdf', ref: { key, versionToken: 'v1' } }],
    });

    expect(refused.errors).toEqual([{ code: 'FILE_NOTFOUND', detail: `Allegato non trovato. fileKey=${key}` }]);
  });

  it('uploaded more than seven days ago: gone, FILE_NOTFOUND', async () => {
    const document = await client.upload();
    await client.advance({ by: 'P8D' });

    const refused = await refusalOf({ documents: [document] });

    expect(refused.errors?.[0]?.code).toBe('FILE_NOTFOUND');
  });

  it('with another digest than declared in the request: FILE_SHA_ERROR names both', async () => {
    const document = await client.upload();
    const declared = sha256Of(aPdf('another'));

    const refused = await refusalOf({ documents: [{ ...document, digests: { sha256: declared } }] });

    expect(refused.errors).toEqual([
      {
        code: 'FILE_SHA_ERROR',
        detail: `Validation failed, different sha256 expected=${declared} actual=${document.digests.sha256}`,
      },
    ]);
  });

  it('that are no PDF: FILE_PDF_INVALID_ERROR', async () => {
    const document = await client.upload(Buffer.from('PK\u0003\u0004 a zip that calls itself a PDF'));

    const refused = await refusalOf({ documents: [document] });

    expect(refused.errors).toEqual([
      { code: 'FILE_PDF_INVALID_ERROR', detail: 'Validation failed, file pdf check failed' },
    ]);
  });

  it('of a payment are looked at after the documents', async () => {
    const sha256 = sha256Of(aPdf());
    const ref = { key: 'PN_NOTIFICATION_ATTACHMENTS-feed.pdf', versionToken: 'v1' };
    const attachment = { digests: { sha256 }, contentType: 'application/pdf', ref };
    const { pagoPa } = aNotice();

    const refused = await refusalOf({
      recipients: [aPaperRecipient({ payments: [{ pagoPa: { ...pagoPa, attachment } }] })],
    });

    expect(refused.errors?.[0]?.detail).toBe('Allegato non trovato. fileKey=PN_NOTIFICATION_ATTACHMENTS-feed.pdf');
  });
});

describe('people and payments', () => {
  it('a person whom the revenue agency does not know: TAXID_NOT_VALID', async () => {
    const refused = await refusalOf({ recipients: [aPaperRecipient({ taxId: 'LNALNI80A01H501T' })] });

    expect(refused.errors).toEqual([{ code: 'TAXID_NOT_VALID', detail: 'B001_CHECK_TAX_ID_ERR03' }]);
  });

  it('a person whom the sandbox declared not to exist: TAXID_NOT_VALID', async () => {
    await client.call('PUT', '/_sim/recipients/LRTFNC80A01F205B', { body: { exists: false } });

    const refused = await refusalOf({});

    expect(refused.errors?.[0]?.code).toBe('TAXID_NOT_VALID');
  });

  it('costs pushed to pagoPA without a payment: PAYMENT_NOT_VALID', async () => {
    const refused = await refusalOf({ pagoPaIntMode: 'ASYNC' });

    expect(refused.errors).toEqual([
      {
        code: 'PAYMENT_NOT_VALID',
        detail:
          "There isn't payments for recipient. With notificationFeePolicy=DELIVERY_MODE and pagoPaIntMode=ASYNC payments are mandatory",
      },
    ]);
  });
});

describe('addresses', () => {
  const rows: readonly (readonly [string, ReturnType<typeof at>])[] = [
    ['a CAP of another place', at('87100', 'MILANO', 'MI')],
    ['a generic CAP', at('20100', 'MILANO', 'MI')],
    ['another province', at('20121', 'MILANO', 'RM')],
    ['an accent for an apostrophe', at('47121', 'FORLÌ', 'FC')],
    ['a foreign state that is in no list', at('12345', 'ATLANTIDE', '', { foreignState: 'ATLANTIDE' })],
    ['San Marino as an Italian place', at('47890', 'SAN MARINO', 'RN')],
  ];

  it.each(rows)('%s: NOT_VALID_ADDRESS', async (_, recipients) => {
    const refused = await refusalOf({ recipients });

    const detail = `Validation failed, address is not valid. Error=Address declared non-mailable by normalizer - iun=${refused.ownIun} id=0 `;
    expect(refused.errors).toEqual([{ code: 'NOT_VALID_ADDRESS', detail }]);
  });

  it('the first recipient with a wrong one decides, and nobody is normalised', async () => {
    const good = aPaperRecipient();
    const bad = { ...at('20100', 'MILANO', 'MI')[0], taxId: 'BNRMHL75C06G702B' } as typeof good;

    const refused = await refusalOf({ recipients: [good, bad] });

    expect(refused.errors?.[0]?.detail).toContain(' id=1 ');
    const internal = await client.call<{ detail: { timeline: { category: string }[] } }>(
      'GET',
      `/_sim/notifications/${refused.ownIun}`,
    );
    expect(internal.body.detail.timeline.map((e) => e.category)).toEqual([
      'VALIDATE_NORMALIZE_ADDRESSES_REQUEST',
      'REQUEST_REFUSED',
    ]);
  });

  it('a foreign country by any of its names is accepted', async () => {
    const recipients = at('75001', 'PARIS', '', { foreignState: 'france' });

    expect(await client.accepted({ recipients })).toMatch(/^[A-Z]{4}-/);
  });
});

describe('effects', () => {
  const recipients = [aDigitalRecipient('prova@pec.it', { payments: [aNotice()] })];
  const unknown = (taxId: string) => [{ ...recipients[0], taxId }] as NotificationRequest['recipients'];

  it('the notice is free again, the protocol number with its token is not', async () => {
    const body = { paProtocolNumber: 'R-1', idempotenceToken: 't-1', recipients: unknown('LNALNI80A01H501T') };
    await refusalOf(body);

    const again = await client.send({ recipients });
    expect(again).toHaveLength(36);
    const sameToken = { ...body, recipients: [aPaperRecipient()] };
    await expect(client.send(sameToken)).rejects.toThrow('409');
  });

  it('no price, no detail, and the request says why', async () => {
    const refused = await refusalOf({ recipients: unknown('LNALNI80A01H501T') });

    const price = await client.call('GET', '/delivery/v2.3/price/77777777777/302000100000019421');
    expect(price.status).toBe(404);
    expect(price.body).toMatchObject({ errors: [{ code: 'PN_DELIVERY_NOTIFICATIONCOSTNOTFOUND', detail: 'none' }] });
    const detail = await client.call('GET', `/delivery/v2.9/notifications/sent/${refused.ownIun}`);
    expect(detail.status).toBe(404);
    expect(detail.body).toMatchObject({ errors: [{ code: 'PN_DELIVERY_NOTIFICATIONNOTFOUND' }] });
  });
});

describe('what a refusal costs the sender', () => {
  const recipients = ['LNALNI80A01H501T', 'BNRMHL75C06G702B'].map((taxId) => aPaperRecipient({ taxId }));

  it('is one euro for each recipient, and the simulator tells it', async () => {
    const { ownIun } = await refusalOf({ recipients });

    const { body } = await client.call<{ internalDetails: readonly object[] }>('GET', `/_sim/notifications/${ownIun}`);
    expect(body.internalDetails).toEqual([
      {
        elementId: `REQUEST_REFUSED.IUN_${ownIun}`,
        category: 'REQUEST_REFUSED',
        details: { numberOfRecipients: 2, notificationCost: 200 },
      },
    ]);
  });

  it('stays inside the platform: neither streams nor the status check show it', async () => {
    const opened = await client.call<{ streamId: string }>('POST', '/delivery-progresses/v2.9/streams', {
      body: { title: 'all', eventType: 'TIMELINE', filterValues: [], groups: [] },
    });
    expect(opened.status).toBe(200);

    const refused = await refusalOf({ recipients });
    const events = await client.call('GET', `/delivery-progresses/v2.9/streams/${opened.body.streamId}/events`);

    expect(events.text).toContain('REQUEST_REFUSED');
    expect(events.text + JSON.stringify(refused)).not.toMatch(/notificationCost|numberOfRecipients|internal/);
  });
});

describe('at once', () => {
  const sent = (body: unknown) => client.call('POST', '/delivery/v2.6/requests', { body });
  const valid = async (change: Partial<NotificationRequest> = {}) => ({
    paProtocolNumber: 'S-1',
    subject: 'prova',
    notificationFeePolicy: 'DELIVERY_MODE',
    paFee: 100,
    vat: 22,
    physicalCommunicationType: 'AR_REGISTERED_LETTER',
    senderDenomination: 'Comune',
    senderTaxId: client.shape.senders[0]?.taxId,
    taxonomyCode: '010101P',
    documents: [await client.upload()],
    recipients: [aPaperRecipient()],
    ...change,
  });

  it('a wrong check character is a 400 that says which one was expected', async () => {
    const answer = await sent(await valid({ recipients: [aPaperRecipient({ taxId: 'LRTFNC80A01F205C' })] }));

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      type: 'GENERIC_ERROR',
      status: 400,
      title: 'Handled error',
      detail: 'See logs for details in PN-DELIVERY',
      errors: [{ code: 'PN_GENERIC_INVALIDPARAMETER', detail: 'Invalid taxId for recipient 0' }],
    });
    expect(answer.headers.get('x-send-sim-hint')).toMatch(/B/);
  });

  it('a notice in use is a 409 that names who holds it', async () => {
    const recipients = [aPaperRecipient({ payments: [aNotice()] })];
    const holder = await client.send({ recipients });

    const answer = await sent(await valid({ recipients }));

    const element = 'Duplicated notification for creditorTaxId##noticeCode';
    expect(answer.status).toBe(409);
    expect(answer.body.errors).toEqual([
      {
        code: 'PN_GENERIC_INVALIDPARAMETER_DUPLICATED',
        element,
        detail: `${element}=77777777777##302000100000019421`,
      },
    ]);
    expect(answer.headers.get('x-send-sim-hint')).toContain(holder);
  });

  it('a protocol number without token collides with itself', async () => {
    const body = await valid();
    expect((await sent(body)).status).toBe(202);

    const answer = await sent(body);

    const element = 'Duplicated notification for senderPaId##paProtocolNumber##idempotenceToken';
    expect(answer.status).toBe(409);
    expect(answer.body.errors).toEqual([
      {
        code: 'PN_GENERIC_INVALIDPARAMETER_DUPLICATED',
        element,
        detail: `${element}=${client.shape.senders[0]?.paId}##S-1##null`,
      },
    ]);
  });

  it('the tax id of another body is a 403', async () => {
    const answer = await sent(await valid({ senderTaxId: '00000000000' }));

    expect(answer.status).toBe(403);
    expect(answer.body.errors).toEqual([{ code: 'PN_DELIVERY_INVALID_SENDER_TAX_ID', detail: 'none' }]);
  });
});
