export { type SimulatorOptions, StartFailure } from './options.js';
export { type Simulator, startSimulator } from './simulator.js';
