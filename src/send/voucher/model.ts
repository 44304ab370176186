/** A JWT taken apart, its signature aside. */
export interface Token {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The form of a token call: single values by name. */
export type TokenForm = Readonly<Record<string, string | undefined>>;

/** A client as PDND knows it, where the user declared any: its purposes, and its public keys as PEM by `kid`. */
export interface PdndClient {
  readonly clientId: string;
  /** Absent: any purpose. */
  readonly purposeIds?: readonly string[];
  readonly keys: Readonly<Record<string, string>>;
}

/** Answer of the token endpoint. */
export interface IssuedVoucher {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
}
