import type { Said } from '../../text/said.js';

const euro = (cents: number): string => (cents / 100).toFixed(2);
const euroIt = (cents: number): string => euro(cents).replace('.', ',');

/**
 * The trap of the guide: it says that the record already holds the share of the body, while the platform adds the whole price.
 *
 * Source: SEND integration guide 2.1; pn-f24 (the cost that is added is the total price)
 */
export const doubleCount = ({
  own,
  costCents,
  paFee,
}: {
  readonly own: number;
  readonly costCents: number;
  readonly paFee: number;
}): Said => ({
  it: `La riga con applyCost=true dell'F24 chiede € ${euroIt(own)} e SEND vi aggiunge € ${euroIt(costCents)}, paFee di € ${euroIt(paFee)} compreso: se la riga contiene già il costo dell'ente (come dice la guida 2.1), è contato due volte; toglierlo dalla riga oppure inviare paFee 0`,
  en: `The record of the F24 with applyCost=true asks for EUR ${euro(own)} and SEND adds EUR ${euro(costCents)} to it, the paFee of EUR ${euro(paFee)} included: if the record already holds the cost of the body (as guide 2.1 says), it is counted twice; take it out of the record or send paFee 0`,
});

export const f24BeingMade: Said = {
  it: "L'F24 si sta generando: ripetere la stessa chiamata (retryAfter è in millisecondi, benché il contratto dica secondi)",
  en: 'The F24 is being generated: repeat the same call (retryAfter is in milliseconds, although the contract says seconds)',
};
