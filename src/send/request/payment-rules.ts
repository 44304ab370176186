import { type Violation, violation } from './errors.js';
import { keyMarks } from './facts.js';
import type { Attachment, NotificationFeePolicy, NotificationRequest, PaymentItem } from './model.js';

/** DELIVERY_MODE needs both `paFee` and `vat`; 0 is a value. */
export const feeViolations = (request: NotificationRequest): Violation[] => {
  const missing = (['paFee', 'vat'] as const).filter((field) => request[field] === undefined);
  const isNeeded = request.notificationFeePolicy === 'DELIVERY_MODE' && missing.length > 0;
  return isNeeded ? [violation('feesMissing', { missing })] : [];
};

/**
 * `applyCost` against the fee policy, for each recipient and kind of payment apart: with DELIVERY_MODE one payment of each
 * kind that is there carries the cost, with FLAT_RATE none does.
 */
export const applyCostViolations = (
  payments: readonly PaymentItem[],
  recIndex: number,
  policy: NotificationFeePolicy,
): Violation[] => {
  const flags = {
    pagoPa: payments.flatMap((payment) => (payment.pagoPa ? [payment.pagoPa.applyCost] : [])),
    f24: payments.flatMap((payment) => (payment.f24 ? [payment.f24.applyCost] : [])),
  };
  const violates = (ofKind: readonly boolean[]): boolean =>
    policy === 'DELIVERY_MODE' ? ofKind.length > 0 && !ofKind.includes(true) : ofKind.includes(true);
  const fault = policy === 'DELIVERY_MODE' ? 'Required' : 'Forbidden';
  return (['pagoPa', 'f24'] as const)
    .filter((kind) => violates(flags[kind]))
    .map((kind) => violation(`${kind}ApplyCost${fault}`, { recIndex }));
};

export const f24TitleViolations = (payments: readonly PaymentItem[], recIndex: number): Violation[] =>
  payments.flatMap(({ f24 }, paymentIndex) =>
    f24 && f24.title.trim() === '' ? [violation('f24TitleBlank', { recIndex, paymentIndex })] : [],
  );

/** A pagoPA notice may stand only once in the whole request; what other requests hold is a matter of `keys.ts`. */
export const repeatedNoticeViolations = (request: NotificationRequest): Violation[] => {
  const firstWith = new Map<string, string>();
  return request.recipients.flatMap(({ payments = [] }, recIndex) =>
    payments.flatMap(({ pagoPa }, paymentIndex) => {
      if (!pagoPa) return [];
      const iuv = `${pagoPa.creditorTaxId}${pagoPa.noticeCode}`;
      const first = firstWith.get(iuv);
      if (first !== undefined) return [violation('duplicatedIuv', { iuv, recIndex, paymentIndex, first })];
      firstWith.set(iuv, `recipients[${recIndex}].payments[${paymentIndex}]`);
      return [];
    }),
  );
};

/** The key of an attachment tells what it was uploaded as. Of an item with both kinds only the F24 is looked at. */
export const paymentKeyViolations = (payments: readonly PaymentItem[], recIndex: number): Violation[] =>
  payments.flatMap(({ pagoPa, f24 }, paymentIndex) => {
    const attachment = f24 ? f24.metadataAttachment : pagoPa?.attachment;
    const expected = attachment && expectedMark(attachment);
    if (!expected) return [];
    const { contentType, ref } = attachment;
    return [violation('paymentKeyOfOtherKind', { recIndex, paymentIndex, key: ref.key, contentType, expected })];
  });

/** What the key should contain, when it does not fit the content type. */
const expectedMark = ({ contentType, ref: { key } }: Attachment): string | undefined => {
  const isPdf = contentType === 'application/pdf';
  const mark = isPdf ? keyMarks.document : keyMarks.f24;
  const otherExtension = isPdf ? '.json' : '.pdf';
  return key.includes(mark) && !key.endsWith(otherExtension) ? undefined : mark;
};
