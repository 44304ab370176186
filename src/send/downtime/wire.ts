import { toIso } from '../../clock/instant.js';
import { functionalities } from './facts.js';
import type { Incident } from './model.js';

/** `PnDowntimeEntry`. Source: pn-downtime-logs docs/openapi/schemas-pn-components-v1.yaml; unsure: absent, not null */
export const toWireEntry = ({ functionality, startedAt, endedAt, certificate }: Incident) => ({
  functionality,
  status: endedAt === undefined ? 'KO' : 'OK',
  startDate: toIso(startedAt),
  ...(endedAt === undefined ? {} : { endDate: toIso(endedAt) }),
  fileAvailable: certificate !== undefined,
  ...(certificate === undefined
    ? {}
    : { legalFactId: certificate.legalFactId, fileAvailableTimestamp: toIso(certificate.availableAt) }),
});

/**
 * `PnStatusResponse`. Its `status` is 200 and its title OK whatever is open: they say that the state could be read.
 *
 * Source: pn-downtime-logs service/impl/DowntimeLogsServiceImpl.java
 */
export const toWireStatus = (open: readonly Incident[]) => ({
  functionalities,
  openIncidents: open.map(toWireEntry),
  status: 200,
  title: 'OK',
  detail: 'OK',
});
