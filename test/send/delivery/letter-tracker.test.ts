import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseDuration } from '../../../src/clock/duration.js';
import { days, type Instant, parseInstant, toIso } from '../../../src/clock/instant.js';
import { defaultSandboxSettings } from '../../../src/sandbox/settings.js';
import type { PaperEvent } from '../../../src/scenario/oracle.js';
import { paperDelay } from '../../../src/scenario/paper-calendar.js';
import { type Tracked, trackLetter } from '../../../src/send/delivery/letter-tracker.js';
import { documentTypeOf } from '../../../src/send/delivery/paper-codes.js';

const sentAt = parseInstant('2026-02-03T09:00:00Z') as Instant;

const event = (code: string, after: number, rest: Partial<PaperEvent> = {}): PaperEvent => ({ code, after, ...rest });
const track = (...prints: readonly (readonly PaperEvent[])[]): Tracked =>
  trackLetter(
    (retry) => ({ events: prints[Math.min(retry, prints.length - 1)] ?? [], letterCode: `letter-${retry}` }),
    sentAt,
    false,
    defaultSandboxSettings.paperProgress,
  );

/** One line per element, as the reference tables write them. */
const lines = ({ effects }: Pick<Tracked, 'effects'>, word = 'PROGRESS'): readonly string[] =>
  [...effects]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ effect }) => {
      const cause = effect.cause === undefined ? '' : ` cause ${effect.cause}`;
      if (effect.kind === 'feedback') return [`FEEDBACK ${effect.verdict} ${effect.code}${cause}`];
      if (effect.documents.length === 0) return [`${word} ${effect.code}${cause}`];
      return effect.documents.map(({ type }) => `${word} ${effect.code} [${documentTypeOf(effect.code, type)}]`);
    });

describe('what a report says of itself', () => {
  it('is kept: the code of a letter that could not be read, the own date of its documents', () => {
    const { effects } = track([
      event('RECRN001A', days(1), { ocr: 'KO' }),
      event('RECRN001B', days(1), { documents: ['AR'], documentDateShift: days(-2) }),
    ]);

    expect(effects.map(({ effect }) => effect)).toMatchObject([
      { code: 'RECRN001A', letterCode: 'OCR_KO' },
      { code: 'RECRN001B', letterCode: 'letter-0', documentDateShift: days(-2) },
    ]);
  });
});

describe('storage of an AR', () => {
  const stored = (collected: number, code = 'RECRN003') =>
    track([
      event('RECRN010', days(1)),
      event(`${code}A`, days(collected)),
      event(`${code}B`, days(1), { documents: ['AR'] }),
      event(`${code}C`, days(1)),
    ]);

  it('collected on the tenth day keeps its own code and date', () => {
    const feedback = stored(10).effects.find(({ effect }) => effect.kind === 'feedback')?.effect;

    expect(feedback).toMatchObject({ code: 'RECRN003C', verdict: 'OK' });
  });

  it('collected on the eleventh day closes at midnight in Rome of the tenth, and the report stays as progress', () => {
    const { effects } = stored(11);

    const feedback = effects.find(({ effect }) => effect.kind === 'feedback')?.effect;
    expect(feedback).toMatchObject({ code: 'PNRN012', verdict: 'OK' });
    expect(toIso(feedback?.date as Instant)).toBe('2026-02-13T23:00:00Z');
    expect(effects.some(({ effect }) => effect.kind === 'progress' && effect.code === 'RECRN003C')).toBe(true);
  });

  it('declared over before thirty days waits', () => {
    const { effects, parked } = stored(29, 'RECRN005');

    expect(effects.some(({ effect }) => effect.kind === 'feedback')).toBe(false);
    expect(parked).toHaveLength(1);
    expect(stored(30, 'RECRN005').parked).toEqual([]);
  });
});

describe('new prints', () => {
  it('end after five', () => {
    const { effects, parked } = track([event('CON080', days(1)), event('RECRN006', days(1), { failureCause: 'F01' })]);

    expect(effects.filter(({ effect }) => effect.code === 'RECRN006')).toHaveLength(5);
    expect(new Set(effects.map(({ effect }) => effect.letterCode)).size).toBe(5);
    expect(parked).toHaveLength(1);
  });
});

