import { days, hours, type Micros, minutes, seconds } from '../../../../src/clock/instant.js';
import type { Scenarios } from '../../../../src/scenario/outcome.js';
import type { PersonFacts } from '../../../../src/scenario/schema-person.js';
import type { NotificationRequest, PhysicalAddress, Recipient } from '../../../../src/send/request/model.js';
import { drawLots, type Lots } from '../../../support/lots.js';
import { aNotice } from '../../../support/simulator.js';

/** A life drawn by lot: who is notified, what the outside world does, what people do and when. */
export interface DrawnLife {
  readonly seed: number;
  /** ISO 8601. */
  readonly startsAt: string;
  readonly request: Partial<NotificationRequest>;
  readonly scenario?: string;
  /** What people do, in order of time. */
  readonly acts: readonly DrawnAct[];
  /** How long it is looked at, from the sending on. */
  readonly length: Micros;
}

export type DrawnAct = { readonly after: Micros } & (
  | { readonly act: 'view'; readonly recIndex: number; readonly delegate?: string }
  | { readonly act: 'pay'; readonly recIndex: number; readonly paymentIndex: number }
  | { readonly act: 'radd'; readonly recIndex: number }
  | { readonly act: 'rework'; readonly recIndex: number; readonly attempt: 0 | 1; readonly sequence: string }
  | { readonly act: 'cancel' }
  | { readonly act: 'change'; readonly taxId: string; readonly facts: PersonFacts }
);

/** Scenarios in which recipients act by themselves, for `loadWorlds`. */
export const selfActing = [
  `name: opens-late
title: { it: apre tardi, en: opens late }
recipient:
  opens: { after: 6d }
`,
  `name: pays-when-delivered
title: { it: paga alla consegna, en: pays when delivered }
recipient:
  opens: { after: 3d, since: delivered, delegate: MNDLCU98T68C933T }
  pays: { after: 1h, since: delivered }
`,
];

const pecs = [
  ...['prova@pec.it', 'prova@fail.it', 'x@OK-pecSuccess.it', 'x@FAIL-pecFirstKO.it'],
  ...['x@OK-pecFirstFailSecondSuccess.it', 'x@FAIL-pecFirstKOSecondKO.it', 'x@OK-PEC-SLOW.it'],
  ...['x@sequence.5s-C002.it', 'x@sequence.1s-C006.it', 'x@sequence.5s-C009.it', 'x@sequence.5s-C001.90m-C011.it'],
  ...['x@sequence.5s-C008_5s-C010_5s-C000.5s-C001.5s-C003.it', 'x@sequence.0s-C001.0s-C003.it'],
  'x@sequence.5s-C001_5s-C001.5s-C004_5s-C003.it',
];
/** The provider never says anything final: the platform sends again for ever. */
const endless = ['x@sequence.3h-C008.it', 'x@sequence.5s-C001.it'];

const streets: readonly Omit<PhysicalAddress, 'address'>[] = [
  { zip: '20121', municipality: 'MILANO', province: 'MI' },
  { zip: '00118', municipality: 'Roma', province: 'RM', at: 'Presso Rossi' },
  { zip: '50122', municipality: 'Firenze', province: 'FI', foreignState: 'ITALIA' },
];
const abroad = { zip: '75002', municipality: 'PARIS', foreignState: 'FRANCIA' };
const unservable = { zip: '33333', municipality: 'MILANO', province: 'MI' };

const delays = ['0s', '1s', '5s', '5s', '5s', '30s', '60s', '65s', '80s', '4m'];
const causes = ['M01', 'M02', 'M03', 'M05', 'M07', 'M09', 'F01', 'C01'];
const documents = ['AR', '23L', 'Plico', 'Indagine', 'ARCAD', 'CAD'];
const odd = ['CON018', 'CON996', 'CON997', 'RECRN006', 'RECAG004', 'RECRN013', 'RECRN015', 'RECRI001', 'P000', 'XYZ1'];
const stored = [
  ...['RECRN010.RECRN011', 'RECRN011', 'RECAG010.RECAG011A.RECAG012.RECAG011B', 'RECAG011B.RECAG012'],
  ...['RECAG010.RECAG011A', 'RECRS010', 'RECRN010'],
];
const stems = [
  ...['RECRN001', 'RECRN002', 'RECRN003', 'RECRN004', 'RECRN005', 'RECAG001', 'RECAG002', 'RECAG003', 'RECAG005'],
  ...['RECAG006', 'RECAG007', 'RECAG008', 'RECRI003', 'RECRI004', 'RECRS002', 'RECRS004', 'RECRS005', 'RECRSI004'],
];
const failing = ['RECRN002', 'RECAG003', 'RECRS002'];

