import { one as words } from '../../text/console/one.js';
import type { NotificationView } from '../api/shapes.js';
import { euro } from '../state/format.js';
import { say } from '../state/words.js';

/** What each payment costs now, as the sum that a person would add up. */
export const Costs = ({ view }: { readonly view: NotificationView }) => {
  const { recipients } = view.detail;
  const payments = view.costs.flatMap(({ recIndex, payments: own }) =>
    own.map((payment) => ({ recIndex, ...payment })),
  );
  return (
    <section aria-label={say(words.costs)}>
      <h2>{say(words.costs)}</h2>
      {payments.length === 0 && <p class="soft">{say(words.noCosts)}.</p>}
      {payments.map(({ recIndex, paymentIndex, noticeCode, title, totalPrice, terms }) => (
        <table class="sum" key={`${recIndex} ${paymentIndex}`}>
          <caption>
            {recipients.length > 1 && <strong>{recipients[recIndex]?.denomination} </strong>}
            <span class="fine">{noticeCode === undefined ? title : say(words.notice, { code: noticeCode })}</span>
          </caption>
          <tbody>
            {terms.map(({ label, cents }) => (
              <tr key={label.en}>
                <th scope="row">{say(label)}</th>
                <td>{euro(cents)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say(words.total)}</th>
              <td>{euro(totalPrice)}</td>
            </tr>
          </tfoot>
        </table>
      ))}
    </section>
  );
};
