import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runFile } from '../../src/rehearsal/check.js';
import { type House, openHouse, stageId } from '../../src/rehearsal/stage.js';
import { loadScenarioFolders, readScenarios } from '../../src/scenario/load.js';
import { mergeScenarios } from '../../src/scenario/outcome.js';
import { placesOnDemand } from '../../src/scenario/places.js';
import type { SharedStore, StepLog, StoredStep } from '../../src/store/ports.js';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.js';
import { stepsOf } from '../support/steps-of.js';
import { aDatabase } from './support/database.js';

let store: SharedStore;
beforeAll(async () => {
  store = await openPostgresStore({ url: await aDatabase(), randomId: randomUUID });
  await store.leases.join(undefined, 'test');
});
afterAll(() => store.close());

it('the teaching files end on PostgreSQL as they say, and every step of them is stored as it was done', {
  timeout: 300_000,
}, async () => {
  const uat = await loadScenarioFolders([join('scenarios', 'uat')], []);
  const reading = await readScenarios(join('scenarios', 'learn'), 'shipped', uat);
  const all = mergeScenarios(uat, reading.scenarios);
  const files = reading.files.filter(({ text }) => text.expect);
  let done: StoredStep[] = [];
  let log: StepLog | undefined;
  const house: House = openHouse(placesOnDemand(join('scenarios', 'uat', 'places')), () => ({
    ...store,
    log: (id) => {
      const own = store.log(id);
      log = own;
      return {
        ...own,
        get pending() {
          return own.pending;
        },
        append: (step) => {
          done.push(step);
          own.append(step);
        },
      };
    },
  }));

  for (const file of files) {
    done = [];
    await store.putSandbox({ id: stageId, seed: stageId, options: {} });
    const { name, differences } = await runFile(house, all, file);
    await log?.flushed();

    expect(differences, name).toEqual([]);
    expect(log && (await stepsOf(log)), name).toEqual(JSON.parse(JSON.stringify(done)));
    await store.removeSandbox(stageId);
  }
  expect(files.length).toBeGreaterThan(50);
});
