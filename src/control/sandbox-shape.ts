import { clockState } from '../clock/state.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { SenderRoom } from '../send/sender/service.js';
import { senderShape } from './sender-shape.js';

/** A sandbox as our own API shows it. */
export const sandboxShape = (sandbox: Sandbox<{ readonly senders: SenderRoom }>): Record<string, unknown> => ({
  id: sandbox.id,
  seed: sandbox.seed.value,
  clock: clockState(sandbox),
  senders: sandbox.rooms.senders.all().map(senderShape),
});
