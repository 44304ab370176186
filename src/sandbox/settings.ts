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
  /** How long the authorizer of the gateway does not see a change of a key; the real one keeps what it knows for `PT60S`. */
  readonly authorizerCache: string;
  readonly maxRecipients: number;
  readonly maxDocuments: number;
  /** Tax ids taken although their check character is wrong; absent: the four of the platform's own test people. */
  readonly taxIdWhiteList?: readonly string[];
}

export const defaultSandboxSettings: SandboxSettings = {
  debtPositions: 'open',
  addressProfile: 'lenient',
  retention: 'platform',
  paperSeconds: 'calendar',
  authorizerCache: 'PT0S',
  maxRecipients: 15,
  maxDocuments: 15,
};
