import type { Said } from '../text/said.js';

/** Something wrong in a scenario file. Line and column count from 1. */
export interface ScenarioProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: Said;
  /** The line with its neighbours and a mark below the column; absent when there is no text to show. */
  readonly frame?: string;
}

/** Scenario files that cannot be used: everything that is wrong with them, by file and line. */
export class ScenarioInvalid extends Error {
  readonly code = 'SIM_SCENARIO_INVALID';

  constructor(readonly problems: readonly ScenarioProblem[]) {
    super(problems.map((p) => `${p.file}:${p.line}:${p.column} ${p.message.en}`).join('\n'));
  }
}
