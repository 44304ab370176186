/**
 * What each code of the post makes of the timeline.
 *
 * Source: pn-paper-channel HandlersFactory.java, ExternalChannelCodeEnum.java (reference outcomes.md 5)
 */

/** How an event is written: one progress element, one per document, the feedback, or nothing. */
export type PaperEffect = 'progress' | 'perDocument' | 'final' | 'none';

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

/** Not delivered, but the address is wrong: a second attempt makes sense. Source: outcomes.md 5 */
const causesOfFailure = new Set(['M06', 'M07', 'M08', 'M09']);

export const deceasedCause = 'M02';

/** Codes that leave no element: internal acceptance, and CON018 (its switch is off, as real documents show). */
const silent = new Set(['P000', 'CON018']);

export const effectOf = (code: string): PaperEffect => {
  if (silent.has(code)) return 'none';
  if (verdicts[code]) return 'final';
  return /^REC.*[BE]$/.test(code) || code === 'CON020' ? 'perDocument' : 'progress';
};

export const verdictOf = (code: string, cause: string | undefined): 'OK' | 'KO' => {
  const verdict = verdicts[code];
  if (verdict === 'byCause') return cause !== undefined && causesOfFailure.has(cause) ? 'KO' : 'OK';
  return verdict ?? 'OK';
};

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
