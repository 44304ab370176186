import type { Said } from '../../text/said.js';

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value)).slice(0, 200);
const mostrato = (value: unknown): string => (value === undefined ? 'nulla' : JSON.stringify(value)).slice(0, 200);

const time = (seconds: number): string => new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');

/** What is wrong with an assertion or a voucher: what was received, what was expected. The real answer never says. */
export const voucherHints = {
  notForm: (received: string | undefined): Said => ({
    it: `Content-Type ${mostrato(received)}: il token si chiede con application/x-www-form-urlencoded`,
    en: `Content-Type ${shown(received)}: the token is asked for with application/x-www-form-urlencoded`,
  }),
  unreadable: (reason: string): Said => ({
    it: `Il corpo non si legge come modulo: ${reason}`,
    en: `The body cannot be read as a form: ${reason}`,
  }),
  wrongField: (name: string, received: string | undefined, expected: string): Said => ({
    it: `Il campo ${name} vale ${mostrato(received)}: atteso "${expected}"`,
    en: `The form field ${name} is ${shown(received)}: expected "${expected}"`,
  }),
  missingField: (name: string): Said => ({
    it: `Manca il campo ${name}`,
    en: `The form field ${name} is missing`,
  }),
  notToken: (name: string): Said => ({
    it: `${name} non è un JWT: attese tre parti in base64url separate da punti, le prime due oggetti JSON`,
    en: `${name} is no JWT: expected three base64url parts separated by dots, the first two JSON objects`,
  }),
  wrongHeader: (name: string, received: unknown, expected: string): Said => ({
    it: `L’intestazione ${name} del JWT vale ${mostrato(received)}: atteso ${expected}`,
    en: `The JWT header ${name} is ${shown(received)}: expected ${expected}`,
  }),
  unexpectedClaim: (name: string, known: readonly string[]): Said => ({
    it: `L’asserzione contiene "${name}", che PDND rifiuta: ammessi solo ${known.join(', ')}`,
    en: `The assertion holds "${name}", which PDND refuses: only ${known.join(', ')} are allowed`,
  }),
  wrongClaim: (name: string, received: unknown, expected: Said | string): Said => {
    const said = typeof expected === 'string' ? { it: expected, en: expected } : expected;
    return {
      it: `Il campo ${name} del JWT vale ${mostrato(received)}: atteso ${said.it}`,
      en: `The claim ${name} is ${shown(received)}: expected ${said.en}`,
    };
  },
  expired: (exp: number, now: number): Said => ({
    it: `Scaduto: exp è ${time(exp)}, l’ora reale è ${time(now)}; l’orologio virtuale qui non conta`,
    en: `Expired: exp is ${time(exp)}, the real time is ${time(now)}; the virtual clock does not count here`,
  }),
  notYet: (name: string, value: number, now: number): Said => ({
    it: `Non ancora valido: ${name} è ${time(value)}, l’ora reale è ${time(now)}`,
    en: `Not valid yet: ${name} is ${time(value)}, the real time is ${time(now)}`,
  }),
  milliseconds: (name: string, value: number): Said => ({
    it: `${name} vale ${value}: sembra in millisecondi, attesi secondi`,
    en: `${name} is ${value}: that looks like milliseconds, expected seconds`,
  }),
  unknownClient: (clientId: unknown, known: readonly string[]): Said => ({
    it: `Il client ${mostrato(clientId)} non è dichiarato: noti ${known.join(', ')}`,
    en: `The client ${shown(clientId)} is not declared: known are ${known.join(', ')}`,
  }),
  foreignKey: (kid: unknown, owner: string): Said => ({
    it: `La chiave ${mostrato(kid)} è di un altro client (${owner})`,
    en: `The key ${shown(kid)} belongs to another client (${owner})`,
  }),
  unknownKey: (kid: unknown, known: readonly string[]): Said => ({
    it: `kid ${mostrato(kid)} sconosciuto: il client ha ${known.join(', ') || 'nessuna chiave'}`,
    en: `kid ${shown(kid)} unknown: the client has ${known.join(', ') || 'no key'}`,
  }),
  wrongPurpose: (purposeId: unknown, known: readonly string[]): Said => ({
    it: `La finalità ${mostrato(purposeId)} non è del client: ha ${known.join(', ')}`,
    en: `The purpose ${shown(purposeId)} is not one of the client: it has ${known.join(', ')}`,
  }),
  badSignature: (kid: unknown): Said => ({
    it: `La firma non corrisponde alla chiave pubblica ${mostrato(kid)}: firmato con un’altra chiave, o alterato`,
    en: `The signature does not fit the public key ${shown(kid)}: signed with another key, or altered`,
  }),
  foreignVoucher: (kid: unknown): Said => ({
    it: `Il voucher è firmato con la chiave ${mostrato(kid)}, che non è di questo processo: chiederne uno a POST /token.oauth2 (dopo un riavvio serve uno nuovo)`,
    en: `The voucher is signed with the key ${shown(kid)}, which is not of this process: ask POST /token.oauth2 for one (after a restart a new one is needed)`,
  }),
  notBearer: {
    it: 'Authorization non comincia con "Bearer "',
    en: 'Authorization does not begin with "Bearer "',
  },
} as const;