describe('a final event', () => {
  it('without its outcome event waits', () => {
    const { effects, parked } = track([
      event('RECRN001B', days(1), { documents: ['AR'] }),
      event('RECRN001C', days(1)),
    ]);

    expect(lines({ effects })).toEqual(['PROGRESS RECRN001B [AR]']);
    expect(parked[0]?.why.en).toContain('RECRN001A');
  });

  it.each([
    ['M02', 'OK'],
    ['M05', 'OK'],
    ['M06', 'KO'],
    ['M09', 'KO'],
    [undefined, 'OK'],
  ] as const)('RECRN002C after the cause %s is %s', (failureCause, verdict) => {
    const { effects } = track([
      event('RECRN002A', days(1), failureCause ? { failureCause } : {}),
      event('RECRN002C', days(1)),
    ]);

    expect(effects.at(-1)?.effect).toMatchObject({ kind: 'feedback', verdict });
  });
});

describe('a simple letter', () => {
  const simple = (...events: readonly PaperEvent[]): Tracked =>
    trackLetter(() => ({ events, letterCode: 'letter' }), sentAt, true, defaultSandboxSettings.paperProgress);

  it.each([
    ['RECRN001C', 'RECRN001A'],
    ['RECAG003F', 'RECAG003D'],
    ['RECRN004C', 'RECRN004A'],
    ['RECAG005C', 'RECAG005A'],
  ])('has no feedback, also where the post reports the final code %s of a registered one', (end, outcome) => {
    const { effects, parked } = simple(event('CON080', days(1)), event(outcome, days(1)), event(end, days(1)));

    expect(effects.map(({ effect }) => [effect.kind, effect.code])).toEqual([
      ['progress', 'CON080'],
      ['progress', outcome],
      ['progress', end],
    ]);
    expect(parked).toEqual([]);
  });

  it('has none through RECAG012 with its 23L either', () => {
    const { effects } = simple(event('RECAG012', days(1)), event('RECAG011B', days(1), { documents: ['23L'] }));

    expect(effects.map(({ effect }) => effect.kind)).toEqual(['progress', 'progress']);
  });
});

describe('a letter of which nothing final is reported', () => {
  it('says after which report it waits', () => {
    expect(track([event('CON080', days(1)), event('CON020', days(1))]).parked.map(({ why }) => why)).toEqual([
      {
        it: 'Il recapitista non comunica altro dopo CON020: nessun esito, la notifica resta in consegna',
        en: 'The carrier reports nothing more after CON020: no outcome, the notification stays in delivery',
      },
    ]);
    expect(track([]).parked[0]?.why.en).toContain('The carrier reports nothing:');
  });
});

const outcomes = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'reference', 'outcomes.yaml');

interface EventText {
  readonly code: string;
  readonly delay: string;
  readonly attachments?: readonly string[];
  readonly failureCause?: string;
}
interface SequenceText {
  readonly name: string;
  readonly product: string;
  readonly events?: readonly EventText[];
  readonly sends?: readonly (readonly EventText[])[];
  readonly discoveredEvents?: readonly EventText[];
  readonly restart?: unknown;
  readonly retryStyle?: string;
  readonly derivedTimeline: readonly (readonly string[])[];
}

const sequences: readonly SequenceText[] = existsSync(outcomes)
  ? (parse(readFileSync(outcomes, 'utf8')) as { readonly paperSequences: readonly SequenceText[] }).paperSequences
  : [];

/** What the timeline does not show by default in the real test environment. */
const visible = (told: readonly string[]): readonly string[] => told.filter((line) => !/ CON018\b/.test(line));

const eventsOf = (texts: readonly EventText[]): readonly PaperEvent[] =>
  texts.map(({ code, delay, attachments, failureCause }) => ({
    code,
    after: paperDelay((parseDuration(delay) ?? 0) / 1_000_000, 'calendar'),
    // What follows the type chooses the file that the mock sends, or its origin: nothing of it reaches the timeline.
    ...(attachments ? { documents: attachments.map((type) => type.replace(/[#:].*$/, '')) } : {}),
    ...(failureCause === undefined ? {} : { failureCause }),
  }));

describe.skipIf(sequences.length === 0)('the sequences of the test environment', () => {
  it.each(sequences.map((s) => [s.name, s] as const))('%s', (_, sequence) => {
    const isSimple = sequence.product === 'RS' || sequence.product === 'RIS';
    const word = isSimple ? 'SIMPLE_PROGRESS' : 'PROGRESS';
    const prints = (sequence.sends ?? [sequence.events ?? []]).map(eventsOf);
    const first = trackLetter(
      (retry) => ({ events: prints[Math.min(retry, prints.length - 1)] ?? [], letterCode: String(retry) }),
      sentAt,
      isSimple,
      defaultSandboxSettings.paperProgress,
    );

    expect([...lines(first, word)].sort()).toEqual([...visible(sequence.derivedTimeline[0] ?? [])].sort());
  });
});
