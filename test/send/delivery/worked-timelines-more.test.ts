import { beforeAll, describe, expect, it } from 'vitest';
import { days as daysLong, minutes } from '../../../src/clock/instant.js';
import { aDigitalRecipient, aPaperRecipient } from '../../support/simulator.js';
import { loadWorlds, type TestWorld } from '../../support/world.js';
import { days, lifeIn, told } from './life.js';

/** The worked timelines that tell of several sources, several recipients, storage, cancellation and death. */

let worlds: Awaited<ReturnType<typeof loadWorlds>>;
let world: TestWorld;
beforeAll(async () => {
  worlds = await loadWorlds();
});
const inWorld = (): TestWorld => {
  world = worlds();
  return world;
};
const letterTo = (address: string, change = {}) =>
  aPaperRecipient({ physicalAddress: { address, zip: '20121', municipality: 'MILANO', province: 'MI' }, ...change });

const prefix = (recipients = 1): readonly (readonly string[])[] => {
  const each = (id: string) => Array.from({ length: recipients }, (_, r) => [`${id}.I.R${r}`]);
  return [
    ['VALIDATE_NORMALIZE_ADDRESSES_REQUEST.I'],
    ...each('NORMALIZED_ADDRESS'),
    ['SENDERACK_LEGALFACT_CREATION_REQUEST.I'],
    ['REQUEST_ACCEPTED.I', 'ACCEPTED'],
    ...each('AAR_CREATION_REQUEST'),
    ...each('AAR_GEN'),
  ];
};
const asked = (r: number) =>
  `NATIONAL_REGISTRY_CALL.I.R${r}.DELIVERYMODE_DIGITAL.CONTACTPHASE_CHOOSE_DELIVERY.ATTEMPT_0`;
const noSpecialAddress = (r = 0): readonly (readonly string[])[] => [
  [`GET_ADDRESS.I.R${r}.SOURCE_PLATFORM.ATTEMPT_0`],
  [`GET_ADDRESS.I.R${r}.SOURCE_SPECIAL.ATTEMPT_0`],
  [asked(r)],
  [`NATIONAL_REGISTRY_RESPONSE.CORRELATIONID_${asked(r)}`],
  [`GET_ADDRESS.I.R${r}.SOURCE_GENERAL.ATTEMPT_0`],
];
const letterLeaves: readonly (readonly string[])[] = [
  ['SCHEDULE_ANALOG_WORKFLOW.I.R0'],
  ['PREPARE_ANALOG_DOMICILE.I.R0.ATTEMPT_0'],
  ['SEND_ANALOG_DOMICILE.I.R0.ATTEMPT_0', 'DELIVERING'],
];
const arrivals = (...idx: readonly number[]) => idx.map((n) => [`SEND_ANALOG_PROGRESS.I.R0.ATTEMPT_0.IDX_${n}`]);
const delivered = (end = 'EFFECTIVE_DATE'): readonly (readonly string[])[] => [
  ['DIGITAL_DELIVERY_CREATION_REQUEST.I.R0', 'DELIVERED'],
  ['SCHEDULE_REFINEMENT_WORKFLOW.I.R0'],
  ['DIGITAL_SUCCESS_WORKFLOW.I.R0'],
  ['REFINEMENT.I.R0', end],
];
const codes = ({ elements }: ReturnType<typeof lifeIn>) => elements.flatMap((e) => e.details.deliveryDetailCode ?? []);

