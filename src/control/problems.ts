import type { Gone } from '../sandbox/registry.js';
import type { ScenarioProblem } from '../scenario/problem.js';
import { nearest } from '../text/nearest.js';
import type { Said } from '../text/said.js';
import { SimProblem } from './sim-problem.js';

/** Of one text among several in a body: which one. */
const placeIn = (file: string): string => (file.includes('[') ? `${file}:` : '');

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
  sandboxRemoved: ({ id, why }: Gone): SimProblem =>
    new SimProblem(
      404,
      'SIM_SANDBOX_REMOVED',
      'Sandbox removed',
      `the sandbox "${id}" is not there any more: ${why.en}`,
      'make a new one with POST /_sim/sandboxes; start with --sandbox-idle never to keep all, or use it more often',
    ),
  tooManySandboxes: (max: number): SimProblem =>
    new SimProblem(
      409,
      'SIM_TOO_MANY_SANDBOXES',
      'Too many sandboxes',
      `there are ${max} sandboxes already, the most that this simulator takes (--max-sandboxes)`,
      'DELETE /_sim/sandboxes/{id} when a test is over, let idle ones go with --sandbox-idle, or raise --max-sandboxes',
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
  unknownScenario: (name: string, known: readonly string[]): SimProblem => {
    const near = nearest(name, known);
    return new SimProblem(
      404,
      'SIM_UNKNOWN_SCENARIO',
      'Unknown scenario',
      `this sandbox has no scenario or outcome "${name}"`,
      near ? `did you mean "${near}"?` : 'GET /_sim/scenarios lists them',
    );
  },
  shippedScenario: (name: string): SimProblem =>
    new SimProblem(
      409,
      'SIM_SCENARIO_NOT_ADDED',
      'Scenario of a file',
      `"${name}" comes from a file, or from another added text: only a text that was added at run time can be removed, by its own name`,
      'add one of the same name to take its place',
    ),
  scenarioInvalid: (found: readonly ScenarioProblem[]): SimProblem =>
    new SimProblem(
      422,
      'SIM_SCENARIO_INVALID',
      'Scenario invalid',
      found.map(({ file, line, column, message }) => `${placeIn(file)}${line}:${column} ${message.en}`).join('; '),
      'correct the named places; nothing was changed',
      {
        problems: found.map(({ file, message, ...place }) => ({
          ...(placeIn(file) ? { path: file } : {}),
          ...place,
          message: message.en,
        })),
      },
    ),
  tooDeep: (levels: number): SimProblem =>
    new SimProblem(
      400,
      'SIM_INVALID_BODY',
      'Invalid body',
      `the body has more than ${levels} levels in each other`,
      'send less deeply nested JSON; nothing was changed',
    ),
  notJson: (reason: string): SimProblem =>
    new SimProblem(
      400,
      'SIM_INVALID_JSON',
      'Not JSON',
      `the body cannot be read: ${reason}`,
      'send JSON in UTF-8 with content-type: application/json',
    ),
  notJsonType: (contentType: string | undefined): SimProblem =>
    new SimProblem(
      415,
      'SIM_INVALID_JSON',
      'Not JSON',
      `the body has ${contentType === undefined ? 'no content type' : `the content type "${contentType}"`}: it was not read`,
      "send JSON with content-type: application/json (curl: -H 'content-type: application/json')",
    ),
  tooLarge: (limit: string): SimProblem =>
    new SimProblem(413, 'SIM_TOO_LARGE', 'Body too large', `the body is over ${limit}`, 'send less in one call'),
  unknownParameter: (name: string, known: readonly string[]): SimProblem => {
    const meant = nearest(name, known);
    return new SimProblem(
      400,
      'SIM_UNKNOWN_PARAMETER',
      'Unknown parameter',
      `this call has no parameter "${name}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
      `it takes ${known.join(', ')}`,
      { location: name },
    );
  },
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
  badPath: (): SimProblem =>
    new SimProblem(
      400,
      'SIM_UNKNOWN_PATH',
      'No such call',
      'the path holds a % sequence that cannot be decoded',
      'write a % sign as %25; other characters in UTF-8',
    ),
  wrongMethod: (method: string, path: string, methods: readonly string[]): SimProblem =>
    new SimProblem(
      405,
      'SIM_WRONG_METHOD',
      'No such call',
      `${method} ${path} is no call of the simulator's own API`,
      `this path takes ${methods.join(', ')}; GET /_sim lists the calls`,
    ),
  unknownNotification: (id: string): SimProblem =>
    new SimProblem(
      404,
      'SIM_UNKNOWN_NOTIFICATION',
      'Unknown notification',
      `this sandbox has no notification "${id}"`,
      'give the IUN or the notificationRequestId; GET /_sim/notifications lists them',
    ),
  notPossible: (reason: Said): SimProblem =>
    new SimProblem(
      409,
      'SIM_ACTION_NOT_POSSIBLE',
      'Not possible now',
      reason.en,
      'GET /_sim/notifications/{iun} shows where the notification stands',
      { reason },
    ),
  storeFailed: (reason: string): SimProblem =>
    new SimProblem(
      503,
      'SIM_STORE_FAILED',
      'Not stored',
      reason,
      'make room or mend the permissions, then restart: what was acknowledged before is still there; POST /_sim/reset begins anew without a restart',
    ),
  storeDamaged: (reason: string): SimProblem =>
    new SimProblem(
      503,
      'SIM_STORE_FAILED',
      'Damaged',
      reason,
      'what is stored is not what came: put it back from a copy; everything else goes on',
    ),
  storeAway: (reason: string): SimProblem =>
    new SimProblem(
      503,
      'SIM_STORE_AWAY',
      'Not now',
      reason,
      'this passes by itself: ask again soon; what was acknowledged before is still there',
      {},
      { 'retry-after': '2' },
    ),
  memoryFull: (used: string): SimProblem =>
    new SimProblem(
      503,
      'SIM_MEMORY_FULL',
      'Memory full',
      `${used} of the memory that Node may use are taken: nothing new is made, and a move of the clock stops where it is`,
      'reset or remove sandboxes, or start with NODE_OPTIONS=--max-old-space-size=<MB>; what is there lives on',
      {},
      { 'retry-after': '2' },
    ),
  snapshotInvalid: (path: string, reason: string, hint: string): SimProblem =>
    new SimProblem(422, 'SIM_SNAPSHOT_INVALID', 'Snapshot invalid', `${path}: ${reason}`, hint, { location: path }),
  snapshotTooLarge: (limitBytes: number): SimProblem =>
    new SimProblem(
      409,
      'SIM_SNAPSHOT_TOO_LARGE',
      'Sandbox too large for a snapshot',
      `the snapshot would be over ${limitBytes} bytes`,
      'start the simulator with --data and keep the folder, or take the snapshot earlier',
    ),
  sandboxReplaced: (reason: string): SimProblem =>
    new SimProblem(
      409,
      'SIM_SANDBOX_REPLACED',
      'Sandbox replaced',
      reason,
      'make the call again: it meets what the snapshot has brought',
    ),
  foreignPage: (origin: string, own: string): SimProblem =>
    new SimProblem(
      403,
      'SIM_FOREIGN_PAGE',
      'Call of another web page',
      `the call comes from a web page of ${origin}, this simulator is ${own}`,
      'call /_sim from a program, or from a page of the simulator itself; where a proxy gives it another address, start with --public-url',
    ),
  foreignHost: (host: string): SimProblem =>
    new SimProblem(
      403,
      'SIM_FOREIGN_HOST',
      'Unknown host name',
      `the call was sent to "${host}", but without a control token /_sim answers to this machine alone`,
      'use localhost or an address; if the name is right, start with --public-url http://that-name:port, or with --control-token',
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