const some = (lots: Lots, probability: number, ...codes: readonly string[]): readonly string[] =>
  lots.chance(probability) ? codes : [];

const shuffled = (lots: Lots, codes: readonly string[]): readonly string[] =>
  codes
    .map((code) => [lots.next(), code] as const)
    .sort(([a], [b]) => a - b)
    .map(([, code]) => code);

/** What the post says of one letter: mostly in a right order, with gaps and odd codes. */
const drawReports = (lots: Lots, mayBeFound: boolean): string => {
  const isFailed = lots.chance(0.4);
  const stem = lots.oneOf(isFailed ? failing : stems);
  const isFound = mayBeFound && isFailed && lots.chance(0.5);
  const codes = [
    ...some(lots, 0.9, 'CON080'),
    ...some(lots, 0.8, 'CON020'),
    ...some(lots, 0.2, lots.oneOf(odd)),
    ...some(lots, 0.3, ...lots.oneOf(stored).split('.')),
    ...(isFailed ? ['D', 'E', 'F'] : ['A', 'B', 'C']).flatMap((end) => some(lots, 0.93, `${stem}${end}`)),
    ...some(lots, 0.1, `${stem}B`),
  ];
  const items = (lots.chance(0.1) ? shuffled(lots, codes) : codes).map((code) => {
    const actions = [
      ...(code === 'CON020' ? ['DOC:7ZIP'] : []),
      ...(/[BE]$/.test(code) ? some(lots, 0.95, `DOC:${lots.oneOf(documents)}`) : []),
      ...(/[BE]$/.test(code) ? some(lots, 0.3, `DOC:${lots.oneOf(documents)}`) : []),
      ...(/[AD]$/.test(code) ? some(lots, 0.6, `FAILCAUSE:${lots.oneOf(causes)}`) : []),
      ...(/D$/.test(code) && isFound ? ['DISCOVERY'] : []),
    ];
    return `${lots.oneOf(delays)}-${code}${actions.length > 0 ? `[${actions.join(';')}]` : ''}`;
  });
  const reports = items.length > 0 ? items.join('.') : '5s-CON080';
  return isFound ? `${reports}@discovered.${drawReports(lots, false)}` : reports;
};

const drawSequence = (lots: Lots): string => {
  const one = `@sequence.${drawReports(lots, true)}`;
  if (lots.chance(0.15)) return `${one}@restart${lots.below(2)}.@sequence.${drawReports(lots, false)}`;
  return lots.chance(0.1) ? `${one}${lots.oneOf(['attempt', '_', '@retry.'])}${drawReports(lots, false)}` : one;
};

const drawAddress = (lots: Lots, outcomes: readonly string[]): PhysicalAddress => {
  const kind = lots.next();
  const address = kind < 0.15 ? 'VIA ROMA 1' : kind < 0.7 ? `VIA @${lots.oneOf(outcomes)}` : drawSequence(lots);
  const place = lots.next();
  return { address, ...(place < 0.01 ? unservable : place < 0.1 ? abroad : lots.oneOf(streets)) };
};

const drawFacts = (lots: Lots): PersonFacts => {
  const digital = lots.chance(0.3)
    ? ({ type: 'SERCQ', address: 'x-pagopa-pn-sercq:send-self:notification-already-delivered' } as const)
    : ({ type: 'PEC', address: lots.oneOf(pecs) } as const);
  const courtesy = { email: 'a@b.example', ...(lots.chance(0.5) ? { sms: '+393330000000', appIo: true } : {}) };
  const kind = lots.next();
  if (kind < 0.4) return { platform: { digital } };
  if (kind < 0.6) return { platform: { courtesy } };
  if (kind < 0.65) return { platform: {} };
  if (kind < 0.85) return { general: lots.chance(0.2) ? {} : { address: lots.oneOf(pecs) } };
  return { physical: { address: lots.oneOf(['VIA DANTE 9', 'VIA @FAIL-Irreperibile_AR']), ...lots.oneOf(streets) } };
};

