import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnswerValidator } from '../../src/contract/validate-answer.js';
import { sandboxSchema } from '../../src/control/sandbox-schema.js';
import { at, followed, type Json, type JsonObject, object, operationsOf, readOurs } from '../support/official.js';
import {
  aDigitalRecipient,
  aSimulator,
  type Method,
  type SandboxClient,
  type TestSimulator,
} from '../support/simulator.js';

const document = readOurs('simulator');
const documented = operationsOf(document);
/** Dotted names of all properties that are built, at any depth. */
const namesIn = (within: JsonObject, node: Json | undefined, prefix = ''): string[] => {
  const { properties, items } = followed(within, node);
  return [
    ...Object.entries(object(properties)).flatMap(([name, of]) =>
      object(of)['x-status'] === 'planned' ? [] : [prefix + name, ...namesIn(within, of, `${prefix}${name}.`)],
    ),
    ...(items ? namesIn(within, items, prefix) : []),
  ];
};
const callOf = (operationId: string) => {
  const found = documented.get(operationId);
  if (!found) throw new Error(`${operationId} is not documented`);
  return found;
};
const isPlanned = (operationId: string): boolean => callOf(operationId).operation['x-status'] === 'planned';
const validate = createAnswerValidator();

let simulator: TestSimulator;
let sandbox: SandboxClient;
let iun: string;
let key: string;
let incident: string;
let snapshot: object;

beforeAll(async () => {
  simulator = await aSimulator();
  sandbox = await simulator.sandbox({ id: 'documented', seed: 1 });
  iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });
  ({ key } = (await sandbox.upload()).ref);
  const malfunction = { body: { functionality: 'NOTIFICATION_WORKFLOW' } };
  snapshot = (await sandbox.call<object>('GET', '/_sim/snapshot')).body;
  incident = (await sandbox.call<{ id: string }>('POST', '/_sim/incidents', malfunction)).body.id;
});

afterAll(() => simulator?.stop());

