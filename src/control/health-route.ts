import { clockState } from '../clock/state.js';
import { defaultSandboxId, type Registry } from '../sandbox/registry.js';
import type { ControlRoute } from './call.js';

/** `GET /_sim/health`: always open, and never waits for a clock. */
export const healthRoute = <World>(
  registry: Registry<World>,
  version: string,
  told: { readonly maxSandboxes: number; readonly store: 'memory' | 'folder' | 'postgres' },
  isReady: () => boolean,
): ControlRoute<World> => ({
  method: 'get',
  path: '/health',
  isOfProcess: true,
  run: () => {
    const standard = registry.all().find(({ id }) => id === defaultSandboxId);
    if (!isReady()) return { status: 503, body: { status: 'starting' } };
    const counts = { sandboxes: registry.all().length, sandboxesRemoved: registry.goneCount };
    const clock = standard ? { clock: clockState(standard) } : {};
    return { status: 200, body: { status: 'ready', version, ...told, ...counts, ...clock } };
  },
});
