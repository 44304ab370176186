import { formatDuration } from '../clock/duration.js';
import type { RealTime } from '../clock/real-time.js';
import { defaultSandboxId, type Registry } from './registry.js';
import type { Sandbox } from './sandbox.js';

export interface IdleParts<World> {
  readonly registry: Registry<World>;
  readonly realTime: Pick<RealTime, 'nowMs' | 'after'>;
  /** How long nobody may use a sandbox; Infinity: for ever. */
  readonly limitMs: number;
  readonly remove: (sandbox: Sandbox<World>) => Promise<void>;
  readonly log: (line: object) => void;
}

/** Looks a few times within the limit, but not more often than that is worth. */
const looksPerLimit = 4;
const longestPauseMs = 60_000;

/**
 * Removes sandboxes that nobody has used for a long real time; never the default one, nor one whose clock is being moved.
 * @returns what ends it
 */
export const removeIdleSandboxes = <World>(parts: IdleParts<World>): (() => void) => {
  const { registry, realTime, limitMs, remove, log } = parts;
  if (!Number.isFinite(limitMs)) return () => undefined;
  const isIdle = ({ id }: Sandbox<World>): boolean =>
    id !== defaultSandboxId && realTime.nowMs() - registry.usedAtMs(id) >= limitMs;

  const sweep = async (): Promise<void> => {
    for (const sandbox of registry.all().filter(isIdle)) {
      await sandbox.clock.alone(async () => {
        if (!isIdle(sandbox)) return;
        const idle = formatDuration(limitMs * 1_000);
        registry.remove(sandbox.id, {
          it: `è stata tolta perché nessuno l’ha usata per ${idle} (--sandbox-idle)`,
          en: `it was removed because nobody used it for ${idle} (--sandbox-idle)`,
        });
        await remove(sandbox);
        log({ level: 'info', msg: 'sandbox removed: nobody used it', sandbox: sandbox.id, idle });
      });
    }
  };

  let cancel: () => void = () => undefined;
  let isOver = false;
  const later = (): void => {
    if (isOver) return;
    cancel = realTime.after(Math.min(longestPauseMs, Math.ceil(limitMs / looksPerLimit)), () => {
      void sweep()
        .catch((error: unknown) => log({ level: 'error', msg: 'idle sandboxes stay', reason: String(error) }))
        .then(later);
    });
  };
  later();
  return () => {
    isOver = true;
    cancel();
  };
};
