import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDigitalRecipient,
  aPaperRecipient,
  aSimulator,
  type SandboxClient,
  type TestSimulator,
} from '../../support/simulator.js';
import { days, liveUntil, readLife, told } from './life.js';

/**
 * Whole lives, element by element, in the order of the API: ids, statuses, distances between legal terms. Morning in Rome,
 * so that the rule of 21:00 stays out of the way.
 */
const morning = { mode: 'manual', now: '2026-02-03T09:00:00Z' };

const paperAt = (address: string, change = {}) =>
  aPaperRecipient({ physicalAddress: { address, zip: '20121', municipality: 'MILANO', province: 'MI' }, ...change });

const prefix = [
  ['VALIDATE_NORMALIZE_ADDRESSES_REQUEST.I'],
  ['NORMALIZED_ADDRESS.I.R0'],
  ['SENDERACK_LEGALFACT_CREATION_REQUEST.I'],
  ['REQUEST_ACCEPTED.I', 'ACCEPTED'],
  ['AAR_CREATION_REQUEST.I.R0'],
  ['AAR_GEN.I.R0'],
];
const registryCall = (phase: string, attempt: number) =>
  `NATIONAL_REGISTRY_CALL.I.R0.DELIVERYMODE_DIGITAL.CONTACTPHASE_${phase}.ATTEMPT_${attempt}`;
const registryAnswer = (phase: string, attempt: number) =>
  `NATIONAL_REGISTRY_RESPONSE.CORRELATIONID_${registryCall(phase, attempt)}`;
const noDigitalAddress = [
  ['GET_ADDRESS.I.R0.SOURCE_PLATFORM.ATTEMPT_0'],
  ['GET_ADDRESS.I.R0.SOURCE_SPECIAL.ATTEMPT_0'],
  [registryCall('CHOOSE_DELIVERY', 0)],
  [registryAnswer('CHOOSE_DELIVERY', 0)],
  ['GET_ADDRESS.I.R0.SOURCE_GENERAL.ATTEMPT_0'],
];

let simulator: TestSimulator;
let client: SandboxClient;

beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());

const fresh = async (clock: object = morning): Promise<SandboxClient> => {
  client = await simulator.sandbox({ seed: 'worked', clock });
  return client;
};

