import { type Violation, violation } from './errors.js';
import { type AddressProfile, addressRowLength, notForAddresses, type RequestSettings } from './facts.js';
import type { PhysicalAddress, Recipient } from './model.js';

/**
 * Physical address of a recipient. Whether place, CAP and province belong together is not asked here but after the 202.
 *
 * Source: pn-delivery svc/NotificationReceiverValidator.java, utils/FeatureFlagUtils.java
 */
export const addressViolations = (
  { physicalAddress: address }: Recipient,
  recIndex: number,
  { addressProfile, addressLookup }: RequestSettings,
): Violation[] => {
  if (!address) return addressLookup ? [] : [violation('physicalAddressMissing', { recIndex })];
  return [
    ...characterViolations(address, recIndex, addressProfile),
    ...(addressProfile === 'strict' ? rowViolations(address, recIndex) : []),
    ...provinceViolations(address, recIndex),
  ];
};

const checkedFields = [
  'address',
  'addressDetails',
  'province',
  'foreignState',
  'at',
  'zip',
  'municipality',
  'municipalityDetails',
] as const satisfies readonly (keyof PhysicalAddress)[];

/** `at` is looked at here and among the names: a wrong character there is told twice, as the platform does. */
const characterViolations = (address: PhysicalAddress, recIndex: number, profile: AddressProfile): Violation[] =>
  checkedFields.flatMap((field) => {
    const character = notForAddresses[profile].exec(address[field] ?? '')?.[0];
    if (character === undefined) return [];
    return [violation('addressCharacters', { field, recIndex, character, isStrict: profile === 'strict' })];
  });

/** The rows printed on the envelope, by the name that the platform gives them. */
const rows = (address: PhysicalAddress): Record<string, readonly (string | undefined)[]> => ({
  'at and municipalityDetails': [address.at, address.municipalityDetails],
  addressDetails: [address.addressDetails],
  address: [address.address],
  'zip, municipality and Province': [address.zip, address.municipality, address.province],
  foreignState: [address.foreignState],
});

const rowViolations = (address: PhysicalAddress, recIndex: number): Violation[] =>
  Object.entries(rows(address)).flatMap(([row, parts]) => {
    const given = parts.filter((part) => part !== undefined);
    const printed = given.map((part) => part.trim()).join(' ');
    const { length } = printed.trim();
    return length > addressRowLength
      ? [violation('addressRowTooLong', { row, recIndex, length, max: addressRowLength })]
      : [];
  });

const provinceViolations = ({ foreignState = '', province = '' }: PhysicalAddress, recIndex: number): Violation[] => {
  const country = foreignState.trim().toUpperCase();
  const isItalian = country === '' || country.startsWith('ITAL');
  return isItalian && province.trim() === '' ? [violation('provinceMissing', { recIndex, foreignState })] : [];
};
