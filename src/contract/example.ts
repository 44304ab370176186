import { createHash } from 'node:crypto';
import { loadRegistry, type Registry } from './example-people.js';
import {
  type ExampleFiles,
  type ExampleSender,
  type ExampleVersion,
  type NamedFile,
  type RecipientShape,
  type RequestShape,
  withSense,
} from './example-request.js';
import { loadShapes } from './example-shape.js';

export {
  type ExampleFiles,
  type ExampleSender,
  type ExampleVersion,
  exampleVersions,
  type NamedFile,
} from './example-request.js';

/** Notifications that a sender's first tests are about. */
export const exampleKinds = ['digital', 'ar', '890', 'abroad', 'f24', 'several'] as const;
export type ExampleKind = (typeof exampleKinds)[number];

interface ExampleOptions {
  readonly version: ExampleVersion;
  readonly kind: ExampleKind;
  /** The same seed makes the same body, protocol number and notices included. */
  readonly seed: number;
  readonly sender: ExampleSender;
  /** At most one of each kind is asked for. Absent: made-up ones, so that the request is taken and refused afterwards. */
  readonly files?: ExampleFiles;
}

/** The body that a new simulator's sender would send. */
export const defaultSender: ExampleSender = { taxId: '12345678903', denomination: 'Comune di Esempio' };

/** Version 1 has no word for an F24. */
export const isExpressible = (kind: ExampleKind, version: ExampleVersion): boolean =>
  kind !== 'f24' || version !== 'v1';

interface RecipientPlan {
  readonly recipientType: 'PF' | 'PG';
  readonly hasPec?: true;
  readonly isAbroad?: true;
  readonly paysByF24?: true;
}

/** Whoever has no PEC gets the letter. */
const plans: Readonly<Record<ExampleKind, readonly RecipientPlan[]>> = {
  digital: [{ recipientType: 'PF', hasPec: true }],
  ar: [{ recipientType: 'PF' }],
  '890': [{ recipientType: 'PF' }],
  abroad: [{ recipientType: 'PF', isAbroad: true }],
  f24: [{ recipientType: 'PF', hasPec: true, paysByF24: true }],
  several: [{ recipientType: 'PF', hasPec: true }, { recipientType: 'PG', hasPec: true }, { recipientType: 'PF' }],
};

/** What is notified. The codes are of the taxonomy of SEND, with payment. */
const acts = [
  { taxonomyCode: '010101P', subject: 'Avviso di accertamento IMU', abstract: "Imposta non versata per l'anno 2024" },
  { taxonomyCode: '010201P', subject: 'Recupero del contributo mensa', abstract: 'Rate non versate, anno 2024/2025' },
  { taxonomyCode: '020101P', subject: 'Sollecito di pagamento TARI', abstract: 'Seconda rata non versata, anno 2024' },
] as const;

/**
 * A valid body of `POST /delivery/[v…/]requests`: its form out of the contract of the version, its people, places and
 * payments out of the registry.
 * @throws Error for a kind that the version cannot express
 */
export const exampleRequest = async (options: ExampleOptions): Promise<RequestShape> => {
  const { version, kind, seed, sender, files = madeUpFiles(seed) } = options;
  if (!isExpressible(kind, version)) throw new Error(`${version} cannot express ${kind}`);
  const [makeShape, openRegistry] = await Promise.all([loadShapes(), loadRegistry()]);
  const shape = makeShape(operationIdOf(version), seed) as RequestShape;
  const registry = openRegistry(seed);
  const planned = ofKind(shape, kind);
  return withWords(withSense(planned, { version, registry, sender, files }), registry, seed);
};

/** `sendNewNotificationV26` */
export const operationIdOf = (version: ExampleVersion): string =>
  `sendNewNotification${version === 'v1' ? '' : version.toUpperCase().replace('.', '')}`;

/** What of a body with everything belongs to a notification of this kind. */
const ofKind = ({ cancelledIun: _, ...shape }: RequestShape, kind: ExampleKind): RequestShape => ({
  ...shape,
  notificationFeePolicy: 'DELIVERY_MODE',
  physicalCommunicationType: kind === '890' ? 'REGISTERED_LETTER_890' : 'AR_REGISTERED_LETTER',
  recipients: plans[kind].flatMap((plan, i) => {
    const recipient = shape.recipients[i];
    return recipient ? [planned(recipient, plan)] : [];
  }),
  documents: shape.documents.slice(0, 1),
  ...('paFee' in shape ? { paFee: 100, vat: 22 } : {}),
  pagoPaIntMode: 'SYNC',
});

const planned = (recipient: RecipientShape, plan: RecipientPlan): RecipientShape => {
  const { digitalDomicile, payments, payment, ...rest } = recipient;
  const first = payments?.[0];
  return {
    ...rest,
    recipientType: plan.recipientType,
    ...(plan.hasPec && digitalDomicile ? { digitalDomicile } : {}),
    physicalAddress: plan.isAbroad ? { foreignState: 'FRANCIA' } : {},
    ...(first && { payments: [plan.paysByF24 ? onlyF24(first) : onlyNotice(first)] }),
    ...(payment && { payment: withoutExtras(payment) }),
  };
};

type Payment = NonNullable<RecipientShape['payments']>[number];

const onlyF24 = ({ f24 }: Payment): Payment => (f24 ? { f24: { ...f24, title: 'F24 prima rata' } } : {});

const onlyNotice = ({ pagoPa }: Payment): Payment => {
  if (!pagoPa) return {};
  const { attachment: _, ...notice } = pagoPa;
  return { pagoPa: { ...notice, ...usualNotice(notice.noticeCode) } };
};

const withoutExtras = ({ noticeCode }: NonNullable<RecipientShape['payment']>) => usualNotice(noticeCode);

/**
 * A notice as the test environment expects it: its creditor, and 302010 before twelve digits of one's own.
 *
 * Source: public guide of the UAT environment
 */
const usualNotice = (noticeCode: string) => ({
  noticeCode: `302010${noticeCode.slice(-12)}`,
  creditorTaxId: '77777777777',
});

/** Texts that people can read, in place of those that only fit the contract. */
const withWords = (request: RequestShape, registry: Registry, seed: number): RequestShape => {
  const act = registry.oneOf(acts);
  const words: Readonly<Record<string, unknown>> = {
    ...act,
    idempotenceToken: 'prima-richiesta',
    paProtocolNumber: `ESEMPIO-${seed}`,
    amount: 12_500,
    paymentExpirationDate: registry.date(),
    physicalCommunicationPriority: 0,
    additionalLanguages: ['DE'],
    documents: request.documents.map((document) => ({ ...document, title: act.subject, docIdx: '0' })),
  };
  // The version decides which properties there are.
  return Object.fromEntries(
    Object.entries(request).map(([name, value]) => [name, words[name] ?? value]),
  ) as unknown as RequestShape;
};

/** Files that look uploaded and are not. */
const madeUpFiles = (seed: number): ExampleFiles => {
  const file = (kind: string, extension: string): NamedFile => {
    const digest = createHash('sha256').update(`${seed} ${kind}`);
    const bytes = digest.digest();
    const hex = bytes.toString('hex');
    return {
      key: `${kind}-${hex.slice(0, 32)}.${extension}`,
      versionToken: hex.slice(32),
      sha256: bytes.toString('base64'),
    };
  };
  return {
    pdf: () => file('PN_NOTIFICATION_ATTACHMENTS', 'pdf'),
    f24: () => file('PN_F24_META', 'json'),
  };
};
