import { setTimeout as pause } from 'node:timers/promises';
import { median } from '../compare.js';
import { startBare, startSimulator } from '../program.js';
import type { Part } from './part.js';

const starts = 5;

/** Start to the first 200, and what the process holds once it has warmed up. */
export const start: Part = async () => {
  const ratios: number[] = [];
  const simulatorMs: number[] = [];
  const bareMs: number[] = [];
  for (let i = 0; i < starts; i++) {
    const bare = await startBare({ status: 'ready' });
    await bare[Symbol.asyncDispose]();
    const simulator = await startSimulator();
    await simulator[Symbol.asyncDispose]();
    bareMs.push(bare.startMs);
    simulatorMs.push(simulator.startMs);
    ratios.push(simulator.startMs / bare.startMs);
  }
  await using atRest = await startSimulator();
  await pause(3_000);
  const bootCpuMs = atRest.cpuMs();
  await pause(1_000);
  return [
    {
      part: 'start',
      what: 'start to first 200',
      figure: median(ratios),
      unit: '× bare',
      bar: { atMost: 2.5 },
      note: `${Math.round(median(simulatorMs))} ms against ${Math.round(median(bareMs))} ms`,
    },
    {
      part: 'start',
      what: 'resident memory at rest',
      figure: atRest.residentMb(),
      unit: 'MB',
      bar: { atMost: 120 },
      note: `warmed up: ${Math.round(bootCpuMs)} ms of processor time, ${Math.round(atRest.cpuMs() - bootCpuMs)} ms in the next second`,
    },
  ];
};
