import type { Said } from '../../text/said.js';
import { PlatformProblem } from '../problem.js';
import { functionalities } from './facts.js';

const service = 'PN-DOWNTIME-LOGS';

/** Everything that the service finds wrong with a call looks alike; only the hint tells what it was. */
export const badDowntimeCall = (hint: Said): PlatformProblem =>
  new PlatformProblem(400, [{ code: '400 BAD_REQUEST' }], hint, service);

/** What the paging of the history does not take; its texts are those of Java and of Spring. */
const conflict = (detail: string, hint: Said): PlatformProblem =>
  new PlatformProblem(409, [{ code: '409 CONFLICT', detail }], hint, service);

const shown = (received: string): string => `"${received.slice(0, 100)}"`;

/** Refusals of the downtime service. Source: pn-downtime-logs exceptions/AppControllerAdvice.java */
export const refusals = {
  /** The pages answer as if the service were broken while one of its functions is. */
  incidentOpen: (open: readonly string[]): PlatformProblem =>
    new PlatformProblem(
      500,
      [{ code: '500 INTERNAL_SERVER_ERROR' }],
      {
        it: `È aperto un malfunzionamento di ${open.join(', ')}: si chiude con POST /_sim/incidents/{id}/close`,
        en: `A malfunction of ${open.join(', ')} is open: POST /_sim/incidents/{id}/close closes it`,
      },
      service,
    ),
  /** Also for a malformed id: the service passes on what the storage says about it, as a 400. */
  unknownCertificate: (key: string): PlatformProblem =>
    badDowntimeCall({
      it: `Nessuna attestazione ${shown(key)} in questa sandbox: usare legalFactId di GET /downtime/v1/resolved; la sandbox si sceglie con ?sandbox=`,
      en: `No certificate ${shown(key)} in this sandbox: use legalFactId of GET /downtime/v1/resolved; ?sandbox= chooses the sandbox`,
    }),
  notAnInstant: (name: string, received: string): PlatformProblem =>
    badDowntimeCall({
      it: `Il parametro ${name} vale ${shown(received)}: serve una data e ora con fuso, come 2026-03-01T08:00:00Z`,
      en: `The parameter ${name} is ${shown(received)}: a date-time with offset is needed, such as 2026-03-01T08:00:00Z`,
    }),
  unknownFunctionality: (received: string): PlatformProblem =>
    badDowntimeCall({
      it: `Il parametro functionality vale ${shown(received)}: i valori sono ${functionalities.join(', ')}`,
      en: `The parameter functionality is ${shown(received)}: the values are ${functionalities.join(', ')}`,
    }),
  notANumber: (name: string, received: string): PlatformProblem =>
    conflict(`For input string: "${received}"`, {
      it: `Il parametro ${name} vale ${shown(received)}: serve un numero intero; la piattaforma risponde 409 e non 400`,
      en: `The parameter ${name} is ${shown(received)}: a whole number is needed; the platform answers 409 and not 400`,
    }),
  /** unsure: with a negative size the platform may stumble earlier, over another exception. */
  impossiblePage: (name: 'page' | 'size', received: number): PlatformProblem =>
    conflict(name === 'page' ? 'Page index must not be less than zero!' : 'Page size must not be less than one!', {
      it: `Il parametro ${name} vale ${received}: le pagine si contano da 0 e hanno almeno una riga`,
      en: `The parameter ${name} is ${received}: pages are counted from 0 and have one row at least`,
    }),
} as const;
