import { part, sim } from '../api/client.js';
import { type Resource, useResource } from '../api/resource.js';
import type { ListedDocument, NotificationView, Page } from '../api/shapes.js';

/** A notification with its papers, read together, so that they tell of the same moment. */
export interface Life {
  readonly view: NotificationView;
  readonly documents: readonly ListedDocument[];
}

/** @param id IUN or request id */
export const useLife = (id: string): Resource<Life> =>
  useResource(
    `notification ${id}`,
    async (signal) => {
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
