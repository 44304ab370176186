/** The simulator refused a call of ours: a stable code, what is wrong, how to repair it. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';

  constructor(
    /** `SIM_…` */
    readonly code: string,
    readonly status: number,
    readonly detail: string,
    readonly hint: string,
    /** The whole answer; of a search for a condition also what did happen. */
    readonly problem: Readonly<Record<string, unknown>>,
  ) {
    const report = typeof problem.report === 'string' ? `\n${problem.report}` : '';
    super(`${code}: ${detail}${hint === '' ? '' : ` (${hint})`}${report}`);
  }
}

/** @returns the error that an answer stands for, also where something else than the simulator answered */
export const errorOf = (status: number, text: string, url: string): SimulatorError => {
  try {
    const problem = JSON.parse(text) as Readonly<Record<string, unknown>>;
    if (typeof problem.code === 'string') {
      return new SimulatorError(problem.code, status, String(problem.detail), String(problem.hint ?? ''), problem);
    }
  } catch {
    // Not JSON: somebody else answers at that address.
  }
  return new SimulatorError(
    'SIM_NO_SIMULATOR',
    status,
    `${url} answered ${status} ${text.slice(0, 200)}`,
    'is a simulator listening at that address?',
    {},
  );
};
