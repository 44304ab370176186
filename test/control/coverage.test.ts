import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { versionOf } from '../../src/contract/document-version.js';
import { loadContract } from '../../src/contract/operations.js';
import { type Coverage, coverageOf } from '../../src/control/coverage.js';
import { operationsOf, readOurs } from '../support/official.js';
import { aSimulator, type TestSimulator } from '../support/simulator.js';

const operations = loadContract();

describe('GET /_sim/coverage', () => {
  let simulator: TestSimulator;
  let items: readonly Coverage[];

  beforeAll(async () => {
    simulator = await aSimulator();
    items = (await simulator.call<{ items: Coverage[] }>('GET', '/_sim/coverage')).body.items;
  });
  afterAll(() => simulator?.stop());

  it('lists every operation of the platform and every call of our own API, each once', () => {
    const own = [...operationsOf(readOurs('simulator')).keys()];
    const ids = items.map(({ operationId }) => operationId);

    expect(ids.sort()).toEqual([...operations.map(({ operationId }) => operationId), ...own].sort());
  });

  it('gives each operation its document, call and version', () => {
    expect(items).toContainEqual({
      operationId: 'sendNewNotificationV26',
      document: 'sender',
      method: 'POST',
      path: '/delivery/v2.6/requests',
      version: 'v2.6',
      state: 'simulated',
    });
    expect(items.find(({ operationId }) => operationId === 'retrieveSentNotificationAttachment')).toMatchObject({
      version: 'v1',
      notes: expect.stringContaining('F24'),
    });
  });

  it('misses nothing of the platform', () => {
    const missing = items.filter(({ document, state }) => document !== 'simulator' && state !== 'simulated');

    expect(missing.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('tells the calls of our own API that are there from those that are planned', async () => {
    const built = items.filter(({ document, state }) => document === 'simulator' && state === 'simulated');
    const listed = (await simulator.call<{ items: string[] }>('GET', '/_sim')).body.items;
    const calls = built.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`);

    expect(calls.sort()).toEqual(listed.sort());
    expect(items.find(({ path }) => path === '/checklistresult')?.state).toBe('simulated');
  });
});

describe('what is not simulated', () => {
  const [state] = coverageOf(operations, () => false, false).map((one) => one.state);
  const [withExamples] = coverageOf(operations, () => false, true).map((one) => one.state);

  it('is missing, or an example where examples are on', () => {
    expect([state, withExamples]).toEqual(['missing', 'example']);
  });
});

describe('the version of an operation', () => {
  it.each([
    ['/delivery/v2.6/requests', 'v2.6'],
    ['/ext-registry-b2b/pa/v1/groups', 'v1'],
    ['/delivery/requests', 'v1'],
    ['/status', 'v1'],
  ])('%s is %s', (path, version) => {
    expect(versionOf(path)).toBe(version);
  });
});
