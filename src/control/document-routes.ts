import type { AttachmentRoom } from '../send/attachment/service.js';
import type { LegalFactService } from '../send/legal-fact/service.js';
import type { Notification } from '../send/notification/model.js';
import type { NotificationRoom } from '../send/notification/service.js';
import type { F24Forms } from '../send/payment/service.js';
import type { Attachment } from '../send/request/model.js';
import type { ControlRoute } from './call.js';
import { iunNamed } from './condition.js';
import { problems } from './problems.js';

interface DocumentWorld {
  readonly notifications: NotificationRoom;
  readonly attachments: Pick<AttachmentRoom, 'fileOf' | 'linkTo'>;
  readonly legalFacts: Pick<LegalFactService, 'document'>;
  readonly f24Forms: Pick<F24Forms, 'keyOf' | 'warning'>;
}

/** Something that a recipient may open, before its file is looked at. */
type Openable = {
  readonly kind: string;
  readonly recIndex: number;
} & (
  | { readonly title: string; readonly uploaded: Attachment }
  | { readonly key: string; readonly title?: string; readonly isForm?: true }
);

/** Documents and payments, the notice, then the certificates in the order of the timeline. */
const openableBy = (
  notification: Notification,
  timeline: Notification['elements'],
  recIndex: number,
  f24Forms: DocumentWorld['f24Forms'],
): readonly Openable[] => {
  const { documents, recipients } = notification.request;
  const facts = timeline.flatMap(({ details, legalFactsIds }) =>
    details.recIndex === undefined || details.recIndex === recIndex
      ? legalFactsIds.map(({ key, category }) => ({ kind: category, recIndex, key }))
      : [],
  );
  // What a cancellation leaves to the recipient is the certificate of it.
  if (timeline.some(({ category }) => category === 'NOTIFICATION_CANCELLATION_REQUEST')) {
    return facts.filter(({ kind }) => kind === 'NOTIFICATION_CANCELLED');
  }
  const payments = (recipients[recIndex]?.payments ?? []).flatMap(({ pagoPa, f24 }, i): readonly Openable[] => {
    const form = f24 && f24Forms.keyOf(notification, recIndex, i);
    return [
      ...(pagoPa?.attachment
        ? [{ kind: 'PAGOPA', recIndex, title: pagoPa.noticeCode, uploaded: pagoPa.attachment }]
        : []),
      ...(f24 && form ? [{ kind: 'F24', recIndex, title: f24.title, key: form, isForm: true as const }] : []),
    ];
  });
  const notices = timeline.flatMap(({ category, details }) =>
    category === 'AAR_GENERATION' && details.recIndex === recIndex
      ? [{ kind: 'AAR', recIndex, key: String(details.generatedAarUrl) }]
      : [],
  );
  return [
    ...documents.map((uploaded, i) => ({
      kind: 'DOCUMENT',
      recIndex,
      title: uploaded.title ?? `Documento ${i + 1}`,
      uploaded,
    })),
    ...payments,
    ...notices,
    ...facts,
  ];
};

/** Whose documents are asked for; all recipients' without a number. */
const recipientsAsked = (text: string | undefined, count: number): readonly number[] => {
  if (text === undefined) return Array.from({ length: count }, (_, i) => i);
  if (/^\d{1,3}$/.test(text) && Number(text) < count) return [Number(text)];
  throw problems.invalidValue('recIndex', text, `a recipient from 0 to ${count - 1}`);
};

const documents: ControlRoute<DocumentWorld>['run'] = async ({ sandbox, params, query, baseUrl }) => {
  const { notifications, attachments, legalFacts, f24Forms } = sandbox.rooms;
  const iun = iunNamed(notifications, String(params.iun));
  const notification = notifications.get(iun);
  if (!notification) throw problems.unknownNotification(iun);
  const asked = recipientsAsked(query.recIndex, notification.request.recipients.length);
  const timeline = notifications.timeline(iun);
  const isOpen = timeline.some(({ category }) => category === 'REQUEST_ACCEPTED');

  const fileOf = async (item: Openable) => {
    const { kind, recIndex } = item;
    if ('uploaded' in item) {
      const { key } = item.uploaded.ref;
      const file = attachments.fileOf(key);
      if (!file) return [];
      const { contentType, contentLength, sha256Base64: sha256 } = file;
      const url = attachments.linkTo(key, { baseUrl });
      return [{ kind, recIndex, title: item.title, key, contentType, contentLength, sha256, url }];
    }
    const file = await legalFacts.document(iun, item.key);
    if (!file) return [];
    const { contentType, sha256Base64: sha256, bytes, title } = file;
    const url = attachments.linkTo(item.key, { baseUrl, contentType, token: iun });
    const warning = item.isForm && (await f24Forms.warning(notification, item.key));
    return [
      {
        kind,
        recIndex,
        title: item.title ?? title,
        key: item.key,
        contentType,
        contentLength: bytes.length,
        sha256,
        url,
        ...(warning ? { hint: warning } : {}),
      },
    ];
  };

  const wanted = isOpen ? asked.flatMap((one) => openableBy(notification, timeline, one, f24Forms)) : [];
  const items: unknown[] = [];
  for (const item of wanted) items.push(...(await fileOf(item)));
  return { status: 200, body: { items } };
};

/** `/_sim/notifications/{iun}/documents`: what a recipient can open, with links that show it in a browser. */
export const documentRoutes = <World extends DocumentWorld>(): readonly ControlRoute<World>[] => [
  { method: 'get', path: '/notifications/:iun/documents', query: ['recIndex'], run: documents },
];
