import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaultSandboxSettings } from '../../../src/sandbox/settings.js';
import type { PaperProduct } from '../../../src/scenario/oracle.js';
import { zones } from '../../../src/send/price/facts.js';
import type { Zone } from '../../../src/send/price/model.js';
import {
  analogCost,
  isItalianDestination,
  printedLetter,
  productOf,
  sheetsOf,
  weightOf,
  zoneOf,
} from '../../../src/send/price/tariff.js';

/** Document sets of the reference figures: pages of each document, then sheets and grams of the letter with its notice. */
const eights = (n: number): number[] => Array.from({ length: n }, () => 8);
const documentSets: readonly [pages: number[], sheets: number, grams: number][] = [
  [[4], 3, 20],
  [[5], 4, 25],
  [[8, 8], 9, 50],
  [[8, 8, 1], 10, 55],
  [[...eights(4), 4], 19, 100],
  [[...eights(4), 5], 20, 105],
  [[50, ...eights(5), 6], 49, 250],
  [[50, ...eights(5), 7], 50, 255],
  [[50, 50, ...eights(4), 4], 69, 350],
  [[50, 50, ...eights(4), 5], 70, 355],
  [[100, 100, 100, 50, ...eights(5), 6], 199, 1_000],
  [[100, 100, 100, 50, ...eights(5), 7], 200, 1_005],
  [[300, 300, 100, 50, ...eights(5), 6], 399, 2_000],
];

/** Expected partial price (100 + paper) of each document set, in the order of `documentSets`. */
const figures: readonly [product: PaperProduct, place: string, ...expected: number[]][] = [
  ['AR', '80060', 546, 619, 634, 675, 702, 746, 833, 869, 926, 1002, 1389, 1480, 2077],
  ['AR', '60012', 608, 671, 686, 728, 755, 802, 889, 926, 983, 1065, 1452, 1549, 2146],
  ['AR', '60123', 538, 581, 596, 638, 665, 713, 800, 842, 899, 977, 1364, 1460, 2057],
  ['AR', '70123', 371, 371, 371, 371, 371, 371, 371, 371, 371, 371, 371, 371, 371],
  ['AR', '80013', 467, 526, 541, 574, 601, 637, 724, 753, 810, 873, 1260, 1332, 1929],
  ['AR', '80123', 397, 438, 453, 486, 513, 549, 636, 665, 722, 785, 1172, 1245, 1842],
  ['AR', '83100', 418, 459, 474, 507, 534, 570, 657, 690, 747, 805, 1192, 1266, 1863],
  ['AR', '00012', 546, 620, 635, 675, 702, 746, 833, 869, 926, 1003, 1390, 1480, 2077],
  ['AR', '00118', 458, 508, 523, 563, 590, 635, 722, 757, 814, 891, 1278, 1369, 1966],
  ['AR', '04100', 485, 536, 551, 591, 618, 663, 750, 790, 847, 920, 1307, 1398, 1995],
  ['RIR', 'ALBANIA', 921, 1135, 1150, 1246, 1273, 1465, 1552, 1692, 1749, 2202, 2589, 3394, 3991],
  ['RIR', 'MESSICO', 1036, 1255, 1270, 1375, 1402, 1802, 1889, 2081, 2138, 2869, 3256, 4441, 5038],
  ['RIR', 'AUSTRALIA', 1093, 1348, 1363, 1511, 1538, 1929, 2016, 2544, 2601, 3662, 4049, 5375, 5972],
  ['890', '00010', 906, 1067, 1082, 1085, 1112, 1190, 1277, 1280, 1337, 1437, 1824, 1827, 2424],
  ['890', '05010', 1103, 1207, 1222, 1225, 1252, 1344, 1431, 1434, 1491, 1609, 1996, 1999, 2596],
  ['890', '06012', 957, 1046, 1061, 1064, 1091, 1169, 1256, 1259, 1316, 1417, 1804, 1807, 2404],
  ['890', '06031', 1103, 1207, 1222, 1225, 1252, 1344, 1431, 1434, 1491, 1609, 1996, 1999, 2596],
  ['890', '10010', 924, 1089, 1104, 1107, 1134, 1214, 1301, 1304, 1361, 1464, 1851, 1854, 2451],
  ['890', '60012', 978, 1154, 1169, 1172, 1199, 1284, 1371, 1374, 1431, 1541, 1928, 1931, 2528],
  ['890', '64011', 953, 1100, 1115, 1118, 1145, 1228, 1315, 1318, 1375, 1482, 1869, 1872, 2469],
  ['890', '70010', 861, 1012, 1027, 1030, 1057, 1131, 1218, 1221, 1278, 1372, 1759, 1762, 2359],
  ...['00018', '14027', '27062', '60010'].map((zip): ['RS', string, number] => ['RS', zip, 402]),
  ['RS', '00123', 314],
  ['RS', '04100', 341],
  ...['60012', '80022', '92038', '92044'].map((zip): ['RS', string, number] => ['RS', zip, 344]),
  ...['60126', '84124'].map((zip): ['RS', string, number] => ['RS', zip, 295]),
  ...['70124', '80129'].map((zip): ['RS', string, number] => ['RS', zip, 274]),
  ['RIS', 'ALBANIA', 737],
  ['RIS', 'MESSICO', 852],
  ['RIS', 'AUSTRALIA', 909],
];

