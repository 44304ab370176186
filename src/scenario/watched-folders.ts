import { watch as watchFolder } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { WatchEdge } from './watch.js';

/** The file system as a watch sees it: the folder of a file, too, because editors put a new file in the place of the old one. */
export const watchedFolders: Pick<WatchEdge, 'observe' | 'stamp'> = {
  observe: (place, changed) => {
    try {
      const watcher = watchFolder(/\.ya?ml$/.test(place) ? dirname(place) : place, { persistent: false }, changed);
      // A folder that goes away is no end of the program; whoever puts another one there wants --watch=poll.
      watcher.on('error', () => watcher.close());
      return () => watcher.close();
    } catch {
      return undefined;
    }
  },
  stamp: async (places) => (await Promise.all(places.map(stampOf))).join('\n'),
};

const stampOf = async (place: string): Promise<string> => {
  try {
    if (!(await stat(place)).isDirectory()) return await fileStamp(place);
    const names = (await readdir(place)).filter((name) => /\.ya?ml$/.test(name)).sort();
    return (await Promise.all(names.map((name) => fileStamp(join(place, name))))).join('\n');
  } catch {
    return `${place} is not there`;
  }
};

const fileStamp = async (path: string): Promise<string> => {
  const { mtimeMs, size, ino } = await stat(path);
  return `${path} ${mtimeMs} ${size} ${ino}`;
};
