import type { CarrierOutcome } from './carrier-outcome.js';
import type { Layers } from './choose.js';
import type { FileFault } from './fault-rules.js';
import type { Person } from './person.js';
import type { GenericName } from './schema.js';
import type { DeclaredPosition } from './schema-debt-position.js';
import type { SenderText } from './schema-world.js';

/** Everything the scenario files say. Frozen: sandboxes share it. */
export interface Scenarios {
  /** By name in lower case. */
  readonly outcomes: ReadonlyMap<string, CarrierOutcome>;
  readonly generic: Readonly<Partial<Record<GenericName, CarrierOutcome>>>;
  /** By tax id. */
  readonly people: ReadonlyMap<string, Person>;
  /** Senders that a new sandbox begins with. */
  readonly senders: readonly SenderText[];
  /** Tax ids that are accepted although their check character is wrong. */
  readonly taxIdWhiteList: readonly string[];
  /** What pagoPA has, the strongest first. */
  readonly debtPositions: readonly DeclaredPosition[];
  /** Calls of the client that go wrong. */
  readonly faults: readonly FileFault[];
  /** What notifications can be given, by level. */
  readonly layers: Layers;
  /** What was read, by the file that `source` names. */
  readonly texts: ReadonlyMap<string, string>;
}

export const noScenarios: Scenarios = Object.freeze({
  outcomes: new Map(),
  generic: {},
  people: new Map(),
  senders: [],
  taxIdWhiteList: [],
  debtPositions: [],
  faults: [],
  layers: { runtime: [], user: [], shipped: [] },
  texts: new Map(),
});

/** A name, a person or a generic list of the stronger ones takes the place of that of the weaker ones. */
export const mergeScenarios = (weaker: Scenarios, stronger: Scenarios): Scenarios =>
  Object.freeze({
    outcomes: new Map([...weaker.outcomes, ...stronger.outcomes]),
    generic: { ...weaker.generic, ...stronger.generic },
    people: new Map([...weaker.people, ...stronger.people]),
    senders: [...weaker.senders, ...stronger.senders],
    taxIdWhiteList: [...weaker.taxIdWhiteList, ...stronger.taxIdWhiteList],
    debtPositions: [...stronger.debtPositions, ...weaker.debtPositions],
    faults: [
      ...stronger.faults,
      ...weaker.faults.filter(({ file }) => !stronger.faults.some((one) => one.file === file)),
    ],
    layers: {
      runtime: [...weaker.layers.runtime, ...stronger.layers.runtime],
      user: [...weaker.layers.user, ...stronger.layers.user],
      shipped: [...weaker.layers.shipped, ...stronger.layers.shipped],
    },
    texts: new Map([...weaker.texts, ...stronger.texts]),
  });
