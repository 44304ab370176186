import fc from 'fast-check';
import { days } from '../../src/clock/instant.js';
import type { CarrierEvent, Delay } from '../../src/scenario/carrier-event.js';
import { mockDiscoveredAddress } from '../../src/scenario/sequence/item.js';
import type { Sequence } from '../../src/scenario/sequence/model.js';

/** Sequences of every kind that a text can say, and nothing that only a list of events can. */

const without = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const aDelay: fc.Arbitrary<Delay> = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((mockSeconds) => ({ mockSeconds })),
  fc.integer({ min: 1, max: 900 }).map((n) => ({ length: days(n) })),
);
const aShift: fc.Arbitrary<Delay> = fc.oneof(
  fc
    .integer({ min: -9_000, max: 9_000 })
    .filter((n) => n !== 0)
    .map((n) => ({ mockSeconds: n / 10 })),
  fc
    .integer({ min: -90, max: 90 })
    .filter((n) => n !== 0)
    .map((n) => ({ length: days(n) })),
);
const aDocument = fc
  .tuple(
    fc.constantFrom('AR', '23L', 'ARCAD', 'Plico', 'Indagine', '7ZIP'),
    fc.constantFrom('', ':SCANNED:ORIGINAL', ':SOURCENULL:DUPLICATED', ':DIGITAL:ORIGINNULL'),
    fc.constantFrom('', '#Z1', '#Z5'),
  )
  .map((parts) => parts.join(''));
const aCode = fc.constantFrom('CON080', 'CON020', 'RECRN001A', 'RECAG003D', 'C003', 'M003');
const aZip = fc.constantFrom('20121', '00100', '22222');

const anEvent = (found: string | undefined): fc.Arbitrary<CarrierEvent> =>
  fc
    .record({
      code: aCode,
      after: aDelay,
      documents: optional(fc.array(aDocument, { minLength: 1, maxLength: 3 })),
      failureCause: optional(fc.constantFrom('M01', 'F03')),
      discovered:
        found === undefined
          ? fc.constant(undefined)
          : optional(aZip.map((zip) => mockDiscoveredAddress(`via@sequence${found}`, zip))),
      pages: optional(fc.integer({ min: 1, max: 3 })),
      dateShift: optional(aShift),
      documentDateShift: optional(aShift),
      ownDate: optional(fc.constant(true as const)),
      ocr: optional(fc.constantFrom('KO', 'PENDING')),
    })
    .map((event) => without(event) as CarrierEvent);

const reports = (found: string | undefined): fc.Arbitrary<Sequence> =>
  fc
    .array(anEvent(found), { minLength: 1, maxLength: 4 })
    .map((events) => ({ kind: 'reports' as const, events, ...(found !== undefined && { found }) }));
const someReports = fc.constantFrom(undefined, '.5s-CON080', '').chain(reports);

const choice =
  (by: 'attempt' | 'pcretry' | 'send' | 'retry') =>
  (inner: fc.Arbitrary<Sequence>): fc.Arbitrary<Sequence> =>
    fc.oneof(
      inner,
      fc.array(inner, { minLength: 2, maxLength: 3 }).map(([first, ...others]) => ({
        kind: 'choice' as const,
        by,
        parts: [first as Sequence, ...others] as const,
      })),
    );

const parts = (leaf: fc.Arbitrary<Sequence>): fc.Arbitrary<Sequence> =>
  choice('attempt')(choice('pcretry')(choice('send')(choice('retry')(leaf))));

const aRework: fc.Arbitrary<Sequence> = fc
  .tuple(fc.constantFrom(0 as const, 1 as const), parts(reports(undefined)), parts(someReports))
  .map(([attempt, normal, rework]) => ({ kind: 'rework', attempt, normal, rework, travels: false }));

export const aSequence: fc.Arbitrary<Sequence> = fc.oneof(parts(someReports), aRework);
