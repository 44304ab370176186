import { clockState } from '../clock/state.js';
import { defaultSandboxId, type Registry } from '../sandbox/registry.js';
import type { ControlRoute } from './call.js';

/** `GET /_sim/health`: always open, and never waits for a clock. */
export const healthRoute = <World>(
  registry: Registry<World>,
  version: string,
  maxSandboxes: number,
  isReady: () => boolean,
): ControlRoute<World> => ({
  method: 'get',
  path: '/health',
  isTimeless: true,
  run: () => {
    const standard = registry.get(defaultSandboxId);
    if (!isReady() || !standard) return { status: 503, body: { status: 'starting' } };
    const counts = { sandboxes: registry.all().length, maxSandboxes, sandboxesRemoved: registry.goneCount };
    return { status: 200, body: { status: 'ready', version, ...counts, clock: clockState(standard) } };
  },
});