/** Most acts come in the first days, some in the first minutes, some much later. */
const drawTime = (lots: Lots): Micros => {
  const within = lots.oneOf([minutes(2), minutes(5), hours(1), days(6), days(12), days(25), days(80)]);
  return lots.chance(0.2) ? Math.floor(lots.next() * within) : seconds(Math.floor((lots.next() * within) / 1e6));
};

const drawAct = (lots: Lots, recipients: readonly Recipient[]): DrawnAct => {
  const after = drawTime(lots);
  const recIndex = lots.below(recipients.length);
  const kind = lots.next();
  if (kind < 0.25) return { after, act: 'view', recIndex };
  if (kind < 0.32) return { after, act: 'view', recIndex, delegate: 'MNDLCU98T68C933T' };
  if (kind < 0.45) return { after, act: 'pay', recIndex, paymentIndex: lots.below(2) };
  if (kind < 0.55) return { after, act: 'radd', recIndex };
  if (kind < 0.65) return { after, act: 'cancel' };
  if (kind < 0.8) {
    return { after, act: 'rework', recIndex, attempt: lots.below(2) as 0 | 1, sequence: drawSequence(lots) };
  }
  return { after, act: 'change', taxId: recipients[recIndex]?.taxId ?? '', facts: drawFacts(lots) };
};

export const drawLife = (seed: number, { outcomes, people }: Scenarios): DrawnLife => {
  const lots = drawLots(seed);
  // Text that stands in street addresses; what belongs to e-mail addresses makes no sense there, and may stand there.
  const names = [...outcomes.values()].map(({ name }) => name).filter((name) => !/pec/i.test(name) || lots.chance(0.1));
  const taxIds = ['LRTFNC80A01F205B', 'BNRMHL75C06G702B', 'RMSLSO31M04Z404R', ...people.keys()];
  const isEndless = lots.chance(0.02);
  const count = lots.oneOf([1, 1, 1, 1, 1, 1, 2, 2, 2, 3]);
  const hasCost = lots.chance(0.5);
  const notice = (n: number) => ({ pagoPa: { ...aNotice(n).pagoPa, applyCost: hasCost } });
  const chosen = [...new Set(Array.from({ length: count }, () => lots.oneOf(taxIds)))];
  const recipients = chosen.map((taxId, i): Recipient => {
    const pec = isEndless && i === 0 ? lots.oneOf(endless) : lots.oneOf(pecs);
    return {
      recipientType: /^\d/.test(taxId) ? 'PG' : 'PF',
      taxId,
      denomination: `Persona ${i}`,
      physicalAddress: drawAddress(lots, names),
      ...(isEndless || lots.chance(0.4) ? { digitalDomicile: { type: 'PEC', address: pec } } : {}),
      ...(lots.chance(0.5) ? { payments: [notice(2 * i), ...(lots.chance(0.4) ? [notice(2 * i + 1)] : [])] } : {}),
    };
  });
  const acts = Array.from({ length: lots.oneOf([0, 0, 1, 1, 1, 2, 2, 3, 5]) }, () => drawAct(lots, recipients));
  return {
    seed,
    startsAt: new Date(Date.UTC(2026, lots.below(26), lots.below(31), lots.below(24), lots.below(60))).toISOString(),
    request: {
      recipients,
      physicalCommunicationType: lots.chance(0.5) ? 'AR_REGISTERED_LETTER' : 'REGISTERED_LETTER_890',
      notificationFeePolicy: hasCost ? 'DELIVERY_MODE' : 'FLAT_RATE',
    },
    ...(lots.chance(0.1) ? { scenario: lots.oneOf(['opens-late', 'pays-when-delivered']) } : {}),
    acts: acts.sort((a, b) => a.after - b.after),
    length: isEndless ? days(12) : days(500),
  };
};
