import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Simulator } from '../../src/library/simulator.js';
import { loopbackApiKey, startSimulator } from '../../src/simulator.js';
import {
  aDigitalRecipient,
  aNotice,
  aNotificationRequest,
  aPaperRecipient,
  aPdf,
  sha256Of,
} from '../support/simulator.js';

const root = mkdtempSync(join(tmpdir(), 'restart-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const aFolder = (): string => join(root, String(folders++));

/** The default sandbox of a running simulator. */
const clientOf = ({ url }: Simulator, key = loopbackApiKey) => {
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text;
  };
  const asked = async <Body>(method: string, path: string, body?: unknown): Promise<Body> =>
    JSON.parse(await call(method, path, body)) as Body;
  const upload = async () => {
    const bytes = aPdf();
    const sha256 = sha256Of(bytes);
    const [slot] = await asked<{ key: string; secret: string; url: string }[]>(
      'POST',
      '/delivery/attachments/preload',
      [{ preloadIdx: '0', contentType: 'application/pdf', sha256 }],
    );
    if (!slot) throw new Error('no slot');
    const put = await fetch(slot.url, {
      method: 'PUT',
      headers: {
        'content-type': 'application/pdf',
        'x-amz-meta-secret': slot.secret,
        'x-amz-checksum-sha256': sha256,
      },
      body: new Uint8Array(bytes),
    });
    expect(put.status).toBe(200);
    const versionToken = put.headers.get('x-amz-version-id') ?? '';
    return { digests: { sha256 }, contentType: 'application/pdf', ref: { key: slot.key, versionToken } };
  };
  return {
    get: (path: string) => call('GET', path),
    call,
    asked,
    upload,
    send: async (change: Partial<Parameters<typeof aNotificationRequest>[0]>): Promise<string> => {
      const body = aNotificationRequest({ documents: [await upload()], ...change });
      return (await asked<{ notificationRequestId: string }>('POST', '/delivery/v2.6/requests', body))
        .notificationRequestId;
    },
    advance: (body: object) => call('POST', '/_sim/clock/advance', body),
  };
};
type Client = ReturnType<typeof clientOf>;

const start = (data?: string, clock = 'manual@2026-05-04T08:00:00Z') =>
  startSimulator({ clock, seed: 'twins', strictResponses: true, ...(data === undefined ? {} : { data }) });

interface Lives {
  readonly iuns: readonly string[];
  readonly streamId: string;
}

/** A PEC that fails twice and a letter, both under way, and a stream that has seen it. */
const halfWay = async (client: Client): Promise<Lives> => {
  const stream = await client.asked<{ streamId: string }>('POST', '/delivery-progresses/v2.9/streams', {
    title: 'all',
    eventType: 'TIMELINE',
    groups: [],
  });
  const ids = [
    await client.send({
      paProtocolNumber: 'PROT-1',
      recipients: [aDigitalRecipient('prova@fail.it', { payments: [aNotice(0)] })],
    }),
    await client.send({ paProtocolNumber: 'PROT-2', recipients: [aPaperRecipient({ payments: [aNotice(1)] })] }),
  ];
  await client.advance({ by: 'P4D' });
  const iuns = await Promise.all(
    ids.map(async (id) => {
      const path = `/delivery/v2.6/requests?notificationRequestId=${encodeURIComponent(id)}`;
      return (await client.asked<{ iun: string }>('GET', path)).iun;
    }),
  );
  return { iuns, streamId: stream.streamId };
};

const untilEnd = async (client: Client, { iuns }: Lives): Promise<void> => {
  for (const iun of iuns) await client.advance({ until: { iun, status: 'EFFECTIVE_DATE' } });
};

/** Everything that a sender can read of it, as it travels. */
const seen = async (client: Client, { iuns, streamId }: Lives): Promise<Readonly<Record<string, string>>> => {
  const paths = [
    ...iuns.flatMap((iun) => [
      `/delivery/v2.9/notifications/sent/${iun}`,
      `/delivery/v2.6/requests?notificationRequestId=${encodeURIComponent(Buffer.from(iun).toString('base64'))}`,
      `/delivery-push/v2.0/${iun}/legal-facts`,
      `/_sim/notifications/${iun}`,
      `/_sim/notifications/${iun}/payments`,
    ]),
    ...[0, 1].map((n) => `/delivery/v2.3/price/77777777777/${aNotice(n).pagoPa.noticeCode}`),
    '/_sim/billing?month=2026-05',
    '/_sim/billing?month=2026-06',
    '/delivery-progresses/v2.9/streams',
    `/delivery-progresses/v2.9/streams/${streamId}/events`,
    '/_sim/clock',
    '/_sim/clock/agenda',
    '/_sim/notifications',
  ];
  const answers: Record<string, string> = {};
  for (const path of paths) answers[path] = await client.get(path);
  return answers;
};

describe('a simulator that is stopped half way and started again', () => {
  it('answers with the same bytes, and comes to the same end as a twin that ran through', async () => {
    const data = aFolder();
    const first = await start(data);
    const lives = await halfWay(clientOf(first));
    const before = await seen(clientOf(first), lives);
    await first.stop();

    const second = await start(data);
    expect(await seen(clientOf(second), lives)).toEqual(before);
    await untilEnd(clientOf(second), lives);
    const end = await seen(clientOf(second), lives);
    await second.stop();

    const twin = await start();
    expect(await halfWay(clientOf(twin))).toEqual(lives);
    await untilEnd(clientOf(twin), lives);
    expect(end).toEqual(await seen(clientOf(twin), lives));
    expect(end[`/delivery/v2.9/notifications/sent/${lives.iuns[0]}`]).toContain('"EFFECTIVE_DATE"');
    await twin.stop();

    const third = await start(data);
    expect(await seen(clientOf(third), lives)).toEqual(end);
    await third.stop();
  });

  it('keeps taken what was taken: protocol numbers and notices', async () => {
    const data = aFolder();
    const first = await start(data);
    await halfWay(clientOf(first));
    await first.stop();

    const second = await start(data);
    const again = clientOf(second).send({ paProtocolNumber: 'PROT-1', recipients: [aPaperRecipient()] });
    await expect(again).rejects.toThrow(/409 .*PN_GENERIC_INVALIDPARAMETER_DUPLICATED/);
    await second.stop();
  });

  it('takes an upload that was made before for a request that comes after', async () => {
    const data = aFolder();
    const first = await start(data);
    const document = await clientOf(first).upload();
    await first.stop();

    const second = await start(data);
    const id = await clientOf(second).send({ documents: [document] });
    await clientOf(second).advance({ until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } });
    await second.stop();
  });

  it('lets flowing time go on from where it was', async () => {
    const data = aFolder();
    const first = await start(data, 'uat@2026-05-04T08:00:00Z');
    const before = await clientOf(first).asked<{ now: string }>('GET', '/_sim/clock');
    await first.stop();

    const second = await start(data, 'uat@2026-05-04T08:00:00Z');
    const after = await clientOf(second).asked<{ now: string; mode: string }>('GET', '/_sim/clock');
    await second.stop();

    expect(before.now > '2026-05-04T08:00:00').toBe(true);
    expect(after.now > before.now).toBe(true);
    expect(after.mode).toBe('scaled');
  });
});

