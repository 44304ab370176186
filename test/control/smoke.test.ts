import { expect, test } from 'vitest';
import { aSimulator } from '../support/simulator.js';
test('smoke', async () => {
  const sim = await aSimulator();
  const s = await sim.sandbox();
  const iun = await s.accepted();
  await s.advance({ until: { iun, status: 'EFFECTIVE_DATE' } });
  const d = await s.detail(iun);
  expect(d.notificationStatus).toBe('EFFECTIVE_DATE');
  await sim.stop();
});
