import type { ApiKey, ApiKeyStatus, KeyAction } from './model.js';

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
