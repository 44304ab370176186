import { describe, expect, it } from 'vitest';
import { fromEpochMs, plus, seconds } from '../../../src/clock/instant.js';
import type { Category, Details, LegalFactId } from '../../../src/send/notification/model.js';
import type { Arrival, StreamMetadata, StreamVersion } from '../../../src/send/stream/model.js';
import { toEventId } from '../../../src/send/stream/rules.js';
import {
  fromWireStream,
  toWireDisabledStream,
  toWireEvent,
  toWireStream,
} from '../../../src/send/stream/wire/versions.js';
import { anElement, iunOf, requestIdOf, versions } from './a-stream-room.js';

const sentAt = fromEpochMs(Date.parse('2026-05-04T10:00:00Z'));
const iun = iunOf(0);
const document: LegalFactId = { key: 'safestorage://PN_LEGAL_FACTS-1.pdf', category: 'SENDER_ACK' };

const withElement = versions.filter((version) => version !== 'v10');
const isFrom = (first: StreamVersion) => (version: StreamVersion) => version >= first;

const arrivalOf = (category: Category, details: Details = {}, changes: Partial<Arrival> = {}): Arrival => ({
  iun,
  notificationRequestId: requestIdOf(iun),
  sentAt,
  element: { ...anElement(category, plus(sentAt, seconds(1)), details), legalFactsIds: [document] },
  status: 'DELIVERING',
  statusBefore: 'DELIVERING',
  at: plus(sentAt, seconds(1)),
  birth: { at: 0 },
  ...changes,
});

/** As a client reads it. */
const shown = (version: StreamVersion, arrival: Arrival): Record<string, unknown> =>
  JSON.parse(JSON.stringify(toWireEvent(version, { number: 42, arrival })));
const elementOf = (version: StreamVersion, arrival: Arrival) =>
  shown(version, arrival).element as { details: Record<string, unknown> } & Record<string, unknown>;

describe.each(versions)('an event of version %s', (version) => {
  it('says which notification, and in which status', () => {
    expect(shown(version, arrivalOf('AAR_GENERATION'))).toMatchObject({
      eventId: toEventId(42),
      notificationRequestId: requestIdOf(iun),
      iun,
      newStatus: 'DELIVERING',
    });
  });

  it.each(['IN_VALIDATION', 'REFUSED'] as const)('has no iun while the status is %s', (status) => {
    expect(shown(version, arrivalOf('SENDER_ACK_CREATION_REQUEST', {}, { status }))).not.toHaveProperty('iun');
  });

  it(`${isFrom('v26')(version) ? 'knows' : 'does not know'} RETURNED_TO_SENDER`, () => {
    const returned = { status: 'RETURNED_TO_SENDER', statusBefore: 'RETURNED_TO_SENDER' } as const;
    const arrival = arrivalOf('AAR_GENERATION', {}, { ...returned, statusBeforeReturn: 'DELIVERING' });

    expect(shown(version, arrival).newStatus).toBe(isFrom('v26')(version) ? 'RETURNED_TO_SENDER' : 'DELIVERING');
  });

  it('leaves what was written alone', () => {
    const details = { legalFactId: 'x', paProtocolNumber: 'p', refusalReasons: [{ errorCode: 'E', recIndex: 0 }] };
    const arrival = arrivalOf('REQUEST_REFUSED', details, { status: 'RETURNED_TO_SENDER' });
    const before = structuredClone(arrival);

    shown(version, arrival);

    expect(arrival).toEqual(before);
  });
});

