import type { Handlers } from '../../http/call.js';

/** The three functionalities that the platform reports on. */
const functionalities = ['NOTIFICATION_CREATE', 'NOTIFICATION_VISUALIZATION', 'NOTIFICATION_WORKFLOW'] as const;

/**
 * Platform status: no incident can be open yet.
 *
 * Source: platform-status.md 2 (pn-downtime-logs)
 */
export const statusHandlers = <World>(): Handlers<World> => ({
  status: () => ({
    status: 200,
    body: { functionalities, openIncidents: [], status: 200, title: 'OK', detail: 'OK' },
  }),
});
