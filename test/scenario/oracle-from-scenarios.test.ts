import { beforeAll, describe, expect, it } from 'vitest';
import { days, hours, seconds } from '../../src/clock/instant.js';
import { loadScenarios } from '../../src/scenario/load.js';
import type { Oracle, PaperProduct } from '../../src/scenario/oracle.js';
import { createOracle } from '../../src/scenario/oracle-from-scenarios.js';
import type { Scenarios } from '../../src/scenario/outcome.js';
import type { Person } from '../../src/scenario/person.js';
import type { Plays } from '../../src/scenario/plays.js';
import { aFile, scenariosOf } from './scenario-files.js';

let shipped: Scenarios;
let oracle: Oracle;
beforeAll(async () => {
  shipped = await loadScenarios('scenarios/uat');
  oracle = createOracle(
    () => shipped,
    () => new Map(),
    { paperSeconds: 'calendar' },
  );
});

const sender = '01199250158';
const nobody = 'RSSMRA80A01H501U';
const letter = (address: string, product: PaperProduct = 'AR', { attempt = 0, retry = 0, from = oracle } = {}) =>
  from.sendPaper({ taxId: nobody, product, address: { address, municipality: 'ROMA' }, attempt, retry });
const pec = (address: string, attempt = 0, repeat = false) =>
  oracle.sendPec({ taxId: nobody, address, source: 'SPECIAL', attempt, repeat });
const codes = (script: { readonly events: readonly { readonly code: string }[] }) => script.events.map((e) => e.code);

