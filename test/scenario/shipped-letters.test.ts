import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hours, type Instant, parseInstant } from '../../src/clock/instant.js';
import { defaultSandboxSettings } from '../../src/sandbox/settings.js';
import { loadScenarios } from '../../src/scenario/load.js';
import type { Oracle, PaperProduct } from '../../src/scenario/oracle.js';
import { createOracle } from '../../src/scenario/oracle-from-scenarios.js';
import { paperDelay } from '../../src/scenario/paper-calendar.js';
import { trackLetter } from '../../src/send/delivery/letter-tracker.js';
import { documentTypeOf } from '../../src/send/delivery/paper-codes.js';

/** Every name of UAT, from the text of the address to what the timeline shows of the letter. */

const reference = '../shared/reference/outcomes.yaml';
interface Known {
  readonly name: string;
  readonly product: PaperProduct;
  readonly derivedTimeline: readonly (readonly string[])[];
}
const known: readonly Known[] = existsSync(reference) ? parse(readFileSync(reference, 'utf8')).paperSequences : [];

let oracle: Oracle;
beforeAll(async () => {
  const shipped = await loadScenarios('scenarios/uat');
  oracle = createOracle(
    () => shipped,
    () => new Map(),
    { paperSeconds: 'calendar' },
  );
});

const sentAt = parseInstant('2026-02-03T09:00:00Z') as Instant;

/** The letter to this address as the reference tables write it, and the address that its feedback gives. */
const tracked = (address: string, product: PaperProduct, attempt: number) => {
  const isSimple = product === 'RS' || product === 'RIS';
  const word = isSimple ? 'SIMPLE_PROGRESS' : 'PROGRESS';
  const send = { taxId: 'LRTFNC80A01F205B', product, address: { address, municipality: 'ROMA' }, attempt };
  const { effects } = trackLetter(
    (retry) => ({ events: oracle.sendPaper({ ...send, retry }).events, letterCode: String(retry) }),
    sentAt,
    isSimple,
    defaultSandboxSettings.paperProgress,
  );
  const lines = effects.flatMap(({ effect }) => {
    const cause = effect.cause === undefined ? '' : ` cause ${effect.cause}`;
    if (effect.kind === 'feedback') return [`FEEDBACK ${effect.verdict} ${effect.code}${cause}`];
    if (effect.documents.length === 0) return [`${word} ${effect.code}${cause}`];
    return effect.documents.map(({ type }) => `${word} ${effect.code} [${documentTypeOf(effect.code, type)}]`);
  });
  const feedback = effects.find(({ effect }) => effect.kind === 'feedback')?.effect;
  return { lines, discovered: feedback?.kind === 'feedback' ? feedback.discovered : undefined };
};

/** What the timeline does not show by default in the real test environment. */
const visible = (lines: readonly string[]) => lines.filter((line) => !/ CON018\b/.test(line)).sort();

describe.skipIf(known.length === 0)('a letter to VIA @<name>', () => {
  it.each(known.map((k) => [k.name, k] as const))('%s', (name, { product, derivedTimeline }) => {
    const first = tracked(`VIA @${name.toUpperCase()} 16`, product, 0);
    expect([...first.lines].sort()).toEqual(visible(derivedTimeline[0] ?? []));

    const second = first.discovered && tracked(first.discovered.address.toUpperCase(), product, 1);
    expect([...(second?.lines ?? [])].sort()).toEqual(visible(derivedTimeline[1] ?? []));
  });
});

describe('the dates of a letter', () => {
  const datesOf = (name: string) => {
    const address = { address: `VIA @${name}`, municipality: 'ROMA' };
    const send = { taxId: 'LRTFNC80A01F205B', product: 'AR', address, attempt: 0 } as const;
    const { effects } = trackLetter(
      (retry) => ({ events: oracle.sendPaper({ ...send, retry }).events, letterCode: 'x' }),
      sentAt,
      false,
      defaultSandboxSettings.paperProgress,
    );
    return (code: string) => effects.find(({ effect }) => effect.code === code)?.effect.date ?? Number.NaN;
  };

  it('are one for outcome, document and end', () => {
    const date = datesOf('OK_AR');
    expect([date('RECRN001B'), date('RECRN001C')]).toEqual([date('RECRN001A'), date('RECRN001A')]);
  });

  it('are each report’s own where the sequence says NOAUTODATETIME', () => {
    const date = datesOf('OK_AR_INVALID_DATETIME');
    expect(date('RECRN001B') - date('RECRN001A')).toBe(hours(20));
    expect(date('RECRN001C') - date('RECRN001A')).toBe(hours(40));
  });

  it('are earlier where the sequence says DELAY, in days of the post', () => {
    const date = datesOf('OK-AR-ENP');
    expect(date('RECRN001A') - date('RECRN001B')).toBe(paperDelay(14 * 60, 'calendar'));
    expect(date('RECRN001C')).toBe(date('RECRN001A'));
  });
});
