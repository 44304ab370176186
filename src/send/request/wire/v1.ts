import { notExpressible } from '../../adapter-problem.js';
import type { Attachment, NotificationRequest, PaymentItem, Recipient } from '../model.js';
import { adapterRefusals } from './errors.js';

/** The one payment of a recipient in v1 (and in the detail of v2.0). */
interface PaymentV1 {
  readonly noticeCode: string;
  readonly creditorTaxId: string;
  readonly noticeCodeAlternative?: string;
  readonly pagoPaForm?: Attachment;
}

export interface RecipientV1 extends Omit<Recipient, 'payments'> {
  readonly payment?: PaymentV1;
}

/** A request of v1. `paFee` is not in its contract, but the adapter passes it on. */
export interface RequestV1 extends Omit<NotificationRequest, 'recipients'> {
  readonly recipients: readonly RecipientV1[];
}

/**
 * v1 → v2.1: only the fields that v1 has go on. The payment becomes a list; the alternative notice is its second item,
 * without attachment, and both of them follow the fee policy.
 *
 * Source: pn-delivery functions/versioningV1V21SendNewNotification/src/app/requestHelper.js
 */
export const fromV1 = ({
  vat: _vat,
  additionalLanguages: _languages,
  physicalCommunicationPriority: _priority,
  recipients,
  ...request
}: RequestV1): NotificationRequest => {
  const applyCost = request.notificationFeePolicy === 'DELIVERY_MODE';
  const hasPayment = recipients.some(({ payment }) => payment !== undefined);
  return {
    ...request,
    pagoPaIntMode: request.pagoPaIntMode ?? (applyCost && hasPayment ? 'SYNC' : 'NONE'),
    recipients: recipients.map((recipient) => fromRecipientV1(recipient, applyCost)),
  };
};

const fromRecipientV1 = (
  { recipientType, taxId, denomination, digitalDomicile, physicalAddress, payment }: RecipientV1,
  applyCost: boolean,
): Recipient => ({
  recipientType,
  taxId,
  denomination,
  ...(digitalDomicile && { digitalDomicile }),
  ...(physicalAddress && { physicalAddress }),
  ...(payment && { payments: paymentsOf(payment, applyCost) }),
});

const paymentsOf = (payment: PaymentV1, applyCost: boolean): readonly PaymentItem[] => {
  const { noticeCode, creditorTaxId, noticeCodeAlternative, pagoPaForm } = payment;
  return [
    { pagoPa: { noticeCode, creditorTaxId, applyCost, ...(pagoPaForm && { attachment: pagoPaForm }) } },
    ...(noticeCodeAlternative ? [{ pagoPa: { noticeCode: noticeCodeAlternative, creditorTaxId, applyCost } }] : []),
  ];
};

/**
 * v2.1 → v1 of a recipient. What cannot go back is lost without a word: creditor and attachment of the second payment.
 * @throws AdapterProblem for more than two payments, and for an F24
 *
 * Source: pn-delivery functions/versioningV1V2GetNotification/src/app/mapper/mapperV21ToV20.js
 */
export const toRecipientV1 = ({ payments = [], ...recipient }: Recipient, recIndex: number): RecipientV1 => {
  if (payments.length > 2) throw notExpressible(adapterRefusals.tooManyPayments(recIndex, payments.length));
  if (payments.some(({ f24 }) => f24)) throw notExpressible(adapterRefusals.f24(recIndex));
  const [first, second] = payments.map(({ pagoPa }) => pagoPa);
  if (!first) return recipient;
  return {
    ...recipient,
    payment: {
      noticeCode: first.noticeCode,
      creditorTaxId: first.creditorTaxId,
      ...(second && { noticeCodeAlternative: second.noticeCode }),
      ...(first.attachment && { pagoPaForm: first.attachment }),
    },
  };
};
