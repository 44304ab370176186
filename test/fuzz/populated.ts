import { operationIdOf } from '../../src/contract/example.js';
import {
  type ExampleFiles,
  type ExampleVersion,
  exampleVersions,
  type NamedFile,
} from '../../src/contract/example-request.js';
import type { BodyMaker } from '../support/bodies.js';
import { uploadFiles } from '../support/files.js';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  type SandboxClient,
  sha256Of,
  type TestSimulator,
} from '../support/simulator.js';
import { type Draft, jsonBody } from './draft.js';

/** A sandbox with one of everything that calls can be about. */
export interface Populated {
  readonly sandbox: SandboxClient;
  readonly keys: { readonly own: string; readonly ofGroup: string; readonly foreign: string };
  /** A right call of every operation; another number is another body. */
  readonly calls: readonly { readonly operationId: string; readonly make: (n: number) => Draft }[];
  /** Ids of things of all kinds, one's own and somebody else's, to be mixed up. */
  readonly ids: readonly string[];
}

interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly pathTemplate: string;
}

const streamVersions = ['', 'v2.3/', 'v2.4/', 'v2.5/', 'v2.6/', 'v2.7/', 'v2.8/', 'v2.9/'] as const;
const streamVersionOf = (path: string): (typeof streamVersions)[number] =>
  (/^\/delivery-progresses\/(v[\d.]+\/)/.exec(path)?.[1] ?? '') as (typeof streamVersions)[number];

const streamBody = (version: string): object => ({
  title: `Flusso ${version}`,
  eventType: 'TIMELINE',
  filterValues: ['REQUEST_ACCEPTED'],
  ...(version === '' ? {} : { groups: [] }),
  ...(['v2.7/', 'v2.8/', 'v2.9/'].includes(version) ? { waitForAccepted: true } : {}),
});

