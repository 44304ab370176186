import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { isItalianForNormalizer, isItalianForPost, sameAddress } from '../../src/italy/address.js';
import { genericCaps } from '../../src/italy/facts.js';
import { loadPlaces, PlacesUnreadable, placesOnDemand } from '../../src/scenario/places.js';
import type { PhysicalAddress } from '../../src/send/request/model.js';

const folder = 'scenarios/uat/places';
const places = loadPlaces(folder);

const italian = (zip: string, municipality: string, province: string): PhysicalAddress => ({
  address: 'Via senza nome',
  zip,
  municipality,
  province,
});
const abroad = (foreignState: string, zip = '75001'): PhysicalAddress => ({
  address: '1 rue X',
  zip,
  municipality: 'Paris',
  foreignState,
});
const hintOf = (address: PhysicalAddress): { readonly it: string; readonly en: string } => {
  const verdict = places.checkAddress(address);
  return verdict.ok || !verdict.hint ? { it: '', en: '' } : verdict.hint;
};

describe('Italian addresses', () => {
  it.each([
    ['00184', 'ROMA', 'RM'],
    ['00118', 'ROMA', 'RM'],
    ['20121', 'MILANO', 'MI'],
    ['80121', 'NAPOLI', 'NA'],
    ['90121', 'PALERMO', 'PA'],
    ['87100', 'Cosenza', 'cs'],
    ['40121', 'BOLOGNA', 'BO'],
    ['87100', 'DONNICI INFERIORE', 'CS'],
    ['89121', 'REGGIO CALABRIA', 'RC'],
    ['47121', "FORLI'", 'FC'],
    [' 17100 ', ' Savona ', ' sv '],
  ])('%s %s %s is accepted', (zip, municipality, province) => {
    expect(places.checkAddress(italian(zip, municipality, province))).toMatchObject({ ok: true });
  });

  it.each([
    ['00000', 'ROMA', 'RM'],
    ['90121', 'MILANO', 'MI'],
    ['90121', 'MILANO', 'PA'],
    ['20019', 'PALERMO', 'MI'],
    ['47121', 'FORLÌ', 'FC'],
    ['47121', 'FORLI', 'FC'],
    ['89121', 'REGGIO  CALABRIA', 'RC'],
    ['37057', 'S. GIOVANNI LUPATOTO', 'VR'],
    ['37121', 'VERONA', 'VERONA'],
    ['20122', 'NON IDENTIFICATO', 'XX'],
    ['47890', 'SAN MARINO', 'RN'],
    ['00120', "CITTA' DEL VATICANO", 'RM'],
    ['', 'ROMA', 'RM'],
    ['00184', ' ', 'RM'],
    ['00184', 'ROMA', ''],
    ['constructor', '__proto__', 'toString'],
  ])('%s %s %s is refused with error 19', (zip, municipality, province) => {
    expect(places.checkAddress(italian(zip, municipality, province))).toMatchObject({
      ok: false,
      error: 'Address declared non-mailable by normalizer',
      code: 19,
    });
  });

  it('without zip and province are refused', () => {
    expect(places.checkAddress({ address: 'VIA ROMA 1', municipality: 'ROMA' })).toMatchObject({ ok: false, code: 19 });
  });

  it('pass with the full name where the abbreviation fails', () => {
    expect(places.checkAddress(italian('37057', 'SAN GIOVANNI LUPATOTO', 'VR'))).toMatchObject({ ok: true });
  });

  it.each(genericCaps)('with the generic CAP %s are refused, and the hint says generic', (cap) => {
    const address = italian(cap, 'ROMA', 'RM');
    expect(places.checkAddress(address)).toMatchObject({ ok: false, code: 19 });
    expect(hintOf(address).it).toContain(`${cap} è il CAP generico`);
  });

  it.each([
    ['11111', 303],
    ['22222', 901],
    ['33333', 999],
  ])('with the test CAP %s get error %i whatever else they say', (zip, code) => {
    expect(places.checkAddress(italian(zip, 'ROMA', 'RM'))).toMatchObject({ ok: false, code });
    expect(places.checkAddress(abroad('FRANCIA', zip))).toMatchObject({ ok: true });
  });
});

