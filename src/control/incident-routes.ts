import { toIso } from '../clock/instant.js';
import { functionalities } from '../send/downtime/facts.js';
import type { Functionality } from '../send/downtime/model.js';
import type { DowntimeRoom, Incident } from '../send/downtime/service.js';
import type { ControlRoute } from './call.js';
import { bodyChecker } from './checked.js';
import { SimProblem } from './sim-problem.js';

interface IncidentWorld {
  readonly downtime: DowntimeRoom;
}

const declarationBody = bodyChecker<{ readonly functionality: Functionality }>({
  type: 'object',
  additionalProperties: false,
  required: ['functionality'],
  properties: { functionality: { type: 'string', enum: [...functionalities] } },
});

const shown = ({ id, functionality, startedAt, endedAt }: Incident): Record<string, unknown> => ({
  id,
  functionality,
  startedAt: toIso(startedAt),
  ...(endedAt === undefined ? {} : { endedAt: toIso(endedAt) }),
});

const declare: ControlRoute<IncidentWorld>['run'] = ({ sandbox, body }) => {
  const { functionality } = declarationBody(body);
  const { downtime } = sandbox.rooms;
  const open = downtime.open().find((incident) => incident.functionality === functionality);
  if (open) {
    throw new SimProblem(
      409,
      'SIM_INCIDENT_STATE',
      'Malfunction open',
      `a malfunction of ${functionality} is open since ${toIso(open.startedAt)}`,
      `POST /_sim/incidents/${open.id}/close closes it`,
    );
  }
  return { status: 201, body: shown(downtime.declare(functionality)) };
};

const close: ControlRoute<IncidentWorld>['run'] = ({ sandbox, params }) => {
  const { downtime } = sandbox.rooms;
  const id = String(params.id);
  const found = downtime.find(id);
  if (!found) {
    throw new SimProblem(
      404,
      'SIM_UNKNOWN_INCIDENT',
      'Unknown malfunction',
      `this sandbox has no malfunction "${id}"`,
      'give the "id" that POST /_sim/incidents answered; the sandbox is that of x-api-key or ?sandbox=',
    );
  }
  if (found.endedAt !== undefined) {
    throw new SimProblem(
      409,
      'SIM_INCIDENT_STATE',
      'Malfunction over',
      `the malfunction ended at ${toIso(found.endedAt)}`,
      'POST /_sim/incidents declares another one',
    );
  }
  return { status: 200, body: shown(downtime.close(id)) };
};

/** `/_sim/incidents`: malfunctions of the platform, which its status pages then tell of. */
export const incidentRoutes = <World extends IncidentWorld>(): readonly ControlRoute<World>[] => [
  { method: 'post', path: '/incidents', run: declare },
  { method: 'post', path: '/incidents/:id/close', run: close },
];
