import { useState } from 'preact/hooks';
import { one as words } from '../../../text/console/one.js';
import { part, sim } from '../../api/client.js';
import { useResource } from '../../api/resource.js';
import type { ListedDocument, NotificationView, Page } from '../../api/shapes.js';
import { Dialog } from '../../parts/dialog.js';
import { Loaded } from '../../parts/notes.js';
import { isWide } from '../../state/media.js';
import { linkTo, place, refine } from '../../state/route.js';
import { say } from '../../state/words.js';
import { Costs } from './costs.js';
import { Documents } from './documents.js';
import { ahead, type Happening, happened } from './happening.js';
import { Heading } from './heading.js';
import { Lanes } from './lanes.js';
import { Panel } from './panel.js';
import { StatusHistory } from './status-history.js';
import { Viewer } from './viewer.js';
import { World } from './world.js';
import './one.css';

/** What the page shows; both parts are read together, so that they tell of the same moment. */
export interface Shown {
  readonly view: NotificationView;
  readonly documents: readonly ListedDocument[];
}

interface OneNotificationProps {
  /** IUN or request id. */
  readonly id: string;
}

/** A notification: its status, its life on a time axis, its papers, its price, and what decided. */
export const OneNotification = ({ id }: OneNotificationProps) => {
  const shown = useResource(
    `notification ${id}`,
    async (signal): Promise<Shown> => {
      const path = `/notifications/${part(id)}`;
      const [view, { items }] = await Promise.all([
        sim<NotificationView>('GET', path, { signal }),
        sim<Page<ListedDocument>>('GET', `${path}/documents`, { signal }),
      ]);
      return { view, documents: items };
    },
    ({ event, data }) =>
      event === 'clock' || (event === 'timeline' && (data.iun === id || data.notificationRequestId === id)),
  );
  return (
    <>
      <p class="way-back">
        <a href={linkTo({ page: 'notifications' })}>← {say(words.back)}</a>
      </p>
      <Loaded resource={shown}>{(value) => <Life {...value} />}</Loaded>
    </>
  );
};

const Life = ({ view, documents }: Shown) => {
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
