import { toIso } from '../clock/instant.js';
import type { DebtPositionRoom } from '../send/payment/debt-positions.js';
import type { DebtPosition, DebtPositionStatus, Notice } from '../send/payment/model.js';
import type { ControlRoute } from './call.js';
import { bodyChecker } from './checked.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';

interface DebtPositionWorld {
  readonly debtPositions: DebtPositionRoom;
}

type Run = ControlRoute<DebtPositionWorld>['run'];

const positionOf = bodyChecker<{ readonly amount: number; readonly status: DebtPositionStatus }>({
  type: 'object',
  additionalProperties: false,
  required: ['amount', 'status'],
  properties: {
    amount: { type: 'integer', minimum: 0, maximum: 999_999_999_999 },
    status: { type: 'string', enum: ['OPEN', 'PAID', 'EXPIRED'] },
  },
});

const digitsOf = (params: Readonly<Record<string, string>>, name: keyof Notice, count: number): string => {
  const received = String(params[name]);
  if (new RegExp(`^\\d{${count}}$`).test(received)) return received;
  throw problems.invalidValue(name, received, `${count} digits`);
};

const noticeOf = (params: Readonly<Record<string, string>>): Notice => ({
  creditorTaxId: digitsOf(params, 'creditorTaxId', 11),
  noticeCode: digitsOf(params, 'noticeCode', 18),
});

const unknown = ({ creditorTaxId, noticeCode }: Notice): SimProblem =>
  new SimProblem(
    404,
    'SIM_UNKNOWN_DEBT_POSITION',
    'Unknown debt position',
    `pagoPA shows no notice ${noticeCode} of ${creditorTaxId}`,
    'put it first; a notice that nobody put is seen from the first cost on that an ASYNC notification writes on it',
  );

const shown = (position: DebtPosition) => ({
  ...position,
  history: position.history.map((update) => ({ ...update, at: toIso(update.at) })),
});

const put: Run = ({ sandbox, params, body }) => {
  const notice = noticeOf(params);
  return { status: 200, body: shown(sandbox.rooms.debtPositions.put(notice, positionOf(body))) };
};

const get: Run = ({ sandbox, params }) => {
  const notice = noticeOf(params);
  const found = sandbox.rooms.debtPositions.get(notice);
  if (!found) throw unknown(notice);
  return { status: 200, body: shown(found) };
};

const remove: Run = ({ sandbox, params }) => {
  const notice = noticeOf(params);
  if (!sandbox.rooms.debtPositions.remove(notice)) throw unknown(notice);
  return { status: 204 };
};

/** The simulated side of pagoPA. */
export const debtPositionRoutes = <World extends DebtPositionWorld>(): readonly ControlRoute<World>[] => {
  const path = '/debt-positions/:creditorTaxId/:noticeCode';
  return [
    { method: 'put', path, run: put },
    { method: 'get', path, run: get },
    { method: 'delete', path, run: remove },
  ];
};