/** @param makeBody for the requests that are sent */
export const populate = async (
  simulator: TestSimulator,
  makeBody: BodyMaker,
  operations: readonly Operation[],
): Promise<Populated> => {
  const sandbox = await simulator.sandbox({
    // Ids and times are those of the last run: a call that failed can be made again.
    seed: 'fuzz',
    clock: { mode: 'manual', now: '2026-10-05T10:00:00Z' },
    senders: [
      {
        groups: ['Tributi', 'Anagrafe'],
        apiKeys: [{ name: 'all' }, { name: 'one group', groups: ['Tributi'] }],
        settings: { maxStreams: 100 },
      },
      { name: 'Comune Altrove', apiKeys: [{ name: 'other' }] },
    ],
  });
  const [own, other] = sandbox.shape.senders;
  const [all, ofGroup] = own?.apiKeys ?? [];
  const foreign = other?.apiKeys[0]?.key;
  if (!own || !other || !all || !ofGroup || foreign === undefined) throw new Error('the sandbox lacks senders');

  const files = await uploadFiles(sandbox);
  const pdf = attachmentOf(files.pdf());
  const paid = aNotice(1);
  const recipients = [
    aDigitalRecipient('prova@pec.it', {
      payments: [{ pagoPa: { ...paid.pagoPa, attachment: attachmentOf(files.pdf()) } }],
    }),
  ];
  const iun = await sandbox.accepted({ documents: [{ ...pdf, title: 'Atto' }], recipients, idempotenceToken: 'token' });
  const withF24 = await sandbox.accepted({ recipients: [aPaperRecipient({ payments: [anF24(files)] })] });
  const cancellable = await sandbox.accepted({ recipients: [aPaperRecipient({ payments: [aNotice(2)] })] });
  const waiting = await sandbox.send({ recipients: [aPaperRecipient({ payments: [aNotice(3)] })] });
  const incident = await sandbox.call<{ id: string }>('POST', '/_sim/incidents', {
    body: { functionality: 'NOTIFICATION_CREATE' },
  });
  await sandbox.advance({ by: 'PT1H' });
  await sandbox.call('POST', `/_sim/incidents/${incident.body.id}/close`);
  await sandbox.advance({ by: 'PT5H' });
  const inValidation = await sandbox.send();

  const streams = new Map<string, { readonly kept: string; readonly disabled: string; readonly removed: string }>();
  const newStream = async (version: string, key = all.key): Promise<string> => {
    const called = await sandbox.call<{ streamId: string }>('POST', `/delivery-progresses/${version}streams`, {
      body: streamBody(version),
      headers: { 'x-api-key': key },
    });
    if (called.status !== 200) throw new Error(`no stream of ${version}: ${called.text}`);
    return called.body.streamId;
  };
  for (const version of streamVersions) {
    streams.set(version, {
      kept: await newStream(version),
      disabled: await newStream(version),
      removed: await newStream(version),
    });
  }
  const foreignStream = await newStream('v2.9/', foreign);

  type Facts = readonly { readonly legalFactsId: { readonly key: string } }[];
  const facts = (await sandbox.call<Facts>('GET', `/delivery-push/v2.0/${iun}/legal-facts`)).body;
  const legalFact = (facts[0]?.legalFactsId.key ?? '').replace('safestorage://', '');
  type Resolved = { readonly result: readonly { readonly legalFactId: string }[] };
  const resolved = (await sandbox.call<Resolved>('GET', '/downtime/v1/resolved')).body;
  const certificate = resolved.result[0]?.legalFactId ?? '';
  const id = Buffer.from(iun).toString('base64');
  const { creditorTaxId, noticeCode } = paid.pagoPa;

  const pathOf = ({ operationId, pathTemplate }: Operation): string => {
    const stream = streams.get(streamVersionOf(pathTemplate));
    const fate = operationId.startsWith('remove') ? 'removed' : operationId.startsWith('disable') ? 'disabled' : 'kept';
    const values: Readonly<Record<string, string>> = {
      iun: operationId === 'notificationCancellation' ? cancellable : iun,
      docIdx: '0',
      recipientIdx: '0',
      attachmentName: 'PAGOPA',
      paTaxId: creditorTaxId,
      noticeCode,
      legalFactType: 'SENDER_ACK',
      legalFactId: operationId === 'getLegalFact' ? certificate : legalFact,
      streamId: stream?.[fate] ?? '',
    };
    return pathTemplate.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? name));
  };

  const queryOf = (operationId: string, n: number): readonly string[] => {
    if (operationId.startsWith('retrieveNotificationRequestStatus')) {
      return n % 2 === 0
        ? [`notificationRequestId=${encodeURIComponent(id)}`]
        : ['paProtocolNumber=PROT-1', 'idempotenceToken=token'];
    }
    if (operationId.startsWith('consumeEventStream')) return n % 2 === 0 ? [] : [`lastEventId=${'0'.repeat(38)}`];
    if (operationId === 'getGroupsB2B') return n % 2 === 0 ? [] : ['statusFilter=ACTIVE'];
    if (operationId === 'getResolved') return ['year=2026', 'month=10'];
    if (operationId === 'statusHistory') return ['fromTime=2026-01-01T00:00:00Z', 'page=0', 'size=10'];
    if (operationId === 'retrieveSentNotificationAttachment') return n % 2 === 0 ? [] : ['attachmentIdx=0'];
    return [];
  };

  const sender = { taxId: own.taxId, denomination: own.denomination };
  const bodyOf = ({ operationId, pathTemplate }: Operation, n: number): unknown => {
    const version = versionOfSending(operationId);
    if (version) return makeBody({ version, seed: n, sender, files });
    if (/^(create|update)EventStream/.test(operationId)) return streamBody(streamVersionOf(pathTemplate));
    if (operationId === 'presignedUploadRequest') {
      return [{ preloadIdx: '0', contentType: 'application/pdf', sha256: pdf.digests.sha256 }];
    }
    if (operationId.startsWith('paymentEventsRequest')) {
      const paymentDate = '2026-06-01T13:30:00Z';
      return operationId === 'paymentEventsRequestF24'
        ? { events: [{ iun, recipientTaxId: 'LRTFNC80A01F205B', recipientType: 'PF', paymentDate, amount: 100 }] }
        : { events: [{ noticeCode, creditorTaxId, paymentDate, amount: 100 }] };
    }
    return undefined;
  };

  const withKey = [['x-api-key', all.key]] as const;
  const published = operations.map((operation) => ({
    operationId: operation.operationId,
    make: (n: number): Draft => {
      const body = bodyOf(operation, n);
      return {
        operationId: operation.operationId,
        method: operation.method.toUpperCase(),
        path: pathOf(operation),
        query: queryOf(operation.operationId, n),
        headers: body === undefined ? withKey : [...withKey, ['content-type', 'application/json']],
        ...(body === undefined ? {} : { body: jsonBody(body) }),
      };
    },
  }));

  return {
    sandbox,
    keys: { own: all.key, ofGroup: ofGroup.key, foreign },
    calls: [...published, ...(await storageCalls(sandbox, iun))],
    ids: [
      iun,
      withF24,
      cancellable,
      Buffer.from(waiting, 'base64').toString(),
      Buffer.from(inValidation, 'base64').toString(),
      id,
      waiting,
      inValidation,
      noticeCode,
      creditorTaxId,
      legalFact,
      certificate,
      `safestorage://${legalFact}`,
      ...[...streams.values()].map(({ kept }) => kept),
      foreignStream,
      own.paId,
      other.paId,
      own.groups[0]?.id ?? '',
      pdf.ref.key,
      pdf.digests.sha256,
    ],
  };
};