describe('the carriers', () => {
  it('play the outcome named in the address, and say which line of which file decided', () => {
    const script = letter('VIA @FAIL-IRREPERIBILE_AR 16');

    expect(script).toMatchObject({
      outcome: 'FAIL-Irreperibile_AR',
      source: expect.stringMatching(/^paper-ar\.yaml:\d+$/),
      title: { it: 'il destinatario della raccomandata è irreperibile', en: expect.any(String) },
    });
    expect(script.events.at(-1)).toEqual({ code: 'RECRN002F', after: hours(20) });
    expect(script.events[1]).toEqual({ code: 'CON020', after: hours(20), documents: ['7ZIP'], pages: 3 });
  });

  it('deliver an ordinary street with the outcome of its product', () => {
    expect(letter('Via Roma 1').outcome).toBe('OK_AR');
    expect(letter('Via Roma 1', '890').outcome).toBe('OK_890');
    expect(letter('Via Roma 1', 'RIR').outcome).toBe('OK_RIR');
  });

  it('send the codes of the named outcome whatever the product', () => {
    expect(codes(letter('VIA @OK_AR', '890'))).toContain('RECRN001C');
  });

  it('take long delays for days of the post', () => {
    const after = letter('@OK-Giacenza-gt10_890', '890').events.find((e) => e.code === 'RECAG012')?.after;
    expect(after).toBe(days(11));
  });

  it('take the seconds as they are when the setting says so', () => {
    const literal = createOracle(
      () => shipped,
      () => new Map(),
      { paperSeconds: 'literal' },
    );
    expect(letter('VIA @OK_AR', 'AR', { from: literal }).events.map((e) => e.after)).toEqual(Array(6).fill(seconds(5)));
  });

  it('print again after a theft, and the last list repeats', () => {
    expect(codes(letter('VIA @OK-RETRY_AR')).at(-1)).toBe('RECRN006');
    expect(codes(letter('VIA @OK-RETRY_AR', 'AR', { retry: 1 })).at(-1)).toBe('RECRN001C');
    expect(codes(letter('VIA @OK-RETRY_AR', 'AR', { retry: 2 })).at(-1)).toBe('RECRN001C');
  });

  it('play the address found by the postman as a sequence, in the capitals of the normaliser', () => {
    const found = letter('VIA @FAIL-DISCOVERYIRREPERIBILE_AR').events.find((e) => e.discovered)?.discovered;
    expect(found).toEqual({
      address: expect.stringMatching(/^via@sequence\./),
      zip: '20121',
      municipality: 'Milano',
      province: 'MI',
      foreignState: 'Italia',
    });

    const second = letter(String(found?.address).toUpperCase(), 'AR', { attempt: 1 });

    expect(second.outcome).toBe('@sequence');
    expect(second.events.map((e) => [e.code, e.after, e.failureCause])).toEqual([
      ['CON080', hours(20), undefined],
      ['CON020', hours(20), undefined],
      ['RECRN002D', hours(20), 'M03'],
      ['RECRN002E', hours(20), undefined],
      ['RECRN002F', hours(20), undefined],
    ]);
  });

  it('report nothing on a malformed sequence, and say where it breaks', () => {
    const script = letter('via@sequence.5s-CON080.CON020');
    expect(script.events).toEqual([]);
    expect(script.title?.en).toContain('character 24');
    expect(script.problem?.en).toContain('character 24');
    expect(letter('VIA @OK_AR').problem).toBeUndefined();
  });

  it('tell documents by their type, and beside it how they are made', () => {
    const at = (address: string) => letter(address).events.find((e) => e.documents);
    expect(at('VIA @OK_AR_ZIP')).toMatchObject({ documents: ['AR'], documentForms: [{ archive: 'Z2' }] });
    expect(at('via@sequence.5s-RECRN001B[DOC:AR:SCANNED:ORIGINAL;DOC:23L:SOURCENULL:ORIGINNULL]')).toMatchObject({
      documents: ['AR', '23L'],
      documentForms: [{ source: 'SCANNED', origin: 'ORIGINAL' }, {}],
    });
    expect(at('VIA @OK_AR')).not.toHaveProperty('documentForms');
  });

  it('shift the dates of a letter by days of the post', () => {
    const [event] = letter('via@sequence.5s-RECRN001B[DOC:AR;DELAY:60s;DELAYDOC:+5s;NOAUTODATETIME;OCR:KO]').events;
    expect(event).toMatchObject({ dateShift: -days(11), documentDateShift: hours(20), ownDate: true, ocr: 'KO' });
  });

  it('ask for a rework of the timeline where the sequence says so', () => {
    expect(letter('VIA @OK_RESTART_AR').rework).toBe(0);
    expect(letter('VIA @FAIL_DISC_RESTART_1_IRREP_AR')).not.toHaveProperty('rework');
  });

  it('follow the scenario chosen for the recipient before the text of the address', () => {
    const plays = { paper: shipped.outcomes.get('fail_ar'), pec: shipped.outcomes.get('fail-pecfirstko.it') } as Plays;
    const send = {
      taxId: nobody,
      address: { address: 'VIA @OK_AR', municipality: 'ROMA' },
      attempt: 0,
      retry: 0,
      plays,
    };
    expect(oracle.sendPaper({ ...send, product: 'AR' }).outcome).toBe('FAIL_AR');
    // It says nothing of the simple letter.
    expect(oracle.sendPaper({ ...send, product: 'RS' }).outcome).toBe('OK_AR');
    expect(
      oracle.sendPec({ taxId: nobody, address: 'x@pec.it', source: 'SPECIAL', attempt: 0, repeat: false, plays })
        .outcome,
    ).toBe('FAIL-pecFirstKO.it');
  });

  it('deliver courtesy messages, unless the address fails; names mean nothing there', () => {
    const courtesy = (type: 'EMAIL' | 'SMS' | 'APPIO', address: string) =>
      codes(oracle.sendCourtesy({ type, address }));
    expect(courtesy('EMAIL', 'x@example.it')).toEqual(['M003']);
    expect(courtesy('EMAIL', 'x@fail.it')).toEqual(['M008']);
    expect(courtesy('EMAIL', 'x@FAIL-pecFirstKO.it')).toEqual(['M008']);
    expect(courtesy('EMAIL', 'x@OK_AR')).toEqual(['M003']);
    expect(courtesy('EMAIL', 'x@sequence.5s-M008.it')).toEqual(['M008']);
    expect(courtesy('SMS', '+393330000000')).toEqual(['S003']);
    expect(courtesy('SMS', '+390013330000')).toEqual(['S008']);
    expect(courtesy('APPIO', nobody)).toEqual([]);
  });

  it('fail in the generic way on an unknown name, with an address when it is to be discovered', () => {
    expect(codes(letter('VIA @FAIL_NEVER_HEARD_OF', '890'))).toEqual(['CON080', 'RECRN002A', 'RECRN002B', 'RECRN002C']);
    expect(letter('VIA @FAIL_DISCOVERED').events.map((e) => e.discovered?.address)).toEqual([
      undefined,
      'via',
      undefined,
      undefined,
    ]);
  });

  it('deliver a PEC of any domain, not one that fails; seconds are real', () => {
    expect(pec('prova@pec.it')).toMatchObject({
      outcome: 'pecSuccess',
      source: expect.stringMatching(/^pec\.yaml:\d+$/),
    });
    expect(pec('prova@pec.it').events).toEqual(
      ['C000', 'C001', 'C005', 'C003'].map((code) => ({ code, after: seconds(5) })),
    );
    expect(codes(pec('prova@fail.it'))).toEqual(['C001', 'C007', 'C004']);
    expect(pec('x@OK-PEC-SLOW.it').events[0]?.after).toBe(seconds(90));
  });

  it('tell the attempts of a PEC apart', () => {
    const address = 'x@OK-pecFirstFailSecondSuccess.it';
    expect(codes(pec(address)).at(-1)).toBe('C004');
    expect(codes(pec(address, 1, true)).at(-1)).toBe('C003');
    expect(codes(pec(address, 1, false)).at(-1)).toBe('C003');
  });

  it('give the true second attempt of a PEC its own list where there is one', () => {
    const list = (code: string) => `      - events: [{ code: ${code}, after: 5s }]\n`;
    const { scenarios } = scenariosOf({
      'x.yaml': aFile(
        `outcomes:\n  OK-three.it:\n    title: { it: a, en: b }\n    byAttempt:\n${['C004', 'C002', 'C003'].map(list).join('')}`,
      ),
    });
    const three = createOracle(
      () => scenarios,
      () => new Map(),
      { paperSeconds: 'calendar' },
    );
    const send = (attempt: number, repeat: boolean) =>
      codes(three.sendPec({ taxId: nobody, address: 'x@ok-three.it', source: 'GENERAL', attempt, repeat }));
    expect([send(0, false), send(1, true), send(1, false)]).toEqual([['C004'], ['C002'], ['C003']]);
  });

  it('report nothing when no file says what they do', () => {
    const empty = createOracle(
      () => scenariosOf({}).scenarios,
      () => new Map(),
      { paperSeconds: 'calendar' },
    );
    expect(letter('Via Roma 1', 'AR', { from: empty })).toMatchObject({ outcome: 'none', events: [] });
  });

  it('answer the same question twice alike', () => {
    expect(letter('VIA @OK_AR')).toEqual(letter('VIA @OK_AR'));
    expect(pec('prova@fail.it')).toEqual(pec('prova@fail.it'));
  });
});

