import { type Instant, toIso } from '../../clock/instant.js';
import type { Said } from '../../text/said.js';
import type { Evidence } from './evidence.js';
import { furtherCase } from './further-case.js';
import type { Case, State } from './model.js';
import type { Proof } from './proof.js';
import { readingCases } from './reading-cases.js';
import { sendCases } from './send-cases.js';

/** The five cases of PagoPA, and our further one. */
export const platformCases: readonly Case[] = [...sendCases, ...readingCases];
const cases: readonly Case[] = [...platformCases, furtherCase];

interface ReportedCall extends Omit<Proof, 'virtualAt'> {
  readonly virtualAt: string;
}

export interface ReportedCheck {
  readonly code: string;
  readonly group: readonly Said[];
  readonly proves: Said;
  readonly how: Said;
  readonly state: State;
  /** Absent: PagoPA's tool has no such check. */
  readonly compat?: boolean;
  readonly why?: Said;
  readonly calls: readonly ReportedCall[];
}

export interface ReportedCase {
  readonly id: string;
  readonly title: Said;
  readonly passed: boolean;
  readonly checks: readonly ReportedCheck[];
}

export interface Report {
  readonly sandbox: string;
  readonly now: string;
  /** Nothing failed. */
  readonly passed: boolean;
  readonly counts: Readonly<Record<State, number>>;
  readonly cases: readonly ReportedCase[];
}

/** What PagoPA asks for fails when it was not seen; of our own checks those count for which something happened. */
const isGood = (state: State): boolean => state !== 'failed';

interface ReportParts {
  readonly sandbox: string;
  readonly now: Instant;
  /** Hides in a path what must not leave. */
  readonly masked: (text: string) => string;
}

export const reportOf = (evidence: Evidence, { sandbox, now, masked }: ReportParts): Report => {
  const callOf = ({ virtualAt, path, ...proof }: Proof): ReportedCall => ({
    ...proof,
    path: masked(path),
    virtualAt: toIso(virtualAt),
  });

  const reported = cases.map(({ id, title, checks }): ReportedCase => {
    const judged = checks.map(({ judge, ...check }): ReportedCheck => {
      const { calls, ...verdict } = judge(evidence);
      return { ...check, ...verdict, calls: calls.map(callOf) };
    });
    return { id, title, passed: judged.every(({ state }) => isGood(state)), checks: judged };
  });
  const states = reported.flatMap(({ checks }) => checks.map(({ state }) => state));
  const count = (state: State): number => states.filter((one) => one === state).length;
  return {
    sandbox,
    now: toIso(now),
    passed: states.every(isGood),
    counts: {
      passed: count('passed'),
      failed: count('failed'),
      notSeen: count('notSeen'),
      notNeeded: count('notNeeded'),
    },
    cases: reported,
  };
};

/** The report of PagoPA's own tool. */
export interface CompatReport {
  readonly version: string;
  readonly result: readonly CompatNode[];
}

export type CompatNode =
  | { readonly description: string; readonly children: readonly CompatNode[] }
  | { readonly description: string; readonly result: boolean };

interface Leaf {
  readonly path: readonly string[];
  readonly result: boolean;
}

/** At every level in the order of the alphabet. */
const nodesOf = (leaves: readonly Leaf[]): readonly CompatNode[] => {
  const names = [...new Set(leaves.map(({ path }) => path[0] ?? ''))].sort();
  return names.map((description): CompatNode => {
    const below = leaves.filter(({ path }) => path[0] === description);
    const [only] = below;
    if (only?.path.length === 1) return { description, result: only.result };
    return { description, children: nodesOf(below.map(({ path, result }) => ({ path: path.slice(1), result }))) };
  });
};

/** Constant in the tool. Source: pn-local-emulator `src/domain/checks/report.ts` */
const compatVersion = '2.3';

/**
 * The same answer in the shape of PagoPA's tool, each leaf as that tool computes it. Case ids are the tool's, titles of
 * steps and questions are ours.
 */
export const compatReportOf = ({ cases: reported }: Report): CompatReport => {
  const leaves = reported.flatMap(({ id, checks }) =>
    checks.flatMap(({ group, proves, compat }) =>
      compat === undefined ? [] : [{ path: [id, ...group.map(({ en }) => en), proves.en], result: compat }],
    ),
  );
  return { version: compatVersion, result: nodesOf(leaves) };
};