/** Presigned links are no published operations, yet clients call them: an upload and a download. */
const storageCalls = async (sandbox: SandboxClient, iun: string): Promise<Populated['calls']> => {
  const content = Buffer.from('%PDF-1.4 fuzz');
  const sha256 = sha256Of(content);
  const preload = await sandbox.call<{ url: string; secret: string }[]>('POST', '/delivery/attachments/preload', {
    body: [{ preloadIdx: '0', contentType: 'application/pdf', sha256 }],
  });
  const slot = preload.body[0];
  const download = await sandbox.call<{ url: string }>(
    'GET',
    `/delivery/notifications/sent/${iun}/attachments/documents/0`,
  );
  if (!slot || download.status !== 200) throw new Error(`no links: ${preload.text} ${download.text}`);
  const put = new URL(slot.url);
  const get = new URL(download.body.url);
  const queryOf = ({ search }: URL): readonly string[] => search.slice(1).split('&');
  return [
    {
      operationId: 'uploadObject',
      make: () => ({
        operationId: 'uploadObject',
        method: 'PUT',
        path: put.pathname,
        query: queryOf(put),
        headers: [
          ['content-type', 'application/pdf'],
          ['x-amz-meta-secret', slot.secret],
          ['x-amz-checksum-sha256', sha256],
        ],
        body: content,
      }),
    },
    {
      operationId: 'downloadObject',
      make: () => ({
        operationId: 'downloadObject',
        method: 'GET',
        path: get.pathname,
        query: queryOf(get),
        headers: [],
      }),
    },
  ];
};

/** `v2.6` of `sendNewNotificationV26`. */
const versionOfSending = (operationId: string): ExampleVersion | undefined =>
  exampleVersions.find((version) => operationId === operationIdOf(version));

const attachmentOf = ({ key, versionToken, sha256 }: NamedFile, contentType = 'application/pdf') => ({
  digests: { sha256 },
  contentType,
  ref: { key, versionToken },
});

const anF24 = (files: ExampleFiles) => ({
  f24: { title: 'F24', applyCost: true, metadataAttachment: attachmentOf(files.f24(true), 'application/json') },
});
