import { personalCodeCheckCharacter } from '../italy/tax-id.js';
import { mergePatch } from './merge-patch.js';

type Json = Readonly<Record<string, unknown>>;

/** An attachment that has to be uploaded before the request is sent. */
export interface WantedFile {
  readonly contentType: string;
  /** What is in it; absent: a PDF of `pages` pages, or the smallest form. */
  readonly content?: unknown;
  readonly pages: number;
  /** Whether one of the records of a form carries the cost. */
  readonly applyCost: boolean;
}

/** How an attachment is named once it is uploaded. */
export interface UploadedFile {
  readonly key: string;
  readonly versionToken: string;
  /** Base64. */
  readonly sha256: string;
}

/**
 * The body (v2.6) that a patch asks for: a JSON merge patch on a plain notification, in which items of `recipients` and
 * of their `payments` are patches on plain ones.
 *
 * @param ordinal requests of one sender differ by it
 * @param upload called for each attachment without `ref`, in order
 */
export const requestFrom = async (
  patch: Json,
  sender: { readonly taxId: string; readonly denomination: string },
  ordinal: number,
  upload: (file: WantedFile) => Promise<UploadedFile>,
): Promise<Json> => {
  const body = mergePatch(plainRequest(sender, ordinal), patch) as Json;
  const documents = await inTurn(listOf(body.documents), (document) =>
    uploaded(mergePatch(plainDocument, document), upload, 'application/pdf', false),
  );
  const recipients = await inTurn(listOf(body.recipients), async (recipient, recIndex) => {
    const whole = mergePatch(plainRecipient(recIndex), recipient);
    if (!isObject(whole) || !Array.isArray(whole.payments)) return whole;
    const isDelivery = body.notificationFeePolicy === 'DELIVERY_MODE';
    const payments = await inTurn(whole.payments, (payment, i) =>
      paymentFrom(payment, noticeCode(ordinal, recIndex, i), isDelivery, upload),
    );
    return { ...whole, payments };
  });
  return {
    ...body,
    ...(Array.isArray(body.documents) ? { documents } : {}),
    ...(Array.isArray(body.recipients) ? { recipients } : {}),
  };
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is no list is sent as it is: the platform has a word for it. */
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const inTurn = async <T>(items: readonly unknown[], each: (item: unknown, i: number) => Promise<T>): Promise<T[]> => {
  const done: T[] = [];
  for (const [i, item] of items.entries()) done.push(await each(item, i));
  return done;
};

const plainRequest = (sender: { readonly taxId: string; readonly denomination: string }, ordinal: number): Json => ({
  paProtocolNumber: `PROVA-${ordinal + 1}`,
  subject: 'Avviso di accertamento',
  notificationFeePolicy: 'DELIVERY_MODE',
  paFee: 100,
  vat: 22,
  physicalCommunicationType: 'REGISTERED_LETTER_890',
  senderDenomination: sender.denomination,
  senderTaxId: sender.taxId,
  taxonomyCode: '010101P',
  recipients: [{}],
  documents: [{}],
});

const plainDocument: Json = { title: 'Avviso' };

/** First fifteen characters of tax ids of people who have no contacts of any kind. */
const nobodies = [
  ['LRTFNC80A01F205', 'Loretta Franco'],
  ['BNCGLI75M41H501', 'Giulia Bianchi'],
  ['VRDLCU82D10L219', 'Luca Verdi'],
  ['NREPLA68T52A944', 'Paola Neri'],
  ['GLLMRC90R05D612', 'Marco Gialli'],
] as const;

const plainRecipient = (recIndex: number): Json => {
  const [first15, denomination] = nobodies[recIndex % nobodies.length] as (typeof nobodies)[number];
  return {
    recipientType: 'PF',
    taxId: first15 + personalCodeCheckCharacter(first15),
    denomination,
    physicalAddress: { address: `Via Roma ${recIndex + 1}`, zip: '20121', municipality: 'MILANO', province: 'MI' },
  };
};

/** As the test environment expects it: 302010 before twelve digits of one's own. */
const noticeCode = (ordinal: number, recIndex: number, i: number): string =>
  `302010${String(ordinal * 10_000 + recIndex * 100 + i + 1).padStart(12, '0')}`;

const paymentFrom = async (
  payment: unknown,
  code: string,
  applyCost: boolean,
  upload: (file: WantedFile) => Promise<UploadedFile>,
): Promise<unknown> => {
  if (!isObject(payment)) return payment;
  const isOnlyF24 = 'f24' in payment && !('pagoPa' in payment);
  const { pagoPa, f24 } = mergePatch(
    {
      ...(isOnlyF24 ? {} : { pagoPa: { creditorTaxId: '77777777777', noticeCode: code, applyCost } }),
      ...('f24' in payment ? { f24: { title: 'F24', applyCost, metadataAttachment: {} } } : {}),
    },
    payment,
  ) as Json;
  const isForm = isObject(f24) && 'metadataAttachment' in f24;
  return {
    ...(pagoPa === undefined ? {} : { pagoPa: await withAttachment(pagoPa, upload) }),
    ...(f24 === undefined ? {} : { f24 }),
    ...(isForm && {
      f24: {
        ...f24,
        metadataAttachment: await uploaded(f24.metadataAttachment, upload, 'application/json', f24.applyCost === true),
      },
    }),
  };
};

const withAttachment = async (notice: unknown, upload: (file: WantedFile) => Promise<UploadedFile>) =>
  isObject(notice) && 'attachment' in notice
    ? { ...notice, attachment: await uploaded(notice.attachment, upload, 'application/pdf', false) }
    : notice;

/** Names of properties that hold an attachment; items of `documents` are attachments, too. */
const attachmentNames: readonly string[] = ['attachment', 'metadataAttachment'];

/**
 * A body of somebody's own, as it is, but for its files: those that it names are taken as uploaded, and others stand in
 * their place.
 */
export const withFiles = async (body: Json, upload: (file: WantedFile) => Promise<UploadedFile>): Promise<Json> => {
  const replaced = async (value: unknown, name: string, holder: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return inTurn(value, (item) => replaced(item, name, value));
    if (!isObject(value)) return value;
    const isDocument = name === 'documents' && Array.isArray(holder);
    if ((isDocument || attachmentNames.includes(name)) && isAttachment(value)) {
      const { ref, digests, ...rest } = value;
      const contentType = String(value.contentType);
      const applyCost = isObject(holder) && holder.applyCost === true;
      const { key, versionToken, sha256 } = await upload({ contentType, pages: 1, applyCost });
      return { ...rest, digests: { ...digests, sha256 }, ref: { ...ref, key, versionToken } };
    }
    const entries = await inTurn(Object.entries(value), async (entry) => {
      const [inner, item] = entry as [string, unknown];
      return [inner, await replaced(item, inner, value)] as const;
    });
    return Object.fromEntries(entries);
  };
  return (await replaced(body, '', undefined)) as Json;
};

/** One that has all that it needs: what is missing is for the platform to say. */
const isAttachment = (value: Json): value is Json & { readonly ref: Json; readonly digests: Json } =>
  isObject(value.ref) &&
  typeof value.ref.key === 'string' &&
  isObject(value.digests) &&
  typeof value.digests.sha256 === 'string' &&
  (value.contentType === 'application/pdf' || value.contentType === 'application/json');

/** An attachment without `ref` is uploaded; a checksum of the author's stays, also a wrong one. */
const uploaded = async (
  attachment: unknown,
  upload: (file: WantedFile) => Promise<UploadedFile>,
  contentType: string,
  applyCost: boolean,
): Promise<unknown> => {
  if (!isObject(attachment) || 'ref' in attachment) return attachment;
  const { content, pages, ...rest } = attachment;
  const file = await upload({
    contentType,
    ...(content === undefined ? {} : { content }),
    pages: typeof pages === 'number' ? pages : 1,
    applyCost,
  });
  const { key, versionToken, sha256 } = file;
  return { digests: { sha256 }, contentType, ref: { key, versionToken }, ...rest };
};
