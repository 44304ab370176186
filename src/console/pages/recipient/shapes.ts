import type { DetailRecipient, ListedDocument, NotificationView } from '../../api/shapes.js';

/** A notice as the citizen finds it at pagoPA. */
export interface Due {
  readonly recIndex: number;
  readonly paymentIndex: number;
  readonly noticeCode: string;
  readonly status: 'REQUIRED' | 'SUCCEEDED' | 'IN_PROGRESS' | 'FAILURE';
  /** Eurocent, the cost of the notification included. */
  readonly amount?: number;
}

/** Everything that the page shows, read together. */
export interface Seen {
  readonly view: NotificationView;
  readonly documents: readonly ListedDocument[];
  readonly dues: readonly Due[];
  readonly person: Person;
}

/** What is known of a person (`GET /_sim/recipients/{taxId}`). */
export interface Person {
  readonly taxId: string;
  readonly denomination?: string;
  readonly deceased?: boolean;
  readonly platform?: {
    readonly digital?: { readonly type: 'PEC' | 'SERCQ'; readonly address: string };
    readonly courtesy?: { readonly email?: string; readonly sms?: string; readonly appIo?: boolean };
  };
  readonly general?: { readonly address?: string; readonly [registry: string]: unknown };
  readonly delegates?: readonly string[];
}

export const recipientOf = ({ detail }: NotificationView, recIndex: number): DetailRecipient | undefined =>
  detail.recipients[recIndex];

/** Since when the notification counts as received: viewed, or the term run out. */
export const effectOf = (
  { explained }: NotificationView,
  recIndex: number,
): { readonly viewedAt?: string; readonly refinedAt?: string; readonly from?: string } => {
  const at = (category: string): string | undefined =>
    explained.find((one) => one.category === category && one.recIndex === recIndex)?.at;
  const [viewedAt, refinedAt] = [at('NOTIFICATION_VIEWED'), at('REFINEMENT')];
  const [from] = [viewedAt, refinedAt].filter((one) => one !== undefined).sort();
  return {
    ...(viewedAt === undefined ? {} : { viewedAt }),
    ...(refinedAt === undefined ? {} : { refinedAt }),
    ...(from === undefined ? {} : { from }),
  };
};