describe('digital', () => {
  it('is delivered at the first attempt and refined seven days after the delivery (16.1)', async () => {
    const life = await liveUntil(await fresh(), 'EFFECTIVE_DATE', { recipients: [aDigitalRecipient('prova@pec.it')] });

    const send = 'I.R0.SOURCE_SPECIAL.REPEAT_false.ATTEMPT_0';
    expect(told(life)).toEqual([
      ...prefix,
      ['GET_ADDRESS.I.R0.SOURCE_PLATFORM.ATTEMPT_0'],
      ['GET_ADDRESS.I.R0.SOURCE_SPECIAL.ATTEMPT_0'],
      [`SEND_DIGITAL.${send}`, 'DELIVERING'],
      [`DIGITAL_PROG.${send}.IDX_1`],
      [`SEND_DIGITAL_FEEDBACK.${send}`],
      ['DIGITAL_DELIVERY_CREATION_REQUEST.I.R0', 'DELIVERED'],
      ['SCHEDULE_REFINEMENT_WORKFLOW.I.R0'],
      ['DIGITAL_SUCCESS_WORKFLOW.I.R0'],
      ['REFINEMENT.I.R0', 'EFFECTIVE_DATE'],
    ]);
    expect(life.elements.map((e) => e.details.isAvailable).filter((x) => x !== undefined)).toEqual([false, true]);
    const feedback = life.one('SEND_DIGITAL_FEEDBACK');
    expect(feedback.details).toMatchObject({ responseStatus: 'OK', deliveryDetailCode: 'C003' });
    expect(feedback.legalFacts).toEqual(['PEC_RECEIPT']);
    expect(life.one('SEND_DIGITAL_PROGRESS').legalFacts).toEqual(['PEC_RECEIPT']);
    const request = life.one('DIGITAL_DELIVERY_CREATION_REQUEST').details;
    expect(request).toMatchObject({
      endWorkflowStatus: 'SUCCESS',
      completionWorkflowDate: feedback.details.notificationDate,
    });
    expect(life.one('DIGITAL_SUCCESS_WORKFLOW').legalFacts).toEqual(['DIGITAL_DELIVERY']);
    expect(life.one('REFINEMENT').at - feedback.at).toBe(days(7));
    expect(life.one('REFINEMENT').details.notificationCost).toBe(100);
    expect(life.history.map((h) => h.status)).toEqual(['ACCEPTED', 'DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE']);
    expect(life.history[0]?.activeFrom).toBe(life.sentAt);
  });

  it('adds a day to the term when the PEC arrives after 21:00 in Rome', async () => {
    const evening = await fresh({ mode: 'manual', now: '2026-02-03T20:00:00Z' });
    const life = await liveUntil(evening, 'EFFECTIVE_DATE', { recipients: [aDigitalRecipient('prova@pec.it')] });

    expect(life.one('REFINEMENT').at - life.one('SEND_DIGITAL_FEEDBACK').at).toBe(days(8));
  });

  it('fails in both rounds, then posts the simple registered letter (16.3)', async () => {
    const recipients = [
      aDigitalRecipient('prova@fail.it', {
        physicalAddress: { address: 'VIA @OK_RS', zip: '20121', municipality: 'MILANO', province: 'MI' },
      }),
    ];
    const life = await liveUntil(await fresh(), 'EFFECTIVE_DATE', { recipients });

    const special = (attempt: number) => `I.R0.SOURCE_SPECIAL.REPEAT_false.ATTEMPT_${attempt}`;
    const prepare = (source: string, attempt: number) =>
      `PREPARE_DIGITAL_DOMICILE.I.R0.SOURCE_${source}.ATTEMPT_${attempt}`;
    const schedule = (source: string, attempt: number) =>
      `SCHEDULE_DIGITAL_WORKFLOW.I.R0.SOURCE_${source}.ATTEMPT_${attempt}`;
    expect(told(life)).toEqual([
      ...prefix,
      ['GET_ADDRESS.I.R0.SOURCE_PLATFORM.ATTEMPT_0'],
      ['GET_ADDRESS.I.R0.SOURCE_SPECIAL.ATTEMPT_0'],
      [`SEND_DIGITAL.${special(0)}`, 'DELIVERING'],
      [`DIGITAL_PROG.${special(0)}.IDX_1`],
      [`SEND_DIGITAL_FEEDBACK.${special(0)}`],
      [prepare('GENERAL', 0)],
      [registryCall('SEND_ATTEMPT', 0)],
      [registryAnswer('SEND_ATTEMPT', 0)],
      ['GET_ADDRESS.I.R0.SOURCE_GENERAL.ATTEMPT_0'],
      [prepare('PLATFORM', 1)],
      [schedule('GENERAL', 0)],
      [`${prepare('PLATFORM', 1)}.CORRELATIONID_${schedule('GENERAL', 0)}`],
      ['GET_ADDRESS.I.R0.SOURCE_PLATFORM.ATTEMPT_1'],
      [prepare('SPECIAL', 1)],
      [schedule('PLATFORM', 1)],
      [`${prepare('SPECIAL', 1)}.CORRELATIONID_${schedule('PLATFORM', 1)}`],
      ['GET_ADDRESS.I.R0.SOURCE_SPECIAL.ATTEMPT_1'],
      [`SEND_DIGITAL.${special(1)}`],
      [`DIGITAL_PROG.${special(1)}.IDX_1`],
      [`SEND_DIGITAL_FEEDBACK.${special(1)}`],
      [prepare('GENERAL', 1)],
      [registryCall('SEND_ATTEMPT', 1)],
      [registryAnswer('SEND_ATTEMPT', 1)],
      ['GET_ADDRESS.I.R0.SOURCE_GENERAL.ATTEMPT_1'],
      [prepare('PLATFORM', 2)],
      ['DIGITAL_DELIVERY_CREATION_REQUEST.I.R0', 'DELIVERED'],
      ['SCHEDULE_REFINEMENT_WORKFLOW.I.R0'],
      ['PREPARE_SIMPLE_REGISTERED_LETTER.I.R0'],
      ['DIGITAL_FAILURE_WORKFLOW.I.R0'],
      ['SEND_SIMPLE_REGISTERED_LETTER.I.R0'],
      ['SEND_SIMPLE_REGISTERED_LETTER_PROGRESS.I.R0.IDX_1'],
      ['SEND_SIMPLE_REGISTERED_LETTER_PROGRESS.I.R0.IDX_2'],
      ['SEND_SIMPLE_REGISTERED_LETTER_PROGRESS.I.R0.IDX_3'],
      ['REFINEMENT.I.R0', 'EFFECTIVE_DATE'],
    ]);
    const firstLookUp = life.one('GET_ADDRESS', 'SOURCE_PLATFORM.ATTEMPT_0');
    const secondPlatform = life.one('PREPARE_DIGITAL_DOMICILE', schedule('GENERAL', 0));
    expect(secondPlatform.at - firstLookUp.at).toBeCloseTo(days(7), 3);
    const feedback = life.one('SEND_DIGITAL_FEEDBACK', 'ATTEMPT_0');
    expect(feedback.details).toMatchObject({ responseStatus: 'KO', deliveryDetailCode: 'C004' });
    expect(life.one('PREPARE_DIGITAL_DOMICILE', schedule('PLATFORM', 1)).at - feedback.at).toBe(days(7));
    const end = life.one('DIGITAL_DELIVERY_CREATION_REQUEST');
    expect(end.details.endWorkflowStatus).toBe('FAILURE');
    expect(life.one('REFINEMENT').at - end.at).toBeCloseTo(days(15), 3);
    expect(life.one('SEND_SIMPLE_REGISTERED_LETTER').details).toMatchObject({ productType: 'RS' });
    expect(life.one('SEND_SIMPLE_REGISTERED_LETTER').details.analogCost).toBeGreaterThan(0);
    expect(life.one('SEND_SIMPLE_REGISTERED_LETTER_PROGRESS', 'IDX_3').details.deliveryDetailCode).toBe('RECRS001C');
  });
});

