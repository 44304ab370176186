import { beforeAll, describe, expect, it } from 'vitest';
import { loadWorlds } from '../../support/world.js';
import { drawLife, selfActing } from './lives/draw-life.js';
import { laws } from './lives/laws.js';
import { lawsOfDocuments } from './lives/laws-of-documents.js';
import { type Lived, live } from './lives/live.js';

/** One of them alone: `LIVES=1726 npx vitest run test/send/delivery/random-lives.test.ts`; several: `LIVES=1-10000`. */
const [first = 1, last = first] = (process.env.LIVES ?? '1-1000').split('-').map(Number);

/** As many as a reader can take in. */
const shown = 12;

let worlds: Awaited<ReturnType<typeof loadWorlds>>;
beforeAll(async () => {
  worlds = await loadWorlds(...selfActing);
});

/** When the request was accepted or refused. */
const decidedAt = ({ heard }: Lived) =>
  heard.find(({ added }) => added.some(({ before, status }) => before === 'IN_VALIDATION' && status !== before))?.at;

/** The first place where two texts differ, with what stands around it. */
const difference = (one: string, other: string): string => {
  const at = [...one].findIndex((character, i) => character !== other[i]);
  return `…${one.slice(Math.max(0, at - 150), at + 80)}…\n   …${other.slice(Math.max(0, at - 150), at + 80)}…`;
};

const complaintsAbout = async (seed: number): Promise<{ readonly complaints: readonly string[]; end: string }> => {
  const life = drawLife(seed, worlds.scenarios);
  const lived = await live(worlds, life, 'jump');
  if (!lived) return { complaints: [], end: 'refused at the door' };
  // Another world with the same seed; every other client polls until the request is decided.
  const way = seed % 2 === 0 ? 'steps' : 'polls';
  const again = await live(worlds, life, way, decidedAt(lived));
  const broken = Object.entries({ ...laws, ...lawsOfDocuments }).flatMap(([name, law]) =>
    law(lived).map((words) => `${name}: ${words}`),
  );
  const told = again?.told ?? '';
  const other = told === lived.told ? [] : [`${way} and one jump differ: ${difference(lived.told, told)}`];
  return { complaints: [...broken, ...other], end: lived.status };
};

describe('lives drawn by lot', () => {
  it(`obey every law, however their time passes (${first} to ${last})`, { timeout: 600_000 }, async () => {
    const complaints: string[] = [];
    const ends = new Set<string>();
    for (let seed = first; seed <= last && complaints.length < shown; seed++) {
      const { complaints: found, end } = await complaintsAbout(seed);
      ends.add(end);
      complaints.push(...found.map((text) => `LIVES=${seed} ${text}`));
    }

    expect(complaints.slice(0, shown).join('\n')).toBe('');
    if (last - first < 1_000) return;
    expect([...ends]).toEqual(
      expect.arrayContaining(['REFUSED', 'CANCELLED', 'VIEWED', 'EFFECTIVE_DATE', 'RETURNED_TO_SENDER', 'DELIVERING']),
    );
  });
});
