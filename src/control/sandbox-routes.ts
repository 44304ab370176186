import type { Instant } from '../clock/instant.js';
import { toIso } from '../clock/instant.js';
import type { ClockMode, ClockPreset, Pace } from '../clock/mode.js';
import { createTurns } from '../clock/turns.js';
import { defaultSandboxId, type Registry } from '../sandbox/registry.js';
import { type Sandbox, SandboxKnown } from '../sandbox/sandbox.js';
import type { SandboxSettings } from '../sandbox/settings.js';
import { ScenarioInvalid } from '../scenario/problem.js';
import type { Addition } from '../scenario/service.js';
import type { SenderRoom, SenderSpec } from '../send/sender/service.js';
import type { ControlAnswer, ControlCall, ControlRoute } from './call.js';
import { bodyChecker, instantOf } from './checked.js';
import { paceOf, paceProperties } from './clock-routes.js';
import { problems } from './problems.js';
import { sandboxSchema } from './sandbox-schema.js';
import { sandboxShape } from './sandbox-shape.js';

interface SandboxWorld {
  readonly senders: SenderRoom;
}

/** What the composition root does to make a sandbox. */
interface SandboxSpec {
  readonly id?: string;
  readonly seed?: string;
  readonly pace: Pace;
  readonly startsAt?: Instant;
  /** Absent: those of the scenario files, else one with a key. */
  readonly senders?: readonly SenderSpec[];
  readonly additions: readonly Addition[];
  readonly settings: Partial<SandboxSettings>;
}

export interface SandboxList {
  /** As they are shown. */
  readonly items: readonly unknown[];
  /** Those that are there too, whose replica did not answer; absent: none. */
  readonly missing?: readonly { readonly id: string; readonly replica?: string; readonly address?: string }[];
}

export interface SandboxMaker<World> {
  /** @throws ScenarioInvalid */
  understood(scenarios: readonly (string | object)[]): Promise<readonly Addition[]>;
  create(spec: SandboxSpec): Promise<Sandbox<World>>;
  remove(sandbox: Sandbox<World>): Promise<void>;
  /** How many there are, in all replicas. */
  count(): Promise<number>;
  /** All sandboxes, oldest first. */
  list(header: ControlCall<World>['header']): Promise<SandboxList>;
  /** Ids of the sandboxes that these keys select; keys that select none are left out. */
  ownersOfKeys(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  readonly maxSandboxes: number;
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
  readonly scenarios?: readonly (string | object)[];
  readonly settings?: Partial<SandboxSettings>;
  readonly strict?: boolean;
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

const asProblem = (error: unknown): never => {
  throw error instanceof ScenarioInvalid ? problems.scenarioInvalid(error.problems) : error;
};

/** Names of rooms behind the words of `keep`. */
const roomsKept: Readonly<Record<string, readonly string[]>> = {
  senders: ['sender'],
  streams: ['stream'],
  journal: ['journal'],
  scenarios: ['scenarios'],
};

/** `/_sim/sandboxes`, `/_sim/reset`. */
export const sandboxRoutes = <World extends SandboxWorld>(
  registry: Registry<World>,
  maker: SandboxMaker<World>,
): readonly ControlRoute<World>[] => {
  const named = (id: string | undefined): Sandbox<World> => {
    const found = registry.get(String(id));
    const gone = registry.goneOf(String(id));
    if (!found) throw gone ? problems.sandboxRemoved(gone) : problems.unknownSandbox(String(id));
    return found;
  };

  /** Ids and keys are looked up and then taken: nobody else may come in between. */
  const turns = createTurns();

  const create = async (body: CreateBody): Promise<ControlAnswer> => {
    if (body.id !== undefined && registry.get(body.id)) throw problems.sandboxExists(body.id);
    if ((await maker.count()) >= maker.maxSandboxes) throw problems.tooManySandboxes(maker.maxSandboxes);
    const { senders = [] } = body;
    const keys = senders.flatMap((s) => (s.apiKeys ?? []).flatMap((k) => (k.key === undefined ? [] : [k.key])));
    const owners = await maker.ownersOfKeys(keys);
    const taken = keys.find((key, i) => owners.has(key) || keys.indexOf(key) !== i);
    if (taken !== undefined) throw problems.keyTaken(taken);
    for (const { groups = [], suspendedGroups = [], apiKeys = [] } of senders) {
      const named = [...suspendedGroups, ...apiKeys.flatMap((k) => k.groups ?? [])];
      const unknown = named.find((group) => !groups.includes(group));
      if (unknown !== undefined) throw problems.unknownGroup(unknown, groups);
    }
    const additions = await maker.understood(body.scenarios ?? []).catch(asProblem);
    const pace = paceOf(body.clock ?? {}, maker.defaultPace);
    const startsAt = body.clock?.now === undefined ? undefined : instantOf('clock.now', body.clock.now);
    const spec: SandboxSpec = {
      ...(body.id === undefined ? {} : { id: body.id }),
      ...(body.seed === undefined ? {} : { seed: String(body.seed) }),
      pace,
      ...(startsAt === undefined ? {} : { startsAt }),
      ...(body.senders === undefined ? {} : { senders }),
      additions,
      settings: { ...body.settings, ...(body.strict === undefined ? {} : { strictResponses: body.strict }) },
    };
    const sandbox = await maker.create(spec).catch((error: unknown) => {
      throw error instanceof SandboxKnown ? problems.sandboxExists(error.message) : error;
    });
    await sandbox.durable();
    return { status: 201, body: sandboxShape(sandbox) };
  };

  const remove = async (id: string | undefined): Promise<ControlAnswer> => {
    const sandbox = named(id);
    await sandbox.clock.alone(async () => {
      // The default sandbox always exists: it is emptied instead.
      if (sandbox.id === defaultSandboxId) await sandbox.reset(['sender']);
      else await maker.remove(sandbox);
    });
    await sandbox.durable();
    return { status: 204 };
  };

  return [
    {
      method: 'post',
      path: '/sandboxes',
      isOfProcess: true,
      run: ({ body: raw }) => {
        const body = createBody(raw);
        return turns.take(() => create(body));
      },
    },
    {
      method: 'get',
      path: '/sandboxes',
      isOfProcess: true,
      run: async ({ header }) => ({ status: 200, body: await maker.list(header) }),
    },
    {
      method: 'get',
      path: '/sandboxes/:id',
      isOfProcess: true,
      run: ({ params }) => ({ status: 200, body: sandboxShape(named(params.id)) }),
    },
    {
      method: 'delete',
      path: '/sandboxes/:id',
      isOfProcess: true,
      run: ({ params }) => turns.take(() => remove(params.id)),
    },
    {
      method: 'post',
      path: '/reset',
      isTimeless: true,
      run: ({ sandbox, body: raw }) => {
        const { keep = ['senders'] } = resetBody(raw);
        const rooms = keep.flatMap((word) => roomsKept[word] ?? []);
        return sandbox.clock.alone(async () => {
          const startedMs = maker.nowMs();
          const dropped = await sandbox.reset(rooms);
          const tookMs = Math.round(maker.nowMs() - startedMs);
          return { status: 200, body: { sandbox: sandbox.id, tookMs, dropped, now: toIso(sandbox.clock.now()) } };
        });
      },
    },
  ];
};
