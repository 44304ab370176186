import { toIso } from '../clock/instant.js';
import { type PutPosition, putPositionSchema } from '../scenario/schema-debt-position.js';
import type { NotificationRoom } from '../send/notification/service.js';
import { paymentInfo } from '../send/payment/debt-position-rules.js';
import type { DebtPositionRoom } from '../send/payment/debt-positions.js';
import type { DebtPosition, Notice } from '../send/payment/model.js';
import { price } from '../send/price/rules.js';
import type { PriceService } from '../send/price/service.js';
import type { ControlRoute } from './call.js';
import { bodyChecker } from './checked.js';
import { iunNamed } from './condition.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';

interface DebtPositionWorld {
  readonly debtPositions: DebtPositionRoom;
  readonly notifications: NotificationRoom;
  readonly prices: PriceService;
}

type Run = ControlRoute<DebtPositionWorld>['run'];

const positionOf = bodyChecker<PutPosition>(putPositionSchema);

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
    'put it first; a notice that nobody put is seen from its payment on, or from the first cost that an ASYNC notification writes on it',
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

/**
 * What recipients see of their notices. The amount is the payment node's: the debt, with the cost that was written on it,
 * or the price that the creditor asks SEND for when somebody pays.
 */
const payments: Run = ({ sandbox, params }) => {
  const { notifications, debtPositions, prices } = sandbox.rooms;
  const iun = iunNamed(notifications, String(params.iun));
  const request = notifications.get(iun)?.request;
  const costOf = (notice: Notice, position: DebtPosition | undefined): number => {
    if (request?.pagoPaIntMode === 'ASYNC') return position?.notificationFee ?? 0;
    const priced = prices.find(notice.creditorTaxId, notice.noticeCode);
    return priced?.iun === iun ? price(priced.terms, priced.inputs).totalPrice : 0;
  };
  const items = (request?.recipients ?? []).flatMap(({ payments: all = [] }, recIndex) =>
    all.flatMap(({ pagoPa }, paymentIndex) => {
      if (!pagoPa) return [];
      const position = debtPositions.seen(pagoPa);
      const debt = position?.amount ?? request?.amount ?? 0;
      const due = {
        amount: debt + costOf(pagoPa, position),
        causaleVersamento: request?.subject ?? '',
        ...(request?.paymentExpirationDate === undefined ? {} : { dueDate: request.paymentExpirationDate }),
      };
      return [{ recIndex, paymentIndex, ...paymentInfo(pagoPa, position, due) }];
    }),
  );
  return { status: 200, body: { items } };
};

/** The simulated side of pagoPA. */
export const debtPositionRoutes = <World extends DebtPositionWorld>(): readonly ControlRoute<World>[] => {
  const path = '/debt-positions/:creditorTaxId/:noticeCode';
  return [
    { method: 'put', path, run: put },
    { method: 'get', path, run: get },
    { method: 'delete', path, run: remove },
    { method: 'get', path: '/notifications/:iun/payments', run: payments },
  ];
};
