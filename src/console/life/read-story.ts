import { part, sim } from '../api/client.js';
import { CallProblem } from '../api/problem.js';
import { useResource } from '../api/resource.js';
import type { Said } from '../state/words.js';

/** What a story file tells beside what happens. */
export interface Story {
  readonly title: Said;
  readonly narrative?: Said;
  readonly moral?: Said;
}

/** One that decides only about an address has neither narrative nor moral; one that was removed is not there any more. */
const storyOf = async (name: string, signal: AbortSignal): Promise<Story | undefined> => {
  try {
    const scenario = await sim<Story>('GET', `/scenarios/${part(name)}`, { signal });
    return scenario.narrative === undefined && scenario.moral === undefined ? undefined : scenario;
  } catch (error) {
    if (error instanceof CallProblem && error.status === 404) return undefined;
    throw error;
  }
};

/** @param names of scenarios that decide, separated by commas; the first with something to tell is the story */
export const useStory = (names: string): Story | undefined =>
  useResource(`story ${names}`, async (signal) => {
    for (const name of names.split(/,\s*/).filter((text) => text !== '')) {
      const story = await storyOf(name, signal);
      if (story !== undefined) return story;
    }
    return undefined;
  }).value;
