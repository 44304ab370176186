import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  aSimulator,
  type Moved,
  type SandboxClient,
  sha256Of,
  type TestSimulator,
} from '../support/simulator.js';

const start = '2026-05-04T08:00:00Z';
let sim: TestSimulator;
beforeAll(async () => {
  sim = await aSimulator();
});
afterAll(() => sim.stop());

/** Worlds that differ in nothing but their ids and keys. */
const aTwin = (clock: object = {}): Promise<SandboxClient> =>
  sim.sandbox({ seed: 'twin', clock: { now: start, ...clock } });

/** The lives that the tests compare: PEC delivered, PEC failed twice, registered letter; one of them with two people. */
const requests = [
  { recipients: [aDigitalRecipient('prova@pec.it', { payments: [aNotice(1)] })] },
  {
    recipients: [
      aDigitalRecipient('prova@fail.it', { payments: [aNotice(2)] }),
      aPaperRecipient({ taxId: 'FRMTTR76M06B715E' }),
    ],
  },
  { recipients: [aPaperRecipient({ payments: [aNotice(3)] })] },
];

const iunOf = (id: string): string => Buffer.from(id, 'base64').toString();
const sendAll = async (sandbox: SandboxClient): Promise<string[]> => {
  const ids: string[] = [];
  for (const request of requests) ids.push(iunOf(await sandbox.send(request)));
  return ids;
};
const details = (sandbox: SandboxClient, iuns: readonly string[]) =>
  Promise.all(iuns.map((iun) => sandbox.detail(iun)));

describe('the same timeline', () => {
  /** How the clock gets from the sending to the end of the lives. */
  const ways: Readonly<Record<string, (sandbox: SandboxClient, iuns: readonly string[]) => Promise<void>>> = {
    'one jump': async ({ advance }) => {
      await advance({ by: '100d' });
    },
    'single steps': async ({ advance }) => {
      for (let left = true; left; ) left = (await advance({ next: 1 })).pending > 0;
    },
    'days and a half': async ({ advance }) => {
      for (let i = 0; i < 60; i++) await advance({ by: '36h' });
    },
    'instants to the second': async ({ advance }) => {
      for (const to of [
        '2026-05-04T08:00:20Z',
        '2026-05-04T08:00:21Z',
        '2026-05-11T08:01:02Z',
        '2026-09-01T00:00:00Z',
      ]) {
        await advance({ to });
      }
    },
    conditions: async ({ advance }, iuns) => {
      for (const status of ['DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE']) {
        for (const iun of iuns) await advance({ until: { iun, status } });
      }
      await advance({ by: '100d' });
    },
    'polling, then steps': async (sandbox, iuns) => {
      for (const iun of iuns) {
        await sandbox.requestStatus(Buffer.from(iun).toString('base64'));
        await sandbox.requestStatus(Buffer.from(iun).toString('base64'));
      }
      for (let left = true; left; ) left = (await sandbox.advance({ next: 7 })).pending > 0;
    },
    'PUT of the instant': async ({ call }) => {
      await call('PUT', '/_sim/clock', { body: { now: '2026-05-20T00:00:00Z' } });
      await call('PUT', '/_sim/clock', { body: { now: '2026-08-20T00:00:00Z' } });
    },
    'waiting with advance': async ({ call, advance }, iuns) => {
      for (const iun of iuns) {
        await call('POST', '/_sim/wait', { body: { until: { iun, status: 'EFFECTIVE_DATE' }, advance: true } });
      }
      await advance({ by: '100d' });
    },
  };
  const livesOf = async (way: string) => {
    const sandbox = await aTwin();
    const iuns = await sendAll(sandbox);
    await ways[way]?.(sandbox, iuns);
    return details(sandbox, iuns);
  };

  it.each(Object.keys(ways).slice(1))('comes of one jump and of %s', async (way) => {
    const [jump, other] = await Promise.all([livesOf('one jump'), livesOf(way)]);

    expect(jump.map(({ notificationStatus }) => notificationStatus)).toEqual(Array(3).fill('EFFECTIVE_DATE'));
    expect(other).toEqual(jump);
  });
});

