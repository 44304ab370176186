import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Place, readAddresses } from '../italy/place-table.js';
import { numericCodeCheckDigit, personalCodeCheckCharacter } from '../italy/tax-id.js';
import { packageRoot } from '../package-root.js';

/** Who or what a notification can be addressed to. */
interface Somebody {
  readonly denomination: string;
  readonly taxId: string;
  /** Certified e-mail of a domain that exists in no registry: it is delivered. */
  readonly pec: string;
}

interface StreetAddress {
  readonly address: string;
  readonly zip: string;
  readonly municipality: string;
  /** Absent abroad. */
  readonly province?: string;
  /** Absent in Italy. */
  readonly foreignState?: string;
}

/** Made-up people, companies and addresses that every check takes for real ones. */
export interface Registry {
  person(): Somebody;
  company(): Somebody;
  addressInItaly(): StreetAddress;
  addressAbroad(): StreetAddress;
  /** One of at least one. */
  oneOf<T>(choices: readonly T[]): T;
  /** `YYYY-MM-DD`, in 2030: later than any example is tried. */
  date(): string;
}

/** From here on the same seed gives the same people in the same order. */
type RegistryMaker = (seed: number) => Registry;

const bornFrom = 1_940;
const bornTo = 2_005;
const monthLetters = [...'ABCDEHLMPRST'] as const;
/** Codes of the land register: Rome, Milan, Turin, Naples, Bologna, Florence, Bari, Palermo. */
const birthPlaces = ['H501', 'F205', 'L219', 'F839', 'A944', 'D612', 'A662', 'G273'] as const;

const abroad = [
  { address: 'RUE DE LA PAIX', zip: '75002', municipality: 'PARIS', foreignState: 'FRANCIA' },
  { address: 'FRIEDRICHSTRASSE', zip: '10117', municipality: 'BERLIN', foreignState: 'GERMANIA' },
  { address: 'CALLE DE ALCALA', zip: '28014', municipality: 'MADRID', foreignState: 'SPAGNA' },
  { address: 'MARIAHILFER STRASSE', zip: '1060', municipality: 'WIEN', foreignState: 'AUSTRIA' },
] as const;

/** Loads names and places only here: whoever wants no example does not pay for them. */
export const loadRegistry = async (): Promise<RegistryMaker> => {
  const { faker } = await import('@faker-js/faker/locale/it');
  const places = readPlaces();

  return (seed) => {
    // The library has one stream of lots for all: whoever makes an example begins it anew and draws without a pause.
    faker.seed(seed);
    faker.setDefaultRefDate('2030-01-01T00:00:00Z');
    const { helpers, number, person, company, location, date } = faker;
    const oneOf = <T>(choices: readonly T[]): T => helpers.arrayElement(choices);
    const houseNumber = (): number => number.int({ min: 1, max: 120 });

    return {
      oneOf,
      date: () => date.soon({ days: 364 }).toISOString().slice(0, 10),
      person: () => {
        const sex = oneOf(['female', 'male'] as const);
        const [first, last] = [person.firstName(sex), person.lastName()];
        const day = number.int({ min: 1, max: 28 }) + (sex === 'female' ? 40 : 0);
        const year = number.int({ min: bornFrom, max: bornTo }) % 100;
        const first15 = [
          threeLetters(consonants(last), last),
          threeLetters(consonantsOfFirstName(first), first),
          twoDigits(year),
          oneOf(monthLetters),
          twoDigits(day),
          oneOf(birthPlaces),
        ].join('');
        return {
          denomination: `${first} ${last}`,
          taxId: first15 + personalCodeCheckCharacter(first15),
          pec: `${mailbox(first)}.${mailbox(last)}@pec.example.it`,
        };
      },
      company: () => {
        const denomination = company.name();
        const first10 = faker.string.numeric({ length: 10 });
        return {
          denomination,
          taxId: first10 + numericCodeCheckDigit(first10),
          pec: `${mailbox(denomination)}@pec.example.it`,
        };
      },
      addressInItaly: () => {
        const { cap, municipality, province } = oneOf(places);
        return { address: `${location.street().toUpperCase()} ${houseNumber()}`, zip: cap, municipality, province };
      },
      addressAbroad: () => {
        const { address, ...place } = oneOf(abroad);
        return { address: `${address} ${houseNumber()}`, ...place };
      },
    };
  };
};

const readPlaces = (): readonly Place[] => {
  const file = join(packageRoot(), 'scenarios', 'uat', 'places', 'addresses.csv.gz');
  return readAddresses(gunzipSync(readFileSync(file)).toString('utf8'));
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** Upper case, without accents, signs and blanks. */
const letters = (name: string): string =>
  name
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
const consonants = (name: string): string => letters(name).replace(/[AEIOU]/g, '');

/** Of four or more consonants the second is passed over; only in first names. */
const consonantsOfFirstName = (name: string): string => {
  const all = consonants(name);
  return all.length > 3 ? all.charAt(0) + all.slice(2) : all;
};

/** Consonants, then vowels, then X. */
const threeLetters = (first: string, name: string): string =>
  `${first}${letters(name).replace(/[^AEIOU]/g, '')}XXX`.slice(0, 3);

const mailbox = (name: string): string => letters(name).toLowerCase();