/** Price of the first sheet by range of weight, and the places for which the reference figures show it. */
const arMembers: readonly [prices: number[], places: string][] = [
  [[440, 511, 548, 589, 622, 696, 783], '00012 21009 28028 36049 44026 51018'],
  [[440, 510, 548, 589, 622, 695, 783], '80060'],
  [[352, 399, 436, 478, 510, 584, 672], '00118'],
  [[379, 427, 464, 506, 543, 613, 701], '04100'],
  [[502, 562, 601, 645, 679, 758, 852], '60012 63094 64011 85036 86081'],
  [[432, 472, 511, 556, 595, 670, 763], '60123 64100 86170'],
  [[361, 417, 447, 480, 506, 566, 635], '80013 84022 87030 88071 90020 90088 91030 91032 92035 95058 96026'],
  [[291, 329, 359, 392, 418, 478, 548], '80123 80146'],
  [[312, 350, 380, 413, 443, 498, 569], '83100'],
  [[271], '70123'],
  [[815, 1026, 1119, 1308, 1445, 1895, 2697], 'ALBANIA'],
  [[930, 1146, 1248, 1645, 1834, 2562, 3744], 'MESSICO SUDAFRICA'],
  [[987, 1239, 1384, 1772, 2297, 3355, 4678], 'AUSTRALIA'],
];
const arBounds = [20, 50, 100, 250, 350, 1_000, 2_000];

const members890: readonly [prices: number[], places: string][] = [
  [[800, 958, 1033, 1130], '00010 21009'],
  [[997, 1098, 1187, 1302], '05010 06031 17011'],
  [[851, 937, 1012, 1110], '06012 09121 11100 19126 34129 38097 87020 88071'],
  [[818, 980, 1057, 1157], '10010 14027 35049'],
  [[872, 1045, 1127, 1234], '60012'],
  [[847, 991, 1071, 1175], '64011 86081'],
  [[755, 903, 974, 1065], '70010 90052 90054 90072 90082 94028 95055'],
];
const bounds890 = [20, 100, 350, 2_000];

const membersRs: readonly [price: number, places: string][] = [
  [296, '00018 14027 27062 60010'],
  [208, '00123'],
  [235, '04100'],
  [238, '60012 80022 92038 92044'],
  [189, '60126 84124'],
  [168, '70124 80129'],
  [631, 'ALBANIA'],
  [746, 'MESSICO'],
  [803, 'AUSTRALIA'],
];

const isForeign = (place: string): boolean => !/^\d/.test(place);
const destination = (place: string): { zip: string } | { zone: Zone } =>
  isForeign(place) ? { zone: zoneOf(place) } : { zip: place };
const firstSheet = (product: PaperProduct, place: string, grams: number): number | undefined =>
  analogCost({ product, ...destination(place), sheets: 1, grams });
const arOf = (place: string): PaperProduct => (isForeign(place) ? 'RIR' : 'AR');
const rsOf = (place: string): PaperProduct => (isForeign(place) ? 'RIS' : 'RS');

describe('sheets and weight', () => {
  it.each(documentSets)('documents of %j pages and the notice are %i sheets, %i g', (pages, sheets, grams) => {
    expect(printedLetter(2, pages, '00118', defaultSandboxSettings)).toEqual({ sheets, grams });
  });

  it('starts every document on a new sheet', () => {
    expect(sheetsOf([1, 1, 1])).toBe(3);
    expect(sheetsOf([3])).toBe(2);
    expect(sheetsOf([])).toBe(0);
  });

  it('weighs 5 g a sheet and 5 g the envelope', () => {
    expect([weightOf(1), weightOf(399)]).toEqual([10, 2_000]);
  });

  it('prints the notice alone for a CAP covered by RADD', () => {
    expect(printedLetter(2, [300, 300], '70123', defaultSandboxSettings)).toEqual({ sheets: 1, grams: 10 });
    expect(printedLetter(2, [4], '00118', { print: 'allDocuments', raddZips: ['00118'] })).toEqual({
      sheets: 1,
      grams: 10,
    });
  });

  it('prints the notice alone everywhere when told so', () => {
    expect(printedLetter(2, [4], undefined, { print: 'aarOnly', raddZips: [] })).toEqual({ sheets: 1, grams: 10 });
  });
});

describe('the reference figures of December 2024', () => {
  const cells = figures.flatMap(([product, place, ...expected]) =>
    expected.map((partial, i) => ({ product, place, partial, documents: documentSets[i]?.[0] ?? [] })),
  );

  it.each(cells)(
    '$product to $place with $documents pages costs $partial',
    ({ product, place, partial, documents }) => {
      const to = destination(place);
      const letter = printedLetter(2, documents, 'zip' in to ? to.zip : undefined, defaultSandboxSettings);
      expect(100 + (analogCost({ product, ...to, ...letter }) ?? Number.NaN)).toBe(partial);
    },
  );

  it('are all walked', () => {
    expect(cells.length).toBe(21 * 13 + 14 + 3);
  });
});