describe('the document of our own API', () => {
  it('marks as planned what is not built, and nothing else', async () => {
    const { body } = await simulator.call<{ items: string[] }>('GET', '/_sim');
    const built = [...documented.keys()]
      .filter((operationId) => !isPlanned(operationId))
      .map((operationId) => {
        const { method, path } = callOf(operationId);
        return `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
      });

    expect(built.sort()).toEqual(body.items.sort());
  });

  const condition = () => ({ iun, status: 'DELIVERING' });
  const calls: readonly [operationId: string, status: number, body?: () => object][] = [
    ['readHealth', 200],
    ['readCluster', 200],
    ['createSandbox', 201, () => ({ clock: { mode: 'scaled', preset: 'uat' } })],
    ['createSandbox', 400, () => ({ clock: { mode: 'fast' } })],
    ['createSandbox', 422, () => ({ scenarios: ['no-such-scenario'] })],
    ['createSandbox', 409, () => ({ id: 'documented' })],
    ['listSandboxes', 200],
    ['readSandbox', 200],
    ['readClock', 200],
    ['pauseClock', 200],
    ['resumeClock', 200],
    ['changeClock', 200, () => ({ mode: 'manual' })],
    ['readAgenda', 200],
    ['advanceClock', 200, () => ({ by: 'PT1S' })],
    ['advanceClock', 200, () => ({ until: condition() })],
    ['advanceClock', 400, () => ({})],
    ['advanceClock', 404, () => ({ until: { iun: 'AAAA-AAAA-AAAA-202610-A-1', status: 'VIEWED' } })],
    ['advanceClock', 409, () => ({ until: { iun, status: 'VIEWED' }, max: 'PT1S' })],
    ['waitUntil', 200, () => ({ until: condition() })],
    ['waitUntil', 408, () => ({ until: { iun, status: 'VIEWED' }, timeoutMs: 0 })],
    ['listNotifications', 200],
    ['readNotification', 200],
    ['payNotification', 409, () => ({ recIndex: 0, paymentIndex: 0 })],
    ['reworkNotification', 409, () => ({ attempt: 0, sequence: '@sequence.5s-RECRN001A' })],
    ['viewNotification', 202, () => ({ recIndex: 0 })],
    ['retrieveNotificationAtCounter', 202, () => ({ recIndex: 0 })],
    ['listDispatches', 200],
    ['listPayments', 200],
    ['listRecipientDocuments', 200],
    ['changeRecipient', 200, () => ({ platform: { courtesy: { email: 'mario@example.it' } }, exists: true })],
    ['readRecipient', 200],
    ['changeRecipient', 400, () => ({ age: 40 })],
    ['declareIncident', 201, () => ({ functionality: 'NOTIFICATION_CREATE' })],
    ['declareIncident', 400, () => ({ functionality: 'NOTIFICATION_BURN' })],
    ['declareIncident', 409, () => ({ functionality: 'NOTIFICATION_WORKFLOW' })],
    ['closeIncident', 200],
    ['closeIncident', 409],
    ['listStreamStates', 200],
    ['readCoverage', 200],
    ['listOpenapi', 200],
    ['readOpenapi', 200],
    ['readFile', 200],
    ['readJournal', 200],
    // Whoever follows the events gets no end; test/control/events.test.ts does.
    ['readEvents', 400],
    ['verify', 200, () => ({ expect: [{ operation: 'uploadObject' }] })],
    ['verify', 400, () => ({ expect: [] })],
    ['verify', 417, () => ({ expect: [{ operation: 'uploadObject', where: { status: 500 } }] })],
    ['listScenarios', 200],
    ['readScenario', 200],
    ['readScenarioRequest', 409],
    ['addScenario', 201, () => ({ name: 'added', title: { it: 'x', en: 'x' }, outcomes: {} })],
    ['addScenario', 422, () => ({ name: 'added' })],
    ['removeScenario', 409],
    ['putDebtPosition', 200, () => ({ amount: 18_250, status: 'OPEN' })],
    ['putDebtPosition', 400, () => ({ amount: 18_250 })],
    ['readDebtPosition', 200],
    ['removeDebtPosition', 204],
    ['removeDebtPosition', 404],
    ['readDebtPosition', 404],
    ['readBilling', 200],
    ['readChecklist', 200],
    ['readChecklistResult', 200],
    ['addFault', 201, () => ({ match: { operation: 'uploadObject' }, do: { status: 503 }, times: 2 })],
    ['addFault', 400, () => ({ match: {}, do: {} })],
    ['listFaults', 200],
    ['removeFault', 204],
    ['removeFault', 404],
    ['removeFaults', 204],
    ['createApiKey', 201, () => ({ name: 'second' })],
    ['createApiKey', 400, () => ({ groups: ['nobody'] })],
    ['changeApiKey', 200, () => ({ action: 'ROTATE' })],
    ['changeApiKey', 409, () => ({ action: 'DELETE' })],
    ['readSnapshot', 200],
    ['writeSnapshot', 200, () => snapshot],
    ['writeSnapshot', 422, () => ({})],
    ['resetSandbox', 200, () => ({ keep: ['senders'] })],
    ['removeSandbox', 204],
  ];

  it.each(calls)('says what %s answers with %i', async (operationId, status, body) => {
    const { method, path } = callOf(operationId);
    const [sender] = sandbox.shape.senders;
    const ids: Record<string, string | undefined> = {
      changeApiKey: sender?.apiKeys[0]?.id,
      closeIncident: incident,
      removeFault: 'f1',
    };
    const values: Record<string, string | undefined> = {
      id: ids[operationId] ?? 'documented',
      document: 'simulator',
      iun,
      key,
      sender: sender?.taxId,
      taxId: 'RSSMRA80A01H501U',
      name: 'OK_AR',
      creditorTaxId: '77777777777',
      noticeCode: '302000100000019421',
    };
    const concrete = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'x');
    const query = operationId === 'readEvents' ? '?since=nothing' : '';

    const answer = await sandbox.call(method.toUpperCase() as Method, concrete + query, body ? { body: body() } : {});

    expect([answer.status, answer.text]).toEqual([status, expect.any(String)]);
    // What is no JSON is a text.
    expect(validate(operationId, status, answer.body ?? answer.text)).toEqual([]);
  });

  it('offers for a new sandbox what is built, and marks the rest as planned', () => {
    const pace = { mode: {}, preset: {}, rate: {} };
    const offered = namesIn(document, at(document, ['components', 'schemas', 'SandboxCreation']));

    expect(offered.sort()).toEqual(namesIn({}, sandboxSchema(pace) as JsonObject).sort());
  });

  it('is tried for every call that is built', () => {
    const tried = new Set(calls.map(([operationId]) => operationId));
    const built = [...documented.keys()].filter((operationId) => !isPlanned(operationId));

    expect(built.filter((operationId) => !tried.has(operationId))).toEqual([]);
  });
});
