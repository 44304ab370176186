import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { shell } from '../../text/console/shell.js';
import { say } from '../state/words.js';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** `wide`: for documents. */
  readonly size?: 'plain' | 'wide';
}

/** A window over the page: Escape and the cross close it, the focus goes back to where it came from. */
export const Dialog = ({ title, onClose, children, size = 'plain' }: DialogProps) => {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => element.current?.showModal(), []);
  return (
    <dialog class={`dialog ${size}`} ref={element} aria-labelledby={heading} onClose={onClose}>
      <header>
        <h2 id={heading}>{title}</h2>
        <button type="button" class="plain icon" aria-label={say(shell.close)} onClick={() => element.current?.close()}>
          <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d="M3 3l10 10M13 3L3 13" />
          </svg>
        </button>
      </header>
      <div class="content">{children}</div>
    </dialog>
  );
};
