import { describe, expect, it } from 'vitest';
import type { HistoryQuery, Incident } from '../../../src/send/downtime/model.js';
import { inHistory, monthOf, pageOf, resolvedIn } from '../../../src/send/downtime/rules.js';
import { anIncident, instant } from './a-downtime-room.js';

const ids = (incidents: readonly Incident[]): readonly string[] => incidents.map(({ id }) => id);

describe('the incidents of a month', () => {
  const october = { year: 2026, month: 10 };
  const isListed = (incident: Incident): boolean => resolvedIn([incident], october).length > 0;

  it('are those that ended in it, whenever they began', () => {
    expect(isListed(anIncident('2026-09-30T23:00:00Z', '2026-10-01T00:00:00Z'))).toBe(true);
    expect(isListed(anIncident('2026-10-31T23:00:00Z', '2026-10-31T23:59:59Z'))).toBe(true);
    expect(isListed(anIncident('2026-09-30T23:00:00Z', '2026-09-30T23:59:59.999Z'))).toBe(false);
    expect(isListed(anIncident('2026-10-31T23:00:00Z', '2026-11-01T00:00:00Z'))).toBe(false);
  });

  it('miss what ended within the last second of the month', () => {
    expect(isListed(anIncident('2026-10-31T23:00:00Z', '2026-10-31T23:59:59.5Z'))).toBe(false);
  });

  it('are not listed while they are open, nor before their certificate is there', () => {
    const { certificate: _, ...uncertified } = anIncident('2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z');

    expect(isListed(anIncident('2026-10-01T00:00:00Z'))).toBe(false);
    expect(isListed(uncertified)).toBe(false);
  });

  it('come with the newest start first', () => {
    const early = anIncident('2026-10-01T00:00:00Z', '2026-10-20T00:00:00Z');
    const late = anIncident('2026-10-05T00:00:00Z', '2026-10-06T00:00:00Z');

    expect(resolvedIn([early, late], october)).toEqual([late, early]);
  });

  it('are none in a month that no calendar has', () => {
    const incident = anIncident('2026-10-01T00:00:00Z', '2026-10-20T00:00:00Z');

    expect(resolvedIn([incident], { year: 2_147_483_647, month: 12 })).toEqual([]);
  });

  it('are asked for by the month of the present in UTC', () => {
    expect(monthOf(instant('2026-12-31T23:30:00Z'))).toEqual({ year: 2026, month: 12 });
  });
});

describe('the history', () => {
  const found = (query: Partial<HistoryQuery>, ...incidents: readonly Incident[]): readonly string[] =>
    ids(
      inHistory(incidents, {
        from: instant('2026-10-10T00:00:00Z'),
        functionalities: ['NOTIFICATION_CREATE'],
        ...query,
      }),
    );
  const to = instant('2026-10-20T00:00:00Z');

  it.each([
    ['starts inside', anIncident('2026-10-12T00:00:00Z', '2026-11-01T00:00:00Z'), true],
    ['ends inside', anIncident('2026-10-01T00:00:00Z', '2026-10-12T00:00:00Z'), true],
    ['lasts all through it', anIncident('2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z'), true],
    ['began before and is open', anIncident('2026-10-01T00:00:00Z'), true],
    ['was over before', anIncident('2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z'), false],
    ['began later', anIncident('2026-10-21T00:00:00Z'), false],
  ])('with an end: an incident that %s', (_, incident, isFound) => {
    expect(found({ to }, incident)).toEqual(isFound ? [incident.id] : []);
  });

  it.each([
    ['starts after it', anIncident('2026-10-12T00:00:00Z', '2026-11-01T00:00:00Z'), true],
    ['ends after it', anIncident('2026-10-01T00:00:00Z', '2026-10-12T00:00:00Z'), true],
    ['is still open', anIncident('2026-10-01T00:00:00Z'), true],
    ['was over before', anIncident('2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z'), false],
  ])('without an end: an incident that %s', (_, incident, isFound) => {
    expect(found({}, incident)).toEqual(isFound ? [incident.id] : []);
  });

  it('holds only the functions that were asked for, and none when none was', () => {
    const create = anIncident('2026-10-12T00:00:00Z');
    const workflow = anIncident('2026-10-13T00:00:00Z', undefined, { functionality: 'NOTIFICATION_WORKFLOW' });

    expect(found({}, create, workflow)).toEqual([create.id]);
    expect(found({ functionalities: ['NOTIFICATION_WORKFLOW', 'NOTIFICATION_CREATE'] }, create, workflow)).toEqual([
      workflow.id,
      create.id,
    ]);
    expect(found({ functionalities: [] }, create, workflow)).toEqual([]);
  });
});

describe('a page', () => {
  const all = ['a', 'b', 'c'];

  it('is cut out of the list and knows whether another one follows', () => {
    expect(pageOf(all, { page: 0, size: 2 })).toEqual({ items: ['a', 'b'], hasNext: true });
    expect(pageOf(all, { page: 1, size: 2 })).toEqual({ items: ['c'], hasNext: false });
    expect(pageOf(all, { page: 0, size: 3 })).toEqual({ items: all, hasNext: false });
  });

  it('is empty behind the end', () => {
    expect(pageOf(all, { page: 9, size: 2 })).toEqual({ items: [], hasNext: false });
  });
});
