import { one as words } from '../../../text/console/one.js';
import { statuses } from '../../../text/console/statuses.js';
import type { NotificationView } from '../../api/shapes.js';
import { Shape, toneOf } from '../../parts/badge.js';
import { Instant } from '../../parts/instant.js';
import { say } from '../../state/words.js';

/** Every status that it had and since when; the last one is the present one, with what it means. */
export const StatusHistory = ({ view }: { readonly view: NotificationView }) => {
  const history = view.detail.notificationStatusHistory;
  const told =
    history.at(-1)?.status === view.status
      ? history
      : [...history, { status: view.status, activeFrom: view.explained.at(-1)?.at ?? view.createdAt }];
  return (
    <section class="history" aria-label={say(words.history)}>
      <ol>
        {told.map(({ status, activeFrom }, i) => (
          <li
            key={`${status} ${activeFrom}`}
            class={toneOf(status)}
            aria-current={i === told.length - 1 ? 'step' : undefined}
          >
            <p class="word">
              <Shape tone={toneOf(status)} />
              {say(statuses[status].word)}
            </p>
            <p class="fine">
              <Instant at={activeFrom} />
            </p>
          </li>
        ))}
      </ol>
      <p class="soft">{say(statuses[view.status].meaning)}.</p>
    </section>
  );
};
