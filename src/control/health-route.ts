import { clockState } from '../clock/state.js';
import { defaultSandboxId, type Registry } from '../sandbox/registry.js';
import type { ControlRoute } from './call.js';

/** `GET /_sim/health`: always open, and never waits for a clock. */
export const healthRoute = <World>(
  registry: Registry<World>,
  version: string,
  told: { readonly maxSandboxes: number; readonly store: 'memory' | 'folder' },
  isReady: () => boolean,
): ControlRoute<World> => ({
  method: 'get',
  path: '/health',
  isTimeless: true,
  run: () => {
    const standard = registry.get(defaultSandboxId);
    if (!isReady() || !standard) return { status: 503, body: { status: 'starting' } };
    const counts = { sandboxes: registry.all().length, sandboxesRemoved: registry.goneCount };
    return { status: 200, body: { status: 'ready', version, ...told, ...counts, clock: clockState(standard) } };
  },
});
