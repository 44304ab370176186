import type { Iun } from '../notification/model.js';

/** Letters of an IUN, in the platform's order. */
const alphabet = 'ADEGHJKLMNPQRTUVWXYZ';
const forbiddenPairs = new Set(['UV', 'VU', 'HN', 'NH', 'LJ']);

/**
 * Control letter: sum of the positions (from 1) of the twelve letters and of the six digits, modulo 20.
 *
 * Source: pn-delivery svc/IunGenerator.java
 */
const controlLetter = (groups: string, yearMonth: string): string => {
  const letters = [...groups].reduce((sum, c) => sum + alphabet.indexOf(c) + 1, 0);
  const digits = [...yearMonth].reduce((sum, d) => sum + Number(d), 0);
  return alphabet[(letters + digits) % alphabet.length] as string;
};

/**
 * A new IUN. Inside a group no letter follows itself and some pairs never occur.
 * @param draws random bytes, 128 at least
 * @param yearMonth `YYYYMM` of the creation, UTC
 */
export const makeIun = (draws: Uint8Array, yearMonth: string): Iun => {
  let at = 0;
  const group = (): string => {
    let text = '';
    while (text.length < 4) {
      const letter = alphabet[(draws[at++ % draws.length] as number) % alphabet.length] as string;
      const last = text.at(-1) ?? '';
      if (letter !== last && !forbiddenPairs.has(last + letter)) text += letter;
    }
    return text;
  };
  const groups = [group(), group(), group()].join('-');
  return `${groups}-${yearMonth}-${controlLetter(groups, yearMonth)}-1`;
};

/** The request id is the IUN in base64, so the sender can compute one from the other. */
export const requestIdOf = (iun: Iun): string => Buffer.from(iun, 'ascii').toString('base64');
export const iunOf = (notificationRequestId: string): Iun =>
  Buffer.from(notificationRequestId, 'base64').toString('ascii');