describe('a client that polls on a standing clock', () => {
  it('reads WAITING first and ACCEPTED second, and the clock stands at the acceptance', async () => {
    const sandbox = await aTwin();
    const id = await sandbox.send();

    const first = await sandbox.requestStatus(id);
    const second = await sandbox.requestStatus(id);

    expect(first.body.notificationRequestStatus).toBe('WAITING');
    expect(first.headers.get('x-send-sim-now')).toBe(start);
    expect(second.body).toMatchObject({ notificationRequestStatus: 'ACCEPTED', iun: iunOf(id) });
    expect(second.headers.get('x-send-sim-now')).toBe('2026-05-04T08:00:45Z');
  });

  it('finds the very timeline that an advance would have made', async () => {
    const [polling, advancing] = await Promise.all([aTwin(), aTwin()]);
    const [polled, advanced] = [await polling.send(), await advancing.send()];
    await polling.requestStatus(polled);
    await polling.requestStatus(polled);
    await advancing.advance({ until: { notificationRequestId: advanced, requestStatus: 'ACCEPTED' } });

    expect(polled).toBe(advanced);
    expect(await polling.detail(iunOf(polled))).toEqual(await advancing.detail(iunOf(advanced)));
    const agendas = await Promise.all([polling, advancing].map(({ call }) => call('GET', '/_sim/clock/agenda')));
    expect(agendas[0]?.body).toEqual(agendas[1]?.body);
  });

  it('is told a refusal as well', async () => {
    const sandbox = await aTwin();
    const id = await sandbox.send({ recipients: [aPaperRecipient({ taxId: 'LNALNI80A01H501T' })] });

    const statuses = [await sandbox.requestStatus(id), await sandbox.requestStatus(id)];

    expect(statuses.map(({ body }) => body.notificationRequestStatus)).toEqual(['WAITING', 'REFUSED']);
  });

  it('moves the work of others in validation only as far as its own', async () => {
    const sandbox = await aTwin();
    const first = await sandbox.send();
    await sandbox.advance({ by: '10s' });
    const second = await sandbox.send();
    await sandbox.requestStatus(first);
    await sandbox.requestStatus(first);

    const { body } = await sandbox.call<{ items: { status: string }[] }>('GET', '/_sim/notifications');

    expect(body.items.map(({ status }) => status)).toEqual(['IN_VALIDATION', 'ACCEPTED']);
    expect((await sandbox.requestStatus(second)).body.notificationRequestStatus).toBe('WAITING');
  });

  it('that asks by protocol number counts as well', async () => {
    const sandbox = await aTwin();
    await sandbox.send({ paProtocolNumber: 'P', idempotenceToken: 'T' });
    const poll = () => sandbox.call('GET', '/delivery/v2.6/requests?paProtocolNumber=P&idempotenceToken=T');

    const answers = [await poll(), await poll()];

    expect(answers.map(({ body }) => body.notificationRequestStatus)).toEqual(['WAITING', 'ACCEPTED']);
  });

  it('moves nothing once the request is decided: workflow terms need the clock', async () => {
    const sandbox = await aTwin();
    const id = await sandbox.send();
    for (let i = 0; i < 30; i++) await sandbox.requestStatus(id);

    expect((await sandbox.call('GET', '/_sim/clock')).body.now).toBe('2026-05-04T08:00:45Z');
  });

  it('on a clock that goes by itself waits like everybody', async () => {
    const sandbox = await aTwin({ mode: 'scaled', rate: 0.001 });
    const id = await sandbox.send();

    for (let i = 0; i < 5; i++) {
      expect((await sandbox.requestStatus(id)).body.notificationRequestStatus).toBe('WAITING');
    }
  });
});

