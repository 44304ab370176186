import { type KeyAction, keyActions, type Sender } from '../send/sender/model.js';
import { type ApiKeySpec, KeyActionRefused, type SenderRoom, UnknownGroup } from '../send/sender/service.js';
import type { ControlRoute } from './call.js';
import { bodyChecker } from './checked.js';
import { problems } from './problems.js';
import { keyProperties } from './sandbox-schema.js';
import { keyShape } from './sender-shape.js';
import { SimProblem } from './sim-problem.js';

interface SenderWorld {
  readonly senders: SenderRoom;
}

const keyBody = bodyChecker<Omit<ApiKeySpec, 'key'>>({
  type: 'object',
  additionalProperties: false,
  properties: keyProperties,
});

const actionBody = bodyChecker<{ readonly action: KeyAction }>({
  type: 'object',
  additionalProperties: false,
  required: ['action'],
  properties: { action: { type: 'string', enum: [...keyActions] } },
});

/** By paId, or by tax id where only one sender has it. */
const senderNamed = (room: SenderRoom, name: string): Sender => {
  const all = room.all();
  const [found, ...others] = all.filter(({ paId, taxId }) => paId === name || taxId === name);
  if (found && others.length === 0) return found;
  if (!found) {
    throw new SimProblem(
      404,
      'SIM_UNKNOWN_SENDER',
      'Unknown sender',
      `this sandbox has no sender with the paId or taxId "${name}"`,
      'GET /_sim/sandboxes/{id} lists the senders; the sandbox is that of x-api-key or ?sandbox=',
    );
  }
  throw new SimProblem(
    409,
    'SIM_SENDER_AMBIGUOUS',
    'Several senders',
    `the taxId ${name} belongs to ${others.length + 1} senders`,
    `name one by its paId: ${[found, ...others].map((one) => `${one.paId} (${one.name})`).join(', ')}`,
  );
};

const addKey: ControlRoute<SenderWorld>['run'] = ({ sandbox, params, body }) => {
  const spec = keyBody(body);
  const { senders } = sandbox.rooms;
  const { paId } = senderNamed(senders, String(params.sender));
  try {
    const key = senders.addKey(paId, spec);
    return { status: 201, body: key && keyShape(key) };
  } catch (error) {
    if (error instanceof UnknownGroup) throw problems.unknownGroup(error.group, error.known);
    throw error;
  }
};

/** What the key portal of the platform says where a key is in another state. */
const refused = ({ key: { id, status }, action }: KeyActionRefused): SimProblem =>
  new SimProblem(
    409,
    'SIM_KEY_STATE',
    'Not in this state',
    action === 'DELETE'
      ? `Can not delete ApiKey - current state is ${status}`
      : `Can not change ApiKey status from ${status} to ${action}`,
    'ROTATE wants an ENABLED key, BLOCK an ENABLED or ROTATED one, ENABLE a BLOCKED one that was never rotated, DELETE a BLOCKED one',
    { location: `api-keys/${id}` },
  );

const changeKey: ControlRoute<SenderWorld>['run'] = ({ sandbox, params, body }) => {
  const { action } = actionBody(body);
  const id = String(params.id);
  try {
    const changed = sandbox.rooms.senders.changeKey(id, action);
    if (!changed) {
      throw new SimProblem(
        404,
        'SIM_UNKNOWN_API_KEY',
        'Unknown API key',
        `no sender of this sandbox has an API key with the id "${id}"`,
        'give the "id" of the key, not its value; the sandbox is that of x-api-key or ?sandbox=',
      );
    }
    const { key, isDeleted, successor } = changed;
    if (isDeleted) return { status: 200, body: { id, deleted: true } };
    return { status: 200, body: { ...keyShape(key), ...(successor ? { successor: keyShape(successor) } : {}) } };
  } catch (error) {
    if (error instanceof KeyActionRefused) throw refused(error);
    throw error;
  }
};

/** API keys of the senders, as their portal manages them. */
export const senderRoutes = <World extends SenderWorld>(): readonly ControlRoute<World>[] => [
  { method: 'post', path: '/senders/:sender/api-keys', run: addKey },
  { method: 'patch', path: '/api-keys/:id', run: changeKey },
];
