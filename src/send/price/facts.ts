import type { ArGroup, Group890, Zone } from './model.js';

/**
 * Base cost of a notification for each recipient.
 * Source: pn-delivery svc/NotificationPriceService.java (`sendFee`)
 */
export const sendFee = 100;

/**
 * Double-sided print, 5 g a sheet and 5 g the envelope.
 * Source: pn-paper-channel utils/PaperCalculatorUtils.java
 */
export const paper = { pagesPerSheet: 2, gramsPerSheet: 5, gramsEnvelope: 5 } as const;

/** Price of every sheet after the first one, whose printing is part of the price of the letter. */
export const furtherSheet = 3;

/** Upper bounds of the weight ranges of AR, RIR, RS and RIS, grams. */
export const arRanges = [20, 50, 100, 250, 350, 1_000, 2_000] as const;
/** Upper bounds of the four ranges of the 890, grams. */
export const ranges890 = [20, 100, 350, 2_000] as const;

/**
 * Prices of the first sheet by weight range. They reproduce every expected figure of the December 2024 set.
 * Source: pn-b2b-client CostiGara/CostiGaraDicembre24/*.feature (compact form derived from the figures)
 */
export const arPrices: Readonly<Record<ArGroup | Zone, readonly number[]>> = {
  /** Centre and north: outside the cities, metropolitan cities, provincial capitals. */
  A: [440, 511, 548, 589, 622, 696, 783],
  B: [352, 399, 436, 478, 510, 584, 672],
  C: [379, 427, 464, 506, 543, 613, 701],
  /** No carrier won the place: universal service. */
  A1: [440, 510, 548, 589, 622, 695, 783],
  /** Marche, Abruzzo, Molise, Basilicata: outside the cities, provincial capitals. */
  D: [502, 562, 601, 645, 679, 758, 852],
  E: [432, 472, 511, 556, 595, 670, 763],
  /** South and Sicily: outside the cities, metropolitan cities, provincial capitals. */
  F: [361, 417, 447, 480, 506, 566, 635],
  G: [291, 329, 359, 392, 418, 478, 548],
  H: [312, 350, 380, 413, 443, 498, 569],
  /** Bari as RADD covers it. unsure: only the first range was ever seen, the others are those of G. */
  R: [271, 329, 359, 392, 418, 478, 548],
  ZONE_1: [815, 1_026, 1_119, 1_308, 1_445, 1_895, 2_697],
  ZONE_2: [930, 1_146, 1_248, 1_645, 1_834, 2_562, 3_744],
  ZONE_3: [987, 1_239, 1_384, 1_772, 2_297, 3_355, 4_678],
};

export const prices890: Readonly<Record<Group890, readonly number[]>> = {
  a: [800, 958, 1_033, 1_130],
  b: [997, 1_098, 1_187, 1_302],
  c: [851, 937, 1_012, 1_110],
  d: [818, 980, 1_057, 1_157],
  e: [872, 1_045, 1_127, 1_234],
  f: [847, 991, 1_071, 1_175],
  g: [755, 903, 974, 1_065],
};

/**
 * A simple registered letter costs an AR without its return receipt: less by a constant of the lot. Exact up to 20 g,
 * the only range with reference figures; unsure above.
 */
export const receiptDiscount = { centreNorth: 144, south: 123, abroad: 184 } as const;

/** Reads a list that is easier on the eye as running text. */
const listed = (text: string): readonly string[] => text.trim().split(/,\s*/);

/** Prefixes (two digits) of the CAPs of a tariff area; a CAP in neither list is centre-north. */
export const arAreas = {
  /** Marche, Abruzzo, Molise, Basilicata. */
  adriatic: listed('60, 61, 62, 63, 64, 65, 66, 67, 75, 85, 86'),
  /** Puglia, Campania, Calabria, Sicily. */
  south: listed(`70, 71, 72, 73, 74, 76, 80, 81, 82, 83, 84, 87, 88, 89,
    90, 91, 92, 93, 94, 95, 96, 97, 98`),
};

