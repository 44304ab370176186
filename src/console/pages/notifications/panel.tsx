import { one, panel as words } from '../../../text/console/one.js';
import type { Explained, ListedDocument, NotificationView, WireElement } from '../../api/shapes.js';
import { type Happening, happened } from '../../life/happening.js';
import { Shape, StatusBadge } from '../../parts/badge.js';
import { Instant } from '../../parts/instant.js';
import { Loading } from '../../parts/notes.js';
import { euro, number } from '../../state/format.js';
import { isMoving, move } from '../../state/moves.js';
import { type Said, say } from '../../state/words.js';
import { Payload } from './payload.js';

interface PanelProps {
  readonly happening: Happening;
  readonly view: NotificationView;
  readonly documents: readonly ListedDocument[] | undefined;
  readonly onDocument: (document: ListedDocument) => void;
  readonly onElement: (id: string) => void;
}

/** What an element, or what is planned, opens to. */
export const Panel = (props: PanelProps) => {
  const { happening, view } = props;
  const recipient = view.detail.recipients[happening.recIndex ?? -1];
  return (
    <article class="explained">
      <header>
        <h3 class={happening.tone}>
          <Shape tone={happening.tone} /> {say(happening.name)}
        </h3>
        <p class="fine">
          {happening.planned !== undefined && `${say(words.plannedFor)} `}
          <Instant at={happening.at} />
          {recipient !== undefined && ` · ${recipient.denomination}`}
        </p>
        {happening.element !== undefined && (
          <p class="fine">
            <code>{happening.element.explained.category}</code>
            {happening.element.explained.isDiagnostic && ` · ${say(one.diagnosticHint)}`}
          </p>
        )}
      </header>
      {happening.element === undefined ? <Planned {...props} /> : <Element {...props} {...happening.element} />}
    </article>
  );
};

/** A link to another element of the timeline. */
const Follows = ({ view, id, onElement }: Pick<PanelProps, 'view' | 'onElement'> & { readonly id: string }) => {
  const named = happened(view).find((happening) => happening.id === id)?.name;
  if (named === undefined) return null;
  return (
    <p>
      <button type="button" class="plain link" onClick={() => onElement(id)}>
        {say(words.follows, { element: say(named) })}
      </button>
    </p>
  );
};

const Rule = ({ rule }: { readonly rule: (Said & { readonly name: string; readonly law?: string }) | undefined }) =>
  rule === undefined ? null : (
    <section>
      <h4>{say(words.rule)}</h4>
      <p>{say(rule)}.</p>
      {rule.law !== undefined && <p class="law">{say(words.law, { law: rule.law })}</p>}
    </section>
  );

const Scenario = ({
  scenario,
  source,
}: {
  readonly scenario?: string | undefined;
  readonly source?: string | undefined;
}) =>
  scenario === undefined ? null : <p class="fine">{say(words.byScenario, { name: scenario, source: source ?? '' })}</p>;

const Planned = ({ happening, view, onElement }: PanelProps) => {
  const { planned } = happening;
  if (planned === undefined) return null;
  const { rule, stoppedBy = [], after, scenario, source, at } = planned;
  return (
    <>
      <Rule rule={rule} />
      <section>
        <h4>{say(words.cause)}</h4>
        {after !== undefined && <Follows view={view} id={after} onElement={onElement} />}
        <Scenario scenario={scenario} source={source} />
      </section>
      {stoppedBy.length > 0 && (
        <section>
          <h4>{say(words.stoppedBy)}</h4>
          <ul>
            {stoppedBy.map((stop) => (
              <li key={stop.en}>{say(stop)}</li>
            ))}
          </ul>
        </section>
      )}
      <p>
        <button type="button" class="primary" disabled={isMoving.value} onClick={() => void move({ to: at })}>
          {say(words.moveHere)}
        </button>
      </p>
    </>
  );
};

const Element = ({
  explained,
  wire,
  view,
  documents,
  onDocument,
  onElement,
}: PanelProps & { readonly explained: Explained; readonly wire: WireElement | undefined }) => {
  const { meaning, codes, status, rule, cause, elementId } = explained;
  const papers = wire?.legalFactsIds ?? [];
  return (
    <>
      <section>
        <h4>{say(words.meaning)}</h4>
        <p>{say(meaning)}.</p>
        {codes.length > 0 && (
          <ul>
            {codes.map(({ code, ...said }) => (
              <li key={code}>
                <code>{code}</code> {say(said)}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h4>{say(words.effect)}</h4>
        {status.before !== status.after && (
          <p>
            <StatusBadge status={status.before} /> → <StatusBadge status={status.after} />
          </p>
        )}
        <p class={status.before === status.after ? 'soft' : ''}>{say(status)}.</p>
      </section>
      <Rule rule={rule} />
      <section>
        <h4>{say(words.cause)}</h4>
        <p>{say(cause)}.</p>
        {cause.elementId !== undefined && <Follows view={view} id={cause.elementId} onElement={onElement} />}
        <Scenario scenario={cause.scenario} source={cause.source} />
      </section>
      <section>
        <h4>{say(words.cost)}</h4>
        <CostEffect view={view} elementId={elementId} wire={wire} />
      </section>
      {papers.length > 0 && (
        <section>
          <h4>{say(words.documents)}</h4>
          {papers.map(({ key, category }) => {
            if (documents === undefined) return <Loading key={key} />;
            const paper = documents.find((document) => document.key === key);
            return paper === undefined ? (
              <p key={key} class="soft">
                <code>{category}</code>: {say(words.notReadable)}
              </p>
            ) : (
              <p key={key}>
                <button type="button" onClick={() => onDocument(paper)}>
                  {say(one.open)}: {paper.title}
                </button>
              </p>
            );
          })}
        </section>
      )}
      <Payload view={view} explained={explained} wire={wire} />
    </>
  );
};

const amount = (details: WireElement['details'], name: string): number | undefined => {
  const value = details?.[name];
  return typeof value === 'number' ? value : undefined;
};

const CostEffect = ({
  view,
  elementId,
  wire,
}: {
  readonly view: NotificationView;
  readonly elementId: string;
  readonly wire: WireElement | undefined;
}) => {
  const details = wire?.details;
  const internal = view.internalDetails?.find((element) => element.elementId === elementId)?.details;
  const letter = amount(details, 'analogCost');
  const fixed = amount(details, 'notificationCost');
  const paid = wire?.category === 'PAYMENT' ? amount(details, 'amount') : undefined;
  const refusal = amount(internal, 'notificationRefusedCost') ?? amount(details, 'notificationRefusedCost');
  const pages = amount(details, 'numberOfPages');
  const grams = amount(details, 'envelopeWeight');
  const told = [
    letter !== undefined && letter > 0 && say(words.letterCost, { amount: euro(letter) }),
    pages !== undefined &&
      grams !== undefined &&
      say(words.letterPages, { pages: number(pages), grams: number(grams) }),
    fixed !== undefined && say(words.fixedCost, { amount: euro(fixed) }),
    paid !== undefined && say(words.paid, { amount: euro(paid) }),
    refusal !== undefined && say(words.refusalCost, { amount: euro(refusal) }),
  ].filter((line) => line !== false);
  return told.length === 0 ? <p class="soft">{say(words.noCost)}.</p> : told.map((line) => <p key={line}>{line}.</p>);
};
