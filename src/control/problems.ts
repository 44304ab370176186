import { SimProblem } from './sim-problem.js';

/** Refusals of our own API, one per cause. */
export const problems = {
  unknownKey: (key: string): SimProblem =>
    new SimProblem(
      404,
      'SIM_UNKNOWN_KEY',
      'Unknown API key',
      `no sandbox has the key "${key.slice(0, 8)}…"`,
      'use a key of GET /_sim/sandboxes, or drop the header x-api-key and say ?sandbox=<id>',
    ),
  unknownSandbox: (id: string): SimProblem =>
    new SimProblem(
      404,
      'SIM_UNKNOWN_SANDBOX',
      'Unknown sandbox',
      `there is no sandbox "${id}"`,
      'GET /_sim/sandboxes lists them; POST /_sim/sandboxes makes one',
    ),
  sandboxExists: (id: string): SimProblem =>
    new SimProblem(
      409,
      'SIM_SANDBOX_EXISTS',
      'Sandbox exists',
      `there is a sandbox "${id}" already`,
      'choose another id, or leave it out and let the simulator choose one',
    ),
  keyTaken: (key: string): SimProblem =>
    new SimProblem(
      409,
      'SIM_KEY_TAKEN',
      'API key taken',
      `the key "${key.slice(0, 8)}…" belongs to a sandbox already`,
      'a key selects its sandbox, so it can be in one only: leave "key" out and let the simulator make one',
    ),
  unknownGroup: (group: string, known: readonly string[]): SimProblem =>
    new SimProblem(
      400,
      'SIM_INVALID_BODY',
      'Unknown group',
      `the key names the group "${group}", the sender has ${known.length ? known.join(', ') : 'none'}`,
      'list the group in "groups" of the sender first',
    ),
  invalidBody: (found: readonly { readonly path: string; readonly message: string }[]): SimProblem =>
    new SimProblem(
      400,
      'SIM_INVALID_BODY',
      'Invalid body',
      found.map(({ path, message }) => `${path || 'body'}: ${message}`).join('; '),
      'correct the named properties; nothing was changed',
      { location: found[0]?.path ?? '', problems: found },
    ),
  notJson: (reason: string): SimProblem =>
    new SimProblem(
      400,
      'SIM_INVALID_JSON',
      'Not JSON',
      `the body cannot be read: ${reason}`,
      'send JSON in UTF-8 with content-type: application/json',
    ),
  invalidValue: (name: string, received: unknown, wanted: string): SimProblem =>
    new SimProblem(
      400,
      'SIM_INVALID_VALUE',
      'Invalid value',
      `${name} is ${JSON.stringify(received)}, wanted is ${wanted}`,
      'correct the value; nothing was changed',
      { location: name },
    ),
  unknownPath: (method: string, path: string): SimProblem =>
    new SimProblem(
      404,
      'SIM_UNKNOWN_PATH',
      'No such call',
      `${method} ${path} is no call of the simulator's own API`,
      'GET /_sim lists the calls',
    ),
  unknownNotification: (id: string): SimProblem =>
    new SimProblem(
      404,
      'SIM_UNKNOWN_NOTIFICATION',
      'Unknown notification',
      `this sandbox has no notification "${id}"`,
      'give the IUN or the notificationRequestId; GET /_sim/notifications lists them',
    ),
  notPossible: (reason: string): SimProblem =>
    new SimProblem(
      409,
      'SIM_ACTION_NOT_POSSIBLE',
      'Not possible now',
      reason,
      'GET /_sim/notifications/{iun} shows where the notification stands',
    ),
  unauthorized: (): SimProblem =>
    new SimProblem(
      401,
      'SIM_UNAUTHORIZED',
      'Control token needed',
      'the call carries no valid control token',
      'send authorization: Bearer <the value of --control-token>, or start with --control-open',
    ),
} as const;