describe.each(withElement)('the element in an event of version %s', (version) => {
  it.each([
    'COMPLETELY_UNREACHABLE_CREATION_REQUEST',
    'DIGITAL_DELIVERY_CREATION_REQUEST',
    'NOTIFICATION_VIEWED_CREATION_REQUEST',
  ] as const)(`${isFrom('v29')(version) ? 'spells legalFactId' : 'spells legalfactId'} in %s`, (category) => {
    const { details } = elementOf(version, arrivalOf(category, { recIndex: 0, legalFactId: 'key' }));

    expect(details).toEqual({ recIndex: 0, [isFrom('v29')(version) ? 'legalFactId' : 'legalfactId']: 'key' });
  });

  it('spells legalFactId in SENDER_ACK_CREATION_REQUEST', () => {
    const arrival = arrivalOf('SENDER_ACK_CREATION_REQUEST', { legalFactId: 'key' });

    expect(elementOf(version, arrival).details).toEqual({ legalFactId: 'key' });
  });

  it(`${isFrom('v28')(version) ? 'tells' : 'does not tell'} the ids of the request when it is accepted`, () => {
    const ids = { notificationRequestId: 'r', paProtocolNumber: 'p', idempotenceToken: 't' };

    expect(elementOf(version, arrivalOf('REQUEST_ACCEPTED', ids)).details).toEqual(isFrom('v28')(version) ? ids : {});
  });

  it(`${isFrom('v28')(version) ? 'tells' : 'does not tell'} ids and recipient when it is refused`, () => {
    const reason = { errorCode: 'TAXID_NOT_VALID', detail: 'why' };
    const whole = { refusalReasons: [{ ...reason, recIndex: 1 }], notificationRequestId: 'r', paProtocolNumber: 'p' };

    expect(elementOf(version, arrivalOf('REQUEST_REFUSED', whole)).details).toEqual(
      isFrom('v28')(version) ? whole : { refusalReasons: [reason] },
    );
  });

  it(`${isFrom('v25')(version) ? 'names' : 'does not name'} the document of a cancellation`, () => {
    expect(elementOf(version, arrivalOf('NOTIFICATION_CANCELLED')).legalFactsIds).toEqual(
      isFrom('v25')(version) ? [document] : [],
    );
    expect(elementOf(version, arrivalOf('REQUEST_ACCEPTED')).legalFactsIds).toEqual([document]);
  });

  it(`has ${isFrom('v24')(version) ? 'four instants' : 'one instant'}`, () => {
    const element = elementOf(version, arrivalOf('AAR_GENERATION'));

    expect(Object.keys(element).filter((field) => /timestamp|SentAt/i.test(field))).toEqual(
      isFrom('v24')(version)
        ? ['timestamp', 'ingestionTimestamp', 'eventTimestamp', 'notificationSentAt']
        : ['timestamp'],
    );
    expect(element.timestamp).toBe('2026-05-04T10:00:01Z');
  });
});

it.each(['REQUEST_ACCEPTED', 'NOTIFICATION_CANCELLED', 'NOTIFICATION_VIEWED'] as const)(
  'versions 2.6 and 2.7 show %s alike',
  (category) => {
    const arrival = arrivalOf(category, { paProtocolNumber: 'p' }, { status: 'RETURNED_TO_SENDER' });

    expect(shown('v26', arrival)).toEqual(shown('v27', arrival));
  },
);

describe('an event of version 1', () => {
  it('is flat, with null for what does not apply and no channel where there is none', () => {
    expect(shown('v10', arrivalOf('AAR_GENERATION', { recIndex: 1 }))).toEqual({
      eventId: toEventId(42),
      notificationRequestId: requestIdOf(iun),
      iun,
      newStatus: 'DELIVERING',
      timestamp: '2026-05-04T10:00:01Z',
      timelineEventCategory: 'AAR_GENERATION',
      recipientIndex: 1,
      analogCost: null,
      legalfactIds: ['PN_LEGAL_FACTS-1.pdf'],
      validationErrors: null,
    });
  });

  it('counts recipients from the second one: index 0 is null, as where there is no recipient', () => {
    expect(shown('v10', arrivalOf('AAR_GENERATION', { recIndex: 0 })).recipientIndex).toBeNull();
    expect(shown('v10', arrivalOf('REQUEST_ACCEPTED')).recipientIndex).toBeNull();
  });

  const serviceLevel = 'AR_REGISTERED_LETTER';
  const digitalAddress = (type: string) => ({ digitalAddress: { type, address: 'x' } });
  it.each([
    ['PREPARE_ANALOG_DOMICILE', { serviceLevel }, 'AR_REGISTERED_LETTER'],
    ['SEND_ANALOG_DOMICILE', { serviceLevel: 'REGISTERED_LETTER_890' }, 'REGISTERED_LETTER_890'],
    ['SEND_ANALOG_PROGRESS', { serviceLevel }, 'AR_REGISTERED_LETTER'],
    ['SEND_ANALOG_FEEDBACK', { serviceLevel }, 'AR_REGISTERED_LETTER'],
    ['PREPARE_SIMPLE_REGISTERED_LETTER', {}, 'SIMPLE_REGISTERED_LETTER'],
    ['SEND_SIMPLE_REGISTERED_LETTER', {}, 'SIMPLE_REGISTERED_LETTER'],
    ['SEND_SIMPLE_REGISTERED_LETTER_PROGRESS', {}, undefined],
    ['SEND_DIGITAL_DOMICILE', digitalAddress('SERCQ'), 'PEC'],
    ['SEND_DIGITAL_PROGRESS', digitalAddress('PEC'), 'PEC'],
    ['SEND_DIGITAL_FEEDBACK', digitalAddress('PEC'), 'PEC'],
    ['PREPARE_DIGITAL_DOMICILE', digitalAddress('PEC'), undefined],
    ['SEND_COURTESY_MESSAGE', digitalAddress('APPIO'), 'APPIO'],
    ['SEND_COURTESY_MESSAGE', digitalAddress('EMAIL'), 'EMAIL'],
    ['SEND_COURTESY_MESSAGE', digitalAddress('SMS'), 'SMS'],
    ['NOTIFICATION_VIEWED', {}, undefined],
  ] as const)('%s %j goes through the channel %s', (category, details, channel) => {
    expect(shown('v10', arrivalOf(category, details)).channel).toBe(channel);
  });

  it.each([
    ['SEND_ANALOG_DOMICILE', 1_115],
    ['SEND_SIMPLE_REGISTERED_LETTER', 1_115],
    ['SEND_ANALOG_FEEDBACK', null],
    ['REFINEMENT', null],
  ] as const)('%s costs %s', (category, cost) => {
    expect(shown('v10', arrivalOf(category, { analogCost: 1_115 })).analogCost).toBe(cost);
  });

  it('tells why a request was refused, without the recipient', () => {
    const reason = { errorCode: 'TAXID_NOT_VALID', detail: 'why' };
    const refused = arrivalOf('REQUEST_REFUSED', { refusalReasons: [{ ...reason, recIndex: 0 }] });

    expect(shown('v10', refused).validationErrors).toEqual([reason]);
  });

  it('has an empty list where the element has no document, and for a cancellation', () => {
    const without = { element: anElement('AAR_GENERATION', sentAt) };

    expect(shown('v10', arrivalOf('AAR_GENERATION', {}, without)).legalfactIds).toEqual([]);
    expect(shown('v10', arrivalOf('NOTIFICATION_CANCELLED')).legalfactIds).toEqual([]);
  });
});

