import type { Journal } from '../http/journal.js';
import type { Masking } from '../http/masking.js';
import { isOperationNamed, operationNames } from '../scenario/operation-names.js';
import { nearest } from '../text/nearest.js';
import type { ControlRoute } from './call.js';
import { bodyChecker } from './checked.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';
import { callView, fieldNames } from './verify/call-view.js';
import { type CallPattern, type Expectation, type Failure, failureOf } from './verify/judge.js';
import { reportOf } from './verify/report.js';

interface VerifyWorld {
  readonly journal: Journal;
}

const patternProperties = { operation: { type: 'string', minLength: 1, maxLength: 128 }, where: { type: 'object' } };
const countSchema = { type: 'integer', minimum: 0 };

const verifyBody = bodyChecker<{ readonly expect: readonly Expectation[] }>({
  type: 'object',
  additionalProperties: false,
  required: ['expect'],
  properties: {
    expect: {
      type: 'array',
      minItems: 1,
      maxItems: 1_000,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['operation'],
        properties: {
          ...patternProperties,
          count: {
            type: ['integer', 'object'],
            minimum: 0,
            additionalProperties: false,
            minProperties: 1,
            properties: { atLeast: countSchema, atMost: countSchema },
          },
          never: { type: 'boolean', enum: [true] },
          before: {
            type: 'object',
            additionalProperties: false,
            required: ['operation'],
            properties: patternProperties,
          },
        },
      },
    },
  },
});

/** Calls that no operation answered stand in the journal under this name. */
const noOperation = 'unknown';
const firstWords = [...fieldNames, 'body'];

type Problem = { readonly path: string; readonly message: string };

const didYouMean = (given: string, known: readonly string[]): string => {
  const meant = nearest(given, known);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
};

/** A name that nobody has would make `never` hold by mistake. */
const patternProblems = (path: string, { operation, where = {} }: CallPattern): Problem[] => [
  ...([...operationNames, noOperation].some((name) => isOperationNamed(operation, name))
    ? []
    : [
        {
          path: `${path}.operation`,
          message: `no operation is called "${operation}"${didYouMean(operation, operationNames)}`,
        },
      ]),
  ...Object.keys(where).flatMap((name) => {
    const steps = name.split('.');
    const [first = ''] = steps;
    if (steps.includes('')) return [{ path: `${path}.where`, message: `"${name}" has a step without a name` }];
    if (firstWords.includes(first)) return [];
    const message = `a call has no field "${first}"${didYouMean(first, firstWords)}; wanted is one of ${firstWords.join(', ')}`;
    return [{ path: `${path}.where`, message }];
  }),
];

const expectationProblems = (expectation: Expectation, i: number): Problem[] => {
  const path = `expect.${i}`;
  const { count, never, before } = expectation;
  const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = typeof count === 'object' ? count : {};
  return [
    ...patternProblems(path, expectation),
    ...(before ? patternProblems(`${path}.before`, before) : []),
    ...(never && count !== undefined ? [{ path, message: 'has count and never: give one of them' }] : []),
    ...(atLeast > atMost ? [{ path: `${path}.count`, message: `atLeast ${atLeast} is above atMost ${atMost}` }] : []),
  ];
};

/** `POST /_sim/verify`: whether the client called what it should have. */
export const verifyRoute = <World extends VerifyWorld>(masking: Masking): ControlRoute<World> => ({
  method: 'post',
  path: '/verify',
  run: ({ sandbox, body }) => {
    const { expect: expected } = verifyBody(body);
    const wrong = expected.flatMap(expectationProblems);
    if (wrong.length > 0) throw problems.invalidBody(wrong);
    const { journal } = sandbox.rooms;
    const { dropped } = journal;
    const calls = journal.all().map(callView);
    const failures = expected.flatMap((expectation, i): (readonly [number, Failure])[] => {
      const failure = failureOf(expectation, calls);
      return failure ? [[i, failure]] : [];
    });
    const lost = dropped > 0 ? { dropped } : {};
    if (failures.length === 0) return { status: 200, body: { passed: true, ...lost } };
    const { detail, ...report } = reportOf({ expected, failures, calls, dropped }, masking);
    throw new SimProblem(
      417,
      'SIM_VERIFICATION_FAILED',
      'Verification failed',
      detail,
      'report has the nearest calls, field by field; GET /_sim/journal has them whole',
      { passed: false, ...report, ...lost },
    );
  },
});
