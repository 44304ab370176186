import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const withWindows = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** Opens a page at half the cost, but reads no PDF. */
const withoutWindows = 'chromium-headless-shell';

const pathOf = (...names: readonly string[]): string | undefined => {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined) return given;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
};

/** The Chromium of this machine, if there is one. None is ever downloaded. */
export const browserPath = (): string | undefined => pathOf(withoutWindows, ...withWindows);

/** One that shows a PDF within a page. */
export const readerPath = (): string | undefined => pathOf(...withWindows);
