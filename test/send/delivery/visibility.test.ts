import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnosticCategories } from '../../../src/send/notification/model.js';
import { aPaperRecipient, aSimulator, type SandboxClient, type TestSimulator } from '../../support/simulator.js';

/**
 * Three lives, read in every version and heard by a stream of every version.
 *
 * Source: reference timeline.md 6; pn-stream dto/TimelineElementCategoryInt.java
 */
const versions = ['1', '2.0', '2.1', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9'] as const;
const streamVersions = ['1', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9'] as const;
type Version = (typeof versions)[number];

/** First versions, of detail and stream, that show a category. */
const first: readonly (readonly [life: string, category: string, detail: Version, stream: Version])[] = [
  ['deceased', 'PROBABLE_SCHEDULING_ANALOG_DATE', '1', '2.3'],
  ['deceased', 'ANALOG_WORKFLOW_RECIPIENT_DECEASED', '2.6', '2.6'],
  ['reworked', 'NOTIFICATION_TIMELINE_REWORKED', '2.8', '2.9'],
  ['cancelled', 'NOTIFICATION_CANCELLATION_REQUEST', '2.0', '2.3'],
  ['cancelled', 'NOTIFICATION_CANCELLED', '2.0', '2.3'],
  ['cancelled', 'NOTIFICATION_RADD_RETRIEVED', '2.3', '2.3'],
];

let simulator: TestSimulator;
let client: SandboxClient;
const streams = new Map<string, string>();
const lives = new Map<string, string>();

const pathOf = (version: Version): string => (version === '1' ? '' : `/v${version}`);

const letterTo = (address: string, taxId: string) =>
  aPaperRecipient({ taxId, physicalAddress: { address, zip: '20121', municipality: 'MILANO', province: 'MI' } });

beforeAll(async () => {
  simulator = await aSimulator();
  client = await simulator.sandbox({
    clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' },
    settings: { retention: 'off' },
  });
  for (const version of streamVersions) {
    const made = await client.call<{ streamId: string }>('POST', `/delivery-progresses${pathOf(version)}/streams`, {
      body: {
        title: version,
        eventType: 'TIMELINE',
        filterValues: [...new Set(first.map(([, category]) => category))],
        ...(version === '1' ? {} : { groups: [] }),
      },
    });
    if (made.status !== 200) throw new Error(made.text);
    streams.set(version, made.body.streamId);
  }
  // Who has a courtesy contact hears when the letter would leave.
  const deceased = await client.accepted({ recipients: [letterTo('VIA @FAIL_DECEDUTO_AR', 'BNRMHL75C06G702B')] });
  const reworked = await client.accepted({
    recipients: [letterTo('@FAIL_NOAT2_RESTART_1_CONS_AT1_AR', 'DVNLRD52D15M059P')],
  });
  const cancelled = await client.accepted();
  await client.call('POST', `/_sim/notifications/${cancelled}/radd`, { body: {} });
  await client.advance({ by: 'P3D' });
  await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${cancelled}`);
  await client.advance({ by: 'P60D' });
  for (const [name, iun] of Object.entries({ deceased, reworked, cancelled })) lives.set(name, iun);
});
afterAll(() => simulator.stop());

interface Body {
  readonly notificationStatus: string;
  readonly notificationStatusHistory: readonly {
    readonly status: string;
    readonly relatedTimelineElements: string[];
  }[];
  readonly timeline: readonly { readonly elementId: string; readonly category: string }[];
}
const bodies = new Map<string, Promise<Body>>();
const read = (life: string, version: Version): Promise<Body> => {
  const path = `/delivery${pathOf(version)}/notifications/sent/${lives.get(life)}`;
  const body =
    bodies.get(path) ??
    client.call<Body>('GET', path).then(({ status, text, body: told }) => {
      if (status !== 200) throw new Error(text);
      return told;
    });
  bodies.set(path, body);
  return body;
};

interface Event {
  readonly eventId: string;
  readonly iun?: string;
  readonly timelineEventCategory?: string;
  readonly element?: { readonly category: string };
}
const heard = async (version: Version): Promise<readonly Event[]> => {
  const events: Event[] = [];
  for (;;) {
    const last = events.at(-1)?.eventId;
    const path = `/delivery-progresses${pathOf(version)}/streams/${streams.get(version)}/events`;
    const page = await client.call<Event[]>('GET', last === undefined ? path : `${path}?lastEventId=${last}`);
    if (page.status !== 200) throw new Error(page.text);
    if (page.body.length === 0) return events;
    events.push(...page.body);
  }
};

describe('a detail', () => {
  it.each(first)('of the %s one shows %s from v%s on', async (life, category, since) => {
    const shown = [];
    for (const version of versions) {
      if ((await read(life, version)).timeline.some((e) => e.category === category)) shown.push(version);
    }
    expect(shown).toEqual(versions.slice(versions.indexOf(since)));
  });

  it.each([
    [
      'deceased',
      (v: Version) => (versions.indexOf(v) >= versions.indexOf('2.6') ? 'RETURNED_TO_SENDER' : 'DELIVERING'),
    ],
    ['cancelled', (v: Version) => (v === '1' ? 'VIEWED' : 'CANCELLED')],
    ['reworked', () => 'EFFECTIVE_DATE'],
  ])('of the %s one has the status that its version can say', async (life, statusIn) => {
    for (const version of versions) {
      const body = await read(life, version);
      expect([version, body.notificationStatus]).toEqual([version, statusIn(version)]);
      expect(body.notificationStatusHistory.at(-1)?.status).toBe(body.notificationStatus);
      const ids = body.timeline.map((e) => e.elementId);
      const related = body.notificationStatusHistory.flatMap((h) => h.relatedTimelineElements);
      expect(related.filter((id) => !ids.includes(id))).toEqual([]);
    }
  });

  it.each(versions)('in v%s shows nothing diagnostic; our own API does', async (version) => {
    const hidden: readonly string[] = diagnosticCategories;
    const { timeline } = await read('cancelled', version);
    const ours = await client.call<{ timeline: { category: string }[]; internalElements?: { category: string }[] }>(
      'GET',
      `/_sim/notifications/${lives.get('cancelled')}`,
    );

    expect(timeline.filter((e) => hidden.includes(e.category))).toEqual([]);
    expect(ours.text).toContain('NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST');
  });
});

describe('a stream', () => {
  const cache = new Map<Version, readonly Event[]>();
  const heardOnce = async (version: Version): Promise<readonly Event[]> => {
    const known = cache.get(version) ?? (await heard(version));
    cache.set(version, known);
    return known;
  };
  const categoriesOf = (events: readonly Event[]): readonly (string | undefined)[] =>
    events.map((e) => e.element?.category ?? e.timelineEventCategory);

  it.each(first)('of the %s one tells %s (detail v%s) from v%s on', async (_, category, __, since) => {
    const told = [];
    for (const version of streamVersions) {
      if (categoriesOf(await heardOnce(version)).includes(category)) told.push(version);
    }
    expect(told).toEqual(streamVersions.slice((streamVersions as readonly string[]).indexOf(since)));
  });
});
