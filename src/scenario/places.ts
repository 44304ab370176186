import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CsvUnreadable, readAddresses, readCountries } from '../italy/place-table.js';
import { createPlaces, type Places } from '../italy/places.js';

/** The folder of places cannot be used: a file is missing, damaged or of another form. */
export class PlacesUnreadable extends Error {
  constructor(
    readonly file: string,
    readonly line: number | undefined,
    reason: string,
  ) {
    super(`${file}${line === undefined ? '' : `:${line}`}: ${reason}`);
  }
}

/** Plain `.csv` wins over `.csv.gz`, so that a folder of one's own needs no packing. */
const fileOf = (folder: string, name: string): string => {
  const plain = join(folder, `${name}.csv`);
  return existsSync(plain) ? plain : `${plain}.gz`;
};

const readTable = <Table>(file: string, parse: (csv: string) => Table): Table => {
  try {
    const bytes = readFileSync(file);
    return parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  } catch (error) {
    if (error instanceof CsvUnreadable) throw new PlacesUnreadable(file, error.line, error.reason);
    throw new PlacesUnreadable(file, undefined, error instanceof Error ? error.message : String(error));
  }
};

/**
 * Reads the tables of a folder (`addresses.csv` and `countries.csv`, each plain or as `.gz`); about 20 ms for all of
 * Italy.
 * @throws PlacesUnreadable
 */
export const loadPlaces = (folder: string): Places =>
  createPlaces(
    readTable(fileOf(folder, 'addresses'), readAddresses),
    readTable(fileOf(folder, 'countries'), readCountries),
  );

/**
 * The same, read at the first question and not before: a start that meets no address does not pay for the tables. One
 * object serves all sandboxes of a process; it holds nothing that a question changes.
 */
export const placesOnDemand = (folder: string): Places => {
  let loaded: Places | undefined;
  const places = (): Places => {
    loaded ??= loadPlaces(folder);
    return loaded;
  };
  return {
    checkAddress: (address) => places().checkAddress(address),
    checkFoundAddress: (found, first) => places().checkFoundAddress(found, first),
    countryOf: (foreignState) => places().countryOf(foreignState),
  };
};
