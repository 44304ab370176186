import { toEpochMs, toIso } from '../../../../clock/instant.js';
import type { PostalScan } from '../../document.js';
import type { DocumentTexts } from '../texts/italian.js';
import { escaped } from '../xml.js';
import { zip } from '../zip.js';

/**
 * The archive of a fully digital report of the post: the scan, and what the carrier declares of it, in a vocabulary of our
 * own.
 */
export const scanArchive = (scan: PostalScan, pdf: Buffer, texts: DocumentTexts): Buffer => {
  const name = scan.documentType.replace(/[^A-Za-z0-9]/g, '_');
  return zip(
    [
      { name: `${name}.pdf`, bytes: pdf },
      { name: `${name}.xml`, bytes: Buffer.from(declaration(scan, texts), 'utf8') },
    ],
    new Date(toEpochMs(scan.issuedAt)),
  );
};

const declaration = (scan: PostalScan, texts: DocumentTexts): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<rendicontazione-simulata documento="${escaped(scan.documentType)}">`,
    `  <avvertenza>${texts.mark}</avvertenza>`,
    `  <iun>${escaped(scan.iun)}</iun>`,
    `  <prodotto>${scan.product}</prodotto>`,
    `  <codice-raccomandata>${escaped(scan.registeredLetterCode)}</codice-raccomandata>`,
    `  <destinatario>${escaped(scan.recipient.denomination)}</destinatario>`,
    `  <evento codice="${escaped(scan.eventCode)}" data="${toIso(scan.eventAt)}"/>`,
    ...(scan.failureCause === undefined ? [] : [`  <causa>${escaped(scan.failureCause)}</causa>`]),
    '</rendicontazione-simulata>',
    '',
  ].join('\n');
