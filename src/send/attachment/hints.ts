import type { Said } from '../../text/said.js';

/** A received value as a hint shows it: one line, quoted, long ones cut in the middle (secrets stay secret). */
const shown = (value: string): string => {
  const line = value.replace(/[^\x20-\x7e]/g, '?');
  return line.length <= 70 ? `"${line}"` : `"${line.slice(0, 12)}...${line.slice(-6)}" (${line.length})`;
};

const command = 'openssl dgst -sha256 -binary FILE | openssl base64 -A';

/** Several findings about one request, in one line. */
export const together = (findings: readonly Said[]): Said => ({
  it: findings.map((f) => f.it).join(' '),
  en: findings.map((f) => f.en).join(' '),
});

/** One explanation per cause for which the storage refuses. */
export const hints = {
  // Preload

  tooManyItems: (count: number): Said => ({
    it: `La richiesta di precaricamento ha ${count} elementi: il massimo è 15, suddividerla in più chiamate.`,
    en: `The preload asks for ${count} items, at most 15 are allowed: split it into several calls.`,
  }),
  contentTypeMissing: (index: number): Said => ({
    it: `L'elemento ${index} non ha contentType: lo schema lo dice facoltativo, ma il deposito dei file lo pretende. Indicare application/pdf o application/json.`,
    en: `Item ${index} has no contentType: optional in the schema, but the file storage insists on it. Send application/pdf or application/json.`,
  }),
  contentTypeUnknown: (index: number, received: string): Said => ({
    it: `Il deposito dei file non conosce il contentType ${shown(received)} dell'elemento ${index}: usare application/pdf o application/json (metadati F24).`,
    en: `The file storage does not know contentType ${shown(received)} of item ${index}: use application/pdf, or application/json for F24 metadata.`,
  }),
  emptyFile: (index: number): Said => ({
    it: `Lo sha256 dell'elemento ${index} è quello di un file vuoto: è stato calcolato prima di leggere il file, oppure il file ha zero byte.`,
    en: `The sha256 of item ${index} is that of an empty file: it was computed before the file was read, or the file has zero bytes.`,
  }),

  // Signature

  method: (expected: string, received: string): Said => ({
    it: `Il link è firmato per il metodo ${expected}, è arrivato ${shown(received)}: usare ${expected}${expected === 'PUT' ? ' (httpMethod della risposta di precaricamento)' : ''}.`,
    en: `The link was signed for method ${expected}, the request came with ${shown(received)}: use ${expected}${expected === 'PUT' ? ' (httpMethod of the preload answer)' : ''}.`,
  }),
  host: (expected: string, received: string): Said => ({
    it: `L'host fa parte della firma: atteso ${shown(expected)}, ricevuto ${shown(received)}. Usare l'url così com'è, senza cambiare nome o porta.`,
    en: `The host is part of the signature: expected ${shown(expected)}, received ${shown(received)}. Use the url as it is, do not change name or port.`,
  }),
  otherKey: (expected: string, received: string): Said => ({
    it: `Il link è del file ${shown(expected)}, il percorso chiede ${shown(received)}: usare per ogni file il suo url.`,
    en: `The link belongs to file ${shown(expected)}, the path asks for ${shown(received)}: use the url of each file for that file.`,
  }),
  headerMissing: (name: string, expected: string): Said => ({
    it: `Manca l'intestazione firmata ${name}: atteso il valore ${shown(expected)}.`,
    en: `The signed header ${name} is missing: expected the value ${shown(expected)}.`,
  }),
  contentType: (expected: string, received: string): Said => {
    const isForm = /^(multipart\/|application\/x-www-form)/i.test(received);
    const it = isForm
      ? "Il corpo deve essere il file così com'è, non un modulo (con curl: --data-binary @FILE)."
      : 'Deve essere uguale al contentType del precaricamento, senza charset.';
    const en = isForm
      ? 'The body must be the bare file, not a form (curl: --data-binary @FILE).'
      : 'It must equal the contentType of the preload, without charset.';
    return {
      it: `Content-Type diverso da quello del precaricamento: atteso ${shown(expected)}, ricevuto ${shown(received)}. ${it}`,
      en: `Content-Type differs from the preload: expected ${shown(expected)}, received ${shown(received)}. ${en}`,
    };
  },
  checksum: (expected: string, received: string, otherKey: string | undefined): Said => ({
    it: `x-amz-checksum-sha256 diverso dallo sha256 del precaricamento: atteso ${shown(expected)}, ricevuto ${shown(received)}. ${
      otherKey
        ? `È lo sha256 del file ${otherKey}.`
        : 'Se il file è cambiato, ripetere il precaricamento con il nuovo sha256.'
    }`,
    en: `x-amz-checksum-sha256 differs from the sha256 of the preload: expected ${shown(expected)}, received ${shown(received)}. ${
      otherKey ? `It is the sha256 of file ${otherKey}.` : 'If the file has changed, preload again with the new sha256.'
    }`,
  }),
  secret: (expected: string, received: string, otherKey: string | undefined): Said => {
    const reason = secretReason(expected, received, otherKey);
    return {
      it: `x-amz-meta-secret errato: atteso ${shown(expected)}, ricevuto ${shown(received)}. ${reason.it}`,
      en: `x-amz-meta-secret is wrong: expected ${shown(expected)}, received ${shown(received)}. ${reason.en}`,
    };
  },
  query: (changes: readonly string[]): Said => {
    const listed = changes.slice(0, 3).join('; ');
    const isHtml = changes.some((change) => change.includes('amp;'));
    return {
      it: `L'url è stato alterato: ${listed}. ${isHtml ? 'I separatori & sono diventati &amp;: ' : ''}Usare l'url del JSON senza modificarlo né codificarlo di nuovo.`,
      en: `The url was altered: ${listed}. ${isHtml ? 'The separators & became &amp;: ' : ''}Use the url of the JSON without changing or encoding it again.`,
    };
  },
  parameterMissing: (name: string): string => `- ${name}`,
  parameterAdded: (name: string): string => `+ ${shown(name)}`,
  parameterChanged: (name: string, expected: string, received: string): string =>
    `${name} ${shown(expected)} -> ${shown(received)}`,
  notOurs: (): Said => ({
    it: "Il link non è stato firmato da questa sandbox così com'è ora (sandbox azzerata, altro seme, chiave inventata?): chiedere un nuovo link.",
    en: 'The link was not signed by this sandbox as it is now (reset, other seed, invented key?): ask for a new link.',
  }),
  notPresigned: (): Said => ({
    it: "L'url non ha la parte dopo il punto interrogativo con la firma (X-Amz-...): usare l'url completo; in una shell va scritto tra apici.",
    en: 'The url lacks its signed part after the question mark (X-Amz-...): use the whole url; in a shell put it into quotes.',
  }),
  queryIncomplete: (missing: readonly string[]): Said => ({
    it: `L'url è troncato: mancano ${missing.join(', ')}. In una shell va scritto tra apici, perché & separa i comandi.`,
    en: `The url is cut off: ${missing.join(', ')} missing. In a shell put it into quotes, because & separates commands.`,
  }),
  expired: (ageMinutes: number | undefined): Said => ({
    it: `Il link è scaduto: vale 60 minuti${ageMinutes === undefined ? '' : `, ne sono passati ${ageMinutes}`} (contano gli spostamenti espliciti dell'orologio e il tempo reale). Chiedere un nuovo link.`,
    en: `The link has expired: it lives 60 minutes${ageMinutes === undefined ? '' : `, ${ageMinutes} have passed`} (explicit moves of the clock and real time count). Ask for a new link.`,
  }),
  headersNotSigned: (names: readonly string[]): Said => ({
    it: `Intestazioni x-amz- non previste dal link: ${names.join(', ')}. Toglierle; quelle ammesse sono in X-Amz-SignedHeaders.`,
    en: `x-amz- headers that the link does not foresee: ${names.join(', ')}. Leave them out; the allowed ones are in X-Amz-SignedHeaders.`,
  }),
  authorization: (value: string): Said => {
    const isVoucher = /^bearer /i.test(value);
    return {
      it: `L'url è già firmato: ${isVoucher ? 'il voucher PDND' : "l'intestazione Authorization"} non va inviato al deposito dei file. Toglierlo da questa chiamata.`,
      en: `The url is signed already: ${isVoucher ? 'the PDND voucher' : 'an Authorization header'} must not be sent to the file storage. Leave it out of this call.`,
    };
  },

  // Headers and body of an upload

  checksumFormat: (received: string, repair: ChecksumRepair): Said => {
    const said = checksumReason(repair);
    return {
      it: `x-amz-checksum-sha256 ${shown(received)}: ${said.it} Comando: ${command}`,
      en: `x-amz-checksum-sha256 ${shown(received)}: ${said.en} Command: ${command}`,
    };
  },
  badDigest: (expected: string, calculated: string, length: number, otherKey: string | undefined): Said => ({
    it: `Lo sha256 dichiarato (${expected}) non è quello dei ${length} byte arrivati (${calculated}). ${
      otherKey
        ? `Sono i byte del file ${otherKey}.`
        : 'Il file è cambiato dopo il calcolo, oppure è stato inviato come testo o in base64.'
    } È il caso "sha256 diverso dal documento" delle FAQ.`,
    en: `The declared sha256 (${expected}) is not that of the ${length} bytes received (${calculated}). ${
      otherKey
        ? `They are the bytes of file ${otherKey}.`
        : 'The file changed after the digest was computed, or was sent as text or base64.'
    } It is the case "sha256 differs from the document" of the FAQ.`,
  }),
  missingContentLength: (): Said => ({
    it: 'Manca Content-Length: indicare la lunghezza del file in byte.',
    en: 'Content-Length is missing: send the length of the file in bytes.',
  }),
  chunked: (): Said => ({
    it: 'Il corpo è inviato a blocchi (Transfer-Encoding: chunked), cosa che il deposito non accetta: configurare il client perché invii Content-Length.',
    en: 'The body came chunked (Transfer-Encoding: chunked), which the storage does not take: make the client send Content-Length.',
  }),
  incompleteBody: (declared: number, received: number): Said => ({
    it: `Content-Length dichiara ${declared} byte, ne sono arrivati ${received}: inviare il file intero e la sua lunghezza in byte (non in caratteri).`,
    en: `Content-Length declares ${declared} bytes, ${received} arrived: send the whole file and its length in bytes (not characters).`,
  }),
  requestTimeout: (declared: number): Said => ({
    it: `Il corpo si è fermato prima dei ${declared} byte dichiarati in Content-Length: controllare la lunghezza dichiarata.`,
    en: `The body stalled before the ${declared} bytes declared in Content-Length: check the declared length.`,
  }),
  tooLarge: (declared: number, limit: number): Said => ({
    it: `Il file ha ${declared} byte, il simulatore ne accetta ${limit} (limite configurabile): oltre 200 MB la piattaforma rifiuta comunque i PDF in validazione.`,
    en: `The file has ${declared} bytes, the simulator takes ${limit} (configurable): beyond 200 MB the platform refuses PDFs in the validation anyway.`,
  }),

  // Reading

  noSuchKey: (key: string): Said => ({
    it: `Nessun file ${shown(key)}: mai caricato, oppure eliminato dopo 7 giorni perché nessuna notifica lo usa.`,
    en: `No file ${shown(key)}: never uploaded, or removed after 7 days because no notification uses it.`,
  }),
  noSuchBucket: (bucket: string): Said => ({
    it: `Nessuna sandbox ${shown(bucket)}: è stata eliminata, o il link viene da un altro simulatore.`,
    en: `No sandbox ${shown(bucket)}: it was deleted, or the link comes from another simulator.`,
  }),
  methodNotAllowed: (method: string): Said => ({
    it: `Il deposito dei file non accetta ${shown(method)}: PUT per caricare, GET per scaricare.`,
    en: `The file storage does not take ${shown(method)}: PUT uploads, GET downloads.`,
  }),
  preflight: (): Said => ({
    it: 'Richiesta CORS preliminare senza Origin, o per un metodo diverso da GET, PUT, HEAD, POST, DELETE.',
    en: 'CORS preflight without Origin, or for a method other than GET, PUT, HEAD, POST, DELETE.',
  }),
} as const;

