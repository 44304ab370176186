import {
  byteSize,
  clockStart,
  databaseUrl,
  hostList,
  httpUrl,
  idleLimit,
  matching,
  oneOf,
  path,
  pathList,
  type ValueKind,
  watching,
  wholeNumber,
  yesNo,
} from './value.js';

export type SettingGroup = 'Server' | 'World' | 'Answers' | 'Process';

interface Described<T> {
  readonly group: SettingGroup;
  readonly kind: ValueKind<T>;
  /** One sentence of the help. */
  readonly help: string;
  /** Name on the command line where it is not the key in kebab-case. */
  readonly name?: string;
  /** What holds without a value, in words, where there is no fixed default. */
  readonly otherwise?: string;
  /** Never shown. */
  readonly isSecret?: true;
}

interface Defaulted<T> extends Described<T> {
  readonly default: NoInfer<T>;
}

const defaulted = <T>(setting: Defaulted<T>): Defaulted<T> => setting;
const optional = <T>(setting: Described<T>): Described<T> => setting;

const printable = /^[\x21-\x7e]{1,128}$/;

/**
 * Every setting of the simulator: the one source of flags (`--upload-limit`), variables (`SEND_SIM_UPLOAD_LIMIT`), keys
 * of `send-simulator.yaml` (`upload-limit`), the help, `--print-config` and the types.
 */
