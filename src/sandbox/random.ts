import { randomBytes, randomUUID } from 'node:crypto';

/** What stands outside every seed: API keys and ids of sandboxes must differ even where all else is equal. */
export interface OutsideSeed {
  apiKey(): string;
  sandboxId(): string;
  seed(): string;
}

export const createOutsideSeed = (): OutsideSeed => ({
  apiKey: () => randomUUID(),
  sandboxId: () => `sb-${randomBytes(6).toString('hex')}`,
  seed: () => randomBytes(8).toString('hex'),
});
