import type { Instant } from '../clock/instant.js';
import { toIso } from '../clock/instant.js';
import type { ClockMode, ClockPreset, Pace } from '../clock/mode.js';
import { defaultSandboxId, type Registry } from '../sandbox/registry.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { SandboxSettings } from '../sandbox/settings.js';
import { type SenderRoom, type SenderSpec, UnknownGroup } from '../send/sender/service.js';
import type { ControlRoute } from './call.js';
import { bodyChecker, instantOf } from './checked.js';
import { clockState, paceOf, paceProperties } from './clock-routes.js';
import { problems } from './problems.js';
import { sandboxSchema } from './sandbox-schema.js';

interface SandboxWorld {
  readonly senders: SenderRoom;
}

/** What the composition root does to make a sandbox. */
export interface SandboxSpec {
  readonly id?: string;
  readonly seed?: string;
  readonly pace: Pace;
  readonly startsAt?: Instant;
  readonly senders: readonly SenderSpec[];
  readonly settings: Partial<SandboxSettings>;
}

export interface SandboxMaker<World> {
  create(spec: SandboxSpec): Promise<Sandbox<World>>;
  remove(sandbox: Sandbox<World>): Promise<void>;
  /** What a sandbox gets when its creator does not say: the pace of the process. */
  readonly defaultPace: Pace;
  /** Wall clock for `tookMs`, in milliseconds. */
  readonly nowMs: () => number;
}

interface CreateBody {
  readonly id?: string;
  readonly seed?: string | number;
  readonly clock?: { mode?: ClockMode; preset?: ClockPreset; rate?: number; now?: string };
  readonly senders?: readonly SenderSpec[];
  readonly settings?: Partial<SandboxSettings>;
}

const createBody = bodyChecker<CreateBody>(sandboxSchema(paceProperties));

const resetBody = bodyChecker<{ readonly keep?: readonly string[] }>({
  type: 'object',
  additionalProperties: false,
  properties: {
    keep: {
      type: 'array',
      items: { type: 'string', enum: ['senders', 'streams', 'journal', 'scenarios'] },
    },
  },
});

/** Names of rooms behind the words of `keep`. */
const roomsKept: Readonly<Record<string, readonly string[]>> = {
  senders: ['sender'],
  streams: ['stream'],
  journal: ['journal'],
  scenarios: ['scenario'],
};

const shown = <World extends SandboxWorld>(sandbox: Sandbox<World>): Record<string, unknown> => ({
  id: sandbox.id,
  seed: sandbox.seed.value,
  clock: clockState(sandbox),
  senders: sandbox.rooms.senders.all().map(({ settings: _, ...sender }) => sender),
});

/** `/_sim/sandboxes`, `/_sim/reset`. */
export const sandboxRoutes = <World extends SandboxWorld>(
  registry: Registry<World>,
  maker: SandboxMaker<World>,
): readonly ControlRoute<World>[] => {
  const named = (id: string | undefined): Sandbox<World> => {
    const found = registry.get(String(id));
    if (!found) throw problems.unknownSandbox(String(id));
    return found;
  };

  const create: ControlRoute<World>['run'] = async ({ body: raw }) => {
    const body = createBody(raw);
    if (body.id !== undefined && registry.get(body.id)) throw problems.sandboxExists(body.id);
    const senders = body.senders ?? [{}];
    const keys = senders.flatMap((s) => (s.apiKeys ?? []).flatMap((k) => (k.key === undefined ? [] : [k.key])));
    const taken = keys.find((key, i) => !registry.isKeyFree(key) || keys.indexOf(key) !== i);
    if (taken !== undefined) throw problems.keyTaken(taken);
    for (const { groups = [], apiKeys = [] } of senders) {
      const unknown = apiKeys.flatMap((k) => k.groups ?? []).find((group) => !groups.includes(group));
      if (unknown !== undefined) throw problems.unknownGroup(unknown, groups);
    }
    const pace = paceOf(body.clock ?? {}, maker.defaultPace);
    const startsAt = body.clock?.now === undefined ? undefined : instantOf('clock.now', body.clock.now);
    try {
      const sandbox = await maker.create({
        ...(body.id === undefined ? {} : { id: body.id }),
        ...(body.seed === undefined ? {} : { seed: String(body.seed) }),
        pace,
        ...(startsAt === undefined ? {} : { startsAt }),
        senders,
        settings: body.settings ?? {},
      });
      return { status: 201, body: shown(sandbox) };
    } catch (error) {
      if (error instanceof UnknownGroup) throw problems.unknownGroup(error.group, error.known);
      throw error;
    }
  };

  return [
    { method: 'post', path: '/sandboxes', isTimeless: true, run: create },
    {
      method: 'get',
      path: '/sandboxes',
      isTimeless: true,
      run: () => ({ status: 200, body: { items: registry.all().map(shown) } }),
    },
    {
      method: 'get',
      path: '/sandboxes/:id',
      isTimeless: true,
      run: ({ params }) => ({ status: 200, body: shown(named(params.id)) }),
    },
    {
      method: 'delete',
      path: '/sandboxes/:id',
      isTimeless: true,
      run: async ({ params }) => {
        const sandbox = named(params.id);
        // The default sandbox always exists: it is emptied instead.
        if (sandbox.id === defaultSandboxId) await sandbox.reset(['sender']);
        else await maker.remove(sandbox);
        return { status: 204 };
      },
    },
    {
      method: 'post',
      path: '/reset',
      run: async ({ sandbox, body: raw }) => {
        const { keep = ['senders'] } = resetBody(raw);
        const startedMs = maker.nowMs();
        const dropped = await sandbox.reset(keep.flatMap((word) => roomsKept[word] ?? []));
        return {
          status: 200,
          body: {
            sandbox: sandbox.id,
            tookMs: Math.round(maker.nowMs() - startedMs),
            dropped,
            now: toIso(sandbox.clock.now()),
          },
        };
      },
    },
  ];
};
