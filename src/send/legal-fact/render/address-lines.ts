import type { PhysicalAddress } from '../../request/model.js';

/** A physical address as on an envelope, without the name: presso, street, details, place, country. */
export const addressLines = (address: PhysicalAddress): readonly string[] => {
  const municipality = [address.municipality, address.municipalityDetails].filter(Boolean).join(' – ');
  const place = [address.zip, municipality, address.province && `(${address.province})`].filter(Boolean).join(' ');
  const at = address.at && `c/o ${address.at}`;
  return [at, address.address, address.addressDetails, place, address.foreignState]
    .filter((line) => !!line)
    .map(String);
};
