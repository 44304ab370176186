import { describe, expect, it } from 'vitest';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aNotice, aPaperRecipient, type SandboxClient } from '../../support/simulator.js';
import { days, liveUntil, readLife, type ToldLife } from './life.js';

let client: SandboxClient;

eachInAFreshSandbox((fresh) => {
  client = fresh;
});

const paperTo = (address: string) => ({
  recipients: [
    aPaperRecipient({
      taxId: 'BNRMHL75C06G702B',
      denomination: 'Michelangelo Buonarroti',
      physicalAddress: { address, zip: '20121', municipality: 'Milano', province: 'MI' },
    }),
  ],
});

interface Fallen {
  readonly status: string;
  readonly activeFrom: string;
  readonly relatedTimelineElements: readonly {
    readonly elementId: string;
    readonly category: string;
    readonly timestamp: string;
    readonly eventTimestamp: string;
    readonly ingestionTimestamp?: string;
  }[];
}
const fallenOf = (life: ToldLife): readonly Fallen[] =>
  life.one('NOTIFICATION_TIMELINE_REWORKED').details.invalidatedTimelineAndStatusHistory as readonly Fallen[];

const correct = (iun: string, body: object) =>
  client.call<{ elements: string[]; detail?: string }>('POST', `/_sim/notifications/${iun}/rework`, { body });

const delivered = '@sequence.5s-CON080.5s-CON020[DOC:7ZIP;PAGES:3].5s-RECRN001A.5s-RECRN001B[DOC:AR].5s-RECRN001C';

