import { useState } from 'preact/hooks';
import { shell } from '../../text/console/shell.js';
import { say } from '../state/words.js';

/** Copies a text, and says so. */
export const Copy = ({ text }: { readonly text: string }) => {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <button type="button" class="plain small" aria-live="polite" onClick={() => void copy()}>
      {say(isCopied ? shell.copied : shell.copy)}
    </button>
  );
};
