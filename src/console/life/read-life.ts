import { part, sim } from '../api/client.js';
import { type Resource, useResource } from '../api/resource.js';
import type { ListedDocument, NotificationView, Page, SimEvent } from '../api/shapes.js';

/** A notification, and its papers as soon as they are there: some are drawn when they are asked for first. */
export interface Life {
  readonly view: NotificationView;
  readonly documents: readonly ListedDocument[] | undefined;
}

/** @param id IUN or request id */
export const useLife = (id: string): Resource<Life> => {
  const path = `/notifications/${part(id)}`;
  const isAboutIt = ({ event, data }: SimEvent): boolean =>
    event === 'clock' || (event === 'timeline' && (data.iun === id || data.notificationRequestId === id));
  const life = useResource(path, (signal) => sim<NotificationView>('GET', path, { signal }), isAboutIt);
  const papers = useResource(
    `${path}/documents`,
    (signal) => sim<Page<ListedDocument>>('GET', `${path}/documents`, { signal }),
    isAboutIt,
  );
  const { value: view } = life;
  return { ...life, value: view && { view, documents: papers.value?.items } };
};
