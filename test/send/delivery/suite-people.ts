import type { Recipient } from '../../../src/send/request/model.js';
import { aDigitalRecipient, aPaperRecipient } from '../../support/simulator.js';
import type { ToldLife } from './life.js';

/** People of the platform's own suite, and where they live. */
export const nobody = 'LRTFNC80A01F205B';
export const galileo = 'GLLGLL64B15G702I';
export const leonardo = 'DVNLRD52D15M059P';
export const milano = { zip: '20121', municipality: 'MILANO', province: 'MI' };

export const letterTo = (address: string, taxId = nobody): Recipient =>
  aPaperRecipient({ taxId, physicalAddress: { address, ...milano } });
export const pecTo = (address: string, taxId = galileo): Recipient => aDigitalRecipient(address, { taxId });

export const has = ({ elements }: ToldLife, category: string, recIndex = 0): boolean =>
  elements.some((e) => e.category === category && e.details.recIndex === recIndex);
