import type { Said } from '../text/said.js';

/** One entry of `errors[]` in a problem body. `detail` absent prints as the platform's `none`. */
export interface ProblemError {
  readonly code: string;
  readonly element?: string;
  readonly detail?: string;
}

/** The micro-services that put their name into `detail` of a problem. */
export type ServiceName =
  | 'PN-DELIVERY'
  | 'PN-DELIVERY-PUSH'
  | 'PN-STREAM'
  | 'PN-EXTERNAL-REGISTRIES'
  | 'PN-DOWNTIME-LOGS';

/**
 * A refusal of the platform: what the real SEND would answer. Raised by services with everything that was found wrong,
 * turned into a body in one place (`http/problem.ts`). The hint is ours and never enters the body.
 *
 * Source: pn-commons exceptions/PnRuntimeException.java, ExceptionHelper.java
 */
export class PlatformProblem extends Error {
  constructor(
    readonly status: number,
    readonly errors: readonly ProblemError[],
    readonly hint: Said,
    readonly service: ServiceName = 'PN-DELIVERY',
  ) {
    super(errors.map((e) => `${e.code}: ${e.detail ?? 'none'}`).join('; '));
  }
}