describe('the compact tariff', () => {
  const inRanges = (members: readonly [number[], string][], bounds: readonly number[]) =>
    members.flatMap(([prices, places]) =>
      places.split(' ').flatMap((place) => prices.map((price, i) => ({ place, price, grams: bounds[i] ?? 0 }))),
    );

  it.each(inRanges(arMembers, arBounds))('AR or RIR to $place up to $grams g: $price', ({ place, price, grams }) => {
    expect(firstSheet(arOf(place), place, grams)).toBe(price);
  });

  it('AR to 74021 between 21 and 50 g: 399', () => {
    expect(firstSheet('AR', '74021', 50)).toBe(399);
  });

  it.each(inRanges(members890, bounds890))('890 to $place up to $grams g: $price', ({ place, price, grams }) => {
    expect(firstSheet('890', place, grams)).toBe(price);
  });

  it.each(
    inRanges(
      membersRs.map(([price, places]) => [[price], places]),
      [20],
    ),
  )('RS or RIS to $place up to $grams g: $price', ({ place, price, grams }) => {
    expect(firstSheet(rsOf(place), place, grams)).toBe(price);
  });

  it('starts a new range one gram above the bound of the last', () => {
    expect(firstSheet('AR', '00118', 21)).toBe(399);
    expect(firstSheet('890', '00010', 21)).toBe(958);
  });

  it('agrees with figures seen outside the set', () => {
    expect(analogCost({ product: '890', zip: '87100', sheets: 3, grams: 20 })).toBe(857);
  });
});

describe('places without reference figures', () => {
  it.each([
    ['20121', 352, 'the capital of a metropolitan city'],
    ['73100', 312, 'a provincial capital of the south'],
    ['47121', 379, 'a provincial capital of the centre-north'],
    ['20900', 379, 'a capital with CAP xx900'],
    ['07041', 440, 'a small town of the centre-north'],
    ['75019', 502, 'a small town of Basilicata'],
    ['', 440, 'no CAP at all'],
    ['constructor', 440, 'what is no CAP'],
  ])('AR to %j costs %i: %s', (zip, price) => {
    expect(analogCost({ product: 'AR', zip, sheets: 1, grams: 20 })).toBe(price);
  });

  it('takes the 890 of group a and the zone 2 as fallback', () => {
    expect(firstSheet('890', '50100', 20)).toBe(800);
    expect(analogCost({ product: 'RIR', sheets: 1, grams: 20 })).toBe(930);
  });

  it('ignores blanks around a CAP', () => {
    expect(analogCost({ product: 'AR', zip: ' 00118 ', sheets: 1, grams: 20 })).toBe(352);
  });
});

it.each(['AR', '890', 'RS', 'RIR', 'RIS'] as const)('a letter of %s above 2,000 g has no price', (product) => {
  expect(analogCost({ product, zip: '00118', zone: 'ZONE_1', sheets: 399, grams: 2_000 })).toBeTypeOf('number');
  expect(analogCost({ product, zip: '00118', zone: 'ZONE_1', sheets: 400, grams: 2_005 })).toBeUndefined();
});

describe('product', () => {
  it.each([
    ['AR_REGISTERED_LETTER', undefined, 'AR'],
    ['AR_REGISTERED_LETTER', ' italia ', 'AR'],
    ['AR_REGISTERED_LETTER', 'FRANCIA', 'RIR'],
    ['REGISTERED_LETTER_890', 'IT', '890'],
    ['REGISTERED_LETTER_890', 'FRANCIA', 'RIR'],
    ['SIMPLE_REGISTERED_LETTER', 'Italy', 'RS'],
    ['SIMPLE_REGISTERED_LETTER', 'FRANCIA', 'RIS'],
  ] as const)('%s to %j is %s', (wanted, foreignState, product) => {
    expect(productOf(wanted, foreignState)).toBe(product);
  });

  it('does not take ITALY-like prefixes for Italy, as the synchronous checks do', () => {
    expect(isItalianDestination('ITALIANA')).toBe(false);
  });
});

describe('zones abroad', () => {
  it('are read from the reference name, whatever its case', () => {
    expect(['albania', ' MESSICO', 'ISOLE FIGI', 'ATLANTIDE'].map(zoneOf)).toEqual([
      'ZONE_1',
      'ZONE_2',
      'ZONE_3',
      'ZONE_2',
    ]);
  });

  const countries = fileURLToPath(new URL('../../../../shared/reference/countries.csv', import.meta.url));
  describe.skipIf(!existsSync(countries))('against the list of countries', () => {
    it('name only countries that exist there, but for the Åland islands', () => {
      const text = readFileSync(countries, 'utf8');
      const names = new Set(text.split(/\r?\n/).map((row) => row.slice(row.lastIndexOf(',') + 1).replace(/"/g, '')));

      expect([...zones.ZONE_1, ...zones.ZONE_3].filter((name) => !names.has(name))).toEqual(['ISOLE ALAND']);
    });
  });
});
