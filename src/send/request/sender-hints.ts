import type { Said } from '../../text/said.js';
import type { Group } from '../sender/model.js';

const named = (groups: readonly Group[], none: string): string =>
  groups.map(({ id, name, status }) => `${id} (${name}, ${status})`).join(', ') || none;

/** What to say when the body or the key, rather than the request, is at fault. */
export const senderHints = {
  sendingSwitchedOff: ({ received }: { received: string }): Said => ({
    it: `Per l’ente ${received} l’invio è disattivato (settings.active false): usa un ente attivo, oppure crea la sandbox senza questa impostazione`,
    en: `Sending is switched off for the body ${received} (settings.active false): use an active body, or make the sandbox without that setting`,
  }),

  mvpOneRecipient: ({ received }: { received: number }): Said => ({
    it: `L’ente ha il profilo MVP (settings.mvp), che ammette un solo destinatario, e la richiesta ne ha ${received}: invia una notifica per destinatario`,
    en: `The body has the MVP profile (settings.mvp), which allows one recipient, and the request has ${received}: send one notification per recipient`,
  }),

  mvpPaymentMissing: (_: object): Said => ({
    it: 'L’ente ha il profilo MVP (settings.mvp), che vuole un pagamento, e recipients[0].payments è assente o vuoto: indica almeno un pagamento',
    en: 'The body has the MVP profile (settings.mvp), which wants a payment, and recipients[0].payments is absent or empty: give at least one payment',
  }),

  groupNotActive: ({ group, groups }: { group: string; groups: readonly Group[] }): Said => ({
    it: `${JSON.stringify(group)} non è un gruppo attivo dell’ente: group vuole l’id, non il nome. Gruppi dell’ente: ${named(groups, 'nessuno')}`,
    en: `${JSON.stringify(group)} is no active group of the body: group takes the id, not the name. Groups of the body: ${named(groups, 'none')}`,
  }),

  groupNotOfKey: ({ group, keyGroups }: { group: string; keyGroups: string }): Said => ({
    it: `La API key è dei gruppi ${keyGroups}, la richiesta nomina ${group}: indica uno dei gruppi della chiave, o usa una chiave senza gruppi`,
    en: `The API key belongs to the groups ${keyGroups}, the request names ${group}: give a group of the key, or use a key without groups`,
  }),

  groupMissing: ({ keyGroups }: { keyGroups: string }): Said => ({
    it: `La API key è dei gruppi ${keyGroups} e la richiesta non ha group: indicane uno, o usa una chiave senza gruppi`,
    en: `The API key belongs to the groups ${keyGroups} and the request has no group: name one of them, or use a key without groups`,
  }),

  allowanceExhausted: (facts: { used: number; monthlyLimit: number; month: string }): Said => ({
    it: `L’ente ha già inviato ${facts.used} richieste nel mese ${facts.month} (UTC) e il massimo è ${facts.monthlyLimit} (settings.monthlyLimit): attendi il mese successivo, spostando l’orologio, o crea la sandbox con un limite più alto`,
    en: `The body has sent ${facts.used} requests in the month ${facts.month} (UTC) and the maximum is ${facts.monthlyLimit} (settings.monthlyLimit): wait for the next month by moving the clock, or make the sandbox with a higher limit`,
  }),
};
