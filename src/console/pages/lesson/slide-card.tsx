import { lesson as words } from '../../../text/console/lesson.js';
import { one } from '../../../text/console/one.js';
import { statuses } from '../../../text/console/statuses.js';
import type { ListedDocument, NotificationView } from '../../api/shapes.js';
import type { Happening } from '../../life/happening.js';
import type { Story } from '../../life/read-story.js';
import { Shape, StatusBadge } from '../../parts/badge.js';
import { longDate, shortDate, time, utc } from '../../state/format.js';
import { daysBetween } from '../../state/rome-day.js';
import { say } from '../../state/words.js';
import type { Slide } from './slides.js';

interface SlideCardProps {
  readonly slide: Slide;
  readonly view: NotificationView;
  readonly documents: readonly ListedDocument[];
  readonly narrates: boolean;
  readonly onPaper: (document: ListedDocument) => void;
}

/** One step in large type. No keys, no tax ids: what is on the wall is for everybody. */
export const SlideCard = (props: SlideCardProps) => {
  const { slide, view } = props;
  return (
    <article class={`slide ${slide.kind}`} aria-live="polite">
      {slide.kind === 'opening' && <Opening story={slide.story} view={view} narrates={props.narrates} />}
      {slide.kind === 'happening' && <Happened {...props} happening={slide.happening} next={slide.next} />}
      {slide.kind === 'closing' && <Closing story={slide.story} view={view} />}
    </article>
  );
};

const Opening = ({
  story,
  view,
  narrates,
}: {
  readonly story: Story | undefined;
  readonly view: NotificationView;
  readonly narrates: boolean;
}) => (
  <>
    <p>{say(words.opening)}</p>
    <h1>{story === undefined ? view.subject : say(story.title)}</h1>
    {narrates && story?.narrative !== undefined && <p class="tale">{say(story.narrative)}</p>}
    <p class="soft">
      {say(words.from, { sender: view.sender.denomination })}
      {' · '}
      {say(words.to, { recipient: view.detail.recipients.map(({ denomination }) => denomination).join(', ') })}
    </p>
  </>
);

const Happened = ({
  happening,
  next,
  view,
  documents,
  narrates,
  onPaper,
}: SlideCardProps & { readonly happening: Happening; readonly next: Happening | undefined }) => {
  const { at, tone, name, more, element, recIndex } = happening;
  const recipient = view.detail.recipients[recIndex ?? -1];
  const explained = element?.explained;
  const keys = new Set(element?.wire?.legalFactsIds?.map(({ key }) => key));
  const papers = documents.filter(({ key }, i) => keys.has(key) && documents.findIndex((d) => d.key === key) === i);
  return (
    <>
      <p title={utc(at)}>
        <strong>{longDate(at)}</strong>, {time(at)}
        <span class="soft"> · {say(one.day, { n: daysBetween(view.createdAt, at) })}</span>
        {view.detail.recipients.length > 1 && recipient !== undefined && (
          <span class="soft"> · {recipient.denomination}</span>
        )}
      </p>
      <h1 class={tone}>
        <Shape tone={tone} /> {say(name)}
      </h1>
      {more.length > 0 && <p class="codes">{more.map((said) => say(said)).join(' · ')}</p>}
      {explained !== undefined && explained.status.before !== explained.status.after && (
        <p>
          <StatusBadge status={explained.status.before} /> → <StatusBadge status={explained.status.after} />
        </p>
      )}
      {narrates && explained !== undefined && (
        <div class="tale">
          <p>{say(explained.meaning)}.</p>
          {explained.rule !== undefined && (
            <p class="soft">
              {say(explained.rule)}
              {explained.rule.law !== undefined && ` (${explained.rule.law})`}.
            </p>
          )}
        </div>
      )}
      {papers.length > 0 && (
        <p class="actions">
          {papers.map((paper) => (
            <button type="button" key={paper.key} onClick={() => onPaper(paper)}>
              {say(words.paper, { title: paper.title })}
            </button>
          ))}
        </p>
      )}
      {narrates && next?.planned !== undefined && (
        <p class="next">
          {say(words.next, { what: `${shortDate(next.at, at)}, ${time(next.at)}: ${say(next.name)}` })}
        </p>
      )}
    </>
  );
};

const Closing = ({ story, view }: { readonly story: Story | undefined; readonly view: NotificationView }) => (
  <>
    <p>{say(story?.moral === undefined ? words.over : words.closing)}</p>
    <h1>
      <StatusBadge status={view.status} />
    </h1>
    <p class="tale">{say(story?.moral ?? statuses[view.status].meaning)}</p>
    <p class="soft">{say(words.overHint)}</p>
  </>
);