describe('normalised address', () => {
  it('has every field trimmed, collapsed and in upper case, but `at` as sent', () => {
    const address: PhysicalAddress = {
      at: ' Presso  Rossi ',
      address: ' Via  senza nome ',
      addressDetails: 'scala b',
      zip: ' 87100',
      municipality: 'Cosenza',
      municipalityDetails: '',
      province: 'cs',
      foreignState: 'Italia',
    };

    expect(places.checkAddress(address)).toEqual({
      ok: true,
      normalized: {
        at: ' Presso  Rossi ',
        address: 'VIA SENZA NOME',
        addressDetails: 'SCALA B',
        zip: '87100',
        municipality: 'COSENZA',
        municipalityDetails: '',
        province: 'CS',
        foreignState: 'ITALIA',
      },
    });
  });

  it('leaves absent fields absent', () => {
    expect(places.checkAddress(italian('00184', 'Roma', 'RM'))).toEqual({
      ok: true,
      normalized: { address: 'VIA SENZA NOME', zip: '00184', municipality: 'ROMA', province: 'RM' },
    });
  });

  it.each([
    ['39100', 'BOLZANO', 'BOLZANO / BOZEN'],
    ['39020', 'TUBRE', 'TUBRE / TAUFERS IM MÜNSTERTAL'],
    ['39010', 'VERANO', 'VERANO / VÖRAN'],
  ])('of CAP %s has the bilingual municipality', (zip, municipality, answered) => {
    expect(places.checkAddress(italian(zip, municipality, 'BZ'))).toMatchObject({
      ok: true,
      normalized: { municipality: answered },
    });
  });
});

describe('foreign addresses', () => {
  it.each([
    'FRANCE',
    'francia',
    ' Republique   Francaise ',
    'PERU',
    'PERÙ',
    'BÉLARUS',
    'USA',
    'U.K.',
    'PRC',
    'SAN MARINO',
    "CITTA' DEL VATICANO",
    'CONGO, THE DEMOCRATIC REPUBLIC OF THE',
    'TCHÈQUE ( REP.)',
  ])('%s is accepted', (foreignState) => {
    expect(places.checkAddress(abroad(foreignState))).toMatchObject({ ok: true });
  });

  it.each(['BELARUS', 'UK', 'FR', 'IT', 'ITA', 'ATLANTIDE'])('%s is refused with error 601', (foreignState) => {
    expect(places.checkAddress(abroad(foreignState))).toMatchObject({
      ok: false,
      error: 'Address declared non-mailable by normalizer',
      code: 601,
    });
  });

  it('San Marino is accepted with its CAP once the country is named', () => {
    expect(places.checkAddress({ ...italian('47890', 'SAN MARINO', ''), foreignState: 'San Marino' })).toMatchObject({
      ok: true,
    });
  });

  it.each(['', ' '])('a blank zip is accepted with a hint about the missing answer', (zip) => {
    const verdict = places.checkAddress(abroad('FRANCIA', zip));
    expect(verdict.ok).toBe(true);
    expect(verdict.hint?.en).toContain('without an answer');
    expect(places.checkAddress(abroad('FRANCIA')).hint).toBeUndefined();
  });

  it('have an Italian reference name', () => {
    expect(places.countryOf('Deutschland')).toBe('GERMANIA');
    expect(places.countryOf('ATLANTIDE')).toBeUndefined();
  });
});

