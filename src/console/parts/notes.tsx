import type { ComponentChildren } from 'preact';
import { shell, trouble } from '../../text/console/shell.js';
import type { CallProblem } from '../api/problem.js';
import type { Resource } from '../api/resource.js';
import { say } from '../state/words.js';

/** Nothing to show, why, and what could be done about it. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) => (
  <div class="empty">
    <p class="what">{title}</p>
    {children}
  </div>
);

export const Loading = () => (
  <p class="loading" role="status">
    {say(shell.loading)}
  </p>
);

/** What was refused and why, and how to repair it; never only a number. */
export const ProblemNote = ({ problem, onRetry }: { readonly problem: CallProblem; readonly onRetry?: () => void }) => {
  const { body, status, call } = problem;
  const detail =
    (body.reason && say(body.reason)) ??
    body.detail ??
    say(status === 0 ? trouble.unreachable : trouble.noReadableAnswer, { status: String(status) });
  const hint = status === 0 ? say(trouble.unreachableHint) : body.reason === undefined ? body.hint : undefined;
  return (
    <div class="note bad" role="alert">
      <p class="what">{(body.reason === undefined ? body.title : undefined) ?? say(trouble.title)}</p>
      <p>{detail}</p>
      {body.errors !== undefined && (
        <ul>
          {body.errors.map(({ code, element, detail: reason }) => (
            <li key={`${code} ${element} ${reason}`}>
              <code>{code}</code> {element !== undefined && <code>{element}</code>} {reason}
            </li>
          ))}
        </ul>
      )}
      {hint !== undefined && (
        <p>
          <strong>{say(trouble.hint)}:</strong> {hint}
        </p>
      )}
      <p class="fine">
        <code>{call}</code>
        {body.code !== undefined && <code>{body.code}</code>}
        {body.location !== undefined && (
          <span>
            {say(trouble.where)}: <code>{body.location}</code>
          </span>
        )}
      </p>
      {onRetry !== undefined && (
        <button type="button" onClick={onRetry}>
          {say(shell.reload)}
        </button>
      )}
    </div>
  );
};

interface LoadedProps<Value> {
  readonly resource: Resource<Value>;
  readonly children: (value: Value) => ComponentChildren;
}

/** What was read, with the problem above it where reading it again failed. */
export const Loaded = <Value,>({ resource, children }: LoadedProps<Value>) => (
  <>
    {resource.problem !== undefined && <ProblemNote problem={resource.problem} onRetry={resource.reload} />}
    {resource.isLoading && <Loading />}
    {resource.value !== undefined && children(resource.value)}
  </>
);
