import type { ShownProgress } from '../../sandbox/settings.js';

/**
 * Codes of the post and what kind each is.
 *
 * Source: pn-paper-channel HandlersFactory.java, ExternalChannelCodeEnum.java (reference outcomes.md 5)
 */

/** Verdict of a final code, where the code alone gives it; the others need the cause of the A event. */
const verdicts: Readonly<Record<string, 'OK' | 'KO' | 'byCause'>> = {
  RECRN001C: 'OK',
  RECAG001C: 'OK',
  RECAG002C: 'OK',
  RECRI003C: 'OK',
  RECRN002C: 'byCause',
  RECAG003C: 'byCause',
  RECRN002F: 'KO',
  RECAG003F: 'KO',
  RECRI004C: 'KO',
};

/** Not delivered because of the address: a second attempt makes sense. */
const causesOfFailure = new Set(['M06', 'M07', 'M08', 'M09']);

export const deceasedCause = 'M02';

/** Does the code end an attempt by itself? */
const isVerdict = (code: string): boolean => verdicts[code] !== undefined;

/** The verdict of a code that ends an attempt; for some the cause of the outcome event decides. */
export const verdictOf = (code: string, cause: string | undefined): 'OK' | 'KO' => {
  const verdict = verdicts[code];
  if (verdict === 'byCause') return cause !== undefined && causesOfFailure.has(cause) ? 'KO' : 'OK';
  return verdict ?? 'OK';
};

/** End of a storage at the post office: what it makes depends on how long it lasted. */
export const isEndOfStorage = (code: string): boolean => /^REC(RN00[345]|AG00[5678])C$/.test(code);

/** Days of storage at the post office. Source: workflow.md 8.4, 8.5 */
export const storage = { termDays: 10, fullDays: 30 } as const;

/** A letter is printed at most so often in one attempt. Source: pn-paper-channel PcRetryUtils.java */
export const maxPrints = 5;

/** Theft, loss, damage, not reportable: the letter is printed and sent again. */
const reprinting = new Set([
  'RECRN006',
  'RECRS006',
  'RECAG004',
  'RECRI005',
  'RECRSI005',
  'RECRN013',
  'RECRS013',
  'RECAG013',
]);
/** Print and pick-up errors: after them nothing comes, except that CON996 is tried once more. */
const printErrors = new Set(['CON993', 'CON995', 'CON996', 'CON997', 'CON998']);

const plain = new Set([
  'CON018',
  'CON020',
  'CON080',
  'RECRI001',
  'RECRI002',
  'RECRN011',
  'RECRN015',
  'RECRS010',
  'RECRS015',
  'RECAG010',
  'RECAG011A',
  'RECAG015',
  'RECRS001C',
  'RECRS003C',
  'RECRSI003C',
]);
/** Registered outcomes (A, D) and the beginning of a storage of the AR: shown by a switch. */
const outcome = /^REC(RN00[1-5]A|RN002D|RN010|AG00[1235678]A|AG003D|RI00[34]A|RS00[245]A|RS002D|RSI004A)$/;
const withDocuments = /^REC(RN00[1-5]B|RN002E|AG00[1235678]B|AG003E|AG011B|RI00[34]B|RS00[245]B|RS002E|RSI004B)$/;
/** Final codes of a simple letter that follow from an outcome: progress, with its cause. */
const simpleEnd = /^REC(RS00[245]C|RS002F|RSI004C)$/;

export type CodeKind =
  | 'plain'
  | 'outcome'
  | 'documents'
  | 'simpleEnd'
  | 'closing'
  | 'verdict'
  | 'storageEnd'
  | 'printError'
  | 'reprint';

/** What a code is to the handlers; undefined for one that none of them knows: it is dropped. */
export const kindOf = (code: string, shown: readonly ShownProgress[]): CodeKind | undefined => {
  if ((code === 'CON018' || code === 'CON020') && !shown.includes(code)) return undefined;
  if (plain.has(code)) return 'plain';
  if (printErrors.has(code)) return 'printError';
  if (reprinting.has(code)) return 'reprint';
  if (code === 'RECAG012') return 'closing';
  if (outcome.test(code)) return 'outcome';
  if (withDocuments.test(code)) return 'documents';
  if (simpleEnd.test(code)) return 'simpleEnd';
  if (isVerdict(code)) return 'verdict';
  return isEndOfStorage(code) ? 'storageEnd' : undefined;
};

/** Documents that the platform hands on; one of another type leaves no element. */
const documentTypes = ['AR', '23L', 'ARCAD', 'CAD', 'CAN', 'Plico', 'Indagine'];
export const isDocumentType = (type: string): boolean => documentTypes.includes(type);

/** Documents of these events may close an 890 in storage. */
export const waitsForStorage = (code: string): boolean => /^RECAG(005|006|007|008|011)B$/.test(code);

/** `RECRN002` of `RECRN002C`. */
export const stemOf = (code: string): string => code.slice(0, -1);

/** Name of the document on the wire: the copy of what was printed has its own. */
export const documentTypeOf = (code: string, type: string): string => (code === 'CON020' ? 'Copia Conforme AAR' : type);

/** Document type of the key that the file gets in the store. */
export const storedAs = (code: string): string => (code === 'CON020' ? 'PN_PRINTED' : 'PN_EXTERNAL_LEGAL_FACTS');

/**
 * Events whose code ends in A to F share one date within a send, that of the first of them; RECAG011A and RECAG011B have
 * one of their own.
 *
 * Source: pn-external-channels EventMessageUtil.java (reference outcomes.md 2.2)
 */
export const dateGroupOf = (code: string): string | undefined =>
  /^REC.*[A-F]$/.test(code) ? (code.startsWith('RECAG011') ? 'RECAG011' : 'outcome') : undefined;
