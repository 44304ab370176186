import { join } from 'node:path';
import { inspect } from '../../../src/store/inspect.js';
import { pagesOf } from '../../../src/store/row.js';

/** Of each sandbox in a data folder the steps on the disk, as text; one that is going has none. */
type StepsOnDisk = ReadonlyMap<string, readonly string[]>;

const rowsOf = async (file: string) => [...(await inspect(file)).rows.values()].map(({ row }) => row);

/** What is on the disk, read past the program. Nothing may be written meanwhile. */
export const stepsIn = async (data: string): Promise<StepsOnDisk> => {
  const found = new Map<string, readonly string[]>();
  for (const { _id: id, body } of await rowsOf(join(data, 'sandboxes.db'))) {
    if ((JSON.parse(body) as { readonly isGoing?: true }).isGoing) continue;
    const steps = [...pagesOf(await rowsOf(join(data, 'sandbox', id, 'steps.db')))].flat();
    found.set(
      id,
      steps.map((step) => JSON.stringify(step)),
    );
  }
  return found;
};

/** What a start has changed or dropped of what it found, in words; it may only write behind it. */
export const changedByStart = (before: StepsOnDisk, after: StepsOnDisk): readonly string[] =>
  [...before].flatMap(([id, steps]) => {
    const now = after.get(id);
    if (!now) return [`the sandbox ${id} is gone`];
    const at = steps.findIndex((step, i) => step !== now[i]);
    return at < 0 ? [] : [`of ${id} step ${at + 1} was ${steps[at]} and is ${now[at]}`];
  });
