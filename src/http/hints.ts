import type { Gone } from '../sandbox/registry.js';
import type { Language, Said } from '../text/said.js';
import type { Excess } from './usage-plan.js';

/** Hints of the layers before a room is reached. */
export const gatewayHints = {
  noKey: {
    it: 'Manca l’intestazione x-api-key: ogni chiamata la richiede; il voucher da solo non basta',
    en: 'The header x-api-key is missing: every call needs it; a voucher alone is not enough',
  },
  unknownKey: (key: string): Said => ({
    it: `Nessuna sandbox ha la chiave "${masked(key)}": usare quella della riga "ready" o di POST /_sim/sandboxes`,
    en: `No sandbox has the key "${masked(key)}": use the one of the ready line or of POST /_sim/sandboxes`,
  }),
  removedSandbox: (key: string, { id, why }: Gone): Said => ({
    it: `La sandbox "${id}" della chiave "${masked(key)}" non c’è più: ${why.it}; crearne un’altra con POST /_sim/sandboxes`,
    en: `The sandbox "${id}" of the key "${masked(key)}" is not there any more: ${why.en}; make another one with POST /_sim/sandboxes`,
  }),
  deletedKey: {
    it: 'La chiave è stata eliminata: usare un’altra chiave dell’ente (GET /_sim/sandboxes) o crearne una con POST /_sim/senders/{sender}/api-keys',
    en: 'The key was deleted: use another key of the body (GET /_sim/sandboxes) or make one with POST /_sim/senders/{sender}/api-keys',
  },
  remembered: ({ it, en }: Said): Said => ({
    it: `Decisione che l’autorizzatore ricorda da una chiamata precedente (authorizerCache): ${it}`,
    en: `Decision that the authorizer remembers from an earlier call (authorizerCache): ${en}`,
  }),
  blockedKey: (status: string): Said => ({
    it: `La chiave è nello stato ${status}: valgono solo ENABLED e ROTATED; riattivarla con PATCH /_sim/api-keys/{id} {"action": "ENABLE"} (se non è stata ruotata) o usarne un’altra`,
    en: `The key is ${status}: only ENABLED and ROTATED keys work; enable it with PATCH /_sim/api-keys/{id} {"action": "ENABLE"} (unless it was rotated) or use another one`,
  }),
  voucherRefused: {
    it: 'La chiave ha pdnd=false e la chiamata porta Authorization: la piattaforma rifiuta un voucher non richiesto',
    en: 'The key has pdnd=false and the call carries Authorization: the platform refuses a voucher that is not wanted',
  },
  voucherMissing: {
    it: 'La chiave ha pdnd=true: serve anche Authorization: Bearer <voucher PDND>; lo dà POST /token.oauth2',
    en: 'The key has pdnd=true: it also needs Authorization: Bearer <PDND voucher>; POST /token.oauth2 gives one',
  },
  voucherDefects: (defects: readonly Said[]): Said => ({
    it: `Il voucher non vale: ${defects.map(({ it }) => it).join('; ')}`,
    en: `The voucher is not good: ${defects.map(({ en }) => en).join('; ')}`,
  }),
  tooMany: (excess: Excess): Said =>
    excess.kind === 'throttled'
      ? {
          it: `Troppe chiamate: il piano dell’ente (settings.aggregate) ne ammette ${excess.rps} al secondo e ${excess.burst} insieme, in tempo reale; rallentare e ripetere`,
          en: `Too many calls: the usage plan of the body (settings.aggregate) allows ${excess.rps} a second and ${excess.burst} at one time, in real time; slow down and repeat`,
        }
      : {
          it: `Finite le ${excess.quota} chiamate al giorno del piano dell’ente (settings.aggregate.quota); si ricomincia a mezzanotte UTC, o con POST /_sim/reset`,
          en: `The ${excess.quota} calls a day of the usage plan of the body (settings.aggregate.quota) are used up; they begin anew at midnight UTC, or with POST /_sim/reset`,
        },
  unknownPath: (method: string, path: string, near: string | undefined): Said => ({
    it: `${method} ${path} non è un’operazione pubblicata${near ? `; la più vicina è ${near}` : ''}`,
    en: `${method} ${path} is no published operation${near ? `; the nearest one is ${near}` : ''}`,
  }),
  crowded: (marks: number): Said => ({
    it: `Il corpo ha più di ${marks} parentesi e virgole, molte di più di qualunque richiesta: il simulatore non lo legge; inviare meno elementi in una chiamata`,
    en: `The body has more than ${marks} brackets and commas, far more than any request: the simulator does not read it; send fewer items in one call`,
  }),
  tooLong: { it: 'Il corpo supera i 10 MB del gateway', en: 'The body is over the 10 MB of the gateway' },
  notSimulated: (operationId: string): Said => ({
    it: `L’operazione ${operationId} è pubblicata ma il simulatore non la realizza ancora: nessuna risposta finta (con --examples ne dà una, contrassegnata come tale)`,
    en: `The operation ${operationId} is published but not simulated yet: no fake success is given (--examples gives one, marked as such)`,
  }),
  example: (operationId: string): Said => ({
    it: `Esempio inventato dal contratto (--examples): il simulatore non realizza ancora ${operationId}, la chiamata non ha avuto effetti e i valori non vogliono dire nulla`,
    en: `Example made up from the contract (--examples): ${operationId} is not simulated yet, the call had no effect and the values mean nothing`,
  }),
  badPath: {
    it: 'Il percorso contiene una sequenza % che non si può decodificare',
    en: 'The path holds a % sequence that cannot be decoded',
  },
  mediaType: (received: string): Said => ({
    it: `Content-Type "${received}": serve application/json`,
    en: `Content-Type "${received}": application/json is needed`,
  }),
  missingParameter: (messages: readonly string[]): Said => ({
    it: `Parametro obbligatorio assente o vuoto: ${messages.join('; ')}`,
    en: `A required parameter is missing or blank: ${messages.join('; ')}`,
  }),
  badParameter: (name: string, received: string, rule: string): Said => ({
    it: `Il parametro ${name} vale "${received}": ${rule}`,
    en: `The parameter ${name} is "${received}": ${rule}`,
  }),
  notStored: (reason: string): Said => ({
    it: `I dati della sandbox non si possono più scrivere (${reason}): liberare spazio o correggere i permessi e riavviare; ciò che era già stato confermato c’è ancora`,
    en: `The data of the sandbox cannot be written any more (${reason}): make room or mend the permissions and restart; what was acknowledged before is still there`,
  }),
  damaged: (reason: string): Said => ({
    it: `Ciò che è conservato non è più ciò che era arrivato (${reason}): rimetterlo da una copia; il resto continua`,
    en: `What is stored is not what came (${reason}): put it back from a copy; everything else goes on`,
  }),
  storeAway: (reason: string): Said => ({
    it: `La chiamata non è stata eseguita, o non è stata confermata (${reason}): passa da sé, riprovare tra poco; ciò che era già stato confermato c’è ancora`,
    en: `The call was not done, or not acknowledged (${reason}): this passes by itself, ask again soon; what was acknowledged before is still there`,
  }),
  memoryFull: (used: string): Said => ({
    it: `La memoria che Node può usare è quasi piena (${used}) e non si crea nulla di nuovo: svuotare o togliere sandbox, oppure avviare con NODE_OPTIONS=--max-old-space-size=<MB>; ciò che c’è continua a vivere`,
    en: `The memory that Node may use is nearly full (${used}), and nothing new is made: reset or remove sandboxes, or start with NODE_OPTIONS=--max-old-space-size=<MB>; what is there lives on`,
  }),
  bug: (reason: string): Said => ({
    it: `Errore interno del simulatore (è un difetto, segnalarlo): ${reason}`,
    en: `Internal error of the simulator (a bug, please report it): ${reason}`,
  }),
} as const;

const masked = (secret: string): string => `${secret.slice(0, 8)}${secret.length > 8 ? '…' : ''}`;

const maxHeader = 1_024;

/** One line of ASCII, at most 1 KB: what a header can carry everywhere. */
export const hintHeader = (hint: Said, language: Language): string =>
  hint[language]
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/…/g, '...')
    .replace(/[–—]/g, '-')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\x20-\x7e]/g, ' ')
    .slice(0, maxHeader);
