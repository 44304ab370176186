import { one as words } from '../../text/console/one.js';
import type { ListedDocument } from '../api/shapes.js';
import { say } from '../state/words.js';
import { Dialog } from './dialog.js';

interface ViewerProps {
  readonly document: ListedDocument;
  readonly onClose: () => void;
}

/** The link as this page may open it: a simulator behind another address gives links of that one. */
const hereOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
};

const shownTypes = /^(?:application\/pdf|image\/|text\/|application\/json)/;

/** A paper as its reader gets it, over the page. */
export const Viewer = ({ document, onClose }: ViewerProps) => {
  const here = hereOf(document.url);
  const isShown =
    shownTypes.test(document.contentType) && (navigator.pdfViewerEnabled || !/pdf/.test(document.contentType));
  return (
    <Dialog title={document.title} onClose={onClose} size="wide">
      <p class="actions">
        <a class="button" href={here} target="_blank" rel="noreferrer">
          {say(words.openInTab)}
        </a>
        <a class="button" href={here} download>
          {say(words.download)}
        </a>
      </p>
      {isShown ? (
        <iframe class="viewer" src={here} title={document.title} />
      ) : (
        <p class="note">{say(words.noViewer)}</p>
      )}
    </Dialog>
  );
};