describe('the settings of a stream', () => {
  const fieldsOfV1 = ['title', 'eventType', 'filterValues', 'streamId', 'activationDate'];
  const fieldsOfV23 = [...fieldsOfV1, 'groups', 'disabledDate', 'version'];
  const fieldsOfV27 = [...fieldsOfV23, 'waitForAccepted'];
  const stream: StreamMetadata = {
    streamId: '6f0c1d6e-3a58-4c0e-9b53-0d5a3f1e7c42',
    version: 'v29',
    title: 'All',
    eventType: 'STATUS',
    groups: ['first'],
    filterValues: ['ACCEPTED'],
    activationDate: sentAt,
    disabledDate: sentAt,
    waitForAccepted: true,
  };
  const rows: readonly (readonly [StreamVersion, readonly string[], afterDisabling: readonly string[]])[] = [
    ['v10', fieldsOfV1, fieldsOfV1],
    ['v23', fieldsOfV23, fieldsOfV23],
    ['v24', fieldsOfV23, fieldsOfV23],
    ['v25', fieldsOfV23, fieldsOfV23],
    ['v26', fieldsOfV23, fieldsOfV23],
    ['v27', fieldsOfV27, fieldsOfV23],
    ['v28', fieldsOfV27, fieldsOfV27],
    ['v29', fieldsOfV27, fieldsOfV27],
  ];

  it.each(rows)('in version %s are %j; when it was disabled %j', (version, fields, afterDisabling) => {
    expect(Object.keys(toWireStream(version, stream)).sort()).toEqual([...fields].sort());
    expect(Object.keys(toWireDisabledStream(version, stream)).sort()).toEqual([...afterDisabling].sort());
  });

  const known = { title: 'All', eventType: 'STATUS', filterValues: ['ACCEPTED'] };
  const groups = { groups: ['first'] };
  const replaced = { replacedStreamId: stream.streamId };
  const asked = { ...known, ...groups, ...replaced, waitForAccepted: true };
  it.each(versions)('that version %s does not know are not heard', (version) => {
    expect(fromWireStream(version, asked)).toEqual({
      ...known,
      ...(isFrom('v23')(version) ? { ...groups, ...replaced } : { groups: [] }),
      ...(isFrom('v27')(version) ? { waitForAccepted: true } : {}),
    });
  });

  it('that version 1 does not know may be anything', () => {
    const body = { title: 'All', eventType: 'STATUS', groups: 7, replacedStreamId: [], waitForAccepted: 'yes' };

    expect(fromWireStream('v10', body)).toEqual({ title: 'All', eventType: 'STATUS', groups: [] });
  });
});
