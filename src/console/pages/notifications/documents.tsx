import { one as words } from '../../../text/console/one.js';
import type { ListedDocument, NotificationView } from '../../api/shapes.js';
import { Loading } from '../../parts/notes.js';
import { bytes } from '../../state/format.js';
import { say } from '../../state/words.js';

interface DocumentsProps {
  readonly documents: readonly ListedDocument[] | undefined;
  readonly view: NotificationView;
  readonly onOpen: (document: ListedDocument) => void;
}

/** The papers of the notification, each once, with whose they are. */
export const Documents = ({ documents, view, onOpen }: DocumentsProps) => {
  const { recipients } = view.detail;
  if (documents === undefined) {
    return (
      <section aria-label={say(words.documents)}>
        <h2>{say(words.documents)}</h2>
        <Loading />
      </section>
    );
  }
  const papers = [...new Map(documents.map((document) => [document.key, document])).values()];
  const ownersOf = (key: string): readonly string[] => {
    const owners = documents.flatMap(({ key: other, recIndex }) => (other === key ? [recIndex] : []));
    return owners.length >= recipients.length ? [] : owners.map((i) => recipients[i ?? -1]?.denomination ?? '');
  };
  return (
    <section aria-label={say(words.documents)}>
      <h2>{say(words.documents)}</h2>
      {papers.length === 0 && <p class="soft">{say(words.noDocuments)}.</p>}
      <ul class="papers">
        {papers.map((paper) => (
          <li key={paper.key}>
            <button type="button" class="paper" onClick={() => onOpen(paper)}>
              <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                <path d="M4 1.5h5.5L13 5v9.5H4zM9.5 1.5V5H13" />
              </svg>
              <span class="name">{paper.title}</span>
              <span class="fine">
                {[...(recipients.length > 1 ? ownersOf(paper.key) : []), bytes(paper.contentLength)].join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
