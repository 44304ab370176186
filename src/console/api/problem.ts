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

export interface ProblemBody {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly location?: string;
  /** Of the platform. */
  readonly errors?: readonly { readonly code: string; readonly element?: string; readonly detail: string }[];
  readonly [more: string]: unknown;
}

const isBody = (value: unknown): value is ProblemBody => typeof value === 'object' && value !== null;

export const problemOf = (status: number, text: string, call: string): CallProblem => {
  try {
    const body: unknown = JSON.parse(text);
    if (isBody(body)) return new CallProblem(status, body, call);
  } catch {
    // No JSON: something else than the simulator answered.
  }
  return new CallProblem(status, {}, call);
};