describe('a clock that goes by itself', () => {
  const untilEffective = async (sandbox: SandboxClient, iuns: readonly string[]) => {
    for (const iun of iuns) {
      const { status, text } = await sandbox.call('POST', '/_sim/wait', {
        body: { until: { iun, status: 'EFFECTIVE_DATE' }, timeoutMs: 20_000 },
      });
      expect({ status, text }).toMatchObject({ status: 200 });
    }
  };
  /** Nothing is left to happen; time stands, so that documents stay readable. */
  const untilTheEnd = async (sandbox: SandboxClient, iuns: readonly string[]) => {
    await untilEffective(sandbox, iuns);
    while ((await sandbox.call('GET', '/_sim/clock')).body.pending !== 0);
    await sandbox.call('POST', '/_sim/clock/pause');
  };
  const shapeOf = (lives: Awaited<ReturnType<typeof details>>) =>
    lives.map(({ timeline }) => timeline.map(({ elementId }) => elementId));

  it.each([
    ['scaled', { mode: 'scaled', rate: 2_000_000 }],
    ['auto', { mode: 'auto' }],
  ])(
    'brings notifications from the sending to EFFECTIVE_DATE, with the elements of a manual one (%s)',
    async (_, clock) => {
      const [itself, manual] = await Promise.all([aTwin(clock), aTwin()]);
      const iuns = await sendAll(itself);
      await untilTheEnd(itself, iuns);
      expect(await sendAll(manual)).toEqual(iuns);
      await manual.advance({ by: '100d' });

      expect(shapeOf(await details(itself, iuns))).toEqual(shapeOf(await details(manual, iuns)));
    },
  );

  it('in auto mode makes the very same timeline, since no time flows between two jumps', async () => {
    const [auto, manual] = await Promise.all([aTwin({ mode: 'auto' }), aTwin()]);
    // Paused while they are sent, so that all are sent at one instant.
    await auto.call('POST', '/_sim/clock/pause');
    const iuns = await sendAll(auto);
    await auto.call('POST', '/_sim/clock/resume');
    await untilTheEnd(auto, iuns);
    await sendAll(manual);
    await manual.advance({ by: '100d' });

    expect(await details(auto, iuns)).toEqual(await details(manual, iuns));
  });

  it('of the preset uat makes a minute of a day', async () => {
    const sandbox = await aTwin({ preset: 'uat' });
    const id = await sandbox.send();

    const before = Date.now();
    const { body } = await sandbox.call('POST', '/_sim/wait', {
      body: { until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } },
    });

    // 45 virtual seconds are 31 real milliseconds.
    expect(Date.now() - before).toBeLessThan(5_000);
    expect(body.matched).toBe(true);
  });

  it('can be taken by the hand: advance, pause, another pace', async () => {
    const sandbox = await aTwin({ mode: 'auto' });
    await sandbox.call('POST', '/_sim/clock/pause');
    const iun = iunOf(await sandbox.send());

    await sandbox.advance({ until: { iun, status: 'DELIVERING' } });
    expect((await sandbox.detail(iun)).notificationStatus).toBe('DELIVERING');
    await sandbox.call('PUT', '/_sim/clock', { body: { mode: 'manual' } });
    await sandbox.call('POST', '/_sim/clock/resume');
    const held = (await sandbox.call('GET', '/_sim/clock')).body;
    await sandbox.call('PUT', '/_sim/clock', { body: { mode: 'auto' } });
    await untilEffective(sandbox, [iun]);

    expect(held).toMatchObject({ mode: 'manual', pending: expect.any(Number) });
  });

  it('shows every reader what was due before its own instant', async () => {
    const sandbox = await aTwin({ mode: 'scaled', rate: 3_000_000 });
    const iuns = await sendAll(sandbox);
    const late: unknown[] = [];
    let now = '';
    while (now < '2026-06-10') {
      const answer = await sandbox.call<{ items: { at: string }[]; now: string }>('GET', '/_sim/clock/agenda');
      now = answer.body.now;
      late.push(...answer.body.items.filter(({ at }) => Date.parse(at) < Date.parse(now)));
    }

    expect(late).toEqual([]);
    expect((await details(sandbox, iuns)).map(({ notificationStatus }) => notificationStatus)).toHaveLength(3);
  });
});

describe('requests during a long move', () => {
  it('wait and see its end', async () => {
    const sandbox = await aTwin();
    const documents = [await sandbox.upload()];
    const iuns: string[] = [];
    for (let i = 0; i < 30; i++) {
      const payments = [aNotice(i)];
      iuns.push(
        iunOf(await sandbox.send({ documents, recipients: [aDigitalRecipient('prova@fail.it', { payments })] })),
      );
    }
    const seen = async () => (await sim.call('GET', `/_sim/sandboxes/${sandbox.id}`)).text;
    const before = await seen();
    const order: string[] = [];

    const move = sandbox.call<Moved>('POST', '/_sim/clock/advance', { body: { by: '100d' } }).then((moved) => {
      order.push('move');
      return moved.body;
    });
    // Lists of sandboxes wait for nobody: they tell when the move is under way.
    while ((await seen()) === before);
    const last = String(iuns.at(-1));
    const reads = Promise.all([
      sandbox.detail(last).then((detail) => detail.notificationStatus),
      sandbox.call('GET', '/_sim/clock').then(({ body }) => body.now),
      sandbox.requestStatus(Buffer.from(last).toString('base64')).then(({ body }) => body.notificationRequestStatus),
      sandbox
        .call('GET', `/delivery/v2.3/price/77777777777/${aNotice(29).pagoPa.noticeCode}`)
        .then(({ status }) => status),
    ]).then((all) => {
      order.push('reads');
      return all;
    });

    const [moved, seenByReaders] = await Promise.all([move, reads]);
    expect(moved.executedCount).toBeGreaterThan(500);
    expect(moved.to).toBe('2026-08-12T08:00:00Z');
    expect(seenByReaders).toEqual(['EFFECTIVE_DATE', moved.to, 'ACCEPTED', 200]);
    expect(order).toHaveLength(2);
  });

  it('of another sandbox do not wait', async () => {
    const [busy, other] = await Promise.all([aTwin(), aTwin()]);
    const documents = [await busy.upload()];
    for (let i = 0; i < 30; i++) {
      await busy.send({ documents, recipients: [aDigitalRecipient('prova@fail.it')] });
    }
    let isOver = false;
    const move = busy.advance({ by: '100d' }).then(() => {
      isOver = true;
    });
    const seen = async () => (await sim.call('GET', `/_sim/sandboxes/${busy.id}`)).text;
    const before = await seen();
    while (!isOver && (await seen()) === before);

    const { status } = await other.call('GET', '/_sim/clock');
    const wasOver = isOver;
    await move;

    expect(status).toBe(200);
    expect(wasOver).toBe(false);
  });

  it('that move the clock too are done one after the other', async () => {
    const sandbox = await aTwin();
    await sendAll(sandbox);

    const moves = await Promise.all(Array.from({ length: 10 }, () => sandbox.advance({ by: '12d' })));

    const spans = moves.map(({ from, to }) => `${from} ${to}`).sort();
    expect(spans.at(0)).toBe('2026-05-04T08:00:00Z 2026-05-16T08:00:00Z');
    expect(spans.at(-1)).toBe('2026-08-20T08:00:00Z 2026-09-01T08:00:00Z');
    expect(new Set(spans).size).toBe(10);
  });
});

