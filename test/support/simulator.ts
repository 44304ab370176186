import { createHash } from 'node:crypto';
import type { SimulatorOptions } from '../../src/options.js';
import type { Attachment, NotificationRequest, Recipient } from '../../src/send/request/model.js';
import { startSimulator } from '../../src/simulator.js';

/** What came back: the body read as JSON where it is JSON. */
export interface Called<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

interface CallOptions {
  /** Sent as JSON; a string goes out as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';

/** One HTTP call; the path may be a whole URL (presigned links). */
export type Caller = <Body = Readonly<Record<string, unknown>>>(
  method: Method,
  path: string,
  options?: CallOptions,
) => Promise<Called<Body>>;

const callerOf =
  (url: string, always: Readonly<Record<string, string>> = {}): Caller =>
  async <Body>(method: Method, path: string, { body, headers }: CallOptions = {}) => {
    const isText = typeof body === 'string';
    const answer = await fetch(path.startsWith('http') ? path : `${url}${path}`, {
      method,
      headers: { ...always, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: readJson(text) as Body };
  };

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** A small PDF of one page; other texts give other bytes. */
export const aPdf = (text = 'one'): Buffer =>
  Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n%${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

/** A person without contacts of any kind, who gets a registered letter that is delivered. */
export const aPaperRecipient = (change: Partial<Recipient> = {}): Recipient => ({
  recipientType: 'PF',
  taxId: 'LRTFNC80A01F205B',
  denomination: 'Loretta Franco',
  physicalAddress: { address: 'VIA @OK_AR', zip: '20121', municipality: 'MILANO', province: 'MI' },
  ...change,
});

/** The same person with a PEC address: `prova@pec.it` takes everything, `prova@fail.it` nothing. */
export const aDigitalRecipient = (address = 'prova@pec.it', change: Partial<Recipient> = {}): Recipient =>
  aPaperRecipient({ digitalDomicile: { type: 'PEC', address }, ...change });

/** A request without fault of the default sender; the documents must be uploaded ones. */
export const aNotificationRequest = (
  change: Partial<NotificationRequest> & Pick<NotificationRequest, 'documents'>,
): NotificationRequest => ({
  paProtocolNumber: 'PROT-1',
  subject: 'Avviso di prova',
  notificationFeePolicy: 'DELIVERY_MODE',
  paFee: 100,
  vat: 22,
  physicalCommunicationType: 'AR_REGISTERED_LETTER',
  senderDenomination: 'Comune di Esempio',
  senderTaxId: '12345678903',
  taxonomyCode: '010101P',
  recipients: [aPaperRecipient()],
  ...change,
});

/** A payment notice of pagoPA; another ordinal is another notice. */
export const aNotice = (ordinal = 0) => ({
  pagoPa: {
    noticeCode: String(302000100000019421n + BigInt(ordinal)),
    creditorTaxId: '77777777777',
    applyCost: true,
  },
});

export interface Moved {
  readonly from: string;
  readonly to: string;
  readonly executed: readonly {
    readonly at: string;
    readonly kind: string;
    readonly iun?: string;
    readonly recIndex?: number;
    readonly category?: string;
  }[];
  readonly executedCount: number;
  readonly nextDueAt?: string;
  readonly pending: number;
  readonly matched?: unknown;
}

export interface SandboxShape {
  readonly id: string;
  readonly seed: string;
  readonly clock: Readonly<Record<string, unknown>>;
  readonly senders: readonly {
    readonly paId: string;
    readonly name: string;
    readonly taxId: string;
    readonly denomination: string;
    readonly groups: readonly { readonly id: string; readonly name: string }[];
    readonly apiKeys: readonly {
      readonly id: string;
      readonly name: string;
      readonly key: string;
      readonly groups: readonly string[];
      readonly pdnd: unknown;
      readonly status: string;
    }[];
  }[];
}

/** The newest detail, as far as most tests look at it. */
export interface Detail {
  readonly iun: string;
  readonly notificationStatus: string;
  readonly notificationStatusHistory: readonly { readonly status: string; readonly activeFrom: string }[];
  readonly timeline: readonly {
    readonly elementId: string;
    readonly category: string;
    readonly timestamp: string;
    readonly legalFactsIds: readonly { readonly key: string; readonly category: string }[];
    readonly details: Readonly<Record<string, unknown>>;
  }[];
}

/** A sandbox as its sender uses it: every call carries the first key. */
export interface SandboxClient {
  readonly id: string;
  readonly key: string;
  readonly shape: SandboxShape;
  readonly call: Caller;
  /** Preload and presigned upload. */
  readonly upload: (bytes?: Buffer, contentType?: string) => Promise<Attachment>;
  /** Uploads a document, sends; protocol numbers count up. Answers the request id. */
  readonly send: (change?: Partial<NotificationRequest>) => Promise<string>;
  /** The same, with the whole answer. */
  readonly request: (change?: Partial<NotificationRequest>) => Promise<Called<{ notificationRequestId: string }>>;
  /** Moves the clock; throws when it was refused. */
  readonly advance: (body: object) => Promise<Moved>;
  /** Sends and moves the clock to the acceptance. Answers the IUN. */
  readonly accepted: (change?: Partial<NotificationRequest>) => Promise<string>;
  readonly requestStatus: (id: string) => Promise<Called<{ notificationRequestStatus: string; iun?: string }>>;
  readonly detail: (iun: string) => Promise<Detail>;
}

const sandboxClient = (url: string, shape: SandboxShape): SandboxClient => {
  const key = shape.senders[0]?.apiKeys[0]?.key;
  const sender = shape.senders[0];
  if (key === undefined || sender === undefined) throw new Error('the sandbox has no key');
  const call = callerOf(url, { 'x-api-key': key });
  let sent = 0;

  const expectStatus = <Body>(called: Called<Body>, status: number): Body => {
    if (called.status === status) return called.body;
    const hint = called.headers.get('x-send-sim-hint') ?? '';
    throw new Error(`wanted ${status}, got ${called.status}: ${called.text} ${hint}`);
  };

  const upload: SandboxClient['upload'] = async (bytes = aPdf(), contentType = 'application/pdf') => {
    const sha256 = sha256Of(bytes);
    const preload = await call<{ key: string; secret: string; url: string; httpMethod: string }[]>(
      'POST',
      '/delivery/attachments/preload',
      { body: [{ preloadIdx: '0', contentType, sha256 }] },
    );
    const [slot] = expectStatus(preload, 200);
    if (!slot) throw new Error('no slot');
    const put = await fetch(slot.url, {
      method: slot.httpMethod,
      headers: { 'content-type': contentType, 'x-amz-meta-secret': slot.secret, 'x-amz-checksum-sha256': sha256 },
      body: new Uint8Array(bytes),
    });
    if (put.status !== 200) throw new Error(`upload: ${put.status} ${await put.text()}`);
    const versionToken = put.headers.get('x-amz-version-id') ?? '';
    return { digests: { sha256 }, contentType, ref: { key: slot.key, versionToken } };
  };

  const request: SandboxClient['request'] = async (change = {}) => {
    const documents = change.documents ?? [await upload()];
    const body = aNotificationRequest({
      senderTaxId: sender.taxId,
      senderDenomination: sender.denomination,
      paProtocolNumber: `PROT-${++sent}`,
      ...change,
      documents,
    });
    return call('POST', '/delivery/v2.6/requests', { body });
  };
  const send: SandboxClient['send'] = async (change) => expectStatus(await request(change), 202).notificationRequestId;

  const advance: SandboxClient['advance'] = async (body) =>
    expectStatus(await call<Moved>('POST', '/_sim/clock/advance', { body }), 200);

  const requestStatus: SandboxClient['requestStatus'] = (id) =>
    call('GET', `/delivery/v2.6/requests?notificationRequestId=${encodeURIComponent(id)}`);

  return {
    id: shape.id,
    key,
    shape,
    call,
    upload,
    request,
    send,
    advance,
    accepted: async (change) => {
      const id = await send(change);
      await advance({ until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } });
      const { iun } = (await requestStatus(id)).body;
      if (iun === undefined) throw new Error(`${id} has no IUN`);
      return iun;
    },
    requestStatus,
    detail: async (iun) => expectStatus(await call<Detail>('GET', `/delivery/v2.9/notifications/sent/${iun}`), 200),
  };
};

/** Makes a sandbox of a simulator that runs (`POST /_sim/sandboxes`). */
export const aSandboxAt = async (url: string, body: object = {}, call = callerOf(url)): Promise<SandboxClient> => {
  const made = await call<SandboxShape>('POST', '/_sim/sandboxes', { body });
  if (made.status !== 201) throw new Error(`no sandbox: ${made.text}`);
  return sandboxClient(url, made.body);
};

export interface TestSimulator {
  readonly url: string;
  /** Key of the default sandbox. */
  readonly apiKey: string;
  /** Calls without any key. */
  readonly call: Caller;
  /** Makes a sandbox (`POST /_sim/sandboxes`). */
  readonly sandbox: (body?: object) => Promise<SandboxClient>;
  /** What the process wrote to its log, newest last. */
  readonly logged: readonly object[];
  stop(): Promise<void>;
}

/** A simulator in this process on a free port: manual clock, every answer checked against the contract. */
export const aSimulator = async (options: SimulatorOptions = {}): Promise<TestSimulator> => {
  const logged: object[] = [];
  const { url, apiKey, stop } = await startSimulator({
    clock: 'manual',
    port: 0,
    strictResponses: true,
    log: (line) => logged.push(line),
    ...options,
  });
  const authorization = options.controlToken === undefined ? {} : { authorization: `Bearer ${options.controlToken}` };
  const call = callerOf(url, authorization);
  return {
    url,
    apiKey,
    call,
    sandbox: (body = {}) => aSandboxAt(url, body, call),
    logged,
    stop,
  };
};
