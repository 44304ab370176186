import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  aSimulator,
  type SandboxClient,
  type TestSimulator,
} from '../support/simulator.js';
import { expectRefusal } from './refusal.js';

const start = '2026-05-04T08:00:00Z';
let sim: TestSimulator;
beforeAll(async () => {
  sim = await aSimulator();
});
afterAll(() => sim.stop());

const aSandbox = (body: object = {}): Promise<SandboxClient> => sim.sandbox({ clock: { now: start }, ...body });
const idOf = (iun: string): string => Buffer.from(iun).toString('base64');

interface Row {
  readonly iun?: string;
  readonly notificationRequestId: string;
  readonly subject: string;
  readonly status: string;
}

const list = async ({ call }: SandboxClient, query = '') =>
  (await call<{ items: Row[]; next?: string }>('GET', `/_sim/notifications${query}`)).body;

/** A request that validation refuses: the revenue agency does not know the person. */
const anUnknownPerson = () => aPaperRecipient({ taxId: 'LNALNI80A01H501T' });

describe('the list of notifications', () => {
  it('has accepted ones, refused ones and those in validation, the newest first', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted({ subject: 'accepted' });
    const refused = await sandbox.send({ subject: 'refused', recipients: [anUnknownPerson()] });
    await sandbox.advance({ by: '1m' });
    const waiting = await sandbox.send({ subject: 'waiting' });

    const { items, next } = await list(sandbox);

    expect(next).toBeUndefined();
    expect(items).toMatchObject([
      { subject: 'waiting', status: 'IN_VALIDATION', notificationRequestId: waiting },
      { subject: 'refused', status: 'REFUSED', notificationRequestId: refused },
      {
        iun,
        notificationRequestId: idOf(iun),
        subject: 'accepted',
        status: 'DELIVERING',
        sender: { taxId: '12345678903', denomination: 'Comune di Esempio', paId: sandbox.shape.senders[0]?.paId },
        recipients: ['LRTFNC80A01F205B'],
        createdAt: start,
        scenario: expect.any(String),
        version: '2.6',
      },
    ]);
    expect(items[0]).not.toHaveProperty('iun');
    expect(items[1]).not.toHaveProperty('iun');
  });

  it('is filtered by status, sender and words', async () => {
    const sandbox = await aSandbox({
      senders: [
        { name: 'Comune', apiKeys: [{}] },
        { name: 'Regione', taxId: '80087670016', apiKeys: [{ key: 'the-key-of-the-region' }] },
      ],
    });
    const iun = await sandbox.accepted({ subject: 'Tassa sui rifiuti' });
    await sandbox.send({ subject: 'Multa', recipients: [aPaperRecipient({ taxId: 'FRMTTR76M06B715E' })] });
    const subjects = async (query: string) => (await list(sandbox, query)).items.map(({ subject }) => subject);

    expect(await subjects('?status=ACCEPTED')).toEqual(['Tassa sui rifiuti']);
    expect(await subjects('?status=REFUSED')).toEqual([]);
    expect(await subjects('?senderTaxId=12345678903')).toHaveLength(2);
    expect(await subjects('?senderTaxId=80087670016')).toEqual([]);
    expect(await subjects('?q=RIFIUTI')).toEqual(['Tassa sui rifiuti']);
    expect(await subjects('?q=frmttr76')).toEqual(['Multa']);
    expect(await subjects(`?q=${iun.slice(0, 9).toLowerCase()}`)).toEqual(['Tassa sui rifiuti']);
    expect(await subjects(`?q=${encodeURIComponent(idOf(iun))}`)).toEqual(['Tassa sui rifiuti']);
    expect(await subjects('?q=tassa&status=IN_VALIDATION')).toEqual([]);
  });

  it('comes in pages that neither lose nor repeat anything, also when something new is sent meanwhile', async () => {
    const sandbox = await aSandbox();
    const documents = [await sandbox.upload()];
    for (let i = 0; i < 7; i++) await sandbox.send({ subject: `n${i}`, documents });

    const first = await list(sandbox, '?limit=3');
    await sandbox.send({ subject: 'new', documents });
    const second = await list(sandbox, `?limit=3&cursor=${first.next}`);
    const third = await list(sandbox, `?limit=3&cursor=${second.next}`);

    const subjects = [first, second, third].flatMap(({ items }) => items.map(({ subject }) => subject));
    expect(subjects).toEqual(['n6', 'n5', 'n4', 'n3', 'n2', 'n1', 'n0']);
    expect(third).not.toHaveProperty('next');
  });

  it('is not cut where a page is exactly full', async () => {
    const sandbox = await aSandbox();
    await sandbox.send();
    await sandbox.send();

    expect(await list(sandbox, '?limit=2')).not.toHaveProperty('next');
  });

  it.each([
    ['?status=ACEPTED', /did you mean ACCEPTED\?/],
    ['?status=', /one of/],
    ['?cursor=x', /cursor/],
    ['?cursor=-1', /cursor/],
    ['?cursor=Infinity', /cursor/],
    ['?cursor=', /cursor/],
    ['?limit=1001', /1000/],
  ])('is refused: %s', async (query, about) => {
    const { call } = await aSandbox();

    expectRefusal(await call('GET', `/_sim/notifications${query}`), 400, 'SIM_INVALID_VALUE', about);
  });
});

