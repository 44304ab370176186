import type { PhysicalAddress } from '../send/request/model.js';
import type { Said } from '../text/said.js';
import { isItalianForNormalizer, normalizedEcho, sameAddress, tidy } from './address.js';
import * as hints from './address-hints.js';
import { bilingualMunicipalityOfCap, enclaves, errorOfTestCap, genericCaps, secondAnswerOfTestCap } from './facts.js';
import type { Countries, Place } from './place-table.js';

/** Text that the platform prints behind `Error=` when the normaliser refuses. Source: pn-address-manager PNADDR001 */
const nonMailable = 'Address declared non-mailable by normalizer';

/** Number of the normaliser; it never reaches the sender. */
type NormalizerCode = 19 | 303 | 441 | 443 | 601 | 901 | 999;

interface AddressRefused {
  readonly ok: false;
  readonly error: typeof nonMailable;
  readonly code: NormalizerCode;
  readonly hint: Said;
}

/** Accepted with `hint`: the platform would have left the sender without an answer. */
export type AddressVerdict =
  | { readonly ok: true; readonly normalized: PhysicalAddress; readonly hint?: Said }
  | AddressRefused;

/** What becomes of an address that a registry gave or the postman found. */
type FoundAddressVerdict =
  | { readonly outcome: 'usable'; readonly normalized: PhysicalAddress }
  | { readonly outcome: 'notValid'; readonly failureCause: 'D01'; readonly code: NormalizerCode; readonly hint: Said }
  | { readonly outcome: 'sameAsFirst'; readonly failureCause: 'D02'; readonly hint: Said }
  /** The normaliser fails technically: the platform tries again later. */
  | { readonly outcome: 'serviceError'; readonly hint: Said };

/** Postal codes, places and countries as the normaliser of the test environments knows them. Immutable. */
export interface Places {
  /** First normalisation, during the validation of a request. */
  checkAddress(address: PhysicalAddress): AddressVerdict;
  /**
   * Second normalisation: the address for the second attempt against the one already used. The result keeps `at` of the
   * first. A fault is found before equality.
   */
  checkFoundAddress(found: PhysicalAddress, first: PhysicalAddress): FoundAddressVerdict;
  /** Italian reference name of a foreign country (`FRANCE` -> `FRANCIA`), undefined when the name is not listed. */
  countryOf(foreignState: string): string | undefined;
}

/** A name without accents, signs and blanks: how people recognise it and the platform does not. */
const skeleton = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^a-z0-9]/gi, '')
    .toUpperCase();

const refused = (code: NormalizerCode, why: Said): AddressRefused => ({
  ok: false,
  error: nonMailable,
  code,
  hint: hints.refused(code, why),
});

const groupBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/**
 * Builds the look-up from the rows of the two tables.
 *
 * Source: pn-external-channels service/mockpostel (PostelService, AddressUtils, DeduplicaService)
 */
export const createPlaces = (table: readonly Place[], countries: Countries): Places => {
  const placesOfCap = groupBy(table, (place) => place.cap);
  // Only a hint asks by name, so most runs never build this.
  const placesOfSkeleton = once(() => groupBy(table, (place) => skeleton(place.municipality)));

  const countryOf = (foreignState: string): string | undefined => countries.get(tidy(foreignState));

  /** Outer blanks and case are all that is forgiven; an inner double blank or an accent is not. */
  const receivedPlace = ({ zip = '', municipality, province = '' }: PhysicalAddress): Place => ({
    cap: zip.trim(),
    municipality: municipality.trim().toUpperCase(),
    province: province.trim().toUpperCase(),
  });

  const isInTable = ({ cap, municipality, province }: Place): boolean =>
    placesOfCap.get(cap)?.some((place) => place.municipality === municipality && place.province === province) ?? false;

  const whyNotInTable = (received: Place): Said => {
    const { cap, municipality, province } = received;
    if (!cap || !municipality || !province) return hints.fieldMissing(received);
    const enclave = enclaves.find(({ caps }) => caps.test(cap));
    if (enclave) return hints.enclaveCap(cap, enclave.country);
    const sameName = placesOfSkeleton().get(skeleton(municipality)) ?? [];
    if (genericCaps.includes(cap)) return hints.genericCap(received, sameName);
    const almost = sameName.filter((place) => place.cap === cap);
    if (almost.some((place) => place.municipality === municipality)) return hints.otherProvince(received, almost);
    if (almost.length > 0) return hints.otherSpelling(received, almost);
    return hints.otherPlace(received, placesOfCap.get(cap) ?? [], sameName);
  };

  const similarCountries = (foreignState: string): readonly string[] => {
    const sought = skeleton(foreignState);
    if (sought.length < 4) return [];
    return [...countries.keys()].filter((name) => skeleton(name).startsWith(sought));
  };

  /** The part that both normalisations share. */
  const tableFault = (address: PhysicalAddress): AddressRefused | undefined => {
    if (!isItalianForNormalizer(address)) {
      const state = address.foreignState ?? '';
      if (countryOf(state) !== undefined) return undefined;
      return refused(601, hints.unknownCountry(state, similarCountries(state)));
    }
    const received = receivedPlace(address);
    return isInTable(received) ? undefined : refused(19, whyNotInTable(received));
  };

  const checkAddress = (address: PhysicalAddress): AddressVerdict => {
    const italian = isItalianForNormalizer(address);
    const { zip = '' } = address;
    const testError = italian ? errorOfTestCap.get(zip) : undefined;
    if (testError) return refused(testError, hints.testCap(zip));
    const fault = tableFault(address);
    if (fault) return fault;
    const echo = normalizedEcho(address);
    if (!italian) return { ok: true, normalized: echo, ...(zip.trim() === '' && { hint: hints.blankZipAbroad }) };
    const bilingual = bilingualMunicipalityOfCap.get(zip.trim());
    return { ok: true, normalized: bilingual ? { ...echo, municipality: bilingual } : echo };
  };

  const checkFoundAddress = (found: PhysicalAddress, first: PhysicalAddress): FoundAddressVerdict => {
    const { zip = '' } = found;
    const answer = isItalianForNormalizer(found) ? secondAnswerOfTestCap.get(zip) : undefined;
    if (answer === 'serviceError') return { outcome: 'serviceError', hint: hints.testCapServiceError(zip) };
    const looked = answer === undefined ? tableFault(found) : undefined;
    const fault = typeof answer === 'number' ? refused(answer, hints.testCap(zip)) : looked;
    if (fault) return { outcome: 'notValid', failureCause: 'D01', code: fault.code, hint: fault.hint };
    if (sameAddress(first, found)) return { outcome: 'sameAsFirst', failureCause: 'D02', hint: hints.sameAsFirst };
    const { at: _, ...echo } = normalizedEcho(found);
    return { outcome: 'usable', normalized: first.at === undefined ? echo : { at: first.at, ...echo } };
  };

  return { checkAddress, checkFoundAddress, countryOf };
};
