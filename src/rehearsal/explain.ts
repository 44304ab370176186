import type { Instant } from '../clock/instant.js';
import { type Explanation, explainRequest } from '../scenario/explain.js';
import type { Scenarios } from '../scenario/outcome.js';
import { fromWireRequest } from '../send/request/wire/request.js';
import { defaultSender } from '../send/sender/service.js';
import { type Played, play } from './play.js';
import { type House, openStage } from './stage.js';

/** A body that somebody wants to send (v2.6). */
interface Question {
  readonly scenarios: Scenarios;
  readonly body: Readonly<Record<string, unknown>>;
  /** Value of `x-send-sim-scenario`. */
  readonly header?: string;
  /** Tax id of the body that sends; absent: the one in the body. */
  readonly sender?: string;
  readonly sendsAt: Instant;
}

export interface Foretold {
  /** Absent where the contract or the platform refuses the request at once. */
  readonly explanation?: Explanation;
  readonly played: Played;
}

/** What would become of a request: which scenario decides, why not another, and what would happen when. Nothing is sent. */
export const foretell = async (house: House, question: Question): Promise<Foretold> => {
  const { scenarios, body, header, sendsAt } = question;
  const taxId = question.sender ?? (typeof body.senderTaxId === 'string' ? body.senderTaxId : defaultSender.taxId);
  const senders = [scenarios.senders.find((one) => one.taxId === taxId) ?? { taxId }];
  const played = await play(house, {
    scenarios,
    sendsAt,
    request: body,
    isWhole: true,
    senders,
    ...(header === undefined ? {} : { header }),
  });
  if (!('head' in played.answer)) return { played };
  const { oracle } = openStage(house, { scenarios, startsAt: sendsAt, senders }).world;
  const sender = { taxId, ...(header === undefined ? {} : { header }) };
  return { explanation: explainRequest(scenarios.layers, oracle, fromWireRequest('2.6', body), sender), played };
};
