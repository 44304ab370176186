import type { Said } from '../../text/said.js';

/** What a call was refused with: `problem+json` of `/_sim` or of the platform, or that there was no answer at all. */
export class CallProblem extends Error {
  override readonly name = 'CallProblem';

  constructor(
    /** 0: no answer. */
    readonly status: number,
    readonly body: ProblemBody,
    /** `GET /_sim/clock`. */
    readonly call: string,
  ) {
    super(body.detail ?? body.title ?? String(status));
  }
}

interface ProblemBody {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly location?: string;
  /** The detail in both languages, where there is one. */
  readonly reason?: Said;
  /** Of a call of the platform: its entry in the journal. */
  readonly trace?: string;
  /** Of the platform. */
  readonly errors?: readonly { readonly code: string; readonly element?: string; readonly detail: string }[];
  readonly [more: string]: unknown;
}

const isBody = (value: unknown): value is ProblemBody => typeof value === 'object' && value !== null;

/** @param headers of an answer of the platform, which says there what is no part of its body */
export const problemOf = (status: number, text: string, call: string, headers?: Headers): CallProblem => {
  const [hint, trace] = [headers?.get('x-send-sim-hint'), headers?.get('x-send-sim-trace')];
  const said = { ...(hint ? { hint } : {}), ...(trace ? { trace } : {}) };
  try {
    const body: unknown = JSON.parse(text);
    if (isBody(body)) return new CallProblem(status, { ...body, ...said }, call);
  } catch {
    // No JSON: storage speaks XML, and something else than the simulator may have answered.
    const detail = /<Message>(.*?)<\/Message>/s.exec(text)?.[1];
    return new CallProblem(status, { ...(detail === undefined ? {} : { detail }), ...said }, call);
  }
  return new CallProblem(status, said, call);
};