describe('a correction that the address asks for', () => {
  it('of the first attempt sends the letter again a day after the refinement, and that one counts', async () => {
    const before = await liveUntil(client, 'EFFECTIVE_DATE', paperTo('@FAIL_IRREP_RESTART_1_CONS_AT1_AR'));
    expect(before.history.map((h) => h.status)).toEqual(['ACCEPTED', 'DELIVERING', 'UNREACHABLE', 'EFFECTIVE_DATE']);

    await client.advance({ by: 'P40D' });
    const life = await readLife(client, before.iun);

    expect(life.history.map((h) => h.status)).toEqual(['ACCEPTED', 'DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE']);
    const reworked = life.one('NOTIFICATION_TIMELINE_REWORKED');
    const send = life.one('SEND_ANALOG_DOMICILE');
    expect(reworked.id).toBe('NOTIFICATION_TIMELINE_REWORKED.I.R0.ATTEMPT_0.REWORK_0');
    expect(send.id).toBe('SEND_ANALOG_DOMICILE.I.R0.ATTEMPT_0.REWORK_0');
    expect(life.elements.filter((e) => e.id.includes('ATTEMPT_1'))).toEqual([]);
    // No success fell, so the new one has no number; the new terms have.
    expect(life.one('ANALOG_SUCCESS_WORKFLOW').id).toBe('ANALOG_SUCCESS_WORKFLOW.I.R0');
    expect(life.one('SCHEDULE_REFINEMENT').id).toBe('SCHEDULE_REFINEMENT_WORKFLOW.I.R0.REWORK_0');
    expect(life.one('REFINEMENT').id).toBe('REFINEMENT.I.R0.REWORK_0');
    expect(life.elements.filter((e) => e.category === 'SEND_ANALOG_PROGRESS').map((e) => e.id)).toEqual([
      'SEND_ANALOG_PROGRESS.I.R0.ATTEMPT_0.IDX_1.REWORK_0',
      'SEND_ANALOG_PROGRESS.I.R0.ATTEMPT_0.IDX_2.REWORK_0',
      'SEND_ANALOG_PROGRESS.I.R0.ATTEMPT_0.IDX_3.REWORK_0',
      'SEND_ANALOG_PROGRESS.I.R0.ATTEMPT_0.IDX_4.REWORK_0',
    ]);
    // The correction shows the time of the new send, although it was written before.
    expect(reworked.at).toBeCloseTo(send.at, 0);
    expect(reworked.ingestedAt).toBeLessThan(reworked.at);
    const oldRefinement = before.one('REFINEMENT');
    expect(reworked.ingestedAt - oldRefinement.at).toBeCloseTo(days(1), 0);
    expect(life.one('REFINEMENT').details.eventTimestamp).toBe(oldRefinement.details.eventTimestamp);
    expect(life.one('REFINEMENT').at).toBeGreaterThan(oldRefinement.at);
  });

  it('shows what fell, under the statuses it stood under, with the time of writing as timestamp', async () => {
    const before = await liveUntil(client, 'EFFECTIVE_DATE', paperTo('@FAIL_IRREP_RESTART_1_CONS_AT1_AR'));
    await client.advance({ by: 'P40D' });
    const fallen = fallenOf(await readLife(client, before.iun));

    expect(fallen.map((h) => h.status)).toEqual(['ACCEPTED', 'DELIVERING', 'UNREACHABLE', 'EFFECTIVE_DATE']);
    expect(fallen[0]?.relatedTimelineElements.map((e) => e.category)).toEqual(['PREPARE_ANALOG_DOMICILE']);
    expect(fallen[3]?.relatedTimelineElements.map((e) => e.category)).toEqual(['REFINEMENT']);
    const all = fallen.flatMap((h) => h.relatedTimelineElements);
    expect(all.some((e) => 'ingestionTimestamp' in e)).toBe(false);
    const copy = all.find((e) => e.category === 'SEND_ANALOG_PROGRESS' && e.timestamp !== e.eventTimestamp);
    expect(Date.parse(copy?.timestamp ?? '')).toBeGreaterThan(Date.parse(copy?.eventTimestamp ?? ''));
  });

  it('of the second attempt leaves the first one alone', async () => {
    const before = await liveUntil(client, 'EFFECTIVE_DATE', paperTo('@FAIL_IRREP_RESTART_1_CONS_AT2_AR'));
    await client.advance({ by: 'P40D' });
    const life = await readLife(client, before.iun);

    expect(fallenOf(life).map((h) => h.status)).toEqual(['DELIVERING', 'UNREACHABLE', 'EFFECTIVE_DATE']);
    expect(life.elements.filter((e) => e.category === 'SEND_ANALOG_DOMICILE').map((e) => e.id)).toEqual([
      'SEND_ANALOG_DOMICILE.I.R0.ATTEMPT_0',
      'SEND_ANALOG_DOMICILE.I.R0.ATTEMPT_1.REWORK_0',
    ]);
    expect(life.one('SEND_ANALOG_DOMICILE', '.REWORK_0').details).toMatchObject({
      relatedRequestId: `PREPARE_ANALOG_DOMICILE.IUN_${life.iun}.RECINDEX_0.ATTEMPT_0`,
      prepareRequestId: `PREPARE_ANALOG_DOMICILE.IUN_${life.iun}.RECINDEX_0.ATTEMPT_1.REWORK_0`,
    });
    expect(life.history.find((h) => h.status === 'DELIVERING')?.activeFrom).toBe(
      before.history.find((h) => h.status === 'DELIVERING')?.activeFrom,
    );
    expect(life.status).toBe('EFFECTIVE_DATE');
  });
});

