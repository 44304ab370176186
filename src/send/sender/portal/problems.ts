import type { Said } from '../../../text/said.js';

/** A refusal of the key portal. Source: pn-apikey-manager exception/ApiKeyManagerExceptionError.java (messages) */
export class PortalProblem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly hint: Said,
  ) {
    super(message);
  }

  /** unsure: only the messages are known; the form is that of the platform's other services. */
  toBody(traceId: string): Record<string, unknown> {
    return {
      type: 'GENERIC_ERROR',
      status: this.status,
      title: this.message,
      detail: this.message,
      traceId,
      errors: [],
    };
  }
}

export const portalProblems = {
  notPublicBody: (cxType: string): PortalProblem =>
    new PortalProblem(403, 'Forbidden', {
      it: `x-pagopa-pn-cx-type è "${cxType}": solo un ente (PA) gestisce le chiavi`,
      en: `x-pagopa-pn-cx-type is "${cxType}": only a public body (PA) manages keys`,
    }),
  unknownSender: (cxId: string): PortalProblem =>
    new PortalProblem(403, 'Forbidden', {
      it: `Nessun ente della sandbox ha il paId "${cxId}" (x-pagopa-pn-cx-id): GET /_sim/sandboxes li elenca`,
      en: `No body of the sandbox has the paId "${cxId}" (x-pagopa-pn-cx-id): GET /_sim/sandboxes lists them`,
    }),
  manySenders: (paIds: readonly string[]): PortalProblem =>
    new PortalProblem(403, 'Forbidden', {
      it: `La sandbox ha più enti: dire quale con x-pagopa-pn-cx-id (${paIds.join(', ')}) o con una chiave in x-api-key`,
      en: `The sandbox has several bodies: name one with x-pagopa-pn-cx-id (${paIds.join(', ')}) or with a key in x-api-key`,
    }),
  badBody: (what: Said): PortalProblem =>
    new PortalProblem(400, 'Bad Request', {
      it: `Corpo non valido: ${what.it}`,
      en: `The body is not valid: ${what.en}`,
    }),
  foreignGroups: (groups: readonly string[], known: readonly string[]): PortalProblem =>
    new PortalProblem(400, `User cannot add groups: [${groups.join(', ')}]`, {
      it: `Gruppi ammessi: ${known.join(', ') || 'nessuno'}`,
      en: `Groups that may be given: ${known.join(', ') || 'none'}`,
    }),
  unknownKey: (id: string): PortalProblem =>
    new PortalProblem(404, 'ApiKey does not exist', {
      it: `L’ente non ha una chiave con id "${id}": serve l’id, non il valore`,
      en: `The body has no key with the id "${id}": the id is wanted, not the value`,
    }),
  wrongState: (message: string): PortalProblem =>
    new PortalProblem(409, message, {
      it: 'ROTATE vuole una chiave ENABLED, BLOCK una ENABLED o ROTATED, ENABLE una BLOCKED mai ruotata, DELETE una BLOCKED',
      en: 'ROTATE wants an ENABLED key, BLOCK an ENABLED or ROTATED one, ENABLE a BLOCKED one that was never rotated, DELETE a BLOCKED one',
    }),
} as const;
