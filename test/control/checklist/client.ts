import type { Attachment, NotificationRequest, PaymentItem, Recipient } from '../../../src/send/request/model.js';
import {
  aDigitalRecipient,
  aNotificationRequest,
  aPdf,
  type Called,
  type Detail,
  type SandboxClient,
  sha256Of,
} from '../../support/simulator.js';

/** A slot as the preload answers it. */
interface Slot {
  readonly key: string;
  readonly secret: string;
  readonly url: string;
}

/** One walk of an integrator's client through all five cases; a way to walk is one that leaves something out. */
export interface Steps {
  /** Body of the preload, as the good client would send it. */
  preload: (wanted: readonly SlotWanted[]) => readonly SlotWanted[];
  /** Files that it uploads, of the two that have a slot. */
  uploads: number;
  /** What it does to the link of an upload, and to the bytes. */
  put: (put: Put) => Put;
  recipient: Partial<Recipient>;
  payments: (payments: readonly PaymentItem[], form: Attachment) => readonly PaymentItem[];
  request: Partial<NotificationRequest>;
  /** The document as it names it. */
  document: (document: Attachment) => Attachment;
  /** The body as it goes out, and where to. */
  wire: (request: NotificationRequest) => unknown;
  sendPath: string;
  sends: boolean;
  accepts: boolean;
  stream: { readonly eventType?: string; readonly filterValues?: readonly string[] } | undefined;
  /** What happens between creation and the end with the stream. */
  reads: (read: () => Promise<unknown>, sandbox: SandboxClient) => Promise<unknown>;
  readsDetail: boolean;
  document4: Downloads;
  payment4: Downloads;
  legalFact4: Downloads;
  price: 'right' | 'wrong' | 'none';
  removesStream: boolean;
  afterwards: (walk: Walk) => Promise<unknown>;
}

type Downloads = 'all' | 'metadata' | 'broken' | 'none';

interface SlotWanted {
  readonly preloadIdx?: string;
  readonly contentType: string;
  readonly sha256: string;
}