describe('paper', () => {
  it('is delivered: the success is dated as the delivery, known later (16.4)', async () => {
    const life = await liveUntil(await fresh(), 'EFFECTIVE_DATE', { recipients: [paperAt('VIA @OK_AR')] });

    const progress = 'SEND_ANALOG_PROGRESS.I.R0.ATTEMPT_0';
    expect(told(life)).toEqual([
      ...prefix,
      ...noDigitalAddress,
      ['SCHEDULE_ANALOG_WORKFLOW.I.R0'],
      ['PREPARE_ANALOG_DOMICILE.I.R0.ATTEMPT_0'],
      ['SEND_ANALOG_DOMICILE.I.R0.ATTEMPT_0', 'DELIVERING'],
      [`${progress}.IDX_1`],
      [`${progress}.IDX_2`],
      [`${progress}.IDX_3`],
      [`${progress}.IDX_4`],
      ['SEND_ANALOG_FEEDBACK.I.R0.ATTEMPT_0'],
      ['ANALOG_SUCCESS_WORKFLOW.I.R0', 'DELIVERED'],
      ['SCHEDULE_REFINEMENT_WORKFLOW.I.R0'],
      ['REFINEMENT.I.R0', 'EFFECTIVE_DATE'],
    ]);
    const codes = life.elements.flatMap((e) => e.details.deliveryDetailCode ?? []);
    expect(codes).toEqual(['CON080', 'CON020', 'RECRN001A', 'RECRN001B', 'RECRN001C']);
    const feedback = life.one('SEND_ANALOG_FEEDBACK');
    expect(feedback.legalFacts).toEqual([]);
    expect(feedback.details.responseStatus).toBe('OK');
    expect(feedback.ingestedAt).toBeGreaterThan(feedback.at);
    expect(life.one('SEND_ANALOG_PROGRESS', 'IDX_3').at).toBe(feedback.at);
    expect(life.one('SEND_ANALOG_PROGRESS', 'IDX_4').legalFacts).toEqual(['ANALOG_DELIVERY']);
    expect(life.one('SEND_ANALOG_PROGRESS', 'IDX_2').details.attachments).toMatchObject([
      { documentType: 'Copia Conforme AAR' },
    ]);
    expect(life.one('ANALOG_SUCCESS_WORKFLOW').at).toBe(feedback.at);
    expect(life.one('SCHEDULE_REFINEMENT').at).toBe(feedback.at);
    expect(life.one('REFINEMENT').at - feedback.at).toBe(days(10));
    const send = life.one('SEND_ANALOG_DOMICILE').details;
    expect(send).toMatchObject({ productType: 'AR', serviceLevel: 'AR_REGISTERED_LETTER', sentAttemptMade: 0 });
    expect(life.history.find((h) => h.status === 'DELIVERED')?.activeFrom).toBe(feedback.details.notificationDate);
  });

  it('takes the plain street of a person without digital domicile for a delivery', async () => {
    const life = await liveUntil(await fresh(), 'EFFECTIVE_DATE', { recipients: [paperAt('VIA ROMA 1')] });

    expect(life.elements.flatMap((e) => e.details.deliveryDetailCode ?? []).at(-1)).toBe('RECRN001C');
  });

  it('delivers an 890 with its own codes', async () => {
    const life = await liveUntil(await fresh(), 'EFFECTIVE_DATE', {
      physicalCommunicationType: 'REGISTERED_LETTER_890',
      recipients: [paperAt('VIA @OK_890')],
    });

    expect(life.elements.flatMap((e) => e.details.deliveryDetailCode ?? [])).toEqual([
      'CON080',
      'CON020',
      'RECAG001A',
      'RECAG001B',
      'RECAG001C',
    ]);
    expect(life.one('SEND_ANALOG_DOMICILE').details).toMatchObject({ productType: '890' });
  });

  it('fails at both attempts, the second one at the address of the registry (16.5)', async () => {
    const sandbox = await fresh();
    const taxId = 'LRTFNC80A01F205B';
    const address = { address: 'VIA @FAIL-Irreperibile_AR 7', zip: '00118', municipality: 'ROMA', province: 'RM' };
    expect((await sandbox.call('PUT', `/_sim/recipients/${taxId}`, { body: { physical: address } })).status).toBe(200);

    const life = await liveUntil(sandbox, 'EFFECTIVE_DATE', { recipients: [paperAt('VIA @FAIL-Irreperibile_AR')] });

    const progress = (attempt: number) => `SEND_ANALOG_PROGRESS.I.R0.ATTEMPT_${attempt}`;
    expect(told(life)).toEqual([
      ...prefix,
      ...noDigitalAddress,
      ['SCHEDULE_ANALOG_WORKFLOW.I.R0'],
      ['PREPARE_ANALOG_DOMICILE.I.R0.ATTEMPT_0'],
      ['SEND_ANALOG_DOMICILE.I.R0.ATTEMPT_0', 'DELIVERING'],
      ...[1, 2, 3, 4].map((idx) => [`${progress(0)}.IDX_${idx}`]),
      ['SEND_ANALOG_FEEDBACK.I.R0.ATTEMPT_0'],
      ['PREPARE_ANALOG_DOMICILE.I.R0.ATTEMPT_1'],
      ['SEND_ANALOG_DOMICILE.I.R0.ATTEMPT_1'],
      ...[1, 2, 3, 4].map((idx) => [`${progress(1)}.IDX_${idx}`]),
      ['SEND_ANALOG_FEEDBACK.I.R0.ATTEMPT_1'],
      ['ANALOG_FAILURE_WORKFLOW.I.R0'],
      ['COMPLETELY_UNREACHABLE_CREATION_REQUEST.I.R0'],
      ['COMPLETELY_UNREACHABLE.I.R0', 'UNREACHABLE'],
      ['SCHEDULE_REFINEMENT_WORKFLOW.I.R0'],
      ['REFINEMENT.I.R0', 'EFFECTIVE_DATE'],
    ]);
    const prepare = life.one('PREPARE_ANALOG_DOMICILE', 'ATTEMPT_1').details;
    expect(prepare.physicalAddress).toBeUndefined();
    expect(prepare.relatedRequestId).toContain('PREPARE_ANALOG_DOMICILE.IUN_');
    const second = life.one('SEND_ANALOG_DOMICILE', 'ATTEMPT_1').details;
    expect(second.physicalAddress).toMatchObject({ address: 'VIA @FAIL-IRREPERIBILE_AR 7', zip: '00118' });
    const failure = life.one('ANALOG_FAILURE_WORKFLOW');
    for (const category of [
      'COMPLETELY_UNREACHABLE_CREATION_REQUEST',
      'COMPLETELY_UNREACHABLE',
      'SCHEDULE_REFINEMENT',
    ]) {
      expect(life.one(category).at).toBe(failure.at);
    }
    expect(life.one('COMPLETELY_UNREACHABLE').legalFacts).toEqual(['ANALOG_FAILURE_DELIVERY']);
    expect(life.one('REFINEMENT').at - failure.at).toBeCloseTo(days(10), 3);
  });

  it('stops after one letter when no second address exists: D00', async () => {
    const life = await liveUntil(await fresh(), 'EFFECTIVE_DATE', {
      recipients: [paperAt('VIA @FAIL-Irreperibile_AR')],
    });

    expect(life.elements.filter((e) => e.category === 'SEND_ANALOG_DOMICILE')).toHaveLength(1);
    expect(life.one('PREPARE_ANALOG_DOMICILE_FAILURE')).toMatchObject({
      id: 'PREPARE_ANALOG_DOMICILE_FAILURE.I.R0',
      details: { failureCause: 'D00' },
    });
    expect(life.history.map((h) => h.status)).toEqual(['ACCEPTED', 'DELIVERING', 'UNREACHABLE', 'EFFECTIVE_DATE']);
  });

  it('sends twice when the postman found another address that fails too', async () => {
    const recipients = [paperAt('VIA @FAIL-DiscoveryIrreperibile_AR')];
    const life = await liveUntil(await fresh(), 'UNREACHABLE', { recipients });

    expect(life.elements.filter((e) => e.category === 'SEND_ANALOG_DOMICILE')).toHaveLength(2);
    const feedback = life.one('SEND_ANALOG_FEEDBACK', 'ATTEMPT_0').details;
    expect(feedback).toMatchObject({ responseStatus: 'KO', deliveryFailureCause: 'M01' });
    expect(life.one('PREPARE_ANALOG_DOMICILE', 'ATTEMPT_1').details.physicalAddress).toEqual(feedback.newAddress);
    expect(life.one('SEND_ANALOG_FEEDBACK', 'ATTEMPT_1').details.deliveryFailureCause).toBe('M03');
  });

  it('waits five days after a courtesy message before it prepares the letter', async () => {
    const life = await liveUntil(await fresh(), 'EFFECTIVE_DATE', {
      recipients: [paperAt('VIA @OK_AR', { taxId: 'BNRMHL75C06G702B', denomination: 'Michelangelo Buonarroti' })],
    });

    const message = life.one('SEND_COURTESY_MESSAGE');
    expect(message.id).toBe('SEND_COURTESY_MESSAGE.I.R0.COURTESYADDRESSTYPE_EMAIL');
    const probable = life.one('PROBABLE_SCHEDULING_ANALOG_DATE');
    const schedule = life.one('SCHEDULE_ANALOG_WORKFLOW');
    expect(probable.details.schedulingAnalogDate).toBe(schedule.details.schedulingDate);
    expect(life.one('PREPARE_ANALOG_DOMICILE').at - message.at).toBeCloseTo(days(5), 3);
  });
});

