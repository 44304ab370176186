/** Reports of the post that the platform shows or hides by configuration; META: registered outcomes (A, D, RECRN010). */
export type ShownProgress = 'META' | 'RECAG012A' | 'CON018' | 'CON020';

/** Settings of a sandbox that a test may change; each default is the platform's figure. */
export interface SandboxSettings {
  /** Whether every notice exists at pagoPA, or only those put with `/_sim/debt-positions`. */
  readonly debtPositions: 'open' | 'declared';
  /** Which character rules hold for addresses. */
  readonly addressProfile: 'lenient' | 'strict';
  /** Whether files that no request uses and stream events expire. Links always do. */
  readonly retention: 'platform' | 'off';
  /** Whether the seconds of paper scripts stand for days of the post, or are taken as they are. */
  readonly paperSeconds: 'calendar' | 'literal';
  /** Which of these reports of the post become elements of the timeline. */
  readonly paperProgress: readonly ShownProgress[];
  /** What goes into an envelope: notice and documents, or the notice alone. */
  readonly print: 'allDocuments' | 'aarOnly';
  /** Postal codes that the RADD network covers, where the notice alone is printed. */
  readonly raddZips: readonly string[];
  /** How long the authorizer of the gateway does not see a change of a key; the real one keeps what it knows for `PT60S`. */
  readonly authorizerCache: string;
  readonly maxRecipients: number;
  readonly maxDocuments: number;
  /** Tax ids taken although their check character is wrong; absent: the four of the platform's own test people. */
  readonly taxIdWhiteList?: readonly string[];
  /** Whether an answer that breaks the contract becomes an error; the body of a creation calls it `strict`. */
  readonly strictResponses: boolean;
}

export const defaultSandboxSettings: SandboxSettings = {
  debtPositions: 'open',
  addressProfile: 'lenient',
  retention: 'platform',
  paperSeconds: 'calendar',
  // Real documents of June 2026 show A and D events and CON020, and nothing for CON018. unsure: RECAG012A, on in development.
  paperProgress: ['META', 'RECAG012A', 'CON020'],
  print: 'allDocuments',
  // The only one that the reference figures of December 2024 show as covered. Real test documents of June 2026 have one sheet
  // at 364 for 00118 and 20121 too: newer coverage, newer prices (with them listed here 352), against those figures.
  raddZips: ['70123'],
  authorizerCache: 'PT0S',
  maxRecipients: 15,
  maxDocuments: 15,
  strictResponses: false,
};
