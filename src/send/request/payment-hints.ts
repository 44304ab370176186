import type { Said } from '../../text/said.js';

type InRecipient = { readonly recIndex: number };
type OfPayment = InRecipient & { readonly paymentIndex: number };

const costRequired =
  (kind: string) =>
  ({ recIndex }: InRecipient): Said => ({
    it: `Con DELIVERY_MODE il costo della notifica si paga con uno dei pagamenti, ma nessun pagamento ${kind} di recipients[${recIndex}] ha applyCost true: mettilo a true su almeno uno, o usa FLAT_RATE`,
    en: `With DELIVERY_MODE the cost of the notification is paid with one of the payments, but no ${kind} payment of recipients[${recIndex}] has applyCost true: set it on at least one, or use FLAT_RATE`,
  });

const costForbidden =
  (kind: string) =>
  ({ recIndex }: InRecipient): Said => ({
    it: `Con FLAT_RATE SEND non aggiunge costi, ma un pagamento ${kind} di recipients[${recIndex}] ha applyCost true: metti applyCost a false, o usa DELIVERY_MODE`,
    en: `With FLAT_RATE SEND adds no cost, but a ${kind} payment of recipients[${recIndex}] has applyCost true: set applyCost to false, or use DELIVERY_MODE`,
  });

export const paymentHints = {
  pagoPaApplyCostRequired: costRequired('pagoPA'),
  f24ApplyCostRequired: costRequired('F24'),
  pagoPaApplyCostForbidden: costForbidden('pagoPA'),
  f24ApplyCostForbidden: costForbidden('F24'),

  f24TitleBlank: ({ recIndex, paymentIndex }: OfPayment): Said => ({
    it: `Il titolo dell’F24 in recipients[${recIndex}].payments[${paymentIndex}] è vuoto: il destinatario lo legge come descrizione, indicalo`,
    en: `The title of the F24 in recipients[${recIndex}].payments[${paymentIndex}] is blank: the recipient reads it as the description, give one`,
  }),

  duplicatedIuv: (facts: OfPayment & { iuv: string; first: string }): Said => ({
    it: `recipients[${facts.recIndex}].payments[${facts.paymentIndex}] ripete ${facts.iuv} (creditorTaxId e noticeCode) di ${facts.first}: ogni avviso pagoPA va indicato una volta sola nella richiesta`,
    en: `recipients[${facts.recIndex}].payments[${facts.paymentIndex}] repeats ${facts.iuv} (creditorTaxId and noticeCode) of ${facts.first}: name each pagoPA notice once in the request`,
  }),

  paymentKeyOfOtherKind: (facts: OfPayment & { key: string; contentType: string; expected: string }): Said => ({
    it: `L’allegato di recipients[${facts.recIndex}].payments[${facts.paymentIndex}] è ${facts.contentType} ma la sua key è ${facts.key}: usa la key ricevuta dal preload con lo stesso contentType, che contiene ${facts.expected}`,
    en: `The attachment of recipients[${facts.recIndex}].payments[${facts.paymentIndex}] is ${facts.contentType} but its key is ${facts.key}: use the key that preload gave for the same contentType, which contains ${facts.expected}`,
  }),
};
