import { toIso } from '../../../clock/instant.js';
import type { PecReceipt } from '../document.js';
import type { DocumentTexts } from './texts/italian.js';
import { escaped } from './xml.js';

/**
 * Receipt of a PEC message as XML. It says what the certification data of a real receipt say (kind, parties, date, id
 * of the message, error), in a vocabulary of its own, so that nobody takes it for a receipt of a provider.
 */
export const pecReceiptXml = (receipt: PecReceipt, texts: DocumentTexts): string => {
  const error = receipt.error === undefined ? [] : [`  <errore>${escaped(receipt.error)}</errore>`];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<ricevuta-simulata tipo="${receipt.type}">`,
    `  <avvertenza>${texts.mark}</avvertenza>`,
    `  <iun>${escaped(receipt.iun)}</iun>`,
    `  <mittente>${escaped(receipt.senderAddress)}</mittente>`,
    `  <destinatario>${escaped(receipt.recipientAddress)}</destinatario>`,
    `  <data istante="${toIso(receipt.at)}">${texts.when(receipt.at)}</data>`,
    `  <identificativo>${escaped(receipt.identifier)}</identificativo>`,
    ...error,
    '</ricevuta-simulata>',
    '',
  ].join('\n');
};
