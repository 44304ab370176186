import type { Request, Response } from 'express';
import type { Clock } from '../clock/clock.js';
import type { Seed } from '../sandbox/seed.js';
import type { Caller } from '../send/sender/model.js';
import type { Said } from '../text/said.js';
import type { Answer } from './call.js';
import type { Breakage } from './call-log.js';
import type { ActingFault, FaultRoom } from './fault-room.js';
import type { Journal } from './journal.js';
import type { Witness } from './seen-call.js';
import type { Usage } from './usage-plan.js';

/** A sandbox's rooms, as far as the pipeline itself uses them. */
export interface Journaled {
  readonly journal: Journal;
  readonly evidence: Witness;
  readonly faults: Pick<FaultRoom, 'isEmpty' | 'next'>;
  /** Names of the scenarios that a call is about: of the notification that it names, or that it sends. */
  readonly scenariosOf: (call: {
    readonly iun: string | undefined;
    readonly body: unknown;
    readonly senderTaxId: string | undefined;
    readonly header: string | undefined;
  }) => readonly string[];
  readonly usage: Pick<Usage, 'admit'>;
  readonly settings: {
    /** How long the authorizer may keep what it knows of a key: a length of time such as `PT60S`. */
    readonly authorizerCache: string;
    /** Whether an answer that breaks the contract becomes an error. */
    readonly strictResponses: boolean;
  };
}

/** What the pipeline needs of a sandbox. */
export interface Tenant<World extends Journaled> {
  readonly id: string;
  readonly seed: Seed;
  readonly clock: Clock;
  readonly rooms: World;
  durable(): Promise<void> | undefined;
}

/** A call on its way through the pipeline. */
export interface Passage<World extends Journaled> {
  readonly req: Request;
  readonly res: Response;
  readonly operation: string;
  readonly path: string;
  /** Real time. */
  readonly startedMs: number;
  /** Length of the body, once it is read. */
  bodyBytes: number | undefined;
  tenant: Tenant<World> | undefined;
  caller: Caller | undefined;
  /** Its key was good, its parameters and body are those of the contract. */
  isUnderstood: boolean;
  /** The fault that acts on it. */
  fault: ActingFault | undefined;
}

export const begin = <World extends Journaled>(
  req: Request,
  res: Response,
  operation: string,
  startedMs: number,
): Passage<World> => ({
  req,
  res,
  operation,
  path: req.path,
  startedMs,
  bodyBytes: undefined,
  tenant: undefined,
  caller: undefined,
  isUnderstood: false,
  fault: undefined,
});

/** An answer on its way out, with what only we say about it. */
export interface Outgoing extends Answer {
  readonly problem?: string;
  /** The journal does not keep the body. */
  readonly isSecret?: true;
  /** Sent as it is, in place of the body. */
  readonly raw?: string;
  /** We broke: for the log. */
  readonly broken?: Breakage;
}

/** A body that repeats the trace id of its call. */
export class Traced {
  constructor(readonly bodyOf: (traceId: string) => unknown) {}
}

/** A refusal of a layer before the rooms. */
export class Refused extends Error {
  constructor(readonly answer: Outgoing) {
    super('refused');
  }
}

/** Answers of the gateway may be read from any origin. */
export const refuse = ({ headers, ...answer }: Pick<Answer, 'status' | 'body' | 'headers'>, hint: Said): Refused =>
  new Refused({ ...answer, hint, headers: { 'access-control-allow-origin': '*', ...headers } });

/** The caller's trace id, or one of ours in the same form. */
export const traceOf = (req: Request, seed: Seed | undefined, id = ''): string => {
  const given = req.get('x-amzn-trace-id');
  if (given) return given;
  const hex = seed ? seed.mark(`${req.originalUrl}/${id}`) : '0'.repeat(32);
  return `Root=1-${hex.slice(0, 8)}-${hex.slice(8, 32)}`;
};