describe('digital', () => {
  it('goes on to the special address when that of the platform fails (16.2)', async () => {
    const { send, change, advance } = inWorld();
    change('LRTFNC80A01F205B', { platform: { digital: { type: 'PEC', address: 'prova@fail.it' } } });
    const iun = send({ recipients: [aDigitalRecipient('prova@pec.it')] });
    await advance(daysLong(30));
    const life = lifeIn(world, iun);

    const sent = (source: string) => `I.R0.SOURCE_${source}.REPEAT_false.ATTEMPT_0`;
    expect(told(life)).toEqual([
      ...prefix(),
      ['GET_ADDRESS.I.R0.SOURCE_PLATFORM.ATTEMPT_0'],
      [`SEND_DIGITAL.${sent('PLATFORM')}`, 'DELIVERING'],
      [`DIGITAL_PROG.${sent('PLATFORM')}.IDX_1`],
      [`SEND_DIGITAL_FEEDBACK.${sent('PLATFORM')}`],
      ['PREPARE_DIGITAL_DOMICILE.I.R0.SOURCE_SPECIAL.ATTEMPT_0'],
      ['GET_ADDRESS.I.R0.SOURCE_SPECIAL.ATTEMPT_0'],
      [`SEND_DIGITAL.${sent('SPECIAL')}`],
      [`DIGITAL_PROG.${sent('SPECIAL')}.IDX_1`],
      [`SEND_DIGITAL_FEEDBACK.${sent('SPECIAL')}`],
      ...delivered(),
    ]);
    expect(codes(life)).toEqual(['C001', 'C004', 'C001', 'C003']);
    expect(life.elements.flatMap((e) => e.details.isAvailable ?? [])).toEqual([true, true]);
    expect(life.one('PREPARE_DIGITAL_DOMICILE').details).toMatchObject({
      digitalAddressSource: 'PLATFORM',
      nextDigitalAddressSource: 'SPECIAL',
      nextSourceAttemptsMade: 0,
    });
    const feedback = life.one('SEND_DIGITAL_FEEDBACK', sent('SPECIAL'));
    expect(life.one('REFINEMENT').at - feedback.at).toBe(days(7));
  });

  it('finds a company in IniPEC (16.7)', async () => {
    const { send, advance } = inWorld();
    const gherkin = { recipientType: 'PG', taxId: '70472431207', denomination: 'Ditta' } as const;
    const iun = send({ recipients: [aPaperRecipient(gherkin)] });
    await advance(daysLong(30));
    const life = lifeIn(world, iun);

    const general = 'I.R0.SOURCE_GENERAL.REPEAT_false.ATTEMPT_0';
    expect(told(life)).toEqual([
      ...prefix(),
      ...noSpecialAddress(),
      [`SEND_DIGITAL.${general}`, 'DELIVERING'],
      [`DIGITAL_PROG.${general}.IDX_1`],
      [`SEND_DIGITAL_FEEDBACK.${general}`],
      ...delivered(),
    ]);
    expect(life.elements.flatMap((e) => e.details.isAvailable ?? [])).toEqual([false, false, true]);
    const { digitalAddress } = life.one('PUBLIC_REGISTRY_RESPONSE').details;
    expect(digitalAddress).toEqual({ type: 'PEC', address: '70472431207@registro.example' });
    expect(life.one('DIGITAL_SUCCESS_WORKFLOW').details.digitalAddress).toEqual(digitalAddress);
    expect(life.one('REFINEMENT').at - life.one('SEND_DIGITAL_FEEDBACK').at).toBe(days(7));
  });
});

describe('paper', () => {
  it('890 in storage for more than ten days closes with RECAG012, before its documents in the list (16.6)', async () => {
    const { send, advance } = inWorld();
    // Each report with its own date, as real post has; the mock dates RECAG011B like RECAG011A.
    const begins = '5s-CON080.5s-CON020[DOC:7ZIP].10s-RECAG010.5s-RECAG011A.55s-RECAG012';
    const ends = '5s-RECAG011B[DOC:ARCAD;DOC:23L;NOAUTODATETIME].20s-RECAG005A.0s-RECAG005C';
    const iun = send({
      physicalCommunicationType: 'REGISTERED_LETTER_890',
      recipients: [letterTo(`@sequence.${begins}.${ends}`)],
    });
    await advance(daysLong(90));
    const life = lifeIn(world, iun);

    expect(told(life)).toEqual([
      ...prefix(),
      ...noSpecialAddress(),
      ...letterLeaves,
      ...arrivals(1, 2, 3, 4, 5),
      ['SEND_ANALOG_FEEDBACK.I.R0.ATTEMPT_0'],
      ['ANALOG_SUCCESS_WORKFLOW.I.R0', 'DELIVERED'],
      ['SCHEDULE_REFINEMENT_WORKFLOW.I.R0'],
      ...arrivals(6, 7, 8, 9),
      ['REFINEMENT.I.R0', 'EFFECTIVE_DATE'],
    ]);
    expect(codes(life)).toEqual([
      ...['CON080', 'CON020', 'RECAG010', 'RECAG011A', 'RECAG012A', 'RECAG012'],
      ...['RECAG011B', 'RECAG011B', 'RECAG005A', 'RECAG005C'],
    ]);
    const documents = life.elements.flatMap((e) => (e.details.attachments ?? []) as { documentType: string }[]);
    expect(documents.map((d) => d.documentType)).toEqual(['Copia Conforme AAR', 'ARCAD', '23L']);
    const feedback = life.one('SEND_ANALOG_FEEDBACK');
    expect(feedback).toMatchObject({
      legalFacts: [],
      details: { responseStatus: 'OK', deliveryDetailCode: 'RECAG012' },
    });
    expect(feedback.at).toBe(life.one('SEND_ANALOG_PROGRESS', 'IDX_5').at);
    expect(feedback.ingestedAt).toBeGreaterThan(life.one('SEND_ANALOG_PROGRESS', 'IDX_7').ingestedAt);
    expect(life.one('SCHEDULE_REFINEMENT').at).toBe(feedback.at);
    expect(life.one('REFINEMENT').at - feedback.at).toBe(days(10));
    expect(life.one('SEND_ANALOG_DOMICILE').details.productType).toBe('890');
  });

  it('that is cancelled while it travels goes on reporting, and nothing follows (16.10)', async () => {
    const { send, advance, rooms } = inWorld();
    const iun = send({ recipients: [letterTo('VIA @OK_AR')] });
    // The two first reports are written by then.
    await advance(daysLong(2));
    expect(rooms.delivery.cancel(iun)).toBe('taken');
    await advance(daysLong(60));
    const life = lifeIn(world, iun);

    expect(told(life)).toEqual([
      ...prefix(),
      ...noSpecialAddress(),
      ...letterLeaves,
      ...arrivals(1, 2),
      ['NOTIFICATION_CANCELLATION_REQUEST.I'],
      ['NOTIFICATION_CANCELLED.I', 'CANCELLED'],
      ...arrivals(3, 4),
      ['SEND_ANALOG_FEEDBACK.I.R0.ATTEMPT_0'],
    ]);
    const cancelled = life.one('NOTIFICATION_CANCELLED');
    expect(cancelled).toMatchObject({
      legalFacts: ['NOTIFICATION_CANCELLED'],
      details: { notificationCost: 100, notRefinedRecipientIndexes: [0] },
    });
    expect(cancelled.at - life.one('NOTIFICATION_CANCELLATION_REQUEST').at).toBeCloseTo(15, 3);
    const internal = rooms.notifications.timeline(iun).map((e) => e.category);
    expect(internal).toContain('NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST');
    expect(life.status).toBe('CANCELLED');
  });

  it('returns to the sender when the recipient has died: no term, the base fee on the last element (16.12)', async () => {
    const { send, advance } = inWorld();
    const iun = send({ recipients: [letterTo('VIA @FAIL_DECEDUTO_AR')] });
    await advance(daysLong(90));
    const life = lifeIn(world, iun);

    expect(told(life).slice(prefix().length)).toEqual([
      ...noSpecialAddress(),
      ...letterLeaves,
      ...arrivals(
        ...codes(life)
          .slice(1)
          .map((_, i) => i + 1),
      ),
      ['SEND_ANALOG_FEEDBACK.I.R0.ATTEMPT_0'],
      ['ANALOG_WORKFLOW_RECIPIENT_DECEASED.I.R0', 'RETURNED_TO_SENDER'],
    ]);
    expect(codes(life).slice(-3)).toEqual(['RECRN002A', 'RECRN002B', 'RECRN002C']);
    const feedback = life.one('SEND_ANALOG_FEEDBACK');
    expect(feedback.details).toMatchObject({ responseStatus: 'OK', deliveryFailureCause: 'M02' });
    const end = life.one('ANALOG_WORKFLOW_RECIPIENT_DECEASED');
    expect([end.at, end.details.notificationCost]).toEqual([feedback.at, 100]);
  });
});

