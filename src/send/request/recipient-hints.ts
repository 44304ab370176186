import type { TaxIdCharacter, TaxIdVerdict } from '../../italy/tax-id.js';
import type { Said } from '../../text/said.js';
import type { RecipientType } from './model.js';

type TaxIdFault = Extract<TaxIdVerdict, { valid: false }>;

const characterNames: Readonly<Record<TaxIdCharacter, Said>> = {
  letter: { it: 'una lettera', en: 'a letter' },
  digit: { it: 'una cifra', en: 'a digit' },
  digitOrOmocodiaLetter: { it: 'una cifra (o una lettera da omocodia)', en: 'a digit (or a letter of an omocodia)' },
  monthLetter: { it: 'la lettera di un mese (ABCDEHLMPRST)', en: 'the letter of a month (ABCDEHLMPRST)' },
};

const taxIdFault = (fault: TaxIdFault, recipientType: RecipientType): Said => {
  switch (fault.reason) {
    case 'length':
      return {
        it: `ha ${fault.length} caratteri: servono ${recipientType === 'PF' ? '16' : '11 cifre'}`,
        en: `has ${fault.length} characters: ${recipientType === 'PF' ? '16' : '11 digits'} are needed`,
      };
    case 'personNeedsPersonalCode':
      return {
        it: 'è numerico, ma una persona fisica (PF) vuole il codice fiscale di 16 caratteri: usa quello, o recipientType PG',
        en: 'is numeric, but a natural person (PF) needs the personal code of 16 characters: use that, or recipientType PG',
      };
    case 'form':
      return {
        it: `ha ${fault.received} al carattere ${fault.position}, dove serve ${characterNames[fault.expected].it}`,
        en: `has ${fault.received} as character ${fault.position}, where ${characterNames[fault.expected].en} is needed`,
      };
    case 'checkCharacter':
      return {
        it: `ha il carattere di controllo ${fault.received}, quello calcolato è ${fault.expected}: correggi il codice, o aggiungilo a taxIdWhiteList`,
        en: `has the check character ${fault.received}, the computed one is ${fault.expected}: correct the code, or add it to taxIdWhiteList`,
      };
  }
};

const shown = (character: string): string => {
  const codePoint = character.codePointAt(0) ?? 0;
  return `${JSON.stringify(character)} (U+${codePoint.toString(16).toUpperCase().padStart(4, '0')})`;
};

export const recipientHints = {
  companyNeedsNumericTaxId: ({ recIndex, received }: { recIndex: number; received: string }): Said => ({
    it: `recipients[${recIndex}] è una persona giuridica (PG) con taxId ${received}: indica la partita IVA o il codice fiscale di 11 cifre, o recipientType PF se è una persona`,
    en: `recipients[${recIndex}] is a company (PG) with taxId ${received}: give its VAT number or tax code of 11 digits, or recipientType PF if it is a person`,
  }),

  invalidTaxId: ({
    recIndex,
    received,
    recipientType,
    fault,
  }: {
    recIndex: number;
    received: string;
    recipientType: RecipientType;
    fault: TaxIdFault;
  }): Said => ({
    it: `Il taxId ${received} di recipients[${recIndex}] ${taxIdFault(fault, recipientType).it}`,
    en: `The taxId ${received} of recipients[${recIndex}] ${taxIdFault(fault, recipientType).en}`,
  }),

  duplicatedRecipient: (facts: { recIndex: number; firstRecIndex: number; received: string }): Said => ({
    it: `recipients[${facts.recIndex}] ha lo stesso taxId di recipients[${facts.firstRecIndex}] (${facts.received}): ogni destinatario va indicato una volta sola, con tutti i suoi pagamenti`,
    en: `recipients[${facts.recIndex}] has the same taxId as recipients[${facts.firstRecIndex}] (${facts.received}): name each recipient once, with all their payments`,
  }),

  nameTooLong: (facts: { recIndex: number; field: string; length: number; max: number }): Said => ({
    it: `${facts.field} di recipients[${facts.recIndex}] ha ${facts.length} caratteri, il massimo è ${facts.max}: abbrevialo`,
    en: `${facts.field} of recipients[${facts.recIndex}] has ${facts.length} characters, the maximum is ${facts.max}: shorten it`,
  }),

  nameCharacters: (facts: { recIndex: number; field: string; character: string }): Said => ({
    it: `${facts.field} di recipients[${facts.recIndex}] contiene ${shown(facts.character)}: sono ammessi i caratteri stampabili di ISO Latin 1, tranne |`,
    en: `${facts.field} of recipients[${facts.recIndex}] contains ${shown(facts.character)}: the printable characters of ISO Latin 1 are accepted, without |`,
  }),

  physicalAddressMissing: ({ recIndex }: { recIndex: number }): Said => ({
    it: `recipients[${recIndex}] non ha physicalAddress e per questo ente SEND non lo ricerca nei registri: indica l’indirizzo, o attiva la ricerca (addressLookup)`,
    en: `recipients[${recIndex}] has no physicalAddress and SEND does not look it up for this sender: give the address, or switch the look-up on (addressLookup)`,
  }),

  addressCharacters: (facts: { recIndex: number; field: string; character: string; isStrict: boolean }): Said => ({
    it: `${facts.field} dell’indirizzo di recipients[${facts.recIndex}] contiene ${shown(facts.character)}: ${facts.isStrict ? "il profilo strict ammette solo lettere senza accento, cifre, spazio e . / ' - @ _" : 'sono ammessi i caratteri stampabili di ISO Latin 1'}`,
    en: `${facts.field} in the address of recipients[${facts.recIndex}] contains ${shown(facts.character)}: ${facts.isStrict ? "the strict profile accepts letters without accent, digits, blank and . / ' - @ _ only" : 'the printable characters of ISO Latin 1 are accepted'}`,
  }),

  addressRowTooLong: (facts: { recIndex: number; row: string; length: number; max: number }): Said => ({
    it: `Sulla busta la riga ${facts.row} di recipients[${facts.recIndex}] sarebbe di ${facts.length} caratteri, il massimo è ${facts.max} (profilo strict): abbrevia i campi che la compongono`,
    en: `On the envelope the row ${facts.row} of recipients[${facts.recIndex}] would have ${facts.length} characters, the maximum is ${facts.max} (strict profile): shorten the fields it is made of`,
  }),

  provinceMissing: ({ recIndex, foreignState }: { recIndex: number; foreignState: string }): Said => ({
    it: `L’indirizzo di recipients[${recIndex}] è italiano (foreignState ${JSON.stringify(foreignState)}) e non ha la provincia: indica la sigla in province, o lo stato estero in foreignState`,
    en: `The address of recipients[${recIndex}] is Italian (foreignState ${JSON.stringify(foreignState)}) and has no province: give its two letters in province, or the foreign country in foreignState`,
  }),
};
