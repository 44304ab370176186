import { createHash } from 'node:crypto';
import type { Lots } from '../support/lots.js';
import type { Exchange, Exchanged } from './exchange.js';
import { createTurns } from './turns.js';

/** One act of a client in one sandbox. */
type Act = (exchange: Exchange, lots: Lots) => Promise<void>;

/** A sandbox under load, as its clients know it. */
export interface Tenant {
  /** What clients do, each with how often it is drawn. */
  readonly acts: readonly { readonly name: string; readonly weight: number; readonly act: Act }[];
  begin(exchange: Exchange): Promise<void>;
  /** Whether the stream has told every element of every timeline, and nothing else. */
  checkStream(exchange: Exchange): Promise<void>;
}

interface TenantParts {
  readonly url: string;
  readonly ordinal: number;
  /** Told of what must not be. */
  readonly complain: (what: string) => void;
  /** Told of every call. */
  readonly count: (what: string) => void;
}

const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
const sha256 = createHash('sha256').update(pdf).digest('base64');
const creditorTaxId = '77777777777';
const streams = '/delivery-progresses/v2.9/streams';

const addresses = ['VIA @OK_AR', 'VIA @FAIL_AR', 'VIA @OK_890', 'VIA @FAIL-Discovery_AR', 'VIA ROMA 1'];
const inboxes = ['prova@pec.it', 'prova@fail.it', 'prova@ok.it'];
const moves = ['PT1H', 'P1D', 'P7D', 'P30D'];

/** Most notifications of a sandbox before it is emptied: what a sandbox holds is to stay the same over the run. */
const mostNotifications = 40;

const faults = [
  { match: { operation: 'retrieveNotificationPriceV23' }, do: { status: 503 } },
  { match: { operation: 'sendNewNotification*' }, do: { drop: 'after' } },
  { match: { operation: 'sendNewNotification*' }, do: { status: 429, headers: { 'retry-after': '1' } } },
  { match: { operation: 'retrieveSentNotification*' }, do: { truncate: 20 } },
  { match: { operation: 'presignedUploadRequest' }, do: { drop: 'before' } },
];

interface Sent {
  readonly requestId: string;
  readonly notice: string;
  iun?: string;
}

interface StreamEvent {
  readonly eventId: string;
  readonly element?: { readonly elementId: string };
  readonly iun?: string;
}