/** Prefixes (three digits) of the capitals of the metropolitan cities. */
export const metropolitan = {
  centreNorth: listed('001, 091, 101, 161, 201, 301, 401, 501'),
  south: listed('701, 801, 891, 901, 951, 981'),
};

/** CAPs whose reference figures depart from the rule of their area. Maps: a `zip` may be any word, `constructor` too. */
export const arExceptions: ReadonlyMap<string, ArGroup> = new Map([
  ['70123', 'R'],
  ['74021', 'B'],
  ['80060', 'A1'],
]);
export const rsExceptions: ReadonlyMap<string, ArGroup> = new Map([['60010', 'A']]);

/** Group of the 890 by prefix of the CAP, after the members seen; other prefixes are `a`. */
export const prefixes890: Readonly<Record<Exclude<Group890, 'a'>, readonly string[]>> = {
  /** Umbria, Liguria without La Spezia. */
  b: listed('05, 06, 16, 17, 18'),
  /** Sardinia, Valle d'Aosta, La Spezia, Friuli-Venezia Giulia, Trentino-Alto Adige, Calabria. */
  c: listed('07, 08, 09, 11, 19, 33, 34, 38, 39, 87, 88, 89'),
  /** Piemonte, Veneto. */
  d: listed('10, 12, 13, 14, 15, 28, 30, 31, 32, 35, 36, 37, 45'),
  /** Marche. */
  e: listed('60, 61, 62, 63'),
  /** Abruzzo, Molise, Basilicata. */
  f: listed('64, 65, 66, 67, 75, 85, 86'),
  /** Puglia, Sicily. */
  g: listed('70, 71, 72, 73, 74, 76, 90, 91, 92, 93, 94, 95, 96, 97, 98'),
};
export const exceptions890: ReadonlyMap<string, Group890> = new Map([['06012', 'c']]);

/**
 * Countries by reference name, upper case; every other one is ZONE_2.
 * Source: pn-paper-channel scripts/aws/migration/zones.csv (2023; unsure: the live table may have moved a few)
 */
export const zones: Readonly<Record<'ZONE_1' | 'ZONE_3', readonly string[]>> = {
  ZONE_1: listed(`ALBANIA, ALGERIA, ANDORRA, AUSTRIA, BELGIO, BIELORUSSIA, BOSNIA ERZEGOVINA, BULGARIA, CIPRO,
    CITTA' DEL VATICANO, CROAZIA, DANIMARCA, EGITTO, ESTONIA, FEDERAZIONE RUSSA, FINLANDIA, FRANCIA, GERMANIA,
    GIBILTERRA, GIORDANIA, GRAN BRETAGNA, GRECIA, GUERNESEY, IRLANDA, ISLANDA, ISOLA DI MAN, ISOLE ALAND, ISOLE FAROE,
    ISRAELE, JERSEY, LETTONIA, LIBANO, JAMAHIRIYA LIBICA, LIECHTENSTEIN, LITUANIA, LUSSEMBURGO, MACEDONIA, MALTA,
    MAROCCO, MOLDAVIA, MONTENEGRO, NORVEGIA, OLANDA, OMAN, POLONIA, PORTOGALLO, PRINCIPATO DI MONACO, REPUBBLICA CECA,
    ROMANIA, SAN MARINO, SERBIA, SLOVACCHIA, SLOVENIA, SPAGNA, SVEZIA, SVIZZERA, TUNISIA, TURCHIA, UCRAINA, UNGHERIA`),
  ZONE_3: listed(`AUSTRALIA, GUAM, ISOLE COOK, ISOLE FIGI, ISOLE MARIANNES, ISOLE MARSHALL, ISOLE SALOMONE,
    ISOLE TOKELAU, KIRIBATI, MICRONESIA, NAURU, NIUE, NORFOLK, NUOVA CALEDONIA, NUOVA ZELANDA, PALAOS,
    PAPUASIA NUOVA GUINEA, PITCAIRN, POLINESIA FRANCESE, SAMOA AMERICANE, TERRE AUSTRALI E ANTART. FRANCESI, TONGA,
    TUVALU, VANUATU, WAKE, WALLIS E FUTUNA`),
};