describe('hints', () => {
  it.each([
    [
      'the places of the CAP and the CAPs of the place',
      italian('87100', 'MILANO', 'MI'),
      ['COSENZA (CS)', '20121 (MI)'],
    ],
    ['the apostrophe form', italian('47121', 'FORLÌ', 'FC'), ['"FORLÌ"', '"FORLI\'" (FC)']],
    ['the single blank', italian('89121', 'REGGIO  CALABRIA', 'RC'), ['"REGGIO CALABRIA" (RC)']],
    ['the letters of the province', italian('37121', 'VERONA', 'VERONA'), ['"VERONA"', ' VR.']],
    ['the CAPs for a generic one', italian('00100', 'ROMA', 'RM'), ['00118 (RM)']],
    ['an unknown CAP', italian('00000', 'ROMA', 'RM'), ['"00000"', '00118 (RM)']],
    ['an unknown place', italian('37057', 'S. GIOVANNI LUPATOTO', 'VR'), ['SAN GIOVANNI LUPATOTO (VR)']],
    ['the missing CAP', italian('', 'ROMA', 'RM'), ['CAP (zip)']],
    ['the missing province', italian('00184', 'ROMA', ''), ['provinc']],
    ['the country of an enclave', italian('47890', 'SAN MARINO', 'RN'), ['foreignState "SAN MARINO"']],
    ['ITALIA for IT', abroad('IT'), ['ITALIA']],
    ['the accent of a country', abroad('BELARUS'), ['BÉLARUS']],
    ['longer names of a country', abroad('STATI UNITI'), ["STATI UNITI D'AMERICA"]],
    ['names instead of codes', abroad('UK'), ['"UK"', 'REGNO UNITO']],
    ['that a CAP is for tests', italian('11111', 'ROMA', 'RM'), ['303', '11111']],
  ])('name %s, in both languages', (_what, address, parts) => {
    const hint = hintOf(address);
    for (const part of parts) {
      expect(hint.it).toContain(part);
      expect(hint.en).toContain(part);
    }
    expect(hint.it).not.toBe(hint.en);
  });

  it('are one short line even for the CAP with most places and the longest input', () => {
    const hint = hintOf(italian('39040', 'X'.repeat(256), 'Y'.repeat(256)));
    expect(hint.it).toMatch(/e altri \d+/);
    expect(hint.it).not.toContain('\n');
    expect(hint.it.length).toBeLessThan(500);
  });
});

describe('second normalisation', () => {
  const first: PhysicalAddress = { at: 'Presso', ...italian('40121', 'BOLOGNA', 'BO'), address: 'VIA ROMA 1' };

  it('accepts another mailable address and keeps `at` of the first', () => {
    expect(places.checkFoundAddress({ ...italian('00184', 'Roma', 'RM'), at: 'altro' }, first)).toEqual({
      outcome: 'usable',
      normalized: { at: 'Presso', address: 'VIA SENZA NOME', zip: '00184', municipality: 'ROMA', province: 'RM' },
    });
  });

  it('finds the same address again: D02', () => {
    const same = { ...italian('40121', ' Bologna', 'bo'), address: 'via  Roma 1' };
    expect(places.checkFoundAddress(same, first)).toMatchObject({ outcome: 'sameAsFirst', failureCause: 'D02' });
  });

  it.each([
    ['no row', italian('40121', 'ROMA', 'RM'), 19],
    ['zip 00000', italian('00000', 'ROMA', 'RM'), 441],
    ['zip 33333', italian('33333', 'ROMA', 'RM'), 443],
    ['an unknown country', abroad('UK'), 601],
  ])('refuses %s: D01', (_why, found, code) => {
    expect(places.checkFoundAddress(found, first)).toMatchObject({ outcome: 'notValid', failureCause: 'D01', code });
  });

  it('finds the fault before equality', () => {
    const wrong = italian('40121', 'ROMA', 'RM');
    expect(places.checkFoundAddress(wrong, wrong)).toMatchObject({ failureCause: 'D01' });
  });

  it('accepts the test CAP 22222 without a look at the table', () => {
    expect(places.checkFoundAddress(italian('22222', 'ROMA', 'RM'), first)).toMatchObject({ outcome: 'usable' });
  });

  it.each(['11111', '00500'])('fails technically for the test CAP %s', (zip) => {
    expect(places.checkFoundAddress(italian(zip, 'ROMA', 'RM'), first)).toMatchObject({ outcome: 'serviceError' });
  });
});

