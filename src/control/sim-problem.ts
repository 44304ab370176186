/**
 * Misuse of the simulator itself: a stable code, what is wrong, how to repair it. Never inside a platform body.
 * Printed as `application/problem+json`.
 */
export class SimProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: `SIM_${string}`,
    readonly title: string,
    readonly detail: string,
    readonly hint: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
    /** Beside the type of the content. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${code}: ${detail}`);
  }

  toBody(): Record<string, unknown> {
    return {
      status: this.status,
      code: this.code,
      title: this.title,
      detail: this.detail,
      hint: this.hint,
      ...this.extra,
    };
  }
}
