import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CarrierEvent, Delay } from '../../src/scenario/carrier-event.js';
import { loadScenarios } from '../../src/scenario/load.js';
import type { Scenarios } from '../../src/scenario/outcome.js';
import type { SendNumber, Sequence } from '../../src/scenario/sequence/model.js';
import { parseSequence } from '../../src/scenario/sequence/parse.js';
import { playSequence } from '../../src/scenario/sequence/play.js';

let scenarios: Scenarios;
beforeAll(async () => {
  scenarios = await loadScenarios('scenarios/uat');
});

const secondsOf = (delay: Delay): string => ('mockSeconds' in delay ? `${delay.mockSeconds}s` : '?');

/** An event as the mock writes it, the address found by its text. */
const short = (event: CarrierEvent): string =>
  [
    `${secondsOf(event.after)} ${event.code}`,
    ...(event.documents ?? []),
    ...(event.pages === undefined ? [] : [`${event.pages} pages`]),
    ...(event.failureCause === undefined ? [] : [event.failureCause]),
    ...(event.dateShift === undefined ? [] : [`shift ${secondsOf(event.dateShift)}`]),
    ...(event.ownDate ? ['own date'] : []),
    ...(event.ocr === undefined ? [] : [`OCR ${event.ocr}`]),
    ...(event.discovered === undefined ? [] : [`-> ${event.discovered.address}, ${event.discovered.zip}`]),
  ].join(' ');

const played = (sequence: Sequence | undefined, send: SendNumber): readonly string[] => {
  const result = sequence && playSequence(sequence, send);
  return result?.ok ? result.events.map(short) : [];
};
const sequenceOf = (name: string): Sequence | undefined => scenarios.outcomes.get(name.toLowerCase())?.sequence;
const scriptOf = (name: string, send: Partial<SendNumber> = {}) => played(sequenceOf(name), { attempt: 0, ...send });

const printed = ['5s CON080', '5s CON020 7ZIP 3 pages'];

describe('the shipped outcomes of UAT', () => {
  it('deliver OK_AR', () => {
    expect(scriptOf('OK_AR')).toEqual([...printed, '5s CON018', '5s RECRN001A', '5s RECRN001B AR', '5s RECRN001C']);
  });

  it('find nobody in FAIL-Irreperibile_AR, and no address', () => {
    expect(scriptOf('FAIL-Irreperibile_AR')).toEqual([
      ...printed,
      '5s RECRN002D M04',
      '5s RECRN002E Plico',
      '5s RECRN002F',
    ]);
  });

  it('find nobody and an address in FAIL-DiscoveryIrreperibile_AR, whose text finds nobody again', () => {
    const second =
      'via@sequence.5s-CON080.5s-CON020[DOC:7ZIP;PAGES:3].5s-RECRN002D[FAILCAUSE:M03].5s-RECRN002E[DOC:Plico].5s-RECRN002F';
    expect(scriptOf('FAIL-DiscoveryIrreperibile_AR')).toEqual([
      ...printed,
      `5s RECRN002D M01 -> ${second}, 20121`,
      '5s RECRN002E Plico Indagine',
      '5s RECRN002F',
    ]);
    expect(played(parseSequence(second.toUpperCase()), { attempt: 1 })).toEqual([
      ...printed,
      '5s RECRN002D M03',
      '5s RECRN002E Plico',
      '5s RECRN002F',
    ]);
  });

  it('print again after the theft of OK-Retry_AR', () => {
    expect(scriptOf('OK-Retry_AR')).toEqual([...printed, '5s RECRN006 F01']);
    expect(scriptOf('OK-Retry_AR', { retry: 3 })).toEqual([
      ...printed,
      '5s RECRN001A',
      '5s RECRN001B AR',
      '5s RECRN001C',
    ]);
  });

  it('know the generic lists', () => {
    const lists = Object.fromEntries(
      Object.entries(scenarios.generic).map(([name, { sequence }]) => [name, played(sequence, { attempt: 0 })]),
    );
    expect(lists).toEqual({
      paperSuccess: ['5s CON080', '5s RECRN001A', '5s RECRN001B', '5s RECRN001C'],
      paperFailure: ['5s CON080', '5s RECRN002A', '5s RECRN002B', '5s RECRN002C'],
      pecSuccess: ['5s C000', '5s C001', '5s C005', '5s C003'],
      pecFailure: ['5s C001', '5s C007', '5s C004'],
      emailSuccess: ['5s M003'],
      emailFailure: ['5s M008'],
      smsSuccess: ['5s S003'],
      smsFailure: ['5s S008'],
    });
  });

  it('have a title in both languages and a line in their file', () => {
    for (const outcome of [...scenarios.outcomes.values(), ...Object.values(scenarios.generic)]) {
      const [file, line] = outcome.source.split(':');
      expect(readFileSync(`scenarios/uat/${file}`, 'utf8').split('\n')[Number(line) - 1]?.trim()).toBe(
        `${outcome.name}:`,
      );
      expect(outcome.title.it).not.toBe(outcome.title.en);
    }
  });
});

describe('the shipped people of UAT', () => {
  it('are those the worked lives run with', () => {
    expect(scenarios.people.get('LRTFNC80A01F205B')).toEqual({
      taxId: 'LRTFNC80A01F205B',
      type: 'PF',
      source: expect.stringMatching(/^world\.yaml:\d+$/),
    });
    expect(scenarios.people.get('BNRMHL75C06G702B')).toMatchObject({
      denomination: 'Michelangelo Buonarroti',
      platform: { courtesy: { email: expect.stringContaining('@') } },
      delegates: ['MNDLCU98T68C933T'],
    });
    expect(scenarios.people.get('LNALNI80A01H501T')?.exists).toBe(false);
    expect(scenarios.people.get('FLPCPT69A65Z336P')?.platform?.digital?.address).toBe('pectest@pec.pagopa.it');
  });
});