describe('a reset', () => {
  const filesOf = (data: string, id = 'default'): readonly string[] => {
    const folder = join(data, 'sandbox', id, 'files');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  it('starts again empty, with its senders, and gives the same ids again', async () => {
    const data = aFolder();
    const first = await start(data);
    const lives = await halfWay(clientOf(first));
    const senders = await clientOf(first).get('/_sim/sandboxes');
    expect(filesOf(data)).not.toEqual([]);
    await clientOf(first).call('POST', '/_sim/reset', {});
    expect(filesOf(data)).toEqual([]);
    const empty = await clientOf(first).get('/_sim/clock');
    await first.stop();

    const second = await start(data);
    const client = clientOf(second);
    expect(await client.get('/_sim/clock')).toBe(empty);
    expect(JSON.parse(await client.get('/_sim/sandboxes')).items[0].senders).toEqual(
      JSON.parse(senders).items[0].senders,
    );
    expect(await client.asked('GET', '/_sim/notifications')).toMatchObject({ items: [] });
    expect(await client.asked('GET', '/_sim/clock/agenda')).toMatchObject({ items: [] });
    expect(await halfWay(client)).toEqual(lives);
    await second.stop();
  });

  it('among other calls leaves data that can be read again', async () => {
    const data = aFolder();
    const first = await start(data);
    const client = clientOf(first);
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        i % 4 === 3
          ? client.call('POST', '/_sim/reset', {})
          : client.send({ paProtocolNumber: `PROT-${i}` }).catch(() => undefined),
      ),
    );
    const before = await client.get('/_sim/notifications');
    await first.stop();

    const second = await start(data);
    expect(await clientOf(second).get('/_sim/notifications')).toBe(before);
    await second.stop();
  });
});

describe('a sandbox that is removed', () => {
  it('leaves no files and does not come back', async () => {
    const data = aFolder();
    const first = await start(data);
    const client = clientOf(first);
    const made = await client.asked<{ id: string; senders: { apiKeys: { key: string }[] }[] }>(
      'POST',
      '/_sim/sandboxes',
      { id: 'short-lived', clock: { now: '2026-05-04T08:00:00Z' } },
    );
    await halfWay(clientOf(first, made.senders[0]?.apiKeys[0]?.key));
    expect(existsSync(join(data, 'sandbox', 'short-lived', 'files'))).toBe(true);

    await client.call('DELETE', '/_sim/sandboxes/short-lived');

    expect(readdirSync(join(data, 'sandbox'))).toEqual(['default']);
    await first.stop();
    const second = await start(data);
    expect((await clientOf(second).asked<{ items: unknown[] }>('GET', '/_sim/sandboxes')).items).toHaveLength(1);
    await second.stop();
  });
});

describe('a simulator that cannot have its folder', () => {
  it('says so with its code, and lets the other one go on', async () => {
    const data = aFolder();
    const first = await start(data);

    await expect(start(data)).rejects.toMatchObject({ code: 'SIM_STORE_UNREADABLE' });

    await clientOf(first).send({});
    await first.stop();
  });
});
