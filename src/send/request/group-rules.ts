import type { Group } from '../sender/model.js';
import { violation } from './errors.js';
import type { NotificationRequest } from './model.js';

/**
 * Step 7: the group of a request is an active one of the body and, where the key has groups, one of them; such a key must
 * name one. A blank group is none.
 *
 * Source: pn-delivery svc/NotificationReceiverService.java, svc/PaGroupService.java
 */
export const groupViolation = (
  { group = '' }: NotificationRequest,
  groups: readonly Group[],
  keyGroups: readonly string[],
) => {
  const listed = keyGroups.join(', ');
  const isGiven = group.trim() !== '';
  if (isGiven && !groups.some(({ id, status }) => id === group && status === 'ACTIVE')) {
    return violation('groupNotActive', { group, groups });
  }
  if (isGiven && keyGroups.length > 0 && !keyGroups.includes(group)) {
    return violation('groupNotOfKey', { group, keyGroups: listed });
  }
  return !isGiven && keyGroups.length > 0 ? violation('groupMissing', { keyGroups: listed }) : undefined;
};
