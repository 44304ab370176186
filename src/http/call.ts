import type { Caller } from '../send/sender/model.js';
import type { Said } from '../text/said.js';

/** What a room sees of a call: everything is checked against the contract, the caller is known, Express is not here. */
export interface Call<World> {
  /** The sandbox's rooms. */
  readonly world: World;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  /** Single values; a name that was repeated has its last one. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** All values of a name in the query, in their order. */
  readonly values: (name: string) => readonly string[];
  readonly body: unknown;
  /** Header by lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** Address by which the client reached us: links follow it. */
  readonly baseUrl: string;
}

/** What a room answers. Refusals are thrown as PlatformProblem. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** Names in lower case; `content-type` where a body is not plain `application/json`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For the journal: what the call was about. */
  readonly about?: About;
  /** What the client should know although nothing was refused. */
  readonly hint?: Said;
}

export interface About {
  readonly iun?: string;
  readonly notificationRequestId?: string;
  readonly streamId?: string;
  /** Names of what decides about the notification. */
  readonly scenarios?: string;
}

export type Handler<World> = (call: Call<World>) => Answer | Promise<Answer>;

/** Handlers of a room by operationId. */
export type Handlers<World> = Readonly<Record<string, Handler<World>>>;
