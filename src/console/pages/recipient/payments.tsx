import { recipient as words } from '../../../text/console/recipient.js';
import type { NotificationView } from '../../api/shapes.js';
import { Badge } from '../../parts/badge.js';
import { clock } from '../../state/clock.js';
import { date, euro } from '../../state/format.js';
import { say } from '../../state/words.js';
import type { Due, effectOf } from './shapes.js';

interface PaymentsProps {
  readonly view: NotificationView;
  readonly dues: readonly Due[];
  readonly effect: ReturnType<typeof effectOf>;
  readonly isBusy: boolean;
  readonly onPay: (paymentIndex: number) => void;
}

/** Days within which the first and the second of two notices of a fine are to be paid (art. 202 of the highway code). */
const termDays = [5, 60] as const;

const lastDay = (from: string, days: number): string => new Date(Date.parse(from) + days * 86_400_000).toISOString();

/** Notices to pay. Of two, the first is the reduced amount and the second the full one, each with its term. */
export const Payments = ({ dues, effect, isBusy, onPay }: PaymentsProps) => {
  const isFine = dues.length === 2;
  const isAnyPaid = dues.some(({ status }) => status === 'SUCCEEDED');
  const now = clock.value?.told.now ?? '';
  return (
    <section class="card" aria-label={say(words.payments)}>
      <h2>{say(words.payments)}</h2>
      {dues.length === 0 && <p class="soft">{say(words.noPayments)}</p>}
      {isFine && <p class="fine">{say(words.amountsHint)}</p>}
      <ul class="rows">
        {dues.map(({ paymentIndex, noticeCode, status, amount = 0 }) => {
          const days = termDays[paymentIndex === 0 ? 0 : 1];
          const end = effect.from === undefined ? undefined : lastDay(effect.from, days);
          return (
            <li key={noticeCode}>
              <span>
                <strong>
                  {isFine
                    ? say(paymentIndex === 0 ? words.reduced : words.full)
                    : say(words.notice, { code: noticeCode })}
                </strong>
                <br />
                <span class="fine">
                  {isFine && <>{say(words.notice, { code: noticeCode })} · </>}
                  {isFine
                    ? end === undefined
                      ? say(words.termsOpen, { n: days })
                      : say(end < now ? words.expired : words.until, { day: date(end) })
                    : say(words.amount)}
                </span>
              </span>
              {status === 'SUCCEEDED' ? (
                <Badge tone="good">{say(words.paid)}</Badge>
              ) : status === 'REQUIRED' && !(isFine && isAnyPaid) ? (
                <button
                  type="button"
                  class={isFine && end !== undefined && end < now ? '' : 'primary'}
                  disabled={isBusy}
                  onClick={() => onPay(paymentIndex)}
                >
                  {say(words.pay, { amount: euro(amount) })}
                </button>
              ) : (
                <Badge tone="quiet">{say(words.notPayable)}</Badge>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};
