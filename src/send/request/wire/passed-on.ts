import { AdapterProblem } from '../../adapter-problem.js';
import { PlatformProblem } from '../../problem.js';
import { int32 } from '../facts.js';
import type { NotificationRequest } from '../model.js';

/** Fields that an older contract may not know: its gateway lets anything pass, the adapter hands it on. */
type PassedOn = Omit<NotificationRequest, 'paFee' | 'additionalLanguages' | 'physicalCommunicationPriority'> & {
  readonly paFee?: unknown;
  readonly additionalLanguages?: unknown;
  readonly physicalCommunicationPriority?: unknown;
};

/**
 * Reads the newer fields of an older request as the service does, which honours them: a text of digits is a number, null is
 * absent.
 * @throws PlatformProblem (500) where a value has another type, AdapterProblem (400) where a number is out of range
 *
 * unsure: both bodies; the platform reads with Jackson and checks with Spring before its own checks begin.
 */
export const withPassedOnFields = (request: PassedOn): NotificationRequest => {
  const { paFee, additionalLanguages, physicalCommunicationPriority, ...known } = request;
  const read = {
    paFee: percentage('paFee', paFee),
    additionalLanguages: texts('additionalLanguages', additionalLanguages),
    physicalCommunicationPriority: percentage('physicalCommunicationPriority', physicalCommunicationPriority),
  };
  return { ...known, ...Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) };
};

/** A whole number from 0 to 100; a fraction is cut later, with the defaults. */
const percentage = (field: string, received: unknown): number | undefined => {
  if (received === undefined || received === null || received === '') return undefined;
  const value = typeof received === 'string' && /^\s*-?\d+\s*$/.test(received) ? Number(received) : received;
  if (typeof value !== 'number' || value < int32.min || value > int32.max) throw unreadable(field, received);
  if (Math.trunc(value) < 0 || Math.trunc(value) > 100) throw outOfRange(field, received);
  return value;
};

const texts = (field: string, received: unknown): readonly string[] | undefined => {
  if (received === undefined || received === null) return undefined;
  if (!Array.isArray(received) || received.some((one) => typeof one === 'object' && one !== null)) {
    throw unreadable(field, received);
  }
  return received.map(String);
};

/** Lists and objects by their brackets alone: nested without end, writing them out would end in a stack overflow. */
const shown = (received: unknown): string => {
  if (Array.isArray(received)) return '[…]';
  return typeof received === 'object' && received !== null ? '{…}' : JSON.stringify(received).slice(0, 100);
};

/** A body that the service cannot bind to its types. */
export const unreadable = (field: string, received: unknown): PlatformProblem =>
  new PlatformProblem(500, [{ code: 'PN_GENERIC_ERROR' }], {
    it: `${field} vale ${shown(received)}: questa versione non lo controlla e lo inoltra, e la piattaforma non riesce a leggerlo`,
    en: `${field} is ${shown(received)}: this version does not check it and passes it on, and the platform cannot read it`,
  });

const outOfRange = (field: string, received: unknown): AdapterProblem =>
  new AdapterProblem(
    400,
    { status: 400, error: 'Bad Request', path: '/delivery/v2.6/requests' },
    {
      it: `${field} vale ${shown(received)}: sono ammessi i valori da 0 a 100 (questa versione non lo controlla, ma lo inoltra)`,
      en: `${field} is ${shown(received)}: 0 to 100 are allowed (this version does not check it, but passes it on)`,
    },
    'Bad Request',
  );