describe('view', () => {
  it('before the term takes the place of the refinement (16.8)', async () => {
    const sandbox = await fresh();
    const delivered = await liveUntil(sandbox, 'DELIVERED', { recipients: [aDigitalRecipient('prova@pec.it')] });
    await sandbox.advance({ by: 'P2D' });
    const view = await sandbox.call('POST', `/_sim/notifications/${delivered.iun}/view`, { body: {} });
    await sandbox.advance({ by: 'P30D' });

    const life = await readLife(sandbox, delivered.iun);
    expect(view.status).toBe(202);
    expect(told(life).slice(-3)).toEqual([
      ['DIGITAL_SUCCESS_WORKFLOW.I.R0'],
      ['NOTIFICATION_VIEWED.I.R0', 'VIEWED'],
      ['NOTIFICATION_VIEWED_CREATION_REQUEST.I.R0'],
    ]);
    const viewed = life.one('NOTIFICATION_VIEWED');
    expect(viewed.details.notificationCost).toBe(100);
    expect(viewed.legalFacts).toEqual(['RECIPIENT_ACCESS']);
    expect(viewed.ingestedAt - viewed.at).toBeCloseTo(30, 3);
    expect(life.elements.some((e) => e.category === 'REFINEMENT')).toBe(false);
    expect(life.history.at(-1)?.ids).toEqual(['NOTIFICATION_VIEWED.I.R0', 'NOTIFICATION_VIEWED_CREATION_REQUEST.I.R0']);
  });

  it('in the five days after a courtesy message saves the letter', async () => {
    const sandbox = await fresh();
    const iun = await sandbox.accepted({
      recipients: [paperAt('VIA @OK_AR', { taxId: 'BNRMHL75C06G702B', denomination: 'Michelangelo Buonarroti' })],
    });
    await sandbox.advance({ by: 'P1D' });
    await sandbox.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
    await sandbox.advance({ by: 'P60D' });

    const life = await readLife(sandbox, iun);
    expect(life.history.map((h) => h.status)).toEqual(['ACCEPTED', 'VIEWED']);
    expect(life.elements.some((e) => e.category === 'PREPARE_ANALOG_DOMICILE')).toBe(false);
  });

  it('after the refinement bears no cost and makes the status VIEWED', async () => {
    const sandbox = await fresh();
    const refined = await liveUntil(sandbox, 'EFFECTIVE_DATE', { recipients: [aDigitalRecipient('prova@pec.it')] });
    await sandbox.call('POST', `/_sim/notifications/${refined.iun}/view`, { body: {} });
    await sandbox.advance({ by: 'PT1H' });

    const life = await readLife(sandbox, refined.iun);
    expect(life.status).toBe('VIEWED');
    expect(life.one('NOTIFICATION_VIEWED').details.notificationCost).toBeUndefined();
  });
});

describe('refusal', () => {
  it('of an altered file ends the life with one element (16.11)', async () => {
    const sandbox = await fresh();
    const document = await sandbox.upload();
    const other = { sha256: 'jezIVxlG1M1woCSUngM6KipUN3/p8cG5RMIPnuEanlE=' };
    const id = await sandbox.send({ documents: [{ ...document, digests: other }] });
    const moved = await sandbox.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });

    expect(moved.executed.map((e) => e.category)).toEqual(['REQUEST_REFUSED']);
    const internal = await sandbox.call<{ status: string; detail: { timeline: { elementId: string }[] } }>(
      'GET',
      `/_sim/notifications/${encodeURIComponent(id)}`,
    );
    const iun = Buffer.from(id, 'base64').toString('ascii');
    expect(internal.body.status).toBe('REFUSED');
    expect(internal.body.detail.timeline.map((e) => e.elementId)).toEqual([`REQUEST_REFUSED.IUN_${iun}`]);
    expect((await sandbox.call('GET', `/delivery/v2.9/notifications/sent/${iun}`)).status).toBe(404);
  });
});
