import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Whether this is the built program, not its sources. */
export const isBuilt = (): boolean => !import.meta.url.endsWith('.ts');

/** Folder of this package, from the sources as from `dist/`: where `openapi/`, `scenarios/` and `package.json` lie. */
export const packageRoot = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json of send-simulator not found above its own code');
    folder = parent;
  }
  return folder;
};