describe('two addresses are the same', () => {
  const base = { ...italian('40121', 'BOLOGNA', 'BO'), addressDetails: 'SCALA B' };

  it.each([
    ['in case and blanks', { ...base, address: ' VIA  SENZA nome' }],
    ['in `at`', { ...base, at: 'Presso Bianchi' }],
    ['in an absent and an empty field', { ...base, municipalityDetails: '' }],
    ['in the state of Italy', { ...base, foreignState: 'ITALIA' }],
  ])('when they differ only %s', (_what, other) => {
    expect(sameAddress(base, other)).toBe(true);
  });

  it.each(['address', 'addressDetails', 'zip', 'municipality', 'municipalityDetails', 'province'])(
    'but not when %s differs',
    (field) => {
      expect(sameAddress(base, { ...base, [field]: 'ALTRO' })).toBe(false);
    },
  );

  it('but not when the foreign state differs', () => {
    expect(sameAddress(abroad('FRANCIA'), abroad('FRANCE'))).toBe(false);
  });
});

describe('what counts as Italian', () => {
  it.each([
    [undefined, true, true],
    [' ', true, true],
    [' italia ', true, true],
    ['ITALY', true, true],
    ['ITALIEN', true, false],
    ['IT', false, true],
    ['ITA', false, false],
    ['FRANCIA', false, false],
  ])('%s: for the normaliser %s, for the post %s', (foreignState, forNormalizer, forPost) => {
    const address = foreignState === undefined ? {} : { foreignState };
    expect(isItalianForNormalizer(address)).toBe(forNormalizer);
    expect(isItalianForPost(address)).toBe(forPost);
  });
});

describe('the folder of places', () => {
  const ownFolder = mkdtempSync(join(tmpdir(), 'places-'));
  afterAll(() => rmSync(ownFolder, { recursive: true }));
  const write = (addresses: string, countries: string): void => {
    writeFileSync(join(ownFolder, 'addresses.csv'), addresses);
    writeFileSync(join(ownFolder, 'countries.csv'), countries);
  };
  const countriesCsv = 'name,country\n"CONGO, REP",CONGO\n';

  it.each(['addresses.csv', 'countries.csv'])('ships %s as its README says', (name) => {
    const bytes = gunzipSync(readFileSync(join(folder, `${name}.gz`)));
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(createHash('sha256').update(bytes).digest('hex'));
  });

  it('carries its own licence', () => {
    expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toContain('EUROPEAN UNION PUBLIC LICENCE v. 1.2');
  });

  it('may be one of plain files, with carriage returns and quotes', () => {
    write('cap,municipality,province\r\n99999,Paperopoli,pp\r\n', countriesCsv);
    const own = loadPlaces(ownFolder);
    expect(own.checkAddress(italian('99999', 'PAPEROPOLI', 'PP'))).toMatchObject({ ok: true });
    expect(own.checkAddress(italian('00184', 'ROMA', 'RM'))).toMatchObject({ ok: false, code: 19 });
    expect(own.countryOf('Congo, Rep')).toBe('CONGO');
  });

  it.each([
    ['a wrong header', 'zip,city,province\n', 1],
    ['a row with a missing field', 'cap,municipality,province\n00184,ROMA,RM\n00185,ROMA\n', 3],
  ])('is refused by file and line for %s', (_what, addresses, line) => {
    write(addresses, countriesCsv);
    const failure = expect.objectContaining({ file: join(ownFolder, 'addresses.csv'), line });
    expect(() => loadPlaces(ownFolder)).toThrow(PlacesUnreadable);
    expect(() => loadPlaces(ownFolder)).toThrow(failure);
  });

  it('is read at the first question, not before', () => {
    const missing = placesOnDemand(join(ownFolder, 'missing'));
    expect(() => missing.countryOf('FRANCIA')).toThrow(PlacesUnreadable);
    expect(placesOnDemand(folder).countryOf('FRANCE')).toBe('FRANCIA');
  });
});

const reference = '../shared/reference';
describe.skipIf(!existsSync(reference))('against the reference lists', () => {
  it.each(['addresses.csv', 'countries.csv'])('%s is the same', (name) => {
    expect(gunzipSync(readFileSync(join(folder, `${name}.gz`))).equals(readFileSync(join(reference, name)))).toBe(true);
  });
});
