import { describe, expect, it } from 'vitest';
import { hashOf, placeOf } from '../../src/console/state/place.js';

describe('address of a page', () => {
  it('says sandbox, page, and what the page is about', () => {
    expect(placeOf('#/team-a/notifications/MWRP-ZGAL-JGDK-202610-T-1?open=REFINEMENT')).toEqual({
      sandbox: 'team-a',
      page: 'notifications',
      rest: ['MWRP-ZGAL-JGDK-202610-T-1'],
      query: { open: 'REFINEMENT' },
    });
  });

  it.each(['', '#', '#/', '#/default'])('%s leads to the first page of the default sandbox', (hash) => {
    expect(placeOf(hash)).toEqual({ sandbox: 'default', page: 'notifications', rest: [], query: {} });
  });

  it('comes back as it was, also with signs that an address does not carry as they are', () => {
    const place = { sandbox: 'a', page: 'notifications', rest: ['TVdSUC1a==/?#'], query: { q: 'è & ù', empty: '' } };

    expect(placeOf(hashOf(place))).toEqual({ ...place, query: { q: 'è & ù' } });
  });

  it('is read also where somebody broke it', () => {
    expect(placeOf('#/default/%E0%A4%A').page).toBe('%E0%A4%A');
  });
});