export const createTenant = ({ url, ordinal, complain, count }: TenantParts): Tenant => {
  const id = `soak-${ordinal}`;
  const turns = createTurns();
  let key = '';
  let slot: { readonly key: string; readonly versionToken: string } | undefined;
  let streamId = '';
  let lastEventId = '';
  let sender = { taxId: '', denomination: '' };
  let sent: Sent[] = [];
  let told = new Set<string>();
  let protocols = 0;

  const json = <T>({ text }: Exchanged): T => JSON.parse(text) as T;

  /** A call of the platform: what no fault explains must be right. */
  const call = async (exchange: Exchange, name: string, method: string, path: string, body?: unknown) => {
    const answer = await exchange.send(method, url + path, { 'x-api-key': key }, body);
    count(name);
    const isFaulty = answer.status === 0 || answer.headers['x-send-sim-fault'] !== undefined;
    if (isFaulty) return undefined;
    if (answer.status > 299) {
      complain(`${method} ${path} in ${id}: ${answer.status} ${answer.text.slice(0, 200)}`);
      return undefined;
    }
    return answer;
  };

  /** A call of the simulator itself: it always works. */
  const control = async (exchange: Exchange, method: string, path: string, body?: unknown): Promise<Exchanged> => {
    const mark = path.includes('?') ? '&' : '?';
    const answer = await exchange.send(method, `${url}/_sim${path}${mark}sandbox=${id}`, {}, body);
    count(`${method} /_sim/${path.split(/[/?]/)[1]}`);
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(`${method} /_sim${path} of ${id}: ${answer.status} ${answer.text.slice(0, 300)}`);
    }
    return answer;
  };

  /** What a client needs before it can send: an uploaded file and a stream. */
  const prepare = async (exchange: Exchange): Promise<void> => {
    sent = [];
    told = new Set();
    lastEventId = '';
    const headers = { 'x-api-key': key };
    const wanted = [{ preloadIdx: '0', contentType: 'application/pdf', sha256 }];
    const preloaded = await exchange.send('POST', `${url}/delivery/attachments/preload`, headers, wanted);
    const [place] = json<[{ readonly key: string; readonly secret: string; readonly url: string }]>(preloaded);
    const put = await exchange.send(
      'PUT',
      place.url,
      { 'content-type': 'application/pdf', 'x-amz-meta-secret': place.secret, 'x-amz-checksum-sha256': sha256 },
      pdf,
    );
    slot = { key: place.key, versionToken: String(put.headers['x-amz-version-id']) };
    const stream = { title: 'soak', eventType: 'TIMELINE', groups: [], filterValues: [] };
    ({ streamId } = json<{ streamId: string }>(await exchange.send('POST', url + streams, headers, stream)));
    if (!streamId) throw new Error(`${id} has no stream`);
  };

  const makeSandbox = async (exchange: Exchange): Promise<void> => {
    const made = await exchange.send(
      'POST',
      `${url}/_sim/sandboxes`,
      {},
      {
        id,
        seed: id,
        clock: { mode: 'manual' },
        // What a long move of the clock would let expire is to be read afterwards.
        settings: { retention: 'off' },
      },
    );
    if (made.status !== 201) throw new Error(`sandbox ${id}: ${made.status} ${made.text}`);
    const { senders } = json<{
      readonly senders: readonly [
        {
          readonly taxId: string;
          readonly denomination: string;
          readonly apiKeys: readonly [{ readonly key: string }];
        },
      ];
    }>(made);
    sender = senders[0];
    key = senders[0].apiKeys[0].key;
    await prepare(exchange);
  };

  const requestBody = (lots: Lots, notice: string): unknown => ({
    paProtocolNumber: `${id}-${protocols}`,
    idempotenceToken: String(protocols),
    subject: 'Avviso di accertamento',
    notificationFeePolicy: 'DELIVERY_MODE',
    physicalCommunicationType: lots.chance(0.5) ? 'AR_REGISTERED_LETTER' : 'REGISTERED_LETTER_890',
    senderDenomination: sender.denomination,
    senderTaxId: sender.taxId,
    taxonomyCode: '010101P',
    paFee: 100,
    vat: 22,
    documents: [{ digests: { sha256 }, contentType: 'application/pdf', ref: slot }],
    recipients: [
      {
        recipientType: 'PF',
        taxId: 'LRTFNC80A01F205B',
        denomination: 'Loretta Franco',
        physicalAddress: { address: lots.oneOf(addresses), zip: '20121', municipality: 'MILANO', province: 'MI' },
        ...(lots.chance(0.5) ? { digitalDomicile: { type: 'PEC', address: lots.oneOf(inboxes) } } : {}),
        payments: [{ pagoPa: { noticeCode: notice, creditorTaxId, applyCost: true } }],
      },
    ],
  });

  const send: Act = async (exchange, lots) => {
    protocols++;
    const notice = String(302_000_000_000_000_000n + BigInt(ordinal) * 1_000_000n + BigInt(protocols));
    const answer = await call(exchange, 'send', 'POST', '/delivery/v2.6/requests', requestBody(lots, notice));
    if (answer) {
      sent.push({ requestId: json<{ notificationRequestId: string }>(answer).notificationRequestId, notice });
    }
  };

  const readStatus: Act = async (exchange, lots) => {
    if (sent.length === 0) return;
    const one = lots.oneOf(sent);
    const path = `/delivery/v2.6/requests?notificationRequestId=${encodeURIComponent(one.requestId)}`;
    const answer = await call(exchange, 'status', 'GET', path);
    const iun = answer && json<{ iun?: string }>(answer).iun;
    if (iun) one.iun = iun;
  };

  const readDetail: Act = async (exchange, lots) => {
    const known = sent.flatMap(({ iun }) => iun ?? []);
    if (known.length === 0) return;
    await call(exchange, 'detail', 'GET', `/delivery/v2.9/notifications/sent/${lots.oneOf(known)}`);
  };

  const readPrice: Act = async (exchange, lots) => {
    const known = sent.filter(({ iun }) => iun !== undefined);
    if (known.length === 0) return;
    await call(exchange, 'price', 'GET', `/delivery/v2.3/price/${creditorTaxId}/${lots.oneOf(known).notice}`);
  };

  /** @returns how many events there were */
  const readStream = async (exchange: Exchange): Promise<number> => {
    const after = lastEventId === '' ? '' : `?lastEventId=${lastEventId}`;
    const answer = await call(exchange, 'consume', 'GET', `${streams}/${streamId}/events${after}`);
    const events = answer ? json<readonly StreamEvent[]>(answer) : [];
    for (const { element } of events) {
      const elementId = element?.elementId ?? 'an event without element';
      if (told.has(elementId)) complain(`${id}: ${elementId} came twice`);
      told.add(elementId);
    }
    lastEventId = events.at(-1)?.eventId ?? lastEventId;
    return events.length;
  };

  const checkStream = async (exchange: Exchange): Promise<void> => {
    while ((await readStream(exchange)) > 0);
    const { items } = json<{ readonly items: readonly { readonly notificationRequestId: string }[] }>(
      await control(exchange, 'GET', '/notifications?limit=1000'),
    );
    const written = new Set<string>();
    for (const { notificationRequestId } of items) {
      const { detail } = json<{
        readonly detail: { readonly timeline: readonly { readonly elementId: string }[] };
      }>(await control(exchange, 'GET', `/notifications/${encodeURIComponent(notificationRequestId)}`));
      for (const { elementId } of detail.timeline) written.add(elementId);
    }
    for (const elementId of written) if (!told.has(elementId)) complain(`${id}: the stream never told ${elementId}`);
    for (const elementId of told) if (!written.has(elementId)) complain(`${id}: no timeline has ${elementId}`);
  };

  const isAlone =
    (act: Act): Act =>
    (exchange, lots) =>
      turns.alone(() => act(exchange, lots));
  const together =
    (act: Act): Act =>
    (exchange, lots) =>
      turns.together(() => act(exchange, lots));

  const empty = async (exchange: Exchange): Promise<void> => {
    await control(exchange, 'DELETE', '/faults');
    await checkStream(exchange);
    await control(exchange, 'POST', '/reset', {});
    await prepare(exchange);
  };

  return {
    begin: makeSandbox,
    checkStream: async (exchange) => {
      await control(exchange, 'DELETE', '/faults');
      await checkStream(exchange);
    },
    acts: [
      { name: 'send', weight: 30, act: together(send) },
      { name: 'status', weight: 15, act: together(readStatus) },
      { name: 'detail', weight: 10, act: together(readDetail) },
      { name: 'price', weight: 15, act: together(readPrice) },
      // One consumer at a time: two would take each other's page.
      { name: 'consume', weight: 15, act: isAlone(async (exchange) => void (await readStream(exchange))) },
      {
        name: 'advance',
        weight: 8,
        act: together(async (exchange, lots) => {
          await control(exchange, 'POST', '/clock/advance', { by: lots.oneOf(moves) });
        }),
      },
      {
        name: 'fault',
        weight: 3,
        act: together(async (exchange, lots) => void (await control(exchange, 'POST', '/faults', lots.oneOf(faults)))),
      },
      {
        name: 'snapshot',
        weight: 1,
        act: isAlone(async (exchange) => {
          const kept = await control(exchange, 'GET', '/snapshot');
          await control(exchange, 'POST', '/snapshot', json(kept));
        }),
      },
      {
        name: 'reset',
        weight: 2,
        act: isAlone(async (exchange) => {
          if (sent.length > mostNotifications) await empty(exchange);
        }),
      },
      {
        name: 'remove',
        weight: 0.3,
        act: isAlone(async (exchange) => {
          const gone = await exchange.send('DELETE', `${url}/_sim/sandboxes/${id}`, {});
          if (gone.status !== 204) complain(`DELETE of ${id}: ${gone.status}`);
          await makeSandbox(exchange);
        }),
      },
    ],
  };
};