describe('two recipients, one reached by PEC, the other not at all', () => {
  const unreachable = 'VIA @FAIL-DiscoveryIrreperibile_AR';
  const both = [aDigitalRecipient('prova@pec.it'), letterTo(unreachable, { taxId: 'DVNLRD52D15M059P' })];
  const ends = (life: ReturnType<typeof lifeIn>) => told(life).filter(([, status]) => status !== undefined);

  it('end as DELIVERED with the second one where the post is quick (16.9)', async () => {
    world = worlds({ settings: { paperSeconds: 'literal' } });
    const iun = world.send({ recipients: both });
    await world.advance(daysLong(30));
    const life = lifeIn(world, iun);

    expect(ends(life)).toEqual([
      ['REQUEST_ACCEPTED.I', 'ACCEPTED'],
      ['SEND_DIGITAL.I.R0.SOURCE_SPECIAL.REPEAT_false.ATTEMPT_0', 'DELIVERING'],
      ['COMPLETELY_UNREACHABLE.I.R1', 'DELIVERED'],
      ['REFINEMENT.I.R0', 'EFFECTIVE_DATE'],
    ]);
    expect(told(life).slice(-6)).toEqual([
      ['ANALOG_FAILURE_WORKFLOW.I.R1'],
      ['COMPLETELY_UNREACHABLE_CREATION_REQUEST.I.R1'],
      ['COMPLETELY_UNREACHABLE.I.R1', 'DELIVERED'],
      ['SCHEDULE_REFINEMENT_WORKFLOW.I.R1'],
      ['REFINEMENT.I.R0', 'EFFECTIVE_DATE'],
      ['REFINEMENT.I.R1'],
    ]);
    const failure = life.one('ANALOG_FAILURE_WORKFLOW');
    expect(life.one('COMPLETELY_UNREACHABLE').at).toBe(failure.at);
    expect(life.one('SCHEDULE_REFINEMENT', 'R1').at).toBe(failure.at);
    expect(life.one('REFINEMENT', 'R1').at - failure.at).toBeCloseTo(days(10), 5);
    expect(life.one('REFINEMENT', 'R0').at - life.one('SEND_DIGITAL_FEEDBACK').at).toBe(days(7));
    // One of two was finished: the status did not change then.
    expect(life.one('DIGITAL_DELIVERY_CREATION_REQUEST').at).toBeLessThan(minutes(5) / 1e6);
  });

  it('are never DELIVERED where the letter still travels when the term of the first is over', async () => {
    inWorld();
    const iun = world.send({ recipients: both });
    await world.advance(daysLong(60));

    expect(ends(lifeIn(world, iun))).toEqual([
      ['REQUEST_ACCEPTED.I', 'ACCEPTED'],
      ['SEND_DIGITAL.I.R0.SOURCE_SPECIAL.REPEAT_false.ATTEMPT_0', 'DELIVERING'],
      ['REFINEMENT.I.R0', 'EFFECTIVE_DATE'],
    ]);
  });
});
