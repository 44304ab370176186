import { isOperationNamed } from '../../scenario/operation-names.js';
import type { CallView } from './call-view.js';
import { type Difference, differences, type Where } from './where.js';

/** A call that somebody describes. */
export interface CallPattern {
  readonly operation: string;
  readonly where?: Where;
}

export interface Expectation extends CallPattern {
  readonly count?: number | { readonly atLeast?: number; readonly atMost?: number };
  readonly never?: true;
  /** Only the calls before the first such one count; without such a call the expectation fails. */
  readonly before?: CallPattern;
}

/** A call that comes near to what was expected. */
interface NearMiss {
  readonly call: CallView;
  readonly differences: readonly Difference[];
}

export interface Failure {
  readonly expectation: Expectation;
  readonly atLeast: number;
  readonly atMost: number;
  /** The calls that count. */
  readonly counted: readonly CallView[];
  /** As expected, but after the call that they should have come before. */
  readonly tooLate: readonly CallView[];
  /** The call that marks the end, where `before` is given and there is one. */
  readonly bound: CallView | undefined;
  /** Nearest first; of `before`, where there is no such call. */
  readonly nearest: readonly NearMiss[];
}

const mostNearest = 3;

const isAsDescribed = (call: CallView, { operation, where = {} }: CallPattern): boolean =>
  isOperationNamed(operation, call.operation) && differences(call, where).length === 0;

const versionless = (operation: string): string => operation.replace(/(V\d+|\*)$/, '');

const rangeOf = ({ count, never }: Expectation): readonly [number, number] => {
  if (never) return [0, 0];
  if (typeof count === 'number') return [count, count];
  return [count?.atLeast ?? (count ? 0 : 1), count?.atMost ?? Number.POSITIVE_INFINITY];
};

/** Calls of the same operation, in this version or another one, by the number of differences; of equals the newest first. */
const nearestTo = ({ operation, where = {} }: CallPattern, calls: readonly CallView[]): NearMiss[] =>
  calls
    .filter(
      (call) => versionless(call.operation) === versionless(operation) || isOperationNamed(operation, call.operation),
    )
    .map((call) => ({
      call,
      differences: [
        ...(isOperationNamed(operation, call.operation)
          ? []
          : [{ path: 'operation', expected: operation, received: call.operation }]),
        ...differences(call, where),
      ],
    }))
    .filter((near) => near.differences.length > 0)
    .reverse()
    .sort((a, b) => a.differences.length - b.differences.length)
    .slice(0, mostNearest);

/**
 * Judges one expectation.
 * @param calls oldest first, in the order of their answers
 * @returns undefined when it holds
 */
export const failureOf = (expectation: Expectation, calls: readonly CallView[]): Failure | undefined => {
  const [atLeast, atMost] = rangeOf(expectation);
  const { before } = expectation;
  const end = before ? calls.findIndex((call) => isAsDescribed(call, before)) : calls.length;
  const matching = calls.filter((call) => isAsDescribed(call, expectation));
  const counted = matching.filter((call) => call.position < end);
  if (end >= 0 && counted.length >= atLeast && counted.length <= atMost) return undefined;
  return {
    expectation,
    atLeast,
    atMost,
    counted,
    tooLate: end < 0 ? [] : matching.filter(({ position }) => position > end),
    bound: before && calls[end],
    nearest:
      end < 0 ? nearestTo(before as CallPattern, calls) : counted.length < atLeast ? nearestTo(expectation, calls) : [],
  };
};
