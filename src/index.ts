export { SimulatorError } from './library/error.js';
export type { EventOptions, SimulatorEvent } from './library/events.js';
export type * from './library/shapes.js';
export { connectSimulator, type Sandbox, type Simulator, type SimulatorClient } from './library/simulator.js';
export type {
  ClockControl,
  FaultControl,
  JournalControl,
  NotificationControl,
  ScenarioControl,
  World,
} from './library/world.js';
export { type ExaminedStore, examineStore, migrateStore } from './migrate-store.js';
export { type SimulatorOptions, StartFailure } from './options.js';
export { startSimulator } from './simulator.js';
