import type { Sandbox } from '../sandbox/sandbox.js';
import {
  readSnapshot,
  type Snapshot,
  SnapshotInvalid,
  SnapshotTooLarge,
  snapshotLimitBytes,
} from '../sandbox/snapshot.js';
import type { ApiKey, Sender } from '../send/sender/model.js';
import { withoutTakenKeys } from '../send/sender/rules.js';
import type { SenderRoom } from '../send/sender/service.js';
import type { ControlRoute } from './call.js';
import { problems } from './problems.js';
import type { SandboxMaker } from './sandbox-routes.js';
import { sandboxShape } from './sandbox-shape.js';
import { keyShape } from './sender-shape.js';

interface SnapshotWorld {
  readonly senders: SenderRoom;
}

interface SnapshotParts<World> {
  /** Ids of the sandboxes that these keys select. */
  readonly ownersOfKeys: SandboxMaker<World>['ownersOfKeys'];
  readonly randomKey: () => string;
  /** Of the program. */
  readonly version: string;
}

/**
 * The snapshot, with new keys in the place of those that select another sandbox: a key selects one only.
 * @returns the new keys beside it
 */
const withFreeKeys = (
  snapshot: Snapshot,
  isTaken: (key: string) => boolean,
  randomKey: () => string,
): { readonly free: Snapshot; readonly renewed: readonly ApiKey[] } => {
  const renewed: ApiKey[] = [];
  const steps = snapshot.steps.map((step, i) => {
    if (step.room !== 'sender') return step;
    try {
      const free = withoutTakenKeys((step.data as { readonly sender: Sender }).sender, isTaken, randomKey);
      renewed.push(...free.renewed);
      return { ...step, data: { sender: free.sender } };
    } catch (error) {
      throw new SnapshotInvalid(`steps[${i}]`, `this is no sender (${String(error)})`);
    }
  });
  return { free: { ...snapshot, steps }, renewed };
};

/** What is no sender has none: it is refused when it is looked at. */
const keysIn = ({ steps }: Snapshot): readonly string[] =>
  steps.flatMap(({ room, data }) => {
    const { apiKeys, deletedKeys } = (data as { sender?: Partial<Sender> } | undefined)?.sender ?? {};
    const keys = Array.isArray(apiKeys) ? apiKeys.map((one?: Partial<ApiKey>) => one?.key) : [];
    const known: unknown[] = [...keys, ...(Array.isArray(deletedKeys) ? deletedKeys : [])];
    return room === 'sender' ? known.filter((key) => typeof key === 'string') : [];
  });

const asProblem = (error: unknown): unknown => {
  if (error instanceof SnapshotInvalid) return problems.snapshotInvalid(error.path, error.reason, error.hint);
  return error instanceof SnapshotTooLarge ? problems.snapshotTooLarge(snapshotLimitBytes) : error;
};

/** Both wait for the end of a move of the clock; what comes in the meantime waits for them. */
const alone = <World, T>({ clock }: Sandbox<World>, work: () => Promise<T>): Promise<T> =>
  clock.alone(work).catch((error: unknown) => {
    throw asProblem(error);
  });

/** `/_sim/snapshot`: a sandbox as a file, and the way back. */
export const snapshotRoutes = <World extends SnapshotWorld>({
  ownersOfKeys,
  randomKey,
  version,
}: SnapshotParts<World>): readonly ControlRoute<World>[] => [
  {
    method: 'get',
    path: '/snapshot',
    run: ({ sandbox }) =>
      alone(sandbox, async () => ({
        status: 200,
        text: { type: 'application/json', content: await sandbox.snapshot(version) },
      })),
  },
  {
    method: 'post',
    path: '/snapshot',
    run: ({ sandbox, body }) =>
      alone(sandbox, async () => {
        const snapshot = readSnapshot(body);
        const owners = await ownersOfKeys(keysIn(snapshot));
        const isTaken = (key: string): boolean => ![undefined, sandbox.id].includes(owners.get(key));
        const { free, renewed } = withFreeKeys(snapshot, isTaken, randomKey);
        await sandbox.replace(free);
        sandbox.clock.start();
        return { status: 200, body: { ...sandboxShape(sandbox), renewedKeys: renewed.map(keyShape) } };
      }),
  },
];
