import { ConfigInvalid } from '../config.js';
import type { PdndClient } from '../send/voucher/model.js';
import { explainToken, makeAssertion } from '../send/voucher/tool.js';
import { nearest } from '../text/nearest.js';
import type { Language } from '../text/said.js';
import { json } from './remote/command.js';
import { reached } from './remote/reach.js';
import { targetOf } from './remote/target.js';

/** Flags of `send-simulator voucher`. */
export interface VoucherFlags {
  readonly client?: string;
  readonly kid?: string;
  readonly purpose?: string;
  /** File of the private key, PEM. */
  readonly key?: string;
  readonly audience?: string;
  readonly lifetime?: number;
  /** A running simulator that shall give a voucher for the assertion. */
  readonly url?: string;
  /** A token to explain, as behind the word `explain`. */
  readonly explain?: string;
  /** For programs. */
  readonly json?: boolean;
}

/** What it was asked for. */
export interface VoucherOptions extends VoucherFlags {
  /** What to do; behind `explain` the token, which else comes from standard input. */
  readonly words: readonly string[];
  readonly clients: readonly PdndClient[];
  readonly lang: Language;
  readonly nowMs: number;
  readonly randomId: () => string;
  readonly readFile: (path: string) => string | undefined;
  readonly readInput: () => string;
  readonly print: (text: string) => void;
  /** For people, beside what is printed. */
  readonly tell: (text: string) => void;
}

const actions = ['assertion', 'token', 'explain'] as const;

/**
 * `send-simulator voucher [assertion | token | explain [JWT]]`.
 * @returns 0; 5 when an explained token has defects, or when no voucher was given
 * @throws ConfigInvalid
 */
export const voucher = async (options: VoucherOptions): Promise<number> => {
  const { words, explain: given } = options;
  const [word = 'assertion', token, ...rest] = given === undefined ? words : ['explain', given, ...words];
  const action = actions.find((known) => known === word);
  if (!action) {
    const near = nearest(word, actions);
    const known = near ? `did you mean ${near}?` : `there are ${actions.join(', ')}`;
    throw new ConfigInvalid([`voucher: unknown action ${word}; ${known}`]);
  }
  const extra = action === 'explain' ? rest : [token, ...rest].filter((one) => one !== undefined);
  if (extra.length > 0) throw new ConfigInvalid([`voucher ${action}: unexpected ${extra.join(' ')}`]);
  if (action === 'explain') return explainGiven(options, token ?? options.readInput());
  const { assertion, publicKey } = await assertionOf(options);
  if (publicKey && !options.json) {
    options.tell(
      `A key pair was made for this assertion; --key <file> signs with yours. Its public key:\n${publicKey}`,
    );
  }
  if (action === 'token') return tokenFor(options, assertion);
  options.print(options.json ? json({ assertion, ...(publicKey ? { publicKey } : {}) }) : `${assertion}\n`);
  return 0;
};

const assertionOf = async (options: VoucherOptions) => {
  const { key: file, readFile, nowMs, randomId, client, kid, purpose, audience, lifetime } = options;
  const privateKey = file === undefined ? undefined : readFile(file);
  if (file !== undefined && privateKey === undefined) throw new ConfigInvalid([`--key: there is no file ${file}`]);
  const made = await makeAssertion({
    clientId: client ?? randomId(),
    kid: kid ?? randomId(),
    purposeId: purpose ?? randomId(),
    now: Math.floor(nowMs / 1_000),
    jti: randomId(),
    ...(audience === undefined ? {} : { audience }),
    ...(lifetime === undefined ? {} : { lifetime }),
    ...(privateKey === undefined ? {} : { privateKey }),
  });
  if (!made) throw new ConfigInvalid([`--key: ${file} is no RSA private key as PEM (PKCS #8 or PKCS #1)`]);
  return made;
};

const tokenFor = async ({ url, json: isJson, print, tell }: VoucherOptions, assertion: string): Promise<number> => {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
  const target = targetOf({ url }, () => undefined);
  const answer = await reached(`${target.url}/token.oauth2`, { method: 'POST', body: form });
  const text = await answer.text();
  const hint = answer.headers.get('x-send-sim-hint') ?? '';
  if (answer.ok && !isJson) print(`${(JSON.parse(text) as { readonly access_token: string }).access_token}\n`);
  else if (isJson) print(json({ status: answer.status, ...(hint ? { hint } : {}), body: JSON.parse(text) }));
  else tell(`${answer.status} ${text}\n${hint}\n`);
  return answer.ok ? 0 : 5;
};

const explainGiven = async (options: VoucherOptions, text: string): Promise<number> => {
  const { clients, lang, nowMs, print } = options;
  const { kind, token, defects } = await explainToken(
    text.trim().replace(/^Bearer /, ''),
    clients,
    Math.floor(nowMs / 1_000),
  );
  const told = defects.map((defect) => defect[lang]);
  if (options.json) {
    print(json({ kind: kind[lang], ...token, defects: told }));
  } else {
    const shown = token ? `${JSON.stringify(token.header)}\n${JSON.stringify(token.claims, null, 2)}\n` : '';
    print(`${kind[lang]}\n${shown}${told.map((defect) => `- ${defect}\n`).join('')}`);
    if (told.length === 0) print(lang === 'it' ? 'Nessun difetto.\n' : 'No defect.\n');
  }
  return told.length === 0 ? 0 : 5;
};
