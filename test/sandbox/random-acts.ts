import fc from 'fast-check';
import type { Simulator } from '../../src/index.js';
import type { Attachment } from '../../src/send/request/model.js';
import {
  aDigitalRecipient,
  aNotice,
  aNotificationRequest,
  aPaperRecipient,
  aPdf,
  sha256Of,
} from '../support/simulator.js';

/** What somebody does in a sandbox; small numbers choose one of a few things, in all sandboxes the same few. */
export interface Act {
  readonly kind: Kind;
  readonly n: number;
}

/** One who works in a sandbox, one act after the other, and writes down every answer. */
export interface Worker {
  readonly id: string;
  readonly key: string;
  /** Of every answer: status, headers and body. */
  readonly heard: string[];
  act(act: Act): Promise<void>;
  /** Writes down the events that are kept, up to a last call. */
  readEvents(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

type Body = string | Uint8Array<ArrayBuffer> | object;
type Call = (method: string, path: string, body?: Body, headers?: Readonly<Record<string, string>>) => Promise<Answer>;

/** What a worker remembers, as a client would. */
interface Memory {
  document: Attachment | undefined;
  readonly requests: string[];
  readonly streams: string[];
  readonly keys: string[];
  readonly faults: string[];
  readonly incidents: string[];
  snapshot?: string;
}

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
const json = (text: string): Readonly<Record<string, unknown>> => (text === '' ? {} : JSON.parse(text));
const textOf = (answer: Answer, name: string): string[] => {
  const value = answer.status < 300 ? json(answer.text)[name] : undefined;
  return typeof value === 'string' ? [value] : [];
};

/** Scenario, person, notice: what both sandboxes have under the same name, so that a leak would be seen. */
const scenario = (n: number): string =>
  `name: shared-${n % 2}\ntitle: { it: Comune, en: Shared }\nrequest: { recipients: [{ taxId: LRTFNC80A01F205B }] }\n`;
const recipients = [
  aPaperRecipient(),
  aDigitalRecipient(),
  aDigitalRecipient('prova@fail.it'),
  aPaperRecipient({ payments: [aNotice(1)] }),
  aPaperRecipient({ taxId: 'LNALNI80A01H501T' }),
];

/** Calls with a key; links, and what belongs to no sandbox, go without. */
export const callsWith =
  ({ fetch }: Simulator, key: string): Call =>
  async (method, path, body, headers = {}) => {
    const isPlain = typeof body === 'string' || body instanceof Uint8Array;
    const answer = await fetch(path, {
      method,
      headers: {
        ...(path.startsWith('http') || path === '/_sim/sandboxes' ? {} : { 'x-api-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isPlain ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

/** Preload and presigned upload; undefined where one of them was refused. */
export const upload = async (call: Call, n: number): Promise<Attachment | undefined> => {
  const bytes = aPdf(`file ${n % 3}`);
  const sha256 = sha256Of(bytes);
  const contentType = 'application/pdf';
  const slots = await call('POST', '/delivery/attachments/preload', [{ preloadIdx: '0', contentType, sha256 }]);
  if (slots.status !== 200) return undefined;
  const [slot] = JSON.parse(slots.text) as [{ readonly url: string; readonly key: string; readonly secret: string }];
  const put = await call('PUT', slot.url, new Uint8Array(bytes), {
    'content-type': contentType,
    'x-amz-meta-secret': slot.secret,
    'x-amz-checksum-sha256': sha256,
  });
  const versionToken = put.headers.get('x-amz-version-id') ?? '';
  return put.status === 200 ? { digests: { sha256 }, contentType, ref: { key: slot.key, versionToken } } : undefined;
};

const acts = {
  upload: async (call, memory, n) => {
    memory.document = (await upload(call, n)) ?? memory.document;
  },
  send: async (call, memory, n) => {
    const documents = memory.document === undefined ? [] : [memory.document];
    const body = aNotificationRequest({
      paProtocolNumber: `PROT-${n % 6}`,
      idempotenceToken: `token-${n % 2}`,
      documents,
      recipients: [pick(recipients, n) ?? aPaperRecipient()],
    });
    memory.requests.push(...textOf(await call('POST', '/delivery/v2.6/requests', body), 'notificationRequestId'));
  },
  poll: async (call, memory, n) => {
    const id = encodeURIComponent(pick(memory.requests, n) ?? 'bm9uZQ==');
    await call('GET', `/delivery/v2.6/requests?notificationRequestId=${id}`);
  },
  detail: async (call, memory, n) => void (await call('GET', `/delivery/v2.9/notifications/sent/${iun(memory, n)}`)),
  cancel: async (call, memory, n) => void (await call('PUT', `/delivery/v2.0/notifications/cancel/${iun(memory, n)}`)),
  price: async (call) => void (await call('GET', `/delivery/v2.3/price/77777777777/${aNotice(1).pagoPa.noticeCode}`)),
  stream: async (call, memory, n) => {
    const body = { title: `stream ${n % 2}`, eventType: n % 2 ? 'STATUS' : 'TIMELINE', groups: [] };
    memory.streams.push(...textOf(await call('POST', '/delivery-progresses/v2.9/streams', body), 'streamId'));
  },
  consume: async (call, memory, n) =>
    void (await call('GET', `/delivery-progresses/v2.9/streams/${pick(memory.streams, n) ?? 'none'}/events`)),
  streams: async (call) => void (await call('GET', '/delivery-progresses/v2.9/streams')),
  advance: async (call, _memory, n) =>
    void (await call('POST', '/_sim/clock/advance', { by: pick(['5m', '7d', '40d'], n) })),
  agenda: async (call) => void (await call('GET', '/_sim/clock/agenda')),
  journal: async (call) => void (await call('GET', '/_sim/journal?limit=50')),
  notifications: async (call) => void (await call('GET', '/_sim/notifications')),
  explained: async (call, memory, n) =>
    void (await call('GET', `/_sim/notifications/${encodeURIComponent(pick(memory.requests, n) ?? 'none')}`)),
  view: async (call, memory, n) => void (await call('POST', `/_sim/notifications/${iun(memory, n)}/view`, {})),
  scenario: async (call, _memory, n) =>
    void (await call('POST', '/_sim/scenarios', scenario(n), { 'content-type': 'application/yaml' })),
  forgetScenario: async (call, _memory, n) => void (await call('DELETE', `/_sim/scenarios/shared-${n % 2}`)),
  scenarios: async (call) => void (await call('GET', '/_sim/scenarios')),
  fault: async (call, memory, n) => {
    const body = {
      match: { operation: pick(['sendNewNotification*', 'preSignedUpload*', '*'], n) },
      do: { status: 503 },
    };
    memory.faults.push(...textOf(await call('POST', '/_sim/faults', { ...body, probability: 0.5 }), 'id'));
  },
  faults: async (call) => void (await call('GET', '/_sim/faults')),
  mend: async (call, memory, n) => void (await call('DELETE', `/_sim/faults/${pick(memory.faults, n) ?? 'f1'}`)),
  person: async (call, _memory, n) =>
    void (await call('PUT', '/_sim/recipients/LRTFNC80A01F205B', { deceased: n % 2 === 0 })),
  position: async (call, _memory, n) =>
    void (await call('PUT', `/_sim/debt-positions/77777777777/${aNotice(1).pagoPa.noticeCode}`, {
      amount: n,
      status: 'OPEN',
    })),
  newKey: async (call, memory, n) => {
    const made = await call('POST', '/_sim/senders/12345678903/api-keys', { name: `key ${n % 2}` });
    memory.keys.push(...textOf(made, 'id'));
  },
  keyAction: async (call, memory, n) =>
    void (await call('PATCH', `/_sim/api-keys/${pick(memory.keys, n) ?? 'none'}`, {
      action: pick(['BLOCK', 'ENABLE', 'ROTATE', 'DELETE'], n),
    })),
  incident: async (call, memory) =>
    void memory.incidents.push(
      ...textOf(await call('POST', '/_sim/incidents', { functionality: 'NOTIFICATION_CREATE' }), 'id'),
    ),
  closeIncident: async (call, memory, n) =>
    void (await call('POST', `/_sim/incidents/${pick(memory.incidents, n) ?? 'none'}/close`)),
  verify: async (call) =>
    void (await call('POST', '/_sim/verify', { expect: [{ operation: 'sendNewNotification*', count: 1 }] })),
  checklist: async (call) => void (await call('GET', '/checklistresult')),
  billing: async (call) => void (await call('GET', '/_sim/billing?month=2026-02')),
  save: async (call, memory) => {
    memory.snapshot = (await call('GET', '/_sim/snapshot')).text;
  },
  load: async (call, memory) => {
    if (memory.snapshot !== undefined) await call('POST', '/_sim/snapshot', memory.snapshot);
  },
  reset: async (call, _memory, n) => {
    if (n % 3 === 0) await call('POST', '/_sim/reset', { keep: ['senders', 'scenarios'] });
  },
} as const satisfies Readonly<Record<string, (call: Call, memory: Memory, n: number) => Promise<void>>>;

type Kind = keyof typeof acts;

/** The IUN in a request id. */
const iun = ({ requests }: Memory, n: number): string =>
  Buffer.from(pick(requests, n) ?? 'bm9uZQ==', 'base64').toString();

const kinds = Object.keys(acts) as Kind[];

/** What moves a notification on falls more often than the rest. */
export const anAct: fc.Arbitrary<Act> = fc.record(
  {
    kind: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom<Kind>('upload', 'send', 'send', 'advance') },
      { weight: 3, arbitrary: fc.constantFrom(...kinds) },
    ),
    n: fc.nat({ max: 11 }),
  },
  { noNullPrototype: true },
);

/** Makes the sandbox, and who works in it. */
export const aWorker = async (simulator: Simulator, id: string, key: string): Promise<Worker> => {
  const memory: Memory = { document: undefined, requests: [], streams: [], keys: [], faults: [], incidents: [] };
  const heard: string[] = [];
  const callAsIs = callsWith(simulator, key);
  const call: Call = async (method, path, ...rest) => {
    const answer = await callAsIs(method, path, ...rest);
    // Node's own header is the only one that tells the real time.
    const told = [...answer.headers].filter(([name]) => name !== 'date');
    heard.push([`${method} ${path}`, answer.status, JSON.stringify(told), answer.text].join('\n'));
    return answer;
  };
  const made = await call('POST', '/_sim/sandboxes', {
    id,
    seed: 'the same',
    clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' },
    senders: [{ name: 'Comune di Esempio', taxId: '12345678903', apiKeys: [{ name: 'first', key }] }],
  });
  if (made.status !== 201) throw new Error(made.text);
  // The rest needs something to look at.
  await acts.upload(call, memory, 0);
  await acts.send(call, memory, 3);
  await acts.stream(call, memory, 0);
  const readEvents = async (): Promise<void> => {
    await call('GET', '/status?last');
    const leaving = new AbortController();
    const headers = { 'x-api-key': key };
    const { body } = await simulator.fetch('/_sim/events?since=e0', { headers, signal: leaving.signal });
    let text = '';
    for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
      text += Buffer.from(piece).toString('utf8');
      if (/\/status\?last.*\n\n/.test(text)) break;
    }
    leaving.abort();
    if (!/\/status\?last/.test(text)) throw new Error(`the events end before the last call: ${text.slice(-500)}`);
    heard.push(text);
  };
  return { id, key, heard, act: ({ kind, n }) => acts[kind](call, memory, n), readEvents };
};

/** Answers with the keys that were drawn in the order in which they came: they stand outside of the seed. */
export const withoutKeys = (heard: readonly string[]): readonly string[] => {
  const keys = heard.flatMap((text) => [...text.matchAll(/"key":"([0-9a-f-]{36})"/g)].map(([, key = '']) => key));
  const names = new Map([...new Set(keys)].map((key, i) => [key, `key-${i}`]));
  return heard.map((text) =>
    text
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (key) => names.get(key) ?? key)
      // Of a snapshot, over lines that have keys in them.
      .replace(/"sum":"[^"]+"/g, '"sum"'),
  );
};
