import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnswerValidator } from '../../../src/contract/validate-answer.js';
import type { StreamVersion } from '../../../src/send/stream/model.js';
import {
  aDigitalRecipient,
  aPaperRecipient,
  aSimulator,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';
import { unknownId, versions } from './a-stream-room.js';
import { asContractReads } from './as-contract-reads.js';

/** A notification delivered after failed attempts and read, one on paper, one refused, as each version tells their lives. */

const validateAnswer = createAnswerValidator();
const pathOf = (version: StreamVersion): string =>
  `/delivery-progresses${version === 'v10' ? '' : `/v2.${version.slice(2)}`}/streams`;
const operationOf = (version: StreamVersion): string =>
  `consumeEventStream${version === 'v10' ? '' : version.toUpperCase()}`;

interface Event {
  readonly eventId: string;
  readonly newStatus: string;
  readonly element?: { readonly category: string; readonly details: Readonly<Record<string, unknown>> };
  readonly timelineEventCategory?: string;
}
const categoryOf = ({ element, timelineEventCategory }: Event): string =>
  element?.category ?? timelineEventCategory ?? '';

let simulator: TestSimulator;
let client: SandboxClient;
const streams = new Map<StreamVersion, string>();
const lives = new Map<StreamVersion, readonly Event[]>();

const create = async (version: StreamVersion): Promise<string> => {
  const body = { title: version, eventType: 'TIMELINE', ...(version === 'v10' ? {} : { groups: [] }) };
  const { status, body: stream } = await client.call<{ streamId: string }>('POST', pathOf(version), { body });
  expect(status).toBe(200);
  return stream.streamId;
};

/** All events, page by page as a client reads them; each page is held against the contract. */
const readAll = async (version: StreamVersion): Promise<readonly Event[]> => {
  const events: Event[] = [];
  for (let last = ''; ; last = `?lastEventId=${events.at(-1)?.eventId}`) {
    const path = `${pathOf(version)}/${streams.get(version)}/events${last}`;
    const { status, body } = await client.call<readonly Event[]>('GET', path);
    const operationId = operationOf(version);
    expect(validateAnswer(operationId, status, asContractReads(operationId, body))).toEqual([]);
    if (body.length === 0) return events;
    events.push(...body);
  }
};

beforeAll(async () => {
  // Pages of version 1 hold nulls, which the contract does not know: they are checked here, without them.
  simulator = await aSimulator({ strictResponses: false });
  client = await simulator.sandbox({
    clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' },
    settings: { retention: 'off' },
  });
  for (const version of versions) streams.set(version, await create(version));
  const iun = await client.accepted({ recipients: [aDigitalRecipient('prova@fail.it')] });
  await client.send({ recipients: [aPaperRecipient({ taxId: 'BNRMHL75C06G702B' })] });
  await client.send({ recipients: [aDigitalRecipient('prova@pec.it', { taxId: 'LNALNI80A01H501T' })] });
  await client.advance({ by: 'P30D' });
  await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
  await client.advance({ by: 'PT1M' });
  for (const version of versions) lives.set(version, await readAll(version));
});
afterAll(() => simulator.stop());

describe.each(versions)('the lives as version %s tells them', (version) => {
  const events = (): readonly Event[] => lives.get(version) ?? [];

  it('respect its contract, from the acknowledgement to the view', () => {
    expect(new Set(events().map(categoryOf)).size).toBeGreaterThan(30);
    expect(categoryOf(events().at(-1) as Event)).toBe('NOTIFICATION_VIEWED');
    expect(events().at(-1)?.newStatus).toBe('VIEWED');
  });

  it('have the same elements as in the newest version, without the kinds that are newer', () => {
    const known = new Set(events().map(categoryOf));
    const newest = (lives.get('v29') ?? []).map(categoryOf);

    expect(events().map(categoryOf)).toEqual(newest.filter((category) => known.has(category)));
    const missing = version === 'v10' ? ['PROBABLE_SCHEDULING_ANALOG_DATE'] : [];
    expect(newest.filter((category) => !known.has(category))).toEqual(missing);
  });

  it(`tell of the refusal ${version >= 'v28' ? 'with' : 'without'} the ids of the request`, () => {
    const refusal = events().find((event) => categoryOf(event) === 'REQUEST_REFUSED');

    expect(refusal).toMatchObject({ newStatus: 'REFUSED', notificationRequestId: expect.any(String) });
    expect(refusal).not.toHaveProperty('iun');
    if (version === 'v10') {
      expect(refusal).toMatchObject({ validationErrors: [{ errorCode: 'TAXID_NOT_VALID' }], analogCost: null });
    } else {
      expect(refusal?.element?.details.refusalReasons).toMatchObject([{ errorCode: 'TAXID_NOT_VALID' }]);
      expect(Object.hasOwn(refusal?.element?.details ?? {}, 'paProtocolNumber')).toBe(version >= 'v28');
    }
  });
});

it('version 1 tells channels, costs and documents in its short form', () => {
  const told = (category: string) => (lives.get('v10') ?? []).find((event) => categoryOf(event) === category);

  expect(told('SEND_COURTESY_MESSAGE')).toMatchObject({ channel: 'EMAIL', recipientIndex: null, analogCost: null });
  expect(told('SEND_ANALOG_DOMICILE')).toMatchObject({
    channel: 'AR_REGISTERED_LETTER',
    analogCost: expect.any(Number),
    validationErrors: null,
  });
  expect(told('REQUEST_ACCEPTED')).toMatchObject({
    legalfactIds: [expect.stringMatching(/^PN_LEGAL_FACTS-\w+\.pdf$/)],
  });
});

describe('version 1, where the others answer 403 or 404', () => {
  const path = (streamId = '') => `/delivery-progresses/streams/${streamId}`;
  const newer = (): string => streams.get('v26') ?? '';
  const title = { title: 'All', eventType: 'STATUS' };

  it.each([
    ['GET', '', undefined, `Stream  $ cannot be accessed by  xPagopaPnCxId=`],
    ['PUT', '', title, 'version v10 is trying to access streamId $: api version mismatch'],
    ['GET', '/events', undefined, 'version v10 is trying to access streamId $: api version mismatch'],
  ] as const)(
    'answers %s {streamId}%s of a newer stream with 400 and the body of the 403',
    async (method, end, body, detail) => {
      const refused = await client.call<{ errors: readonly { detail: string }[] }>(
        method,
        path(newer()) + end,
        body ? { body } : {},
      );

      expect(refused.status).toBe(400);
      expect(refused.body).toMatchObject({ status: 403, errors: [{ code: 'PN_WEBHOOK_FORBIDDEN' }] });
      expect(refused.body.errors[0]?.detail).toContain(detail.replace('$', newer()));
      expect(refused.headers.get('x-send-sim-hint')).toContain('/delivery-progresses/v2.6/streams');
    },
  );

  it('answers 400 with the body of the 404', async () => {
    const { status, body } = await client.call('GET', path(unknownId));

    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 404, errors: [{ code: 'PN_WEBHOOK_NOT_FOUND' }] });
  });

  it.each([newer, () => unknownId])('answers 400 without a body when such a stream shall be removed', async (idOf) => {
    const { status, text } = await client.call('DELETE', path(idOf()));

    expect([status, text]).toEqual([400, '']);
  });

  it('publishes no disabling: the gateway does not know the path', async () => {
    const { status, body } = await client.call('POST', `${path(streams.get('v10'))}/action/disable`);

    expect([status, body]).toEqual([403, { message: 'Missing Authentication Token' }]);
  });
});