describe('people and registries', () => {
  it('know nothing of a stranger but that they exist', () => {
    expect(oracle.personExists(nobody)).toBe(true);
    expect(oracle.platformDomicile(nobody, sender)).toBeUndefined();
    expect(oracle.generalDomicile(nobody, 'PF', 0)).toBeUndefined();
    expect(oracle.courtesyContacts(nobody, sender)).toEqual([]);
    expect(oracle.registryAddress(nobody, 'PF')).toBeUndefined();
  });

  it('answer as the files say', () => {
    expect(oracle.personExists('LNALNI80A01H501T')).toBe(false);
    expect(oracle.platformDomicile('FLPCPT69A65Z336P', sender)).toEqual({
      type: 'PEC',
      address: 'pectest@pec.pagopa.it',
    });
    expect(oracle.courtesyContacts('BNRMHL75C06G702B', sender).map((c) => c.type)).toEqual(['EMAIL']);
    expect(oracle.registryAddress('FRMTTR76M06B715E', 'PF')?.municipality).toBe('Firenze');
  });

  it('answer the second look-up differently where the file lists two, and the last answer repeats', () => {
    const addresses = [0, 1, 2].map((lookup) => oracle.generalDomicile('SHRSWP58T71D544X', 'PF', lookup)?.address);
    expect(addresses).toEqual([
      'example@OK-pecFirstFailSecondSuccess.it',
      'example@FAIL-pecFirstKO.it',
      'example@FAIL-pecFirstKO.it',
    ]);
  });

  it('ask INAD alone for people, and IPA, INIPEC, INAD for companies', () => {
    expect(oracle.generalDomicile('PPPPLT80A01H501V', 'PF', 0)).toBeUndefined();
    expect(oracle.generalDomicile('JHKRFU96H15F068N', 'PF', 0)?.type).toBe('PEC');
    const { scenarios } = scenariosOf({
      'x.yaml': aFile(`world:
  companies:
    - taxId: '12345678903'
      general: { INAD: [inad@a.it], INIPEC: [inipec@a.it] }
`),
    });
    const world = createOracle(
      () => scenarios,
      () => new Map(),
      { paperSeconds: 'calendar' },
    );
    expect(world.generalDomicile('12345678903', 'PG', 0)?.address).toBe('inipec@a.it');
  });

  it('are overridden by what the sandbox changed', () => {
    const changed = new Map<string, Person>();
    const world = createOracle(
      () => shipped,
      () => changed,
      { paperSeconds: 'calendar' },
    );
    changed.set('BNRMHL75C06G702B', {
      taxId: 'BNRMHL75C06G702B',
      exists: false,
      platform: {
        digital: { type: 'SERCQ', address: 'send-self' },
        courtesy: { sms: '+393330000000', appIo: true },
        bySender: {
          [sender]: { digital: { type: 'PEC', address: 'solo@pec.it' }, courtesy: { email: 'solo@posta.it' } },
        },
      },
    });

    expect(world.personExists('BNRMHL75C06G702B')).toBe(false);
    expect(world.platformDomicile('BNRMHL75C06G702B', 'another')?.type).toBe('SERCQ');
    expect(world.platformDomicile('BNRMHL75C06G702B', sender)?.address).toBe('solo@pec.it');
    expect(world.courtesyContacts('BNRMHL75C06G702B', 'another').map((c) => c.type)).toEqual(['APPIO', 'SMS']);
    expect(world.courtesyContacts('BNRMHL75C06G702B', sender)).toEqual([{ type: 'EMAIL', address: 'solo@posta.it' }]);
  });
});
