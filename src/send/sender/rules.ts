import type { ApiKey, ApiKeyStatus, KeyAction, Sender } from './model.js';

/**
 * The state that an action leads to; undefined where the key's present state does not allow it. A rotated key goes on
 * working until it is blocked; blocked then, it never comes back.
 *
 * Source: pn-apikey-manager service/ManageApiKeyService.java
 */
export const statusAfter = (
  { status, statusHistory }: Pick<ApiKey, 'status' | 'statusHistory'>,
  action: KeyAction,
): Exclude<ApiKeyStatus, 'CREATED'> | 'DELETED' | undefined => {
  switch (action) {
    case 'ROTATE':
      return status === 'ENABLED' ? 'ROTATED' : undefined;
    case 'BLOCK':
      return status === 'ENABLED' || status === 'ROTATED' ? 'BLOCKED' : undefined;
    case 'ENABLE': {
      const wasRotated = statusHistory.some((entry) => entry.status === 'ROTATED');
      return status === 'BLOCKED' && !wasRotated ? 'ENABLED' : undefined;
    }
    case 'DELETE':
      return status === 'BLOCKED' ? 'DELETED' : undefined;
  }
};

/** States in which the authorizer lets a key pass. Source: pn-auth-fleet apikeyAuthorizerV2/src/app/eventHandler.js */
export const isUsable = ({ status }: Pick<ApiKey, 'status'>): boolean => status === 'ENABLED' || status === 'ROTATED';

/**
 * The sender with new virtual keys in the place of those that select another sandbox: a key selects one only.
 * @returns the keys that are new beside it
 */
export const withoutTakenKeys = (
  sender: Sender,
  isTaken: (key: string) => boolean,
  newKey: () => string,
): { readonly sender: Sender; readonly renewed: readonly ApiKey[] } => {
  const apiKeys = sender.apiKeys.map((one) => (isTaken(one.key) ? { ...one, key: newKey() } : one));
  return {
    sender: { ...sender, apiKeys, deletedKeys: sender.deletedKeys.filter((key) => !isTaken(key)) },
    renewed: apiKeys.filter((one) => !sender.apiKeys.includes(one)),
  };
};
