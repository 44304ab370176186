import type { FaultRoom } from '../http/fault-room.js';
import { faultProblems } from '../scenario/fault-rules.js';
import { type FaultText, faultSchema } from '../scenario/schema-fault.js';
import type { ControlRoute } from './call.js';
import { bodyChecker } from './checked.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';

interface FaultWorld {
  readonly faults: FaultRoom;
}

type Run = ControlRoute<FaultWorld>['run'];

const faultOf = bodyChecker<FaultText>(faultSchema);

const add: Run = ({ sandbox, body }) => {
  const fault = faultOf(body);
  const found = faultProblems(fault);
  if (found.length > 0) {
    throw problems.invalidBody(found.map(({ path, message }) => ({ path: path.join('.'), message: message.en })));
  }
  return { status: 201, body: sandbox.rooms.faults.add(fault) };
};

const remove: Run = ({ sandbox, params }) => {
  const id = String(params.id);
  if (sandbox.rooms.faults.remove(id)) return { status: 204 };
  throw new SimProblem(
    404,
    'SIM_UNKNOWN_FAULT',
    'Unknown fault',
    `this sandbox has no fault "${id}" that may still act`,
    'GET /_sim/faults lists them; one that has acted as often as it may is gone by itself',
  );
};

/** `/_sim/faults`: calls that go wrong on purpose. */
export const faultRoutes = <World extends FaultWorld>(): readonly ControlRoute<World>[] => [
  { method: 'post', path: '/faults', run: add },
  {
    method: 'get',
    path: '/faults',

    run: ({ sandbox }) => ({ status: 200, body: { items: sandbox.rooms.faults.list() } }),
  },
  {
    method: 'delete',
    path: '/faults',

    run: ({ sandbox }) => {
      sandbox.rooms.faults.removeAll();
      return { status: 204 };
    },
  },
  { method: 'delete', path: '/faults/:id', run: remove },
];