describe('one notification', () => {
  it('is found by IUN and by request id: detail, what only the platform sees, costs, work ahead', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted({ recipients: [aPaperRecipient({ payments: [aNotice()] })] });
    await sandbox.advance({ until: { iun, status: 'DELIVERED' } });

    const { status, body } = await sandbox.call<{ costs: unknown; agenda: unknown[]; detail: object }>(
      'GET',
      `/_sim/notifications/${iun}`,
    );

    expect(status).toBe(200);
    expect(body.detail).toEqual({ ...(await sandbox.detail(iun)) });
    expect(body).toMatchObject({ iun, notificationRequestId: idOf(iun), status: 'DELIVERED', version: '2.6' });
    expect(body.agenda).toEqual([
      {
        at: expect.stringMatching(/Z$/),
        kind: expect.any(String),
        recIndex: 0,
        after: `SCHEDULE_REFINEMENT_WORKFLOW.IUN_${iun}.RECINDEX_0`,
        why: { it: expect.any(String), en: expect.any(String) },
        rule: expect.objectContaining({ name: 'paperSuccess' }),
        stoppedBy: expect.any(Array),
      },
    ]);
    const price = (await sandbox.call('GET', `/delivery/v2.3/price/77777777777/${aNotice().pagoPa.noticeCode}`)).body;
    expect(body.costs).toMatchObject([
      {
        recIndex: 0,
        payments: [
          {
            noticeCode: aNotice().pagoPa.noticeCode,
            partialPrice: price.partialPrice,
            totalPrice: price.totalPrice,
            // 352 for the first sheet, 3 for the second; VAT of 22 % once on the sum.
            terms: [
              { label: { en: 'Base cost of SEND' }, cents: 100 },
              { label: { en: 'AR send, attempt 1 (2 sheets, 15 g)' }, cents: 355 },
              { label: { en: 'VAT 22% on the sum of the paper sends, rounded to the cent' }, cents: 78 },
              { label: { en: 'Cost of the sender (paFee)' }, cents: 100 },
            ],
          },
        ],
      },
    ]);
    expect(price.totalPrice).toBe(100 + 355 + 78 + 100);
    const byId = await sandbox.call('GET', `/_sim/notifications/${encodeURIComponent(idOf(iun))}`);
    expect(byId.body).toEqual(body);
  });

  it('is told in every version of the platform, without a key of its sender', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();
    const detailIn = async (version: string) =>
      (await sandbox.call('GET', `/_sim/notifications/${iun}?version=${version}`)).body.detail;

    for (const version of ['v2.9', 'v2.5', 'v2.1', 'v2.0']) {
      const path = `/delivery/${version}/notifications/sent/${iun}`;
      expect(await detailIn(version), version).toEqual((await sandbox.call('GET', path)).body);
    }
    expect(await detailIn('v1')).toEqual((await sandbox.call('GET', `/delivery/notifications/sent/${iun}`)).body);
    const unknown = await sandbox.call('GET', `/_sim/notifications/${iun}?version=v2.2`);
    expectRefusal(unknown, 400, 'SIM_INVALID_VALUE', /version/);
  });

  it('is there while it is in validation', async () => {
    const sandbox = await aSandbox();
    const id = await sandbox.send();

    const { status, body } = await sandbox.call('GET', `/_sim/notifications/${encodeURIComponent(id)}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'IN_VALIDATION', iun: Buffer.from(id, 'base64').toString() });
    expect(body.agenda).toHaveLength(1);
  });

  it('is there although it was refused, with the reason', async () => {
    const sandbox = await aSandbox();
    const id = await sandbox.send({ recipients: [anUnknownPerson()] });
    await sandbox.advance({ by: '1m' });

    const { status, body } = await sandbox.call<{ detail: object }>(
      'GET',
      `/_sim/notifications/${encodeURIComponent(id)}`,
    );

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'REFUSED', agenda: [] });
    expect(body.detail).toMatchObject({
      notificationStatus: 'REFUSED',
      timeline: [{ category: 'REQUEST_REFUSED', details: { refusalReasons: [{ errorCode: 'TAXID_NOT_VALID' }] } }],
    });
  });

  it.each(['AAAA-AAAA-AAAA-202601-A-1', 'bm90aGluZw==', 'x', '%20', '..%2f..'])('is unknown: %s', async (id) => {
    const { call } = await aSandbox();

    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/view'],
      ['GET', '/dispatches'],
    ] as const) {
      expectRefusal(await call(method, `/_sim/notifications/${id}${path}`), 404, 'SIM_UNKNOWN_NOTIFICATION');
    }
  });

  it('belongs to its sandbox alone', async () => {
    const iun = await (await aSandbox()).accepted();
    const { call } = await aSandbox();

    expectRefusal(await call('GET', `/_sim/notifications/${iun}`), 404, 'SIM_UNKNOWN_NOTIFICATION', new RegExp(iun));
  });
});

describe('the view of a notification', () => {
  const view = ({ call }: SandboxClient, iun: string, body?: unknown) =>
    call<{ elements: string[] }>('POST', `/_sim/notifications/${iun}/view`, body === undefined ? {} : { body });
  const timelineOf = async (sandbox: SandboxClient, iun: string) => (await sandbox.detail(iun)).timeline;

  it('enters the timeline at its own instant, and makes the notification VIEWED', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });
    await sandbox.advance({ until: { iun, status: 'DELIVERED' } });
    const { now } = (await sandbox.call('GET', '/_sim/clock')).body;

    const { status, body } = await view(sandbox, iun);
    await sandbox.advance({ until: { iun, status: 'VIEWED' } });

    expect(status).toBe(202);
    expect(body.elements).toHaveLength(1);
    const viewed = (await timelineOf(sandbox, iun)).find(({ category }) => category === 'NOTIFICATION_VIEWED');
    // Right after whatever was written at this instant.
    expect(Date.parse(viewed?.timestamp ?? '')).toBe(Date.parse(String(now)));
    expect((await timelineOf(sandbox, iun)).map(({ elementId }) => elementId)).toContain(body.elements[0]);
  });

  it('may be that of a delegate', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();

    const delegate = { taxId: 'MNDLCU98T68C933T', denomination: 'Lucia Mondella' };
    expect((await view(sandbox, iun, { delegate, via: 'io' })).status).toBe(202);
    await sandbox.advance({ until: { iun, category: 'NOTIFICATION_VIEWED' } });

    const viewed = (await timelineOf(sandbox, iun)).find(({ category }) => category === 'NOTIFICATION_VIEWED');
    expect(viewed?.details.delegateInfo).toMatchObject(delegate);
  });

  it('counts once: the second one writes nothing', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();
    await view(sandbox, iun);

    expect(await view(sandbox, iun)).toMatchObject({ status: 202, body: { elements: [] } });
    await sandbox.advance({ by: '1d' });
    expect(await view(sandbox, iun)).toMatchObject({ status: 202, body: { elements: [] } });
    const views = (await timelineOf(sandbox, iun)).filter(({ category }) => category === 'NOTIFICATION_VIEWED');
    expect(views).toHaveLength(1);
  });

  it('counts for each recipient', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted({
      recipients: [aDigitalRecipient(), aDigitalRecipient('prova@pec.it', { taxId: 'FRMTTR76M06B715E' })],
    });

    expect((await view(sandbox, iun, { recIndex: 1 })).body.elements).toHaveLength(1);
    expect((await view(sandbox, iun, { recIndex: 0 })).body.elements).toHaveLength(1);
    expect((await view(sandbox, iun, { recIndex: 1 })).body.elements).toEqual([]);
  });

  it('is not possible before acceptance, after a refusal, or for somebody who is not there', async () => {
    const sandbox = await aSandbox();
    const waiting = await sandbox.send();
    const refused = await sandbox.send({ recipients: [anUnknownPerson()] });
    const impossible = async (id: string, body: object, about: RegExp) => {
      const before = await sandbox.call('GET', `/_sim/notifications/${encodeURIComponent(id)}`);
      expectRefusal(await view(sandbox, encodeURIComponent(id), body), 409, 'SIM_ACTION_NOT_POSSIBLE', about);
      expect((await sandbox.call('GET', `/_sim/notifications/${encodeURIComponent(id)}`)).text).toBe(before.text);
    };

    await impossible(waiting, {}, /IN_VALIDATION/);
    await sandbox.advance({ by: '1m' });
    await impossible(refused, {}, /REFUSED/);
    await impossible(waiting, { recIndex: 1 }, /1 recipients|no 1/);
  });

  it.each([
    [{ recIndex: -1 }, /recIndex/],
    [{ recIndex: 0.5 }, /whole number/],
    [{ recIndex: '0' }, /whole number/],
    [{ via: 'phone' }, /web, io/],
    [{ delegate: {} }, /"taxId" is missing/],
    [{ delegate: { taxId: 'nobody' } }, /delegate\.taxId/],
    [{ delegate: 'MNDLCU98T68C933T' }, /delegate/],
    [{ recindex: 0 }, /did you mean "recIndex"\?/],
  ])('is refused and writes nothing: %j', async (body, about) => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted();

    expectRefusal(await view(sandbox, iun, body), 400, 'SIM_INVALID_BODY', about);

    expect((await view(sandbox, iun)).body.elements).toHaveLength(1);
  });
});

describe('the dispatches of a notification', () => {
  it('are what was handed to the carriers', async () => {
    const sandbox = await aSandbox();
    const iun = await sandbox.accepted({
      recipients: [aDigitalRecipient('prova@pec.it'), aPaperRecipient({ taxId: 'FRMTTR76M06B715E' })],
    });
    expect((await sandbox.call('GET', `/_sim/notifications/${iun}/dispatches`)).body).toEqual({ items: [] });
    await sandbox.advance({ by: '20d' });

    const { items } = (
      await sandbox.call<{ items: Record<string, unknown>[] }>('GET', `/_sim/notifications/${iun}/dispatches`)
    ).body;

    expect(items.map(({ recIndex, channel }) => [recIndex, channel])).toEqual([
      [0, 'PEC'],
      [1, 'PAPER'],
    ]);
    expect(items[0]).toMatchObject({ at: expect.stringMatching(/Z$/), address: 'prova@pec.it', attempt: 0 });
    expect(items[1]).toMatchObject({ product: 'AR', attempt: 0, pages: expect.any(Number), cost: expect.any(Number) });
    expect(items[1]?.attachments).not.toEqual([]);
  });
});
