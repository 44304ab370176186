import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadScenarios } from '../../src/scenario/load.js';
import type { CarrierEvent, Scenarios } from '../../src/scenario/outcome.js';
import { parseSequence } from '../../src/scenario/sequence.js';

let scenarios: Scenarios;
beforeAll(async () => {
  scenarios = await loadScenarios('scenarios/uat');
});

/** An event as the mock writes it, the address found by its text. */
const short = ({ code, after, documents = [], failureCause, discovered, pages }: CarrierEvent): string =>
  [
    `${'mockSeconds' in after ? after.mockSeconds : '?'}s ${code}`,
    ...documents,
    ...(pages === undefined ? [] : [`${pages} pages`]),
    ...(failureCause === undefined ? [] : [failureCause]),
    ...(discovered === undefined ? [] : [`-> ${discovered.address}, ${discovered.zip}`]),
  ].join(' ');

const scriptsOf = (name: string): readonly (readonly string[])[] =>
  (scenarios.outcomes.get(name.toLowerCase())?.scripts ?? []).map((script) => script.map(short));

const printed = ['5s CON080', '5s CON020 7ZIP 3 pages'];

describe('the shipped outcomes of UAT', () => {
  it('deliver OK_AR', () => {
    expect(scriptsOf('OK_AR')).toEqual([[...printed, '5s CON018', '5s RECRN001A', '5s RECRN001B AR', '5s RECRN001C']]);
  });

  it('find nobody in FAIL-Irreperibile_AR, and no address', () => {
    expect(scriptsOf('FAIL-Irreperibile_AR')).toEqual([
      [...printed, '5s RECRN002D M04', '5s RECRN002E Plico', '5s RECRN002F'],
    ]);
  });

  it('find nobody and an address in FAIL-DiscoveryIrreperibile_AR, whose text finds nobody again', () => {
    const second =
      'via@sequence.5s-CON080.5s-CON020[DOC:7ZIP;PAGES:3].5s-RECRN002D[FAILCAUSE:M03].5s-RECRN002E[DOC:Plico].5s-RECRN002F';
    expect(scriptsOf('FAIL-DiscoveryIrreperibile_AR')).toEqual([
      [...printed, `5s RECRN002D M01 -> ${second}, 20121`, '5s RECRN002E Plico Indagine', '5s RECRN002F'],
    ]);

    const sequence = parseSequence(second.toUpperCase());

    expect(sequence.ok && sequence.events.map(short)).toEqual([
      ...printed,
      '5s RECRN002D M03',
      '5s RECRN002E Plico',
      '5s RECRN002F',
    ]);
  });

  it('deliver OK_890', () => {
    expect(scriptsOf('OK_890')).toEqual([[...printed, '5s RECAG001A', '5s RECAG001B 23L', '5s RECAG001C']]);
  });

  it('deliver OK_RS and bring FAIL_RS back', () => {
    expect(scriptsOf('OK_RS')).toEqual([[...printed, '5s RECRS001C']]);
    expect(scriptsOf('FAIL_RS')).toEqual([[...printed, '5s RECRS002A M07', '5s RECRS002B Plico', '5s RECRS002C']]);
  });

  it('print again after the theft of OK-Retry_AR', () => {
    expect(scriptsOf('OK-Retry_AR')).toEqual([
      [...printed, '5s RECRN006 F01'],
      [...printed, '5s RECRN001A', '5s RECRN001B AR', '5s RECRN001C'],
    ]);
  });

  it('know the generic lists', () => {
    const lists = Object.fromEntries(
      Object.entries(scenarios.generic).map(([name, outcome]) => [name, outcome.scripts.map((s) => s.map(short))]),
    );
    expect(lists).toEqual({
      paperSuccess: [['5s CON080', '5s RECRN001A', '5s RECRN001B', '5s RECRN001C']],
      paperFailure: [['5s CON080', '5s RECRN002A', '5s RECRN002B', '5s RECRN002C']],
      pecSuccess: [['5s C000', '5s C001', '5s C005', '5s C003']],
      pecFailure: [['5s C001', '5s C007', '5s C004']],
    });
  });

  it('have a title in both languages and a line in their file', () => {
    for (const outcome of [...scenarios.outcomes.values(), ...Object.values(scenarios.generic)]) {
      expect(outcome.source).toMatch(/^(paper|pec)\.yaml:\d+$/);
      const line = readFileSync(`scenarios/uat/${outcome.source.split(':')[0]}`, 'utf8').split('\n')[
        Number(outcome.source.split(':')[1]) - 1
      ];
      expect(line?.trim()).toBe(`${outcome.name}:`);
      expect(outcome.title.it).not.toBe(outcome.title.en);
    }
  });
});

describe('the shipped people of UAT', () => {
  it('are those the worked lives run with', () => {
    expect(scenarios.people.get('LRTFNC80A01F205B')).toEqual({ taxId: 'LRTFNC80A01F205B', type: 'PF' });
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
    readonly discoveredAddress?: { readonly address: string; readonly zip: string };
  }
  interface Known {
    readonly name: string;
    readonly set: string;
    readonly events?: readonly Event[];
    readonly sends?: readonly (readonly Event[])[];
    readonly attempts?: readonly (readonly Event[])[];
  }
  const known = existsSync(reference)
    ? (parse(readFileSync(reference, 'utf8')) as {
        paperSequences: Known[];
        digitalSequences: Known[];
        registries: { taxId: string }[];
      })
    : undefined;
  const shortEvent = ({ code, delay, attachments = [], failureCause, pages, discoveredAddress }: Event): string =>
    [
      `${delay} ${code}`,
      ...attachments,
      ...(pages === undefined ? [] : [`${pages} pages`]),
      ...(failureCause === undefined ? [] : [failureCause]),
      ...(discoveredAddress === undefined ? [] : [`-> ${discoveredAddress.address}, ${discoveredAddress.zip}`]),
    ].join(' ');
  const sequences = [...(known?.paperSequences ?? []), ...(known?.digitalSequences ?? [])];

  it('say the same, event by event', () => {
    for (const name of scenarios.outcomes.values()) {
      const there = sequences.find((sequence) => sequence.name === name.name);
      const lists = there?.sends ?? there?.attempts ?? (there?.events ? [there.events] : []);
      expect([name.name, scriptsOf(name.name)]).toEqual([name.name, lists.map((list) => list.map(shortEvent))]);
    }
  });

  it('hold the whole first set, and all digital sequences', () => {
    const wanted = sequences.filter(({ set }) => set === '1' || set === undefined).map(({ name }) => name);
    expect(wanted.filter((name) => !scenarios.outcomes.has(name.toLowerCase()))).toEqual([]);
  });

  it('know every person of whom the registries say something', () => {
    // Tax ids of digits lose their leading zeros there, for want of quotation marks.
    expect(
      known?.registries.map((r) => String(r.taxId).padStart(11, '0')).filter((id) => !scenarios.people.has(id)),
    ).toEqual([]);
  });
});
