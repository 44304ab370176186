import type { Instant } from '../clock/instant.js';
import type { RealTime } from '../clock/real-time.js';
import { bodyHint } from '../contract/body-hint.js';
import { loadContract, type Operation } from '../contract/operations.js';
import { validateRequest } from '../contract/validate-request.js';
import type { Places } from '../italy/places.js';
import { createSandbox, type Sandbox } from '../sandbox/sandbox.js';
import type { Scenarios } from '../scenario/outcome.js';
import { defaultLimitBytes } from '../send/attachment/facts.js';
import type { NotificationHead } from '../send/notification/model.js';
import { PlatformProblem, type ProblemError } from '../send/problem.js';
import { fromWireRequest } from '../send/request/wire/request.js';
import type { Caller, Sender } from '../send/sender/model.js';
import type { SenderSpec } from '../send/sender/service.js';
import type { Store } from '../store/ports.js';
import { createMemoryStore } from '../store/store.js';
import type { Said } from '../text/said.js';
import { buildWorld, type World } from '../world.js';

/** What all rehearsals share. */
export interface House {
  readonly places: Places;
  readonly operation: Operation;
  /** What a stage keeps its steps and files in. */
  readonly store: () => Store;
}

interface StageOptions {
  readonly scenarios: Scenarios;
  readonly startsAt: Instant;
  /** None: the body that every new sandbox has. */
  readonly senders?: readonly SenderSpec[];
}

/** How the platform answers a request: it is taken, or refused at once. */
export type Answer =
  | { readonly status: 202; readonly head: NotificationHead }
  | { readonly status: number; readonly errors: readonly ProblemError[]; readonly hint: Said };

/** A world that nobody calls from outside: its own clock, its own senders, forgotten afterwards. */
export interface Stage {
  readonly world: World;
  /** The sender with that tax id, else the first one. */
  senderOf(taxId: unknown): Sender;
  /** `POST /delivery/v2.6/requests`: the contract of the gateway, then the service. */
  send(body: Readonly<Record<string, unknown>>, header: string | undefined): Answer;
}

/** Seed and id of the sandbox. */
export const stageId = 'rehearsal';
const operationId = 'sendNewNotificationV26';

export const openHouse = (places: Places, store: House['store'] = createMemoryStore): House => {
  const operation = loadContract().find((one) => one.operationId === operationId);
  if (!operation) throw new Error(`the contract has no ${operationId}`);
  return { places, operation, store };
};

/** Time stands still but for moves of the clock, so that the same file always ends in the same way. */
const noRealTime: RealTime = {
  nowMs: () => 0,
  after: () => () => undefined,
  breathe: async () => undefined,
};

export const openStage = (house: House, { scenarios, startsAt, senders = [] }: StageOptions): Stage => {
  const store = house.store();
  const sandbox: Sandbox<World> = createSandbox<World>({
    id: stageId,
    seed: stageId,
    pace: { mode: 'manual', rate: 0 },
    startsAt,
    realTime: noRealTime,
    log: store.log(stageId),
    bytes: store.bytes(stageId),
    build: (tools) =>
      buildWorld(
        {
          scenarios: () => scenarios,
          places: house.places,
          uploadLimitBytes: defaultLimitBytes,
          randomKey: keysInTurn(),
        },
        tools,
      ),
    // Due work only runs by moves here, and those throw.
    onFailure: () => undefined,
  });
  const world = sandbox.rooms;
  for (const sender of senders.length > 0 ? senders : [{}]) world.senders.add(sender);

  const senderOf = (taxId: unknown): Sender => {
    const all = world.senders.all();
    const found = all.find((one) => one.taxId === taxId) ?? all[0];
    if (!found) throw new Error('a stage without sender');
    return found;
  };

  return {
    world,
    senderOf,
    send: (body, header) => {
      const verdict = validateRequest(house.operation, { path: {}, query: {}, headers: {}, body });
      if (verdict.kind === 'body') {
        const errors = verdict.messages.map((detail) => ({ code: 'PN_INVALID_BODY', detail }));
        return { status: 400, errors, hint: bodyHint(verdict.violations) };
      }
      const sender = senderOf(body.senderTaxId);
      const [key] = sender.apiKeys;
      if (!key) throw new Error('a sender without key');
      try {
        const caller: Caller = { sender, key };
        const head = world.requests.send(caller, fromWireRequest('2.6', body), '2.6', header);
        return { status: 202, head };
      } catch (error) {
        if (!(error instanceof PlatformProblem)) throw error;
        return { status: error.status, errors: error.errors, hint: error.hint };
      }
    },
  };
};

const keysInTurn = (): (() => string) => {
  let count = 0;
  return () => `rehearsal-key-${count++}`;
};