describe('two sandboxes of one seed', () => {
  it('give the same bytes to the same calls: detail, price, events, documents', async () => {
    const [one, other] = await Promise.all([aTwin(), aTwin()]);
    const observe = async (sandbox: SandboxClient) => {
      const { call } = sandbox;
      const stream = await call<{ streamId: string }>('POST', '/delivery-progresses/v2.9/streams', {
        body: { title: 'all', eventType: 'TIMELINE', groups: [], filterValues: [] },
      });
      const sent = await call<object>('POST', '/delivery/attachments/preload', {
        body: [{ preloadIdx: '0', contentType: 'application/pdf', sha256: sha256Of(Buffer.from('x')) }],
      });
      const iuns = await sendAll(sandbox);
      await sandbox.advance({ by: '100d' });
      const seen: Record<string, unknown> = {
        stream: stream.text,
        preload: sent.text.replace(/"url":"[^"]+"/g, ''),
        price: (await call('GET', `/delivery/v2.3/price/77777777777/${aNotice(2).pagoPa.noticeCode}`)).text,
      };
      let lastEventId = '';
      for (let page = 0; page < 5; page++) {
        const query = lastEventId ? `?lastEventId=${lastEventId}` : '';
        const events = await call<{ eventId: string }[]>(
          'GET',
          `/delivery-progresses/v2.9/streams/${stream.body.streamId}/events${query}`,
        );
        seen[`events ${page}`] = events.text;
        lastEventId = events.body.at(-1)?.eventId ?? lastEventId;
      }
      for (const iun of iuns) {
        seen[`detail ${iun}`] = (await call('GET', `/delivery/v2.9/notifications/sent/${iun}`)).text;
        seen[`dispatches ${iun}`] = (await call('GET', `/_sim/notifications/${iun}/dispatches`)).text;
        const facts = await call<{ legalFactsId: { key: string } }[]>('GET', `/delivery-push/v2.0/${iun}/legal-facts`);
        seen[`facts ${iun}`] = facts.text;
        for (const { legalFactsId } of facts.body) {
          const id = legalFactsId.key.replace('safestorage://', '');
          const link = await call<{ url: string; filename: string }>(
            'GET',
            `/delivery-push/${iun}/download/legal-facts/${id}`,
          );
          const file = await fetch(link.body.url);
          const bytes = Buffer.from(await file.arrayBuffer());
          // Receipts of PEC are XML, everything else is a PDF.
          expect({ id, status: file.status, begin: bytes.subarray(0, 5).toString() }).toEqual({
            id,
            status: 200,
            begin: id.endsWith('.pdf') ? '%PDF-' : '<?xml',
          });
          seen[`${iun} ${id} ${link.body.filename}`] = sha256Of(bytes);
        }
      }
      return seen;
    };

    const [first, second] = await Promise.all([observe(one), observe(other)]);

    expect(Object.keys(first).filter((key) => key.includes('PN_LEGAL_FACTS')).length).toBeGreaterThan(3);
    expect(String(first['events 0'])).toContain('REQUEST_ACCEPTED');
    expect(second).toEqual(first);
  });

  it('of another seed give other ids', async () => {
    const [one, other] = [await aTwin(), await sim.sandbox({ seed: 'other', clock: { now: start } })];

    expect(await other.send()).not.toBe(await one.send());
  });
});
