/**
 * Tax ids of PagoPA's test people and companies that fail the check character and pass only because a parameter of the
 * platform names them.
 *
 * Source: pn-delivery, parameter MapTaxIdWhiteList; people of pn-b2b-client
 */
export const defaultTaxIdWhiteList: readonly string[] = [
  'CLMCST42R12D969Z',
  '12666810299',
  '70412331207',
  '27957814470',
];

/**
 * CAPs to which the mock of the postal normaliser answers with an error whatever the rest of the address is.
 *
 * Source: pn-external-channels service/mockpostel/PostelService.java
 */
export const errorOfTestCap: ReadonlyMap<string, 303 | 901 | 999> = new Map([
  ['11111', 303],
  ['22222', 901],
  ['33333', 999],
]);

/**
 * Municipality that the mock answers for these CAPs once the address is accepted, whatever place was sent.
 *
 * Source: pn-external-channels service/mockpostel/PostelService.java
 */
export const bilingualMunicipalityOfCap: ReadonlyMap<string, string> = new Map([
  ['39100', 'BOLZANO / BOZEN'],
  ['39020', 'TUBRE / TAUFERS IM MÜNSTERTAL'],
  ['39010', 'VERANO / VÖRAN'],
]);

/** An error number; or passed without a look at the table; or a technical failure, after which the platform retries. */
type SecondAnswer = 441 | 443 | 'accepted' | 'serviceError';

/**
 * What the mock answers when a registry or discovered address carries one of these CAPs (second normalisation).
 *
 * Source: pn-external-channels service/mockpostel/DeduplicaService.java
 */
export const secondAnswerOfTestCap: ReadonlyMap<string, SecondAnswer> = new Map<string, SecondAnswer>([
  ['00000', 441],
  ['11111', 'serviceError'],
  ['22222', 'accepted'],
  ['33333', 443],
  ['00500', 'serviceError'],
]);

/**
 * CAPs that once stood for a whole city and are no CAP of any street today. Not a pattern: dozens of codes that end in
 * 100 are right.
 *
 * Source: absent from pn-external-channels src/main/resources/PagoPA-ListaCLP.csv
 */
export const genericCaps: readonly string[] = (
  '00100 06100 09100 10100 15100 16100 19100 20100 24100 25100 28900 29100 30100 34100 35100 37100 38100 40100 41100 ' +
  '42100 43100 44100 47100 47900 48100 50100 56100 57100 60100 61100 65100 70100 71100 74100 80100 84100 89100 90100 ' +
  '95100 98100'
).split(' ');

/** Countries inside Italy that use Italian CAPs, which the table does not hold: the country must be named. */
export const enclaves: readonly { readonly country: string; readonly caps: RegExp }[] = [
  { country: 'SAN MARINO', caps: /^4789\d$/ },
  { country: "CITTA' DEL VATICANO", caps: /^00120$/ },
];