const reference = '../shared/reference/outcomes.yaml';

describe.skipIf(!existsSync(reference))('the shipped outcomes beside the reference', () => {
  interface Event {
    readonly code: string;
    readonly delay: string;
    readonly attachments?: readonly string[];
    readonly failureCause?: string;
    readonly pages?: number;
    readonly ownTimestamp?: boolean;
    readonly timestampShift?: string;
    readonly ocr?: string;
    readonly discoveredAddress?: { readonly address: string; readonly zip: string };
  }
  interface Known {
    readonly name: string;
    readonly raw: string;
    readonly leftover?: string;
    readonly events?: readonly Event[];
    readonly sends?: readonly (readonly Event[])[];
    readonly attempts?: readonly (readonly Event[])[];
    readonly discoveredEvents?: readonly Event[];
    readonly restart?: { readonly reworkAttempt: number; readonly events: readonly Event[] };
  }
  const known = existsSync(reference)
    ? (parse(readFileSync(reference, 'utf8')) as {
        paperSequences: Known[];
        digitalSequences: Known[];
        registries: { taxId: string }[];
      })
    : undefined;
  const paper = known?.paperSequences ?? [];
  const digital = known?.digitalSequences ?? [];

  const mockSeconds = (text: string): number => Number.parseInt(text, 10) * (text.endsWith('m') ? 60 : 1);
  const shortEvent = (event: Event): string =>
    [
      `${mockSeconds(event.delay)}s ${event.code}`,
      ...(event.attachments ?? []),
      ...(event.pages === undefined ? [] : [`${event.pages} pages`]),
      ...(event.failureCause === undefined ? [] : [event.failureCause]),
      ...(event.timestampShift === undefined ? [] : [`shift ${-mockSeconds(event.timestampShift)}s`]),
      ...(event.ownTimestamp ? ['own date'] : []),
      ...(event.ocr === undefined ? [] : [`OCR ${event.ocr}`]),
      ...(event.discoveredAddress ? [`-> ${event.discoveredAddress.address}, ${event.discoveredAddress.zip}`] : []),
    ].join(' ');
  /** The reference leaves the rework out of the address found; it travels there. */
  const withoutRework = (lines: readonly string[]) => lines.map((line) => line.replace(/@restart.*(?=, \d{5}$)/, ''));

  it('are these, and no others', () => {
    expect([paper.length, digital.length]).toEqual([172, 6]);
    expect([...scenarios.outcomes.values()].map((outcome) => outcome.name).sort()).toEqual(
      [...paper, ...digital].map(({ name }) => name).sort(),
    );
  });

  it.each(paper.map((sequence) => [sequence.name, sequence] as const))(
    '%s says the same, event by event',
    (name, there) => {
      const lists = there.sends ?? [there.events ?? []];
      for (const [retry, list] of lists.entries()) {
        expect(withoutRework(scriptOf(name, { retry }))).toEqual(list.map(shortEvent));
      }
      // What is written in the file says the same as the text of the mock; a part that no send can use is left out there.
      const text = there.leftover === undefined ? there.raw : there.raw.slice(0, -there.leftover.length);
      expect(sequenceOf(name)).toEqual(parseSequence(text, 'file'));
      expect(there.leftover?.startsWith('attempt') ?? true).toBe(true);
    },
  );

  const secondLetterOf = (name: string) => {
    const first = playSequence(sequenceOf(name) as Sequence, { attempt: 0 });
    const address = first.ok ? first.events.find((event) => event.discovered)?.discovered?.address : undefined;
    return parseSequence((address ?? '').toUpperCase());
  };

  it.each(paper.flatMap((s) => (s.discoveredEvents ? [[s.name, s.discoveredEvents] as const] : [])))(
    '%s says the same of the letter to the address found',
    (name, list) => {
      expect(played(secondLetterOf(name), { attempt: 1 })).toEqual(list.map(shortEvent));
    },
  );

  it.each(paper.flatMap((s) => (s.restart ? [[s.name, s.restart] as const] : [])))(
    '%s says the same of the reworked attempt',
    (name, { reworkAttempt, events }) => {
      const isSecond = reworkAttempt === 1;
      const sequence = isSecond ? secondLetterOf(name) : (sequenceOf(name) as Sequence);
      const reworked =
        sequence.kind === 'rework' ? played(sequence.rework, { attempt: reworkAttempt, rework: true }) : [];
      expect(reworked).toEqual(events.map(shortEvent));
    },
  );

  it.each(digital.map((sequence) => [sequence.name, sequence] as const))(
    '%s says the same, attempt by attempt',
    (name, there) => {
      expect((there.attempts ?? []).map((_, attempt) => scriptOf(name, { attempt, repeat: true }))).toEqual(
        there.attempts?.map((list) => list.map(shortEvent)),
      );
    },
  );

  it('know every person of whom the registries say something', () => {
    // Tax ids of digits lose their leading zeros there, for want of quotation marks.
    expect(
      known?.registries.map((r) => String(r.taxId).padStart(11, '0')).filter((id) => !scenarios.people.has(id)),
    ).toEqual([]);
  });
});