/** What is wrong with the form of a checksum, and the right value where it can be told. */
export type ChecksumRepair =
  | { readonly kind: 'hex' | 'base64OfHex' | 'base64url' | 'unpadded' | 'quoted'; readonly right: string }
  | { readonly kind: 'otherDigest'; readonly name: string }
  | { readonly kind: 'other' };

const checksumReason = (repair: ChecksumRepair): Said => {
  switch (repair.kind) {
    case 'hex':
      return {
        it: `è esadecimale, serve il base64 dei byte: ${repair.right}.`,
        en: `this is hex, the base64 of the bytes is wanted: ${repair.right}.`,
      };
    case 'base64OfHex':
      return {
        it: `è il base64 del testo esadecimale, serve il base64 dei 32 byte: ${repair.right}.`,
        en: `this is the base64 of the hex text, the base64 of the 32 bytes is wanted: ${repair.right}.`,
      };
    case 'base64url':
      return {
        it: `è base64url, serve il base64 normale (+ e /): ${repair.right}.`,
        en: `this is base64url, plain base64 (+ and /) is wanted: ${repair.right}.`,
      };
    case 'unpadded':
      return { it: `manca l'= finale: ${repair.right}.`, en: `the final = is missing: ${repair.right}.` };
    case 'quoted':
      return { it: `ha apici o spazi attorno: ${repair.right}.`, en: `quotes or blanks around it: ${repair.right}.` };
    case 'otherDigest':
      return {
        it: `ha la lunghezza di ${repair.name}, serve SHA-256 (32 byte).`,
        en: `it has the length of ${repair.name}, SHA-256 (32 bytes) is wanted.`,
      };
    case 'other':
      return { it: 'servono 44 caratteri base64 (32 byte).', en: '44 base64 characters (32 bytes) are wanted.' };
  }
};

const secretReason = (expected: string, received: string, otherKey: string | undefined): Said => {
  if (otherKey) return { it: `È il secret del file ${otherKey}.`, en: `It is the secret of file ${otherKey}.` };
  if (`[${received}]` === expected)
    return {
      it: 'Mancano le parentesi quadre: fanno parte del secret.',
      en: 'The square brackets got lost: they belong to the secret.',
    };
  if (received.replace(/^["']|["']$/g, '') === expected)
    return { it: 'Togliere gli apici attorno.', en: 'Drop the quotes around it.' };
  if (/^%5B.*%5D$/i.test(received)) return { it: 'Non va codificato come un url.', en: 'It must not be url-encoded.' };
  return {
    it: "Inviare il secret della risposta così com'è, parentesi quadre comprese.",
    en: 'Send the secret of the answer as it is, square brackets included.',
  };
};
