import { describe, expect, it } from 'vitest';
import { addressViolations } from '../../../src/send/request/address-rules.js';
import { defaultRequestSettings, type RequestSettings } from '../../../src/send/request/facts.js';
import type { PhysicalAddress } from '../../../src/send/request/model.js';
import { anAddress, aRecipient, without } from './a-request.js';

const details = (change: Partial<PhysicalAddress>, settings: Partial<RequestSettings> = {}) =>
  addressViolations(aRecipient({ physicalAddress: anAddress(change) }), 2, {
    ...defaultRequestSettings,
    ...settings,
  }).map((violation) => violation.detail);
const strict = { addressProfile: 'strict' } as const;
const abroad = { foreignState: 'FRANCIA', province: '' };
const fields = [
  'address',
  'addressDetails',
  'municipality',
  'municipalityDetails',
  'foreignState',
  'zip',
  'province',
  'at',
] as const;

describe('lenient profile', () => {
  it.each(fields)('refuses a letter outside ISO Latin 1 in %s', (field) => {
    expect(details({ [field]: 'Śródmieście' })).toContain(`Field ${field} in recipient 2 contains invalid characters.`);
  });

  it.each(fields)('accepts accented letters and commas in %s', (field) => {
    expect(details({ [field]: 'Forlì, città', province: 'FC' })).toEqual([]);
  });

  it('has no limit for a row', () => {
    expect(details({ address: 'VIA '.repeat(20) })).toEqual([]);
  });
});

describe('strict profile', () => {
  it.each(fields)('refuses a comma and an accent in %s', (field) => {
    expect(
      details({ [field]: 'FORLÌ', province: 'FC', ...(field === 'province' && { province: 'È' }) }, strict),
    ).toEqual([`Field ${field} in recipient 2 contains invalid characters.`]);
    expect(details({ [field]: 'A, B', ...(field === 'province' ? {} : { province: 'FC' }) }, strict)).toEqual([
      `Field ${field} in recipient 2 contains invalid characters.`,
    ]);
  });

  it.each(['VIA ROMA 1/A', "VIA DELL'ORTO", 'S. MARIA-NUOVA', 'Via@ok_AR'])('accepts %s', (address) => {
    expect(details({ address }, strict)).toEqual([]);
  });

  it.each([
    ['address', { address: 'x'.repeat(45) }],
    ['addressDetails', { addressDetails: 'x'.repeat(45) }],
    ['at and municipalityDetails', { at: 'x'.repeat(22), municipalityDetails: 'y'.repeat(22) }],
    ['zip, municipality and Province', { municipality: 'x'.repeat(36), zip: '20121', province: 'MI' }],
    ['foreignState', { foreignState: 'x'.repeat(45) }],
  ])('refuses a row %s of 45 characters', (row, change) => {
    expect(details(change, strict)).toEqual([`Field ${row} in recipient 2 exceed max length of 44 chars`]);
  });

  it('accepts rows of 44 characters, outer blanks aside', () => {
    expect(
      details(
        {
          address: `  ${'x'.repeat(44)}  `,
          at: 'x'.repeat(22),
          municipalityDetails: 'y'.repeat(21),
          zip: '',
          municipality: 'Z',
        },
        strict,
      ),
    ).toEqual([]);
  });
});

describe('province', () => {
  it.each([undefined, '', ' ', 'ITALIA', ' italy ', 'Italiana'])('is needed with the country %j', (foreignState) => {
    const country = foreignState === undefined ? {} : { foreignState };
    expect(details({ ...country, province: '' })).toEqual(['No province provided in physical address']);
    expect(details({ ...country, province: 'MI' })).toEqual([]);
  });

  it.each(['FRANCIA', 'IT'])('is not needed with the country %s', (foreignState) => {
    expect(details({ ...abroad, foreignState })).toEqual([]);
  });

  it('may be absent abroad', () => {
    expect(
      addressViolations(
        aRecipient({ physicalAddress: { ...without(anAddress(), 'province'), foreignState: 'FRANCIA' } }),
        0,
        defaultRequestSettings,
      ),
    ).toEqual([]);
  });
});

it.each(['06000', '13', '1212_', 'ZONA 1', '0123456789', ''])('the foreign zip %j is accepted', (zip) => {
  expect(details({ ...abroad, zip })).toEqual([]);
});

describe('a recipient without address', () => {
  const recipient = without(aRecipient(), 'physicalAddress');

  it('is refused where the look-up is off', () => {
    expect(addressViolations(recipient, 0, defaultRequestSettings).map((violation) => violation.detail)).toEqual([
      'PhysicalAddress cannot be null',
    ]);
  });

  it('is accepted where it is on', () => {
    expect(addressViolations(recipient, 0, { ...defaultRequestSettings, addressLookup: true })).toEqual([]);
  });
});