interface Put {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** What became of it. */
interface Walk {
  readonly sandbox: SandboxClient;
  readonly iun: string | undefined;
  readonly noticeCode: string;
}

export const noticeCode = '302000100000019421';

const goodSteps: Steps = {
  preload: (wanted) => wanted,
  uploads: 2,
  put: (put) => put,
  recipient: {},
  payments: (payments) => payments,
  request: {},
  document: (document) => document,
  wire: (request) => request,
  sendPath: '/delivery/v2.6/requests',
  sends: true,
  accepts: true,
  stream: { eventType: 'TIMELINE' },
  reads: (read) => read(),
  readsDetail: true,
  document4: 'all',
  payment4: 'all',
  legalFact4: 'all',
  price: 'right',
  removesStream: false,
  afterwards: async () => undefined,
};

const uploadTo = async (slot: Slot, bytes: Buffer, contentType: string, put: Steps['put']): Promise<string> => {
  const headers = {
    'content-type': contentType,
    'x-amz-meta-secret': slot.secret,
    'x-amz-checksum-sha256': sha256Of(bytes),
  };
  const sent = put({ url: slot.url, headers, body: bytes });
  const answer = await fetch(sent.url, { method: 'PUT', headers: sent.headers, body: new Uint8Array(sent.body) });
  await answer.arrayBuffer();
  return answer.headers.get('x-amz-version-id') ?? 'none';
};

const downloads = async (sandbox: SandboxClient, how: Downloads, path: string): Promise<void> => {
  if (how === 'none') return;
  const { body } = await sandbox.call<{ url?: string }>('GET', path);
  if (how === 'metadata' || body.url === undefined) return;
  await (await fetch(how === 'broken' ? `${body.url}0` : body.url)).arrayBuffer();
};

const must = <Body>(called: Called<Body>): Body => {
  if (called.status >= 300) throw new Error(`${called.status}: ${called.text}`);
  return called.body;
};

/** Walks as a good client does, but for the steps that are changed. */
export const walk = async (sandbox: SandboxClient, changed: Partial<Steps> = {}): Promise<Walk> => {
  const steps = { ...goodSteps, ...changed };
  const { call } = sandbox;
  const files = [aPdf('act'), aPdf('form')] as const;
  const stream =
    steps.stream &&
    must(
      await call<{ streamId: string }>('POST', '/delivery-progresses/v2.9/streams', {
        body: { title: 'checklist', groups: [], filterValues: [], ...steps.stream },
      }),
    ).streamId;

  const wanted = steps.preload(
    files.map((file, i) => ({ preloadIdx: String(i), contentType: 'application/pdf', sha256: sha256Of(file) })),
  );
  const slots =
    wanted.length === 0
      ? []
      : (await call<readonly Slot[]>('POST', '/delivery/attachments/preload', { body: wanted })).body;
  const attachments: Attachment[] = [];
  for (const [i, slot] of (Array.isArray(slots) ? (slots as readonly Slot[]) : []).entries()) {
    const [bytes, asked] = [files[i], wanted[i]];
    if (!bytes || !asked) continue;
    const version = i < steps.uploads ? await uploadTo(slot, bytes, asked.contentType, steps.put) : 'none';
    attachments.push({
      digests: { sha256: asked.sha256 },
      contentType: 'application/pdf',
      ref: { key: slot.key, versionToken: version },
    });
  }
  const never: Attachment = {
    digests: { sha256: sha256Of(aPdf('never')) },
    contentType: 'application/pdf',
    ref: { key: 'PN_NOTIFICATION_ATTACHMENTS-never.pdf', versionToken: 'none' },
  };
  const [act = never, form = never] = attachments;

  const { senderTaxId, senderDenomination } = {
    senderTaxId: sandbox.shape.senders[0]?.taxId ?? '',
    senderDenomination: sandbox.shape.senders[0]?.denomination ?? '',
  };
  const notice = { noticeCode, creditorTaxId: senderTaxId, applyCost: true, attachment: form };
  const body = aNotificationRequest({
    senderTaxId,
    senderDenomination,
    idempotenceToken: 'token-1',
    physicalCommunicationType: 'REGISTERED_LETTER_890',
    documents: [steps.document(act)],
    recipients: [
      aDigitalRecipient('prova@pec.it', {
        payments: steps.payments([{ pagoPa: notice }], form),
        ...steps.recipient,
      }),
    ],
    ...steps.request,
  });
  const sent = steps.sends
    ? (await call<{ notificationRequestId?: string }>('POST', steps.sendPath, { body: steps.wire(body) })).body
    : {};
  const id = sent.notificationRequestId;
  if (id !== undefined && steps.accepts) {
    // A refused one is refused: the client goes on as far as it can.
    const until = { notificationRequestId: id, requestStatus: 'ACCEPTED' };
    await call('POST', '/_sim/clock/advance', { body: { until } });
  }
  const iun = id === undefined ? undefined : (await sandbox.requestStatus(id)).body.iun;
  if (stream) {
    const read = () => call('GET', `/delivery-progresses/v2.9/streams/${stream}/events`);
    await steps.reads(read, sandbox);
    if (steps.removesStream) await call('DELETE', `/delivery-progresses/v2.9/streams/${stream}`);
  }
  if (iun !== undefined) {
    const sentPath = `/delivery/notifications/sent/${iun}/attachments`;
    await downloads(sandbox, steps.document4, `${sentPath}/documents/0`);
    await downloads(sandbox, steps.payment4, `${sentPath}/payment/0/PAGOPA`);
    // The id of a legal fact is also known from the events of the stream.
    const peeked = (await sandbox.call<Detail>('GET', `/_sim/notifications/${iun}`)).text;
    const fact = /PN_LEGAL_FACTS-[0-9a-f]+\.pdf/.exec(peeked)?.[0] ?? '';
    if (steps.readsDetail) await sandbox.detail(iun);
    await downloads(sandbox, steps.legalFact4, `/delivery-push/${iun}/download/legal-facts/${fact}`);
  }
  if (steps.price !== 'none') {
    const asked = steps.price === 'right' ? noticeCode : '302000100000019499';
    await call('GET', `/delivery/v2.3/price/${senderTaxId}/${asked}`);
  }
  const done = { sandbox, iun, noticeCode };
  await steps.afterwards(done);
  return done;
};
