import { part, sim } from '../../api/client.js';
import type { NotificationView } from '../../api/shapes.js';

export const readView = (iun: string): Promise<NotificationView> => sim('GET', `/notifications/${part(iun)}`);
