import { describe, expect, it } from 'vitest';
import { fromEpochMs } from '../../../src/clock/instant.js';
import { romanMonth } from '../../../src/italy/rome-calendar.js';
import type { Category, Details, TimelineElement } from '../../../src/send/notification/model.js';
import { billed, withLine } from '../../../src/send/price/billing-rules.js';

const at = fromEpochMs(0);
const anElement = (category: Category, details: Details, internal?: TimelineElement['internal']): TimelineElement => ({
  elementId: `${category}.1`,
  category,
  ingestedAt: at,
  eventAt: at,
  legalFactsIds: [],
  details,
  ...(internal ? { internal } : {}),
});
const recipients = (of: Category, count: number, cents: number) => ({ kind: 'RECIPIENTS', of, count, cents });

describe('what an element puts on the bill', () => {
  it.each([
    [anElement('REFINEMENT', { recIndex: 0, notificationCost: 100 }), recipients('REFINEMENT', 1, 100)],
    [
      anElement('NOTIFICATION_VIEWED', { recIndex: 1, notificationCost: 100 }),
      recipients('NOTIFICATION_VIEWED', 1, 100),
    ],
    [
      anElement('ANALOG_WORKFLOW_RECIPIENT_DECEASED', { recIndex: 0, notificationCost: 100 }),
      recipients('ANALOG_WORKFLOW_RECIPIENT_DECEASED', 1, 100),
    ],
    [
      anElement('ANALOG_FAILURE_WORKFLOW_TIMEOUT', { recIndex: 0, notificationCost: 100 }),
      recipients('ANALOG_FAILURE_WORKFLOW_TIMEOUT', 1, 100),
    ],
    [
      anElement('NOTIFICATION_CANCELLED', { notificationCost: 200, notRefinedRecipientIndexes: [0, 2] }),
      recipients('NOTIFICATION_CANCELLED', 2, 200),
    ],
    [
      anElement('REQUEST_REFUSED', {}, { numberOfRecipients: 3, notificationCost: 250 }),
      recipients('REQUEST_REFUSED', 3, 250),
    ],
    [
      anElement('SEND_ANALOG_DOMICILE', { recIndex: 0, productType: '890', analogCost: 857, sentAttemptMade: 1 }),
      { kind: 'PAPER', of: '890', count: 1, cents: 857 },
    ],
    [
      anElement('SEND_SIMPLE_REGISTERED_LETTER', { recIndex: 0, productType: 'RS', analogCost: 302 }),
      { kind: 'PAPER', of: 'RS', count: 1, cents: 302 },
    ],
  ])('$category', (element, line) => {
    expect(billed(element)).toEqual(line);
  });

  it.each([
    anElement('REFINEMENT', { recIndex: 0 }),
    anElement('NOTIFICATION_VIEWED', { recIndex: 0 }),
    anElement('NOTIFICATION_CANCELLED', { notificationCost: 0, notRefinedRecipientIndexes: [] }),
    anElement('PREPARE_ANALOG_DOMICILE', { recIndex: 0 }),
    anElement('SEND_DIGITAL_DOMICILE', { recIndex: 0 }),
    anElement('SEND_ANALOG_FEEDBACK', { recIndex: 0, productType: 'AR' }),
  ])('is nothing without a cost: $category', (element) => {
    expect(billed(element)).toBeUndefined();
  });
});

describe('the lines of a bill', () => {
  const letter = (of: string, cents: number) => ({ kind: 'PAPER', of, count: 1, cents }) as const;

  it('are one for each thing', () => {
    const lines = [letter('AR', 446), letter('890', 857), letter('AR', 440)];

    expect(lines.reduce<ReturnType<typeof withLine>>((bill, line) => withLine(bill, line), [])).toEqual([
      letter('890', 857),
      { kind: 'PAPER', of: 'AR', count: 2, cents: 886 },
    ]);
  });

  it('lose what falls, and go when nothing is left', () => {
    const two = [{ kind: 'PAPER', of: 'AR', count: 2, cents: 886 }] as const;
    const one = withLine(two, letter('AR', 446), -1);

    expect(one).toEqual([letter('AR', 440)]);
    expect(withLine(one, letter('AR', 440), -1)).toEqual([]);
  });
});

it.each([
  ['2026-05-31T21:59:59Z', '2026-05'],
  ['2026-05-31T22:00:00Z', '2026-06'],
  ['2026-12-31T22:59:59Z', '2026-12'],
  ['2026-12-31T23:00:00Z', '2027-01'],
])('the month of %s is %s', (instant, month) => {
  expect(romanMonth(fromEpochMs(Date.parse(instant)))).toBe(month);
});
