import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgendaItem, createAgenda } from '../../src/clock/agenda.js';
import type { Instant } from '../../src/clock/instant.js';

const anItem = (id: string, at: number, iun?: string): AgendaItem => ({
  id,
  at: at as Instant,
  kind: 'test.work',
  why: { it: 'prova', en: 'test' },
  ...(iun === undefined ? {} : { iun }),
});

const takeAll = (agenda: ReturnType<typeof createAgenda>): string[] => {
  const ids: string[] = [];
  for (let item = agenda.peek(); item; item = agenda.peek()) {
    ids.push(item.id);
    agenda.remove(item.id);
  }
  return ids;
};

describe('the agenda', () => {
  it('gives out the earliest item first, and of one instant the one that was put in first', () => {
    const agenda = createAgenda();
    for (const [id, at] of [
      ['c', 20],
      ['a', 10],
      ['d', 20],
      ['b', 10],
    ] as const) {
      agenda.add(anItem(id, at));
    }

    expect(takeAll(agenda)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lists the items of one notification without taking them', () => {
    const agenda = createAgenda();
    agenda.add(anItem('a', 30, 'X'));
    agenda.add(anItem('b', 10, 'Y'));
    agenda.add(anItem('c', 20, 'X'));

    expect(agenda.list(10, 'X').map(({ id }) => id)).toEqual(['c', 'a']);
    expect(agenda.list(2).map(({ id }) => id)).toEqual(['b', 'c']);
    expect(agenda.size).toBe(3);
  });

  it('says whether it had what was taken out', () => {
    const agenda = createAgenda();
    agenda.add(anItem('a', 1));

    expect(agenda.remove('a')).toBe(true);
    expect(agenda.remove('a')).toBe(false);
    expect(agenda.peek()).toBeUndefined();
  });

  it('is empty after clear, also of items that were taken out before', () => {
    const agenda = createAgenda();
    agenda.add(anItem('a', 1));
    agenda.add(anItem('b', 2));
    agenda.remove('a');
    agenda.clear();
    agenda.add(anItem('a', 3));

    expect(agenda.list(10).map(({ id }) => id)).toEqual(['a']);
    expect(takeAll(agenda)).toEqual(['a']);
  });

  it('does what a sorted list does, whatever is added, taken out and asked', () => {
    const action = fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('add' as const), at: fc.nat({ max: 12 }) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), nth: fc.nat({ max: 30 }) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const) }) },
    );
    const property = fc.property(fc.array(action, { maxLength: 120 }), (actions) => {
      const agenda = createAgenda();
      let sorted: AgendaItem[] = [];
      actions.forEach((a, i) => {
        if (a.do === 'add') {
          const item = anItem(`i${i}`, a.at);
          agenda.add(item);
          // Stable: equal instants keep the order of insertion.
          sorted = [...sorted, item].sort((x, y) => x.at - y.at);
        } else if (a.do === 'remove') {
          const id = sorted[a.nth]?.id ?? 'unknown';
          expect(agenda.remove(id)).toBe(sorted.some((item) => item.id === id));
          sorted = sorted.filter((item) => item.id !== id);
        } else if (a.do === 'take') {
          expect(agenda.peek()).toEqual(sorted[0]);
          if (sorted[0]) agenda.remove(sorted[0].id);
          sorted = sorted.slice(1);
        } else {
          agenda.clear();
          sorted = [];
        }
        expect(agenda.size).toBe(sorted.length);
      });
      expect(agenda.list(1_000)).toEqual(sorted);
      expect(takeAll(agenda)).toEqual(sorted.map(({ id }) => id));
    });
    expect(fc.check(property, { seed: 7, numRuns: 300 }).failed).toBe(false);
  });

  it('replaces an item that is added again under its id', () => {
    const agenda = createAgenda();
    agenda.add(anItem('a', 10));
    agenda.add(anItem('a', 20));

    expect(agenda.size).toBe(1);
    expect(agenda.peek()?.at).toBe(20);
  });
});
