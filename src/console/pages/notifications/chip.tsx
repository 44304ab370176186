import { one as words } from '../../../text/console/one.js';
import type { Happening } from '../../life/happening.js';
import { Shape, StatusBadge } from '../../parts/badge.js';
import { timeToSecond, utc } from '../../state/format.js';
import { say } from '../../state/words.js';

interface ChipProps {
  readonly happening: Happening;
  /** Whose it is, where lanes stand under each other. */
  readonly tag: string | undefined;
  readonly isChosen: boolean;
  readonly onChoose: (id: string) => void;
}

/** An element, or what is planned, on its lane: it opens to what it means. */
export const Chip = ({ happening, tag, isChosen, onChoose }: ChipProps) => {
  const { id, at, tone, isStep, name, more, element, planned } = happening;
  const status = element?.explained.status;
  const kind = planned !== undefined ? 'ghost' : isStep ? 'step' : 'main';
  return (
    <button
      type="button"
      class={`chip ${kind} ${tone}`}
      aria-expanded={isChosen}
      title={utc(at)}
      onClick={() => onChoose(id)}
    >
      <Shape tone={tone} />
      <span class="name">{say(name)}</span>
      <span class="second">{timeToSecond(at)}</span>
      {(tag !== undefined ||
        more.length > 0 ||
        element?.explained.isDiagnostic ||
        (status && status.before !== status.after)) && (
        <span class="under">
          {tag !== undefined && <span class="tag">{tag}</span>}
          {more.map((said) => (
            <span key={said.en}>{say(said)}</span>
          ))}
          {element?.explained.isDiagnostic && <span title={say(words.diagnosticHint)}>{say(words.diagnostic)}</span>}
          {status !== undefined && status.before !== status.after && (
            <span class="becomes">
              → <StatusBadge status={status.after} />
            </span>
          )}
        </span>
      )}
    </button>
  );
};
