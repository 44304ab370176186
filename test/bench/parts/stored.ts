import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, temporaryFolder } from '../program.js';
import { createSender, timed } from '../sender.js';
import type { Part } from './part.js';

const lives = 10_000;

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

/** What a folder of finished notifications weighs, and how long a start takes that finds it. */
export const stored: Part = async () => {
  const folder = temporaryFolder();
  try {
    let livingMs = 0;
    let residentMb = 0;
    {
      await using simulator = await startSimulator({ data: folder.path });
      const sender = await createSender(simulator);
      livingMs = await timed(async () => {
        await sender.sendMany(lives);
        await sender.advance('P130D');
      });
      residentMb = simulator.residentMb();
    }
    const written = sizeOf(folder.path);
    await using again = await startSimulator({ data: folder.path });
    const inMb = (bytes: number): number => bytes / 2 ** 20;
    return [
      { part: 'stored', what: `${lives} lives with --data`, figure: livingMs / lives, unit: 'ms each' },
      { part: 'stored', what: 'resident memory afterwards', figure: residentMb, unit: 'MB' },
      { part: 'stored', what: 'the folder', figure: inMb(written), unit: 'MB' },
      { part: 'stored', what: 'start with that folder, to first 200', figure: again.startMs, unit: 'ms' },
      { part: 'stored', what: 'the folder after that start', figure: inMb(sizeOf(folder.path)), unit: 'MB' },
      { part: 'stored', what: 'resident memory after that start', figure: again.residentMb(), unit: 'MB' },
    ];
  } finally {
    folder.remove();
  }
};
