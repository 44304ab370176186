import { describe, expect, it } from 'vitest';
import { axisOf } from '../../src/console/pages/notifications/axis.js';

const sentAt = '2026-10-05T10:00:00Z';
const kinds = (rows: ReturnType<typeof axisOf>) =>
  rows.map((row) =>
    row.kind === 'moment' ? `${row.isPlanned ? 'planned' : 'moment'} ${row.day} x${row.items.length}` : row.kind,
  );

describe('the time axis', () => {
  it('gathers what fell into one minute, and puts the present between what happened and what is planned', () => {
    const rows = axisOf(
      [
        { at: '2026-10-05T10:00:50.094001Z' },
        { at: '2026-10-05T10:00:10Z', recIndex: 0 },
        { at: '2026-10-05T10:05:00Z' },
      ],
      [{ at: '2026-10-06T10:00:00Z' }],
      '2026-10-05T10:06:00Z',
      sentAt,
    );

    expect(kinds(rows)).toEqual(['moment 0 x2', 'moment 0 x1', 'now', 'gap', 'planned 1 x1']);
    expect(rows[0]).toMatchObject({ at: '2026-10-05T10:00:10Z', opensDay: true });
    expect(rows[1]).toMatchObject({ opensDay: false });
  });

  it('counts days as the calendar of Rome does, over the end of summer time too', () => {
    const at = ['2026-10-05T21:59:00Z', '2026-10-05T22:01:00Z', '2026-10-25T22:30:00Z', '2026-10-25T23:30:00Z'];
    const days = axisOf(
      at.map((instant) => ({ at: instant })),
      [],
      sentAt,
      sentAt,
    )
      .filter((row) => row.kind === 'moment')
      .map(({ day }) => day);

    expect(days).toEqual([0, 1, 20, 21]);
  });

  it('measures a gap and counts the days on which nothing happened', () => {
    const [, gap] = axisOf([{ at: sentAt }, { at: '2026-10-12T22:00:00Z' }], [], sentAt, sentAt);

    expect(gap).toEqual({ kind: 'gap', length: 7.5, quietDays: 7 });
  });

  it('has only the present where nothing happened yet', () => {
    expect(axisOf([], [], sentAt, sentAt)).toEqual([{ kind: 'now', at: sentAt }]);
  });
});
