import { rmSync } from 'node:fs';

export type Step = readonly [name: string, run: () => void | Promise<void>];

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** @throws with what else there is to say */
export const must = (isTrue: boolean, otherwise: string): void => {
  if (!isTrue) throw new Error(otherwise);
};

interface Course {
  /** Where the steps work; it goes at the end. */
  readonly folder: string;
  /** What holds when all went well. */
  readonly conclusion: string;
}

/** One after the other; the first that fails is told and fails the command. */
export const inSteps = async (steps: readonly Step[], { folder, conclusion }: Course): Promise<void> => {
  try {
    for (const [name, run] of steps) {
      print(name);
      await run();
    }
    print(conclusion);
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};
