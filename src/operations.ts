import type { Handlers } from './http/call.js';
import type { PreLoadRequest } from './send/attachment/model.js';
import { preloadOperation } from './send/attachment/operations.js';
import { deliveryHandlers } from './send/delivery/routes.js';
import { downtimeHandlers } from './send/downtime/routes.js';
import { legalFactHandlers } from './send/legal-fact/routes.js';
import { notificationHandlers } from './send/notification/routes.js';
import { paymentHandlers } from './send/payment/routes.js';
import { priceHandlers } from './send/price/routes.js';
import { requestHandlers } from './send/request/routes.js';
import { senderHandlers } from './send/sender/routes.js';
import { streamHandlers } from './send/stream/routes.js';
import type { World } from './world.js';

const downtime = downtimeHandlers<World>((world) => ({
  downtime: world.downtime,
  legalFacts: world.legalFacts,
  now: world.clock.now,
  linkTo: world.attachments.linkTo,
}));

/** Operations that need no key. */
export const openOperations: ReadonlySet<string> = new Set(Object.keys(downtime));

/** Every simulated operation of the platform, one room after the other. What is not here answers 501. */
export const operationHandlers: Handlers<World> = {
  presignedUploadRequest: ({ world, body, baseUrl }) =>
    preloadOperation(world.attachments, body as readonly PreLoadRequest[], baseUrl),
  ...requestHandlers<World>((world) => world.requests),
  ...notificationHandlers<World>((world) => ({
    notifications: world.notifications,
    files: world.attachments,
    forms: { ...world.f24Forms, document: world.legalFacts.document },
    now: world.clock.now,
  })),
  ...deliveryHandlers<World>((world) => world),
  ...legalFactHandlers<World>((world) => ({
    notifications: world.notifications,
    legalFacts: world.legalFacts,
    archive: world.archive,
    linkTo: world.attachments.linkTo,
  })),
  ...priceHandlers<World>((world) => world.prices),
  ...paymentHandlers<World>((world) => world.payments),
  ...senderHandlers<World>((world) => world.senders),
  ...streamHandlers<World>((world) => world.streams),
  ...downtime,
};
