import type { Said } from '../../text/said.js';

/** Hints of the status check. */
export const statusHints = {
  required: (element: string): Said => ({
    it: `Manca ${element}: indicare notificationRequestId, oppure paProtocolNumber e idempotenceToken insieme (senza token la ricerca per protocollo non è possibile)`,
    en: `${element} is missing: give notificationRequestId, or paProtocolNumber and idempotenceToken together (without a token there is no search by protocol number)`,
  }),
  notBase64: (id: string): Said => ({
    it: `"${id}" non è base64: usare il notificationRequestId della risposta 202, codificato nell’URL (i caratteri + e = compresi)`,
    en: `"${id}" is no base64: use the notificationRequestId of the 202 answer, URL-encoded (+ and = included)`,
  }),
  unknownId: (id: string): Said => ({
    it: `Nessuna richiesta "${id}" visibile con questa chiave: altra sandbox, altro ente, altro gruppo, oppure un reset`,
    en: `No request "${id}" that this key can see: another sandbox, body or group, or a reset`,
  }),
  unknownProtocol: (protocol: string, token: string): Said => ({
    it: `Nessuna richiesta con protocollo "${protocol}" e token "${token}" per questo ente`,
    en: `No request with protocol number "${protocol}" and token "${token}" for this body`,
  }),
} as const;
