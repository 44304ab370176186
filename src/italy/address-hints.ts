import type { Said } from '../text/said.js';
import type { Place } from './place-table.js';

/*
 * Why the normaliser refuses an address, for people: what was received and what the list holds instead. "The list" is the
 * table of CAPs.
 */

const shownAtMost = 5;
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
const quoted = (text: string): string => `"${shortened(text)}"`;

const listed = (items: readonly string[]): Said => {
  const all = [...new Set(items)];
  const shown = all.slice(0, shownAtMost).join(', ');
  const more = all.length - shownAtMost;
  return more > 0 ? { it: `${shown} e altri ${more}`, en: `${shown} and ${more} more` } : { it: shown, en: shown };
};

/** Puts the number of the normaliser, which the platform never shows, in front of a reason. */
export const refused = (code: number, why: Said): Said => ({
  it: `Indirizzo non postalizzabile (errore ${code} del normalizzatore): ${why.it}`,
  en: `Address not mailable (error ${code} of the normaliser): ${why.en}`,
});

export const fieldMissing = ({ cap, municipality }: Place): Said => {
  const [it, en] = !cap
    ? ['manca il CAP (zip)', 'the CAP (zip) is missing']
    : !municipality
      ? ['manca il comune (municipality)', 'the municipality is missing']
      : ['manca la provincia (province)', 'the province is missing'];
  return {
    it: `${it}; per l'Italia servono CAP, comune e sigla della provincia.`,
    en: `${en}; Italy needs CAP, municipality and the letters of the province.`,
  };
};

export const enclaveCap = (cap: string, country: string): Said => ({
  it: `il CAP ${cap} è di ${country}, per il normalizzatore uno Stato estero: indicare foreignState ${quoted(country)}.`,
  en: `CAP ${cap} belongs to ${country}, a foreign state for the normaliser: send foreignState ${quoted(country)}.`,
});

/** What the list knows about a place of this name, as a sentence of its own. */
const capsOfPlace = (municipality: string, sameName: readonly Place[]): Said => {
  const [place] = sameName;
  if (!place) {
    return {
      it: `nessuna riga dell'elenco ha il comune ${quoted(municipality)} (scriverlo per esteso, senza abbreviazioni)`,
      en: `no row of the list has the municipality ${quoted(municipality)} (write it in full, without abbreviations)`,
    };
  }
  const caps = listed(sameName.map(({ cap, province }) => `${cap} (${province})`));
  return { it: `CAP di ${place.municipality}: ${caps.it}`, en: `CAPs of ${place.municipality}: ${caps.en}` };
};

export const genericCap = ({ cap, municipality }: Place, sameName: readonly Place[]): Said => {
  const known = capsOfPlace(municipality, sameName);
  return {
    it: `${cap} è il CAP generico di una città con più CAP: usare quello della via; ${known.it}. In produzione il normalizzatore può ricavarlo dalla via.`,
    en: `${cap} is the generic CAP of a city with several: use the one of the street; ${known.en}. In production the normaliser may find it from the street.`,
  };
};

export const otherProvince = ({ cap, municipality, province }: Place, almost: readonly Place[]): Said => {
  const right = listed(almost.map((place) => place.province));
  return {
    it: `provincia ricevuta ${quoted(province)}; per ${cap} ${municipality} serve la sigla ${right.it}.`,
    en: `province received ${quoted(province)}; ${cap} ${municipality} needs the letters ${right.en}.`,
  };
};

export const otherSpelling = ({ cap, municipality }: Place, almost: readonly Place[]): Said => {
  const right = listed(almost.map((place) => `${quoted(place.municipality)} (${place.province})`));
  return {
    it: `comune ricevuto ${quoted(municipality)}; per il CAP ${cap} l'elenco lo scrive ${right.it}: apostrofo al posto dell'accento, un solo spazio fra le parole. In produzione il normalizzatore può correggerlo.`,
    en: `municipality received ${quoted(municipality)}; for CAP ${cap} the list writes ${right.en}: apostrophe instead of accent, one blank between words. In production the normaliser may correct it.`,
  };
};

/** The CAP belongs to other places, or to none. */
export const otherPlace = (
  { cap, municipality, province }: Place,
  sameCap: readonly Place[],
  sameName: readonly Place[],
): Said => {
  const known = capsOfPlace(municipality, sameName);
  if (sameCap.length === 0) {
    return {
      it: `nessuna località ha il CAP ${quoted(cap)}; ${known.it}.`,
      en: `no place has the CAP ${quoted(cap)}; ${known.en}.`,
    };
  }
  const places = listed(sameCap.map((place) => `${place.municipality} (${place.province})`));
  return {
    it: `il CAP ${cap} non è di ${quoted(municipality)} (${shortened(province)}) ma di ${places.it}; ${known.it}.`,
    en: `CAP ${cap} is not of ${quoted(municipality)} (${shortened(province)}) but of ${places.en}; ${known.en}.`,
  };
};

export const testCap = (cap: string): Said => ({
  it: `il CAP ${cap} serve nei collaudi a ottenere proprio questo errore; usare un CAP vero.`,
  en: `CAP ${cap} is there in tests to get this very error; use a real CAP.`,
});

export const testCapServiceError = (cap: string): Said => ({
  it: `Il CAP ${cap} serve nei collaudi a simulare un guasto del normalizzatore: la piattaforma ritenta più tardi.`,
  en: `CAP ${cap} is there in tests to simulate a failure of the normaliser: the platform tries again later.`,
});

export const unknownCountry = (foreignState: string, similar: readonly string[]): Said => {
  const names = listed(similar);
  const received = quoted(foreignState.trim());
  if (/^ita?$/i.test(foreignState.trim())) {
    return {
      it: `Stato ricevuto ${received}: per l'Italia scrivere ITALIA o lasciare vuoto foreignState.`,
      en: `state received ${received}: for Italy write ITALIA or leave foreignState empty.`,
    };
  }
  return similar.length > 0
    ? {
        it: `lo Stato estero ${received} non è nell'elenco; nomi simili: ${names.it}.`,
        en: `the foreign state ${received} is not in the list; similar names: ${names.en}.`,
      }
    : {
        it: `lo Stato estero ${received} non è nell'elenco: usare il nome per esteso (FRANCIA, GERMANY, REGNO UNITO), non la sigla.`,
        en: `the foreign state ${received} is not in the list: use the full name (FRANCIA, GERMANY, REGNO UNITO), not the code.`,
      };
};

export const blankZipAbroad: Said = {
  it: 'Indirizzo estero senza CAP (zip): accettato qui, ma negli ambienti di collaudo di SEND la richiesta resterebbe in validazione senza risposta; indicare un CAP.',
  en: 'Foreign address without zip: accepted here, but in the test environments of SEND the request would stay in validation without an answer; send a zip.',
};

export const sameAsFirst: Said = {
  it: "Il secondo indirizzo è uguale a quello già usato per il primo tentativo (D02): non c'è un secondo invio.",
  en: 'The second address is the one already used for the first attempt (D02): there is no second send.',
};
