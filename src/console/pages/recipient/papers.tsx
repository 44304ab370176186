import { useState } from 'preact/hooks';
import { recipient as words } from '../../../text/console/recipient.js';
import type { ListedDocument } from '../../api/shapes.js';
import { Dialog } from '../../parts/dialog.js';
import { bytes } from '../../state/format.js';
import { say } from '../../state/words.js';

/** A link of this simulator, whatever address it is known by. */
const hereOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
};

/** What the recipient may read; before opening only that there is something. */
export const Papers = ({
  documents,
  isOpen,
}: {
  readonly documents: readonly ListedDocument[];
  readonly isOpen: boolean;
}) => {
  const [shown, setShown] = useState<ListedDocument>();
  return (
    <section class="card" aria-label={say(words.documents)}>
      <h2>{say(words.documents)}</h2>
      {isOpen ? (
        <ul class="rows">
          {documents.map((document) => (
            <li key={document.key}>
              <span>
                {document.title} <span class="fine">{bytes(document.contentLength)}</span>
              </span>
              <button type="button" class="small" onClick={() => setShown(document)}>
                {say(words.read)}
                <span class="unseen"> {document.title}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p class="soft">{say(words.documentsClosed)}</p>
      )}
      {shown !== undefined && (
        <Dialog title={shown.title} size="wide" onClose={() => setShown(undefined)}>
          <p class="actions">
            <a class="button" href={hereOf(shown.url)} target="_blank" rel="noreferrer">
              {say(words.openTab)}
            </a>
          </p>
          {navigator.pdfViewerEnabled && shown.contentType === 'application/pdf' && (
            <iframe class="viewer" src={hereOf(shown.url)} title={shown.title} />
          )}
        </Dialog>
      )}
    </section>
  );
};
