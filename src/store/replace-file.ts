import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Row } from './row.js';

/** Writes a new file beside the old one and puts it in its place: a kill leaves the one or the other, whole. */
export const replaceFile = async (file: string, rows: readonly Row[]): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const next = await open(`${file}.next`, 'w');
  try {
    await next.writeFile(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await next.sync();
  } finally {
    await next.close();
  }
  await rename(`${file}.next`, file);
};
