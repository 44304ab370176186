import { one as words } from '../../../text/console/one.js';
import type { NotificationView } from '../../api/shapes.js';
import { StatusBadge } from '../../parts/badge.js';
import { Copy } from '../../parts/copy.js';
import { isMoving, move, moveToEnd } from '../../state/moves.js';
import { linkTo } from '../../state/route.js';
import { say } from '../../state/words.js';

/** What it is, who sent it, and where to go from here. */
export const Heading = ({ view }: { readonly view: NotificationView }) => {
  const { iun, subject, status, sender, scenario, notificationRequestId, detail } = view;
  const isAccepted = status !== 'IN_VALIDATION' && status !== 'REFUSED';
  const isEnded = view.agenda.length === 0;
  return (
    <header class="heading">
      <div>
        <h1>
          {subject} <StatusBadge status={status} />
        </h1>
        <dl class="facts">
          <div>
            <dt>{say(words.iun)}</dt>
            <dd>
              {isAccepted ? (
                <>
                  <code>{iun}</code> <Copy text={iun} />
                </>
              ) : (
                say(status === 'REFUSED' ? words.noIunRefused : words.noIun)
              )}
            </dd>
          </div>
          {!isAccepted && (
            <div>
              <dt>{say(words.request)}</dt>
              <dd>
                <code>{notificationRequestId}</code> <Copy text={notificationRequestId} />
              </dd>
            </div>
          )}
          <div>
            <dt>{say(words.sender)}</dt>
            <dd title={sender.taxId}>{sender.denomination}</dd>
          </div>
          {detail.paProtocolNumber !== undefined && (
            <div>
              <dt>{say(words.protocol)}</dt>
              <dd>{detail.paProtocolNumber}</dd>
            </div>
          )}
          {scenario !== undefined && scenario !== '' && (
            <div>
              <dt>{say(words.scenario)}</dt>
              <dd>{scenario}</dd>
            </div>
          )}
        </dl>
      </div>
      <div class="actions">
        <button
          type="button"
          disabled={isMoving.value || isEnded}
          onClick={() => void move({ until: { iun, category: 'REFINEMENT' } })}
        >
          {say(words.untilRefinement)}
        </button>
        <button type="button" disabled={isMoving.value || isEnded} onClick={() => void moveToEnd(iun)}>
          {say(words.untilEnd)}
        </button>
        {isAccepted && (
          <a class="button" href={linkTo({ page: 'recipient', rest: [iun] })}>
            {say(words.recipientView)}
          </a>
        )}
        <a class="button" href={linkTo({ page: 'lesson', rest: [iun] })}>
          {say(words.lesson)}
        </a>
        <a class="button" href={linkTo({ page: 'story', rest: [iun] })}>
          {say(words.story)}
        </a>
      </div>
    </header>
  );
};
