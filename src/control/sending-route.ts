import { readFile } from 'node:fs/promises';
import { listedByName } from '../scenario/list.js';
import { sendingOf } from '../scenario/sending.js';
import type { ScenarioRoom } from '../scenario/service.js';
import type { NotificationRoom } from '../send/notification/service.js';
import type { SenderRoom } from '../send/sender/service.js';
import type { ControlRoute } from './call.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';

interface SendingWorld {
  readonly scenarios: ScenarioRoom;
  readonly notifications: NotificationRoom;
  readonly senders: SenderRoom;
}

/**
 * `GET /_sim/scenarios/{name}/request`: what to send so that the story of a file is played.
 * @param act file that stands for a document of which the story says nothing
 */
export const sendingRoute = <World extends SendingWorld>(act: string): ControlRoute<World> => ({
  method: 'get',
  path: '/scenarios/:name/request',
  run: async ({ sandbox, params, header }) => {
    const { scenarios, notifications, senders } = sandbox.rooms;
    const name = String(params.name);
    const listed = scenarios.list();
    const found = listedByName(listed, name);
    if (!found) {
      throw problems.unknownScenario(
        name,
        listed.map((one) => one.name),
      );
    }
    const sender = senders.caller(header('x-api-key') ?? '')?.sender ?? senders.all()[0];
    const text = found.kind === 'scenario' ? scenarios.textOf(found) : undefined;
    const ordinal = [...notifications.rows()].length;
    const sending =
      text === undefined || sender === undefined
        ? undefined
        : await sendingOf(text, sender, ordinal, () => readFile(act));
    if (sending === undefined) {
      throw new SimProblem(
        409,
        'SIM_NO_REQUEST',
        'Nothing to send',
        `${name} says nothing of a request`,
        'a scenario file with the section request has one; GET /_sim/scenarios marks them with "hasRequest"',
      );
    }
    return { status: 200, body: sending };
  },
});