export const settings = {
  port: defaulted({
    group: 'Server',
    kind: wholeNumber(0, 65_535, ' (0 = a free port)'),
    default: 7363,
    help: 'Port to listen on; 0 takes a free one, which the ready line tells.',
  }),
  host: defaulted({
    group: 'Server',
    kind: matching(
      '<address>',
      'a host name or an IP address, without scheme and port',
      /^[\w.-]{1,253}$|^[\da-f:.]+$/i,
    ),
    default: '127.0.0.1',
    help: 'Address to listen on. Any other than loopback needs --control-token or --control-open.',
  }),
  tls: defaulted({
    group: 'Server',
    kind: yesNo,
    default: false,
    help: 'Listens by https too, with a certificate of a local authority that is made at the first start; the log tells how to trust it.',
  }),
  tlsPort: optional({
    group: 'Server',
    kind: wholeNumber(0, 65_535, ' (0 = a free port)'),
    otherwise: 'the one after --port, a free one with --port 0',
    help: 'Port of https.',
  }),
  tlsHosts: optional({
    group: 'Server',
    name: 'tls-host',
    kind: hostList,
    otherwise: 'localhost, 127.0.0.1, ::1, host.docker.internal and --host',
    help: 'More names or addresses that the certificate is for; may be given several times.',
  }),
  tlsFolder: optional({
    group: 'Server',
    kind: path('<folder>', 'the path of a folder'),
    otherwise: 'tls in the folder of --data',
    help: 'Folder that keeps the local authority and the certificate; made when absent.',
  }),
  tlsCert: optional({
    group: 'Server',
    name: 'cert',
    kind: path('<file>', 'the path of a file'),
    otherwise: 'that of the local authority',
    help: 'Certificate (PEM, its chain behind it) for https; switches https on.',
  }),
  tlsKey: optional({
    group: 'Server',
    name: 'key',
    kind: path('<file>', 'the path of a file'),
    otherwise: 'that of the local authority',
    help: 'Private key (PEM) of --cert.',
  }),
  publicUrl: optional({
    group: 'Server',
    kind: httpUrl,
    otherwise: 'the address the asking client used',
    help: 'Address that upload and download links carry.',
  }),
  controlToken: optional({
    group: 'Server',
    kind: matching('<token>', 'printable ASCII without blanks, at most 128 characters', printable),
    isSecret: true,
    otherwise: 'none',
    help: 'Token that /_sim and the console want on other addresses than loopback (authorization: Bearer <token>).',
  }),
  controlOpen: defaulted({
    group: 'Server',
    kind: yesNo,
    default: false,
    help: 'Leaves /_sim and the console open on other addresses than loopback.',
  }),
  uploadLimitBytes: defaulted({
    group: 'Server',
    name: 'upload-limit',
    kind: byteSize(1, 1e12),
    default: 200e6,
    help: 'Largest file that an upload may bring.',
  }),
  clock: defaulted({
    group: 'World',
    kind: clockStart,
    default: 'uat',
    help:
      'Pace of the virtual clock: manual stands still, auto jumps to the next due work, real runs at the pace of the ' +
      'world, uat makes a day a minute, demo a day two seconds, a number is a rate. @<instant> sets the start (the present without).',
  }),
  seed: optional({
    group: 'World',
    kind: matching('<text>', 'a text of 1 to 128 printable ASCII characters without blanks', printable),
    otherwise: 'chosen at start',
    help: 'Source of all ids: the same seed and the same calls give the same answers.',
  }),
  scenarios: optional({
    group: 'World',
    kind: pathList,
    otherwise: 'only those shipped',
    help: 'Scenario file, or folder of them, on top of those shipped; may be given several times.',
  }),
  watch: defaulted({
    group: 'World',
    kind: watching,
    default: 'off',
    help: 'Reads the files of --scenarios again when they change; poll looks every second, for folders that are mounted into a container. New notifications follow the new text, a file that is wrong leaves the old one.',
  }),
  data: optional({
    group: 'World',
    kind: path('<folder>', 'the path of a folder'),
    otherwise: 'memory only',
    help: 'Folder that keeps everything over a restart; made when absent.',
  }),
  store: optional({
    group: 'World',
    kind: databaseUrl,
    otherwise: 'no database',
    help: 'Database that keeps everything, in place of --data: several simulators on one database are replicas of each other (docs/replicas.md).',
  }),
  files: optional({
    group: 'World',
    kind: path('<folder>', 'the path of a folder'),
    otherwise: 'the database has them too',
    help: 'With --store: folder for the content of files, the same one for all replicas.',
  }),
  apiKey: optional({
    group: 'World',
    kind: matching('<key>', 'printable ASCII without blanks, at most 128 characters', printable),
    isSecret: true,
    otherwise: 'a constant one on loopback, elsewhere a random one',
    help: 'API key of the default sandbox.',
  }),
  pdndClients: optional({
    group: 'World',
    kind: path('<file>', 'the path of a file'),
    otherwise: 'any client is taken at its word',
    help: 'File of the PDND clients whose keys, purposes and signatures POST /token.oauth2 checks.',
  }),
  seeds: optional({
    group: 'World',
    kind: path('<folder>', 'the path of a folder'),
    otherwise: 'none',
    help: 'Folder of sandboxes to begin with: files <id>.yaml as POST /_sim/sandboxes takes them, or snapshots <id>.json.',
  }),
  maxSandboxes: defaulted({
    group: 'World',
    kind: wholeNumber(1, 1_000_000),
    default: 10_000,
    help: 'Most sandboxes at one time; beyond it POST /_sim/sandboxes is refused.',
  }),
  sandboxIdle: optional({
    group: 'World',
    kind: idleLimit,
    otherwise: '7d, with --data or --store never',
    help: 'Removes a sandbox, all but the default one, that nobody has used for so long in real time; never keeps all.',
  }),
  lang: defaulted({
    group: 'Answers',
    kind: oneOf('en', 'it'),
    default: 'en',
    help: 'Language of the hints in answers, and of what validate, scenarios and the other commands tell.',
  }),
  simHeaders: defaulted({
    group: 'Answers',
    kind: yesNo,
    default: true,
    help: 'the headers x-send-sim-… on answers of the platform; the real platform has none of them.',
  }),
  examples: defaulted({
    group: 'Answers',
    kind: yesNo,
    default: false,
    help: 'Answers published operations that are not simulated with a made-up example (x-send-sim-example) instead of 501.',
  }),
  strictResponses: defaulted({
    group: 'Answers',
    kind: yesNo,
    default: false,
    help: 'Checks every answer against the contract too; a mistake of ours becomes a 500.',
  }),
  logLevel: defaulted({
    group: 'Process',
    kind: oneOf('silent', 'error', 'warn', 'info', 'debug'),
    default: 'info',
    help: 'How much is logged on stderr: JSON lines, on a terminal readable ones. info has the calls that were refused, with why; debug every call.',
  }),
  maskPeople: defaulted({
    group: 'Process',
    kind: yesNo,
    default: false,
    help: 'Hides tax ids, names and addresses of recipients in journal, events, reports and log; secrets are always hidden.',
  }),
  journalFile: optional({
    group: 'Process',
    kind: path('<file>', 'the path of a file'),
    otherwise: 'none',
    help: 'File that gets every call of every sandbox, one JSON object a line; complete when the simulator has stopped.',
  }),
  readyFile: optional({
    group: 'Process',
    kind: path('<file>', 'the path of a file'),
    otherwise: 'none',
    help: 'File that says as JSON what the ready line says; written in one move when ready, removed at the end. Commands against a running simulator read it.',
  }),
} as const;

type Table = typeof settings;
export type SettingKey = keyof Table;
type ValueOf<S> = S extends Described<infer T> ? T : never;
type DefaultedKey = { [K in SettingKey]: Table[K] extends Defaulted<unknown> ? K : never }[SettingKey];

/** The value of every setting; those without a default may be absent. */
export type SettingValues = { readonly [K in DefaultedKey]: ValueOf<Table[K]> } & {
  readonly [K in Exclude<SettingKey, DefaultedKey>]?: ValueOf<Table[K]>;
};

/** A setting with its names, whatever the type of its value. */
export interface Setting extends Described<unknown> {
  readonly key: SettingKey;
  readonly name: string;
  /** `SEND_SIM_…` */
  readonly variable: string;
  readonly default?: unknown;
}

const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The table in its order, each row with its names. */
export const settingList: readonly Setting[] = (Object.keys(settings) as SettingKey[]).map((key) => {
  const described: Described<unknown> = settings[key];
  const name = described.name ?? kebab(key);
  return { ...described, key, name, variable: `SEND_SIM_${name.toUpperCase().replaceAll('-', '_')}` };
});
