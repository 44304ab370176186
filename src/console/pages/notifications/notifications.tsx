import { place } from '../../state/route.js';
import { NotificationList } from './list.js';
import { OneNotification } from './one.js';

/** The list, or the notification whose IUN or request id the address names. */
export const Notifications = () => {
  const id = place.value.rest[0];
  return id === undefined ? <NotificationList /> : <OneNotification id={id} key={id} />;
};
