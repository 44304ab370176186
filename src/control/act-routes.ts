import { ActionNotPossible, type Delivery } from '../send/delivery/service.js';
import type { NotificationRoom } from '../send/notification/service.js';
import type { ControlRoute } from './call.js';
import { bodyChecker } from './checked.js';
import { iunNamed } from './condition.js';
import { problems } from './problems.js';

interface ActWorld {
  readonly notifications: NotificationRoom;
  readonly delivery: Delivery;
}

const recIndex = { type: 'integer', minimum: 0 } as const;

const viewBody = bodyChecker<{
  recIndex?: number;
  delegate?: { taxId: string; denomination?: string };
  via?: 'web' | 'io';
}>({
  type: 'object',
  additionalProperties: false,
  properties: {
    recIndex,
    delegate: {
      type: 'object',
      additionalProperties: false,
      required: ['taxId'],
      properties: {
        taxId: { type: 'string', pattern: '^([A-Z0-9]{16}|[0-9]{11})$' },
        denomination: { type: 'string', maxLength: 88 },
      },
    },
    via: { type: 'string', enum: ['web', 'io'] },
  },
});

const payBody = bodyChecker<{ recIndex?: number; paymentIndex?: number; amount?: number }>({
  type: 'object',
  additionalProperties: false,
  properties: {
    recIndex,
    paymentIndex: { type: 'integer', minimum: 0 },
    amount: { type: 'integer', minimum: 0, maximum: 2_147_483_647 },
  },
});

const raddBody = bodyChecker<{ recIndex?: number }>({
  type: 'object',
  additionalProperties: false,
  properties: { recIndex },
});

const reworkBody = bodyChecker<{ recIndex?: number; attempt: 0 | 1; reason?: string; sequence: string }>({
  type: 'object',
  additionalProperties: false,
  required: ['attempt', 'sequence'],
  properties: {
    recIndex,
    attempt: { type: 'integer', enum: [0, 1] },
    reason: { type: 'string', maxLength: 1_000 },
    sequence: { type: 'string', pattern: '^@sequence\\.', maxLength: 4_000 },
  },
});

/** 202 with the ids of the elements written; 409 with the reason where the act is impossible now. */
const act = (
  path: string,
  run: (delivery: Delivery, iun: string, body: unknown) => readonly string[],
): ControlRoute<ActWorld> => ({
  method: 'post',
  path: `/notifications/:iun/${path}`,
  run: ({ sandbox, params, body }) => {
    const iun = iunNamed(sandbox.rooms.notifications, String(params.iun));
    try {
      return { status: 202, body: { elements: run(sandbox.rooms.delivery, iun, body) } };
    } catch (error) {
      if (error instanceof ActionNotPossible) throw problems.notPossible(error.reason);
      throw error;
    }
  },
});

/** What recipients do: open, pay, fetch the papers at a desk; and the platform, when it corrects what the post said. */
export const actRoutes = <World extends ActWorld>(): readonly ControlRoute<World>[] => [
  act('view', (delivery, iun, body) => {
    const { recIndex: who = 0, delegate } = viewBody(body);
    return delivery.view(iun, { recIndex: who, ...(delegate ? { delegate } : {}) });
  }),
  act('pay', (delivery, iun, body) => {
    const { recIndex: who = 0, paymentIndex = 0, amount } = payBody(body);
    return delivery.pay(iun, { recIndex: who, paymentIndex, ...(amount === undefined ? {} : { amount }) });
  }),
  act('rework', (delivery, iun, body) => {
    const { recIndex: who = 0, attempt, sequence } = reworkBody(body);
    return delivery.rework(iun, { recIndex: who, attempt, sequence });
  }),
  act('radd', (delivery, iun, body) => delivery.radd(iun, { recIndex: raddBody(body).recIndex ?? 0 })),
];
