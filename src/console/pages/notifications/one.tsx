import { useState } from 'preact/hooks';
import { one as words } from '../../../text/console/one.js';
import type { ListedDocument } from '../../api/shapes.js';
import { ahead, type Happening, happened } from '../../life/happening.js';
import { type Life, useLife } from '../../life/read-life.js';
import { Costs } from '../../parts/costs.js';
import { Dialog } from '../../parts/dialog.js';
import { Loaded } from '../../parts/notes.js';
import { Viewer } from '../../parts/viewer.js';
import { isWide } from '../../state/media.js';
import { linkTo, place, refine } from '../../state/route.js';
import { say } from '../../state/words.js';
import { Documents } from './documents.js';
import { Heading } from './heading.js';
import { Lanes } from './lanes.js';
import { Panel } from './panel.js';
import { StatusHistory } from './status-history.js';
import { World } from './world.js';
import './one.css';

interface OneNotificationProps {
  /** IUN or request id. */
  readonly id: string;
}

/** A notification: its status, its life on a time axis, its papers, its price, and what decided. */
export const OneNotification = ({ id }: OneNotificationProps) => {
  const life = useLife(id);
  return (
    <>
      <p class="way-back">
        <a href={linkTo({ page: 'notifications' })}>← {say(words.back)}</a>
      </p>
      <Loaded resource={life}>{(value) => <Told {...value} />}</Loaded>
    </>
  );
};

const Told = ({ view, documents }: Life) => {
  const [paper, setPaper] = useState<ListedDocument>();
  const { open = '' } = place.value.query;
  const past = happened(view);
  const future = ahead(view);
  const chosen = [...past, ...future].find(({ id }) => id === open);
  const choose = (id: string): void => refine({ open: id === open ? '' : id });
  const panel = chosen !== undefined && (
    <Panel happening={chosen} view={view} documents={documents} onDocument={setPaper} onElement={choose} />
  );
  return (
    <>
      <Heading view={view} />
      <StatusHistory view={view} />
      <div class={chosen !== undefined && isWide.value ? 'with-panel' : ''}>
        <Lanes view={view} past={past} future={future} chosen={chosen?.id} onChoose={choose} />
        {panel !== false && isWide.value && (
          <aside class="panel card" aria-label={say((chosen as Happening).name)}>
            {panel}
          </aside>
        )}
        {panel !== false && !isWide.value && paper === undefined && (
          <Dialog title={say((chosen as Happening).name)} onClose={() => refine({ open: '' })}>
            {panel}
          </Dialog>
        )}
      </div>
      <div class="sections">
        <Documents documents={documents} view={view} onOpen={setPaper} />
        <Costs view={view} />
      </div>
      <World view={view} />
      {paper !== undefined && <Viewer document={paper} onClose={() => setPaper(undefined)} />}
    </>
  );
};
