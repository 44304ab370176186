import type { ValidateFunction } from 'ajv';
import type { Room, RoomContext, Step } from '../sandbox/room.js';
import type { Said } from '../text/said.js';
import { mergePatch, mergePatchSchema } from './merge-patch.js';
import type { Scenarios } from './outcome.js';
import { type Person, stranger } from './person.js';
import { schemaCheck } from './schema-check.js';
import { type PersonFacts, personFactsSchema } from './schema-person.js';
import { explainSchemaErrors } from './schema-problems.js';

/** People as this sandbox has changed them, by tax id: the whole person, not the change. */
export type RecipientOverrides = ReadonlyMap<string, Person>;

export interface RecipientsRoom extends Room<RecipientChanged> {
  /**
   * Changes what registries and the person's own settings answer from now on.
   * @param patch JSON merge patch on the person as scenario files and earlier patches made it
   * @returns the person after it
   * @throws RecipientPatchInvalid when the tax id, the patch or its result is not valid; nothing changes then
   */
  patch(taxId: string, patch: unknown): Person;
  /** The person as this sandbox sees them; a stranger when nothing is known. */
  get(taxId: string): Person;
  readonly overrides: RecipientOverrides;
}

export interface RecipientChanged {
  readonly person: Person;
}

/** A change to a person that cannot be made. Paths are of the form `platform.digital.address`. */
export class RecipientPatchInvalid extends Error {
  constructor(readonly problems: readonly { readonly path: string; readonly message: Said }[]) {
    super(problems.map((p) => `${p.path}: ${p.message.en}`).join('; '));
  }
}

/** Compiled when the first patch comes. */
const createChecks = () => ({
  isPatch: schemaCheck(mergePatchSchema(personFactsSchema)),
  isPersonFacts: schemaCheck<PersonFacts>(personFactsSchema),
});

/** The people of one sandbox: the world of the scenario files, and what `/_sim/recipients` changed in it. */
export const createRecipientsRoom = (context: RoomContext, scenarios: () => Scenarios): RecipientsRoom => {
  const changed = new Map<string, Person>();
  let checks: ReturnType<typeof createChecks> | undefined;
  const get = (taxId: string): Person => {
    const known = taxId.toUpperCase();
    return changed.get(known) ?? scenarios().people.get(known) ?? stranger(known);
  };
  const room: RecipientsRoom = {
    name: 'recipients',
    overrides: changed,
    get,
    patch: (taxId, patch) => {
      if (!isTaxId(taxId)) throw new RecipientPatchInvalid([notATaxId(taxId)]);
      const { taxId: known, type, source: _, ...facts } = get(taxId);
      checks ??= createChecks();
      assertValid(checks.isPatch, patch);
      const merged = mergePatch(facts, patch);
      assertValid(checks.isPersonFacts, merged);
      const person: Person = { taxId: known, ...(type && { type }), ...(merged as PersonFacts) };
      context.record(room, { person });
      return person;
    },
    apply: ({ data }: Step<RecipientChanged>) => {
      changed.set(data.person.taxId, data.person);
    },
    reset: () => changed.clear(),
    counts: () => ({ recipients: changed.size }),
    snapshot: () => [...changed.values()].map((person) => ({ person })),
  };
  return room;
};

/** By its form alone: whoever no file mentions may have any. */
export const isTaxId = (text: string): boolean => /^([A-Z0-9]{16}|\d{11})$/i.test(text);

const assertValid = (validate: ValidateFunction, value: unknown): void => {
  if (validate(value)) return;
  const problems = explainSchemaErrors(validate.errors ?? []);
  throw new RecipientPatchInvalid(problems.map(({ path, message }) => ({ path: path.join('.'), message })));
};

const notATaxId = (taxId: string) => ({
  path: 'taxId',
  message: {
    it: `"${taxId.slice(0, 40)}" non è un codice fiscale: servono 16 lettere e cifre, oppure 11 cifre`,
    en: `"${taxId.slice(0, 40)}" is not a tax id: 16 letters and digits or 11 digits are expected`,
  },
});