describe('the corrections of the test environment', () => {
  it.each([
    ['@FAIL-DISCOVERY_AR_IRR_D', 'UNREACHABLE', 0, 'DELIVERED'],
    ['@FAIL_IRREP_RESTART_1_CONS_AT1_AR', 'UNREACHABLE', 0, 'DELIVERED'],
    ['@FAIL_IRREP_RESTART_1_CONS_AT2_AR', 'UNREACHABLE', 1, 'DELIVERED'],
    ['@FAIL_NOAT2_RESTART_1_CONS_AT1_AR', 'UNREACHABLE', 0, 'DELIVERED'],
    ['@OK_DEC_RESTART_CONS_AR', 'RETURNED_TO_SENDER', 0, 'DELIVERED'],
    ['@OK_RESTART_IRR_AR', 'DELIVERED', 0, 'UNREACHABLE'],
  ])('%s: first %s, and after the correction of attempt %i it is %s', async (address, first, attempt, last) => {
    const before = await liveUntil(client, first, paperTo(address));
    await client.advance({ by: 'P90D' });
    const life = await readLife(client, before.iun);

    const reworked = life.one('NOTIFICATION_TIMELINE_REWORKED');
    expect(reworked.id).toBe(`NOTIFICATION_TIMELINE_REWORKED.I.R0.ATTEMPT_${attempt}.REWORK_0`);
    expect(fallenOf(life).map((h) => h.status)).toContain(first);
    expect(life.history.map((h) => h.status)).toContain(last);
    expect(life.history.map((h) => h.status)).not.toContain(first);
    const ids = life.elements.map((e) => e.id);
    expect(new Set(ids).size).toBe(ids.length);
    // Every element that came again says so, and no invalidated one is left.
    const gone = fallenOf(life).flatMap((h) => h.relatedTimelineElements.map((e) => e.elementId));
    const left = (await client.detail(life.iun)).timeline.map((e) => e.elementId);
    expect(gone.filter((id) => left.includes(id))).toEqual([]);
  });

  it('leaves the documents of what fell where they were, and makes new ones', async () => {
    const { iun } = await liveUntil(client, 'EFFECTIVE_DATE', paperTo('@FAIL_IRREP_RESTART_1_CONS_AT1_AR'));
    type Facts = { legalFactsId: { key: string; category: string } }[];
    const facts = async () => (await client.call<Facts>('GET', `/delivery-push/v2.0/${iun}/legal-facts`)).body;
    const old = (await facts()).map((f) => f.legalFactsId.key);
    await correct(iun, {
      attempt: 1,
      sequence: '@sequence.5s-CON080.5s-RECRN002D[FAILCAUSE:M01].5s-RECRN002E[DOC:Plico].5s-RECRN002F',
    });
    await client.advance({ until: { iun, category: 'COMPLETELY_UNREACHABLE' } });
    const fresh = (await facts()).map((f) => f.legalFactsId.key);

    const fallen = old.filter((key) => !fresh.includes(key));
    expect(fallen.length).toBeGreaterThan(2);
    expect(fresh.length).toBe(new Set(fresh).size);
    for (const key of [...fallen, ...fresh]) {
      const path = `/delivery-push/${iun}/download/legal-facts/${key.replace('safestorage://', '')}`;
      expect((await client.call('GET', path)).status).toBe(200);
    }
  });
});

