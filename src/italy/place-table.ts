/** One row of the table of CAPs: these three belong together. Upper case. */
export interface Place {
  readonly cap: string;
  readonly municipality: string;
  readonly province: string;
}

/** Accepted name of a foreign country -> Italian reference name; upper case. */
export type Countries = ReadonlyMap<string, string>;

/** A CSV text of another form than its reader expects; `line` counts from 1. */
export class CsvUnreadable extends Error {
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`line ${line}: ${reason}`);
  }
}

const field = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))(?=,|$)/g;

const fieldsOf = (line: string): readonly string[] =>
  line.includes('"')
    ? [...line.matchAll(field)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
    : line.split(',');

/** Calls `row` with the fields of each line below a header that names exactly these columns; empty lines are skipped. */
const readRows = (csv: string, columns: readonly string[], row: (fields: readonly string[]) => void): void => {
  const lines = csv
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  if (lines[0]?.toLowerCase() !== columns.join(',')) {
    throw new CsvUnreadable(1, `expected the header ${columns.join(',')}`);
  }
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    const fields = fieldsOf(line);
    if (fields.length !== columns.length) {
      throw new CsvUnreadable(i + 1, `expected ${columns.length} fields, found ${fields.length}`);
    }
    row(fields);
  }
};

/**
 * Reads CSV text `cap,municipality,province` with a header.
 * @throws CsvUnreadable when the header or the number of fields of a line differs
 */
export const readAddresses = (csv: string): readonly Place[] => {
  const places: Place[] = [];
  readRows(csv.toUpperCase(), ['cap', 'municipality', 'province'], ([cap = '', municipality = '', province = '']) => {
    places.push({ cap, municipality, province });
  });
  return places;
};

/**
 * Reads CSV text `name,country` with a header.
 * @throws CsvUnreadable when the header or the number of fields of a line differs
 */
export const readCountries = (csv: string): Countries => {
  const countries = new Map<string, string>();
  readRows(csv.toUpperCase(), ['name', 'country'], ([name = '', country = '']) => {
    countries.set(name, country);
  });
  return countries;
};
