// The class for Testcontainers without an engine: what it asks of one, and what it does with a container that has started.
import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { startSimulator } from 'send-simulator';
import { SendSimulatorContainer } from 'send-simulator/testcontainers';
import { GenericContainer } from 'testcontainers';

let simulator;
before(async () => {
  simulator = await startSimulator({ apiKey: '5e5d0000-0000-4000-8000-000000000001' });
});
after(() => simulator.stop());

test('asks for the port of the image, a clock that stands still and a key', () => {
  const container = new SendSimulatorContainer('send-simulator').withEnvironment({ SEND_SIM_LANG: 'it' });

  assert.deepEqual(container.exposedPorts, [7363]);
  assert.deepEqual(container.environment, {
    SEND_SIM_CLOCK: 'manual',
    SEND_SIM_API_KEY: '5e5d0000-0000-4000-8000-000000000001',
    SEND_SIM_LANG: 'it',
  });
});

test('knows the simulator in a container that has started', async () => {
  const { hostname, port } = new URL(simulator.url);
  const started = { getHost: () => hostname, getMappedPort: (inside) => (inside === 7363 ? Number(port) : undefined) };
  mock.method(GenericContainer.prototype, 'start', async () => started);

  const container = await new SendSimulatorContainer('send-simulator').start();
  const client = await container.client();
  const sandbox = await client.sandbox();

  assert.equal(container.url, simulator.url);
  assert.equal(container.apiKey, client.apiKey);
  assert.match(await sandbox.clock.now(), /^\d{4}-/);
});
