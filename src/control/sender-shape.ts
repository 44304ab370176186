import type { ApiKey, Sender } from '../send/sender/model.js';

/** An API key as our own API shows it. */
export const keyShape = ({ statusHistory: _, ...key }: ApiKey): Record<string, unknown> => ({ ...key });

/** A sender as our own API shows it. */
export const senderShape = ({ deletedKeys: _, apiKeys, ...sender }: Sender): Record<string, unknown> => ({
  ...sender,
  apiKeys: apiKeys.map(keyShape),
});
