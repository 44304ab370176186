import { describe, expect, it } from 'vitest';
import { fromEpochMs, plus, seconds } from '../../../src/clock/instant.js';
import type { TimelineElement } from '../../../src/send/notification/model.js';
import { toWireElementV28 } from '../../../src/send/notification/wire/element.js';
import type { Arrival, StreamMetadata } from '../../../src/send/stream/model.js';
import { toWireEventV29, toWireStreamV29 } from '../../../src/send/stream/wire/v29.js';
import { iunOf, requestIdOf } from './a-stream-room.js';

const sentAt = fromEpochMs(Date.parse('2026-05-04T10:00:00Z'));
const iun = iunOf(0);

const element: TimelineElement = {
  elementId: `SEND_DIGITAL_FEEDBACK.IUN_${iun}.RECINDEX_0`,
  category: 'SEND_DIGITAL_FEEDBACK',
  eventAt: plus(sentAt, seconds(1)),
  ingestedAt: plus(sentAt, seconds(2.5)),
  legalFactsIds: [{ key: 'safestorage://PN_EXTERNAL_LEGAL_FACTS-1.xml', category: 'PEC_RECEIPT' }],
  details: { recIndex: 0, digitalAddress: { type: 'PEC', address: 'prova@pec.it' } },
};

const eventOf = (changes: Partial<Arrival> = {}) =>
  toWireEventV29({
    number: 42,
    arrival: {
      iun,
      notificationRequestId: requestIdOf(iun),
      sentAt,
      element,
      status: 'DELIVERING',
      statusBefore: 'DELIVERING',
      at: sentAt,
      birth: { at: 0 },
      ...changes,
    },
  });

describe('an element on the wire', () => {
  it('has business time twice, the instant of writing and that of sending', () => {
    expect(toWireElementV28(element, sentAt)).toEqual({
      elementId: element.elementId,
      timestamp: '2026-05-04T10:00:01Z',
      legalFactsIds: element.legalFactsIds,
      category: 'SEND_DIGITAL_FEEDBACK',
      details: element.details,
      ingestionTimestamp: '2026-05-04T10:00:02.5Z',
      eventTimestamp: '2026-05-04T10:00:01Z',
      notificationSentAt: '2026-05-04T10:00:00Z',
    });
  });
});

describe('an event on the wire', () => {
  it('carries the padded id, the request, the status after the element, and the element with its addresses in clear', () => {
    expect(eventOf()).toEqual({
      eventId: '00000000000000000000000000000000000042',
      notificationRequestId: requestIdOf(iun),
      iun,
      newStatus: 'DELIVERING',
      element: toWireElementV28(element, sentAt),
    });
  });

  it.each(['IN_VALIDATION', 'REFUSED'] as const)('has no iun while the status is %s', (status) => {
    const event = eventOf({ status });

    expect(event).not.toHaveProperty('iun');
    expect(event).toMatchObject({ newStatus: status, notificationRequestId: requestIdOf(iun) });
  });

  it('shows receipts as empty objects, as many as there are', () => {
    const details = { recIndex: 0, sendingReceipts: [{ id: '1', system: 'PEC' }, { id: '2' }] };

    expect(eventOf({ element: { ...element, details } }).element.details).toEqual({
      recIndex: 0,
      sendingReceipts: [{}, {}],
    });
  });

  it('shows nextSourceAttemptsMade only beside nextDigitalAddressSource', () => {
    const detailsOf = (details: TimelineElement['details']) => eventOf({ element: { ...element, details } });
    const source = { nextDigitalAddressSource: 'SPECIAL', nextSourceAttemptsMade: 0 };

    expect(detailsOf({ nextSourceAttemptsMade: 1 }).element.details).toEqual({});
    expect(detailsOf(source).element.details).toEqual(source);
  });

  it('leaves the stored element alone', () => {
    const details = { sendingReceipts: [{ id: '1' }], nextSourceAttemptsMade: 1 };

    eventOf({ element: { ...element, details } });

    expect(details).toEqual({ sendingReceipts: [{ id: '1' }], nextSourceAttemptsMade: 1 });
  });
});

describe('a stream on the wire', () => {
  const stream: StreamMetadata = {
    streamId: '6f0c1d6e-3a58-4c0e-9b53-0d5a3f1e7c42',
    version: 'v29',
    title: 'All',
    eventType: 'STATUS',
    groups: ['first'],
    filterValues: [],
    activationDate: sentAt,
  };

  it('has its dates as text, and only what is known', () => {
    expect(toWireStreamV29(stream)).toEqual({ ...stream, activationDate: '2026-05-04T10:00:00Z' });
    expect(toWireStreamV29({ ...stream, disabledDate: sentAt, waitForAccepted: false })).toEqual({
      ...stream,
      activationDate: '2026-05-04T10:00:00Z',
      disabledDate: '2026-05-04T10:00:00Z',
      waitForAccepted: false,
    });
  });

  it('never tells whose it is', () => {
    expect(toWireStreamV29({ ...stream, paId: 'pa-1' } as StreamMetadata)).not.toHaveProperty('paId');
  });
});
