import { PlatformProblem } from '../problem.js';
import { groupStatuses } from './model.js';

/** Refusals of the list of groups. */
export const refusals = {
  /** unsure: the body; the service binds the parameter before any code of its own runs. */
  unknownStatus: (received: string): PlatformProblem =>
    new PlatformProblem(
      400,
      [{ code: 'PN_GENERIC_ERROR' }],
      {
        it: `statusFilter vale "${received}": i valori ammessi sono ${groupStatuses.join(', ')}; senza il parametro l’elenco è completo`,
        en: `statusFilter is "${received}": the values are ${groupStatuses.join(', ')}; without the parameter the list is complete`,
      },
      'PN-EXTERNAL-REGISTRIES',
    ),
} as const;
