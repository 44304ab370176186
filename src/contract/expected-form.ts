import type { Said } from '../text/said.js';
import type { BodyViolation } from './body-violations.js';

/** What a text should have looked like, by the name of its property, where the pattern says it badly. */
const forms: Readonly<Record<string, Said>> = {
  taxId: {
    it: 'servono le 16 lettere e cifre del codice fiscale oppure 11 cifre, in maiuscolo e senza spazi',
    en: 'a tax id has 16 letters and digits, or 11 digits, in upper case and without spaces',
  },
  senderTaxId: { it: 'servono 11 cifre', en: '11 digits are wanted' },
  creditorTaxId: { it: 'servono 11 cifre', en: '11 digits are wanted' },
  noticeCode: { it: 'servono 18 cifre senza spazi', en: '18 digits without spaces are wanted' },
  taxonomyCode: { it: 'servono sei cifre e una lettera maiuscola', en: 'six digits and a capital letter are wanted' },
  paymentExpirationDate: { it: 'serve una data AAAA-MM-GG', en: 'a date YYYY-MM-DD is wanted' },
  cancelledIun: { it: 'serve uno IUN, AAAA-AAAA-AAAA-999999-A-9', en: 'an IUN is wanted, AAAA-AAAA-AAAA-999999-A-9' },
  contentType: {
    it: 'qui va application/pdf per i documenti, application/json per i metadati F24',
    en: 'application/pdf for documents, application/json for F24 metadata',
  },
  zip: { it: 'sono ammessi lettere, cifre, spazio e trattino', en: 'letters, digits, space and hyphen are allowed' },
  address: { it: 'non è un indirizzo di posta elettronica', en: 'this is no e-mail address' },
  key: {
    it: 'serve la chiave ricevuta dal preload, senza spazi né percorsi',
    en: 'the key given by the preload is wanted, without spaces or folders',
  },
  sha256: { it: 'serve lo SHA-256 in base64, 44 caratteri', en: 'the SHA-256 in base64 is wanted, 44 characters' },
};

const hexDigest: Said = {
  it: 'è lo SHA-256 in esadecimale, serve in base64 (44 caratteri): codificare i 32 byte, non il loro testo',
  en: 'this is the SHA-256 in hexadecimal, it is wanted in base64 (44 characters): encode the 32 bytes, not their text',
};

const oneLine: Said = { it: 'contiene un a capo, qui non ammesso', en: 'it has a line break, not allowed here' };

/** The commonest mistake about digests; it breaks the length as well as the pattern. */
export const isHexDigest = ({ path, value }: Pick<BodyViolation, 'path' | 'value'>): boolean =>
  path.at(-1) === 'sha256' && typeof value === 'string' && /^[0-9a-f]{64}$/i.test(value);

/** How a text that broke its pattern should have been written. */
export const expectedForm = (violation: BodyViolation): Said => {
  const { path, pattern = '' } = violation;
  if (isHexDigest(violation)) return hexDigest;
  if (pattern === '^.*$') return oneLine;
  if (pattern === '^[ -~]*$') {
    return { it: 'sono ammessi solo caratteri ASCII stampabili', en: 'only printable ASCII characters are allowed' };
  }
  const property = path.at(-1) ?? '';
  const form = Object.hasOwn(forms, property) ? forms[property] : undefined;
  return form ?? { it: `deve rispettare ${pattern}`, en: `it must match ${pattern}` };
};
