/** What a simulator can be started with; every default is that of the command line, unless said. */
export interface SimulatorOptions {
  /** 0 takes a free one, `false` none: then only `fetch` of the library comes in. Default 0 for the library, 7363 for the command line. */
  readonly port?: number | false;
  readonly host?: string;
  /** Listens by https too, with a certificate of a local authority that is kept in `tlsFolder`, or in `tls` of `data`. */
  readonly tls?: boolean;
  /** Default: the one after `port`, a free one where that is 0. */
  readonly tlsPort?: number;
  /** More names of the certificate. */
  readonly tlsHosts?: readonly string[];
  readonly tlsFolder?: string;
  /** Files of an own certificate and its private key (PEM), instead of those of the local authority. */
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  /** `manual`, `auto`, `real`, `uat`, `demo` or a rate, each with `@<instant>` where wanted. Default `manual` for the library. */
  readonly clock?: string;
  /** Folder that outlives the process; absent: memory. */
  readonly data?: string;
  /** Address of a PostgreSQL database that several replicas share: `postgres://…`; in place of `data`. */
  readonly store?: string;
  /** With `store`: folder for the content of files, which all replicas see; absent: the database has it too. */
  readonly files?: string;
  readonly seed?: string;
  readonly apiKey?: string;
  readonly lang?: 'it' | 'en';
  readonly logLevel?: string;
  /** Our own headers on platform answers. Default true. */
  readonly simHeaders?: boolean;
  readonly publicUrl?: string;
  readonly controlToken?: string;
  readonly controlOpen?: boolean;
  readonly uploadLimitBytes?: number;
  /** Every answer is checked against the contract; a difference is an error. */
  readonly strictResponses?: boolean;
  /** What is published but not simulated answers with a marked example instead of 501. */
  readonly examples?: boolean;
  readonly scenarios?: readonly string[];
  /** Whether the scenarios are read again when their files change, and how that is noticed. Default `off`. */
  readonly watch?: 'off' | 'events' | 'poll';
  /** Folder of files that sandboxes are made from at start, `<id>.yaml` or snapshots `<id>.json`. */
  readonly seeds?: string;
  /** Most sandboxes at one time. Default 10,000. */
  readonly maxSandboxes?: number;
  /** Real time after which an unused sandbox is removed (`7d`), or `never`. Default `7d`, with `data` `never`. */
  readonly sandboxIdle?: string;
  /** File of the PDND clients whose keys and purposes the token endpoint checks; absent: any is taken at its word. */
  readonly pdndClients?: string;
  /** File that gets every call of every sandbox, one JSON object a line; complete when stopped. */
  readonly journalFile?: string;
  /** Journal, events, reports and log hide tax ids, names and addresses of recipients too. Default false. */
  readonly maskPeople?: boolean;
  readonly log?: (line: object) => void;
}

export const defaultMaxSandboxes = 10_000;

/** A start that cannot be: `code` tells the command line its exit code. */
export class StartFailure extends Error {
  constructor(
    readonly code: 'SIM_PORT_IN_USE' | 'SIM_SCENARIO_INVALID' | 'SIM_STORE_UNREADABLE' | 'SIM_CONFIG_INVALID',
    message: string,
    override readonly cause?: unknown,
  ) {
    super(message);
  }
}

/** Addresses that only this machine reaches. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