describe('a correction through the control API', () => {
  it('of the outcome alone keeps the letter, goes on counting, and tells older versions nothing', async () => {
    const before = await liveUntil(client, 'UNREACHABLE', paperTo('@FAIL-Irreperibile_AR'));
    const oldProgress = before.elements.filter(
      (e) => e.category === 'SEND_ANALOG_PROGRESS' && e.id.includes('ATTEMPT_0'),
    ).length;

    const answer = await correct(before.iun, {
      attempt: 0,
      reason: 'signed for after all',
      sequence: '@sequence.5s-RECRN001A.5s-RECRN001B[DOC:AR].5s-RECRN001C',
    });
    await client.advance({ by: 'P20D' });
    const life = await readLife(client, before.iun);

    expect([answer.status, answer.body.elements]).toEqual([
      202,
      [`NOTIFICATION_TIMELINE_REWORKED.IUN_${before.iun}.RECINDEX_0.ATTEMPT_0.REWORK_0`],
    ]);
    expect(life.one('SEND_ANALOG_DOMICILE').id).toBe('SEND_ANALOG_DOMICILE.I.R0.ATTEMPT_0');
    const feedback = life.one('SEND_ANALOG_FEEDBACK');
    expect(feedback.id).toBe('SEND_ANALOG_FEEDBACK.I.R0.ATTEMPT_0.REWORK_0');
    expect(feedback.details.sendRequestId).toBe(`SEND_ANALOG_DOMICILE.IUN_${life.iun}.RECINDEX_0.ATTEMPT_0`);
    const added = life.elements.filter((e) => e.category === 'SEND_ANALOG_PROGRESS' && e.id.endsWith('REWORK_0'));
    expect(added.map((e) => e.id)).toEqual([
      `SEND_ANALOG_PROGRESS.I.R0.ATTEMPT_0.IDX_${oldProgress + 1}.REWORK_0`,
      `SEND_ANALOG_PROGRESS.I.R0.ATTEMPT_0.IDX_${oldProgress + 2}.REWORK_0`,
    ]);
    expect(life.history.map((h) => h.status)).toEqual(['ACCEPTED', 'DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE']);

    const older = await client.call<{ timeline: { category: string }[] }>(
      'GET',
      `/delivery/v2.7/notifications/sent/${life.iun}`,
    );
    expect(older.body.timeline.some((e) => e.category === 'NOTIFICATION_TIMELINE_REWORKED')).toBe(false);
    expect(older.body.timeline).toHaveLength(life.elements.length - 1);
  });

  it('a second one carries the next number', async () => {
    const { iun } = await liveUntil(client, 'UNREACHABLE', paperTo('@FAIL-Irreperibile_AR'));
    await correct(iun, { attempt: 0, sequence: delivered });
    await client.advance({ by: 'P6D' });
    await correct(iun, { attempt: 0, sequence: delivered });
    await client.advance({ by: 'P6D' });

    const life = await readLife(client, iun);
    expect(life.one('SEND_ANALOG_DOMICILE').id).toBe('SEND_ANALOG_DOMICILE.I.R0.ATTEMPT_0.REWORK_1');
    expect(life.one('ANALOG_SUCCESS_WORKFLOW').id).toBe('ANALOG_SUCCESS_WORKFLOW.I.R0.REWORK_1');
    expect(life.elements.filter((e) => e.category === 'NOTIFICATION_TIMELINE_REWORKED')).toHaveLength(2);
  });

  it('takes the place of the one that the scenario had planned', async () => {
    const { iun } = await liveUntil(client, 'EFFECTIVE_DATE', paperTo('@FAIL_IRREP_RESTART_1_CONS_AT1_AR'));
    await correct(iun, { attempt: 0, sequence: delivered });
    await client.advance({ by: 'P60D' });

    const life = await readLife(client, iun);
    expect(life.one('NOTIFICATION_TIMELINE_REWORKED').id).toContain('.REWORK_0');
    expect(life.status).toBe('EFFECTIVE_DATE');
  });

  it('is refused once the recipient has paid, or the sender asked for cancellation', async () => {
    const { recipients } = paperTo('Via Roma 1');
    const paying = await client.accepted({ recipients: recipients.map((r) => ({ ...r, payments: [aNotice()] })) });
    const cancelled = await client.accepted(paperTo('Via Roma 1'));
    await client.advance({ by: 'P20D' });
    await client.call('POST', `/_sim/notifications/${paying}/pay`, { body: {} });
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${cancelled}`);

    const answers = [];
    for (const iun of [paying, cancelled]) answers.push(await correct(iun, { attempt: 0, sequence: delivered }));
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
  });

  it('does not come any more where the recipient viewed before the day that the scenario planned it for', async () => {
    const { iun } = await liveUntil(client, 'EFFECTIVE_DATE', paperTo('@FAIL_IRREP_RESTART_1_CONS_AT1_AR'));
    await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
    await client.advance({ by: 'P60D' });

    const life = await readLife(client, iun);
    expect(life.elements.filter((e) => e.category === 'NOTIFICATION_TIMELINE_REWORKED')).toEqual([]);
    expect(life.status).toBe('VIEWED');
  });

  it('is refused once the recipient has viewed, and where there is no such letter', async () => {
    const { iun } = await liveUntil(client, 'DELIVERED', paperTo('Via Roma 1'));
    const noSecond = await correct(iun, { attempt: 1, sequence: delivered });
    await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
    const unreadable = await correct(iun, { attempt: 0, sequence: '@sequence.5s' });
    const seen = await correct(iun, { attempt: 0, sequence: delivered });

    expect([noSecond.status, unreadable.status, seen.status]).toEqual([409, 409, 409]);
    expect(unreadable.body.detail).toContain('the sequence is wrong at column');
    expect(seen.body.detail).toContain('no letter of attempt 0 to correct, or the recipient has viewed');
  });
});
