import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserPath } from './browser-path.js';

/** Where the tests leave what they saw; not kept in the repository. */
export const picturesFolder = fileURLToPath(new URL('../../../console-pictures', import.meta.url));

/** Empties the folder before the tests; says after them where the pictures are, or why there are none. */
export default (): (() => void) => {
  rmSync(picturesFolder, { recursive: true, force: true });
  mkdirSync(picturesFolder, { recursive: true });
  return () => {
    const pictures = readdirSync(picturesFolder).length;
    const said =
      browserPath() === undefined
        ? 'SKIPPED: no Chromium found (Debian package chromium, or its path in CHROMIUM_PATH)'
        : pictures === 0
          ? 'no pictures: they are made with PICTURES=1'
          : `${pictures} pictures in ${join(picturesFolder, '/')}`;
    process.stdout.write(`\nconsole: ${said}\n`);
  };
};
