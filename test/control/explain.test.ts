import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  aSimulator,
  type SandboxClient,
  type TestSimulator,
} from '../support/simulator.js';

interface Said {
  readonly it: string;
  readonly en: string;
}
interface Explained {
  readonly elementId: string;
  readonly category: string;
  readonly recIndex?: number;
  readonly isDiagnostic: boolean;
  readonly meaning: Said;
  readonly codes: readonly (Said & { readonly code: string })[];
  readonly rule?: Said & { readonly name: string; readonly law?: string };
  readonly cause: Said & {
    readonly kind: string;
    readonly elementId?: string;
    readonly scenario?: string;
    readonly source?: string;
  };
  readonly status: Said & { readonly before: string; readonly after: string };
}
interface Answer {
  readonly at: string;
  readonly recIndex?: number;
  readonly question: string;
  readonly about?: string;
  readonly answer: unknown;
  readonly answered: Said;
  readonly scenario?: string;
  readonly source?: string;
  readonly from: Said;
}
interface Item {
  readonly kind: string;
  readonly recIndex?: number;
  readonly why: Said;
  readonly rule: Said & { readonly name: string };
  readonly stoppedBy: readonly Said[];
  readonly scenario?: string;
  readonly source?: string;
  readonly after?: string;
}
interface View {
  readonly detail: { readonly timeline: readonly { readonly elementId: string; readonly category: string }[] };
  readonly diagnosticTimeline: readonly { readonly elementId: string }[];
  readonly explained: readonly Explained[];
  readonly oracle: readonly Answer[];
  readonly agenda: readonly Item[];
}

let sim: TestSimulator;
let client: SandboxClient;
beforeAll(async () => {
  sim = await aSimulator();
});
afterAll(() => sim.stop());
beforeEach(async () => {
  client = await sim.sandbox({ clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' } });
});

const viewOf = async (iun: string): Promise<View> =>
  (await client.call<View>('GET', `/_sim/notifications/${iun}`)).body;
const agendaOf = async (iun: string): Promise<readonly Item[]> =>
  (await client.call<{ items: Item[] }>('GET', `/_sim/clock/agenda?iun=${iun}`)).body.items;
const oneOf = ({ explained }: View, category: string, recIndex?: number): Explained => {
  const found = explained.filter((e) => e.category === category && (recIndex === undefined || e.recIndex === recIndex));
  if (found.length !== 1) throw new Error(`${found.length} elements ${category}`);
  return found[0] as Explained;
};
const act = (iun: string, what: string) => client.call('POST', `/_sim/notifications/${iun}/${what}`, { body: {} });
const shortOf = (iun: string, id: string | undefined): string | undefined => id?.replaceAll(`IUN_${iun}`, 'I');

const michelangelo = { taxId: 'BNRMHL75C06G702B', denomination: 'Michelangelo Buonarroti' };
const streetOf = (address: string) => ({ address, zip: '20121', municipality: 'Milano', province: 'MI' });
const paperTo = (address: string) => aPaperRecipient({ physicalAddress: streetOf(address) });

describe('an element of the timeline', () => {
  it('is explained, each one and the diagnostic ones too, in the order of the timeline', async () => {
    const iun = await client.accepted({ recipients: [aPaperRecipient()] });
    await client.advance({ by: 'P60D' });
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
    await client.advance({ by: 'PT1H' });

    const view = await viewOf(iun);

    const shown = view.explained.filter((e) => !e.isDiagnostic).map((e) => e.elementId);
    const hidden = view.explained.filter((e) => e.isDiagnostic).map((e) => e.elementId);
    expect(shown).toEqual(view.detail.timeline.map((e) => e.elementId));
    expect(hidden).toEqual(view.diagnosticTimeline.map((e) => e.elementId));
    expect(hidden).toHaveLength(1);
  });

  it('names the element that its work followed from, the report and the scenario line that decided', async () => {
    const iun = await client.accepted({ recipients: [paperTo('Via @OK_AR')] });
    await client.advance({ by: 'P60D' });

    const view = await viewOf(iun);

    const cause = (category: string) => {
      const { kind, elementId, scenario, source } = oneOf(view, category).cause;
      return [kind, shortOf(iun, elementId), scenario, source];
    };
    expect(cause('VALIDATE_NORMALIZE_ADDRESSES_REQUEST')).toEqual(['sender', undefined, undefined, undefined]);
    expect(cause('AAR_CREATION_REQUEST').slice(0, 2)).toEqual(['platform', 'REQUEST_ACCEPTED.I']);
    expect(cause('PUBLIC_REGISTRY_RESPONSE')[0]).toBe('registry');
    expect(cause('PUBLIC_REGISTRY_RESPONSE')[3]).toMatch(/^uat\/world\.yaml:\d+$/);
    expect(cause('SEND_ANALOG_FEEDBACK')).toEqual([
      'carrier',
      'SEND_ANALOG_DOMICILE.I.RECINDEX_0.ATTEMPT_0',
      'OK_AR',
      expect.stringMatching(/^uat\/paper-ar\.yaml:\d+$/),
    ]);
    expect(cause('ANALOG_SUCCESS_WORKFLOW').slice(0, 2)).toEqual([
      'platform',
      'SEND_ANALOG_FEEDBACK.I.RECINDEX_0.ATTEMPT_0',
    ]);
    expect(cause('REFINEMENT').slice(0, 2)).toEqual(['term', 'SCHEDULE_REFINEMENT_WORKFLOW.I.RECINDEX_0']);
  });

  it('has the rule of the term that it ends, and the article of the law', async () => {
    const iun = await client.accepted({
      recipients: [
        aDigitalRecipient('prova@pec.it', { taxId: 'FRMTTR76M06B715E' }),
        paperTo('Via @FAIL-Irreperibile_AR'),
      ],
    });
    await client.advance({ by: 'P120D' });

    const view = await viewOf(iun);

    expect(oneOf(view, 'REFINEMENT', 0).rule).toMatchObject({ name: 'digitalSuccess', law: /art\. 26/ });
    expect(oneOf(view, 'REFINEMENT', 1).rule?.name).toBe('unreachable');
    expect(oneOf(view, 'SCHEDULE_REFINEMENT', 0).rule?.en).toMatch(/7 days/);
  });

  it('tells what its codes mean', async () => {
    const iun = await client.accepted({ recipients: [paperTo('Via @FAIL_DECEDUTO_AR')] });
    await client.advance({ by: 'P60D' });

    expect(oneOf(await viewOf(iun), 'SEND_ANALOG_FEEDBACK').codes).toEqual([
      { code: 'RECRN002C', it: 'Mancata consegna – esito definitivo', en: 'Not delivered – final outcome' },
      { code: 'M02', it: 'destinatario deceduto', en: 'addressee deceased' },
    ]);
  });

  it('of a refusal tells which check refused and why', async () => {
    const id = await client.send({ recipients: [aPaperRecipient({ taxId: 'LNALNI80A01H501T' })] });
    await client.advance({ by: 'PT10M' });

    const view = await viewOf(Buffer.from(id, 'base64').toString());

    expect(view.explained).toMatchObject([
      {
        category: 'REQUEST_REFUSED',
        cause: { kind: 'sender', source: expect.stringMatching(/^uat\/world\.yaml:\d+$/) },
        rule: { name: 'validation' },
        codes: [{ code: 'TAXID_NOT_VALID', it: /codice fiscale/ }],
        status: { before: 'IN_VALIDATION', after: 'REFUSED' },
      },
    ]);
    expect(view.oracle).toContainEqual(expect.objectContaining({ question: 'taxIdCheck', answer: false }));
  });

  it('of a refusal that a scenario wants names the scenario', async () => {
    const body = {
      name: 'explained-refusal',
      title: { it: 'Rifiuto', en: 'Refusal' },
      when: { subject: 'Refused' },
      validation: { refuse: { code: 'FILE_GONE' } },
    };
    expect((await client.call('POST', '/_sim/scenarios', { body })).status).toBe(201);
    const id = await client.send({ subject: 'Refused', recipients: [aPaperRecipient()] });
    await client.advance({ by: 'PT10M' });

    expect(oneOf(await viewOf(Buffer.from(id, 'base64').toString()), 'REQUEST_REFUSED').cause).toMatchObject({
      scenario: 'explained-refusal',
      source: expect.stringMatching(/^body:\d+$/),
    });
  });

  it('says to which status it led; where it led to none, why', async () => {
    const iun = await client.accepted({
      recipients: [paperTo('Via @OK_AR'), aPaperRecipient({ taxId: 'FRMTTR76M06B715E' })],
    });
    await client.advance({ by: 'P60D' });
    const view = await viewOf(iun);

    const effect = (category: string, recIndex?: number) => {
      const { before, after, en } = oneOf(view, category, recIndex).status;
      return [before, after, en];
    };
    expect(effect('REQUEST_ACCEPTED')).toEqual([
      'IN_VALIDATION',
      'ACCEPTED',
      'It leads the notification from IN_VALIDATION to ACCEPTED',
    ]);
    expect(effect('AAR_GENERATION', 0)[2]).toMatch(/never change/);
    const ends = view.explained.filter((e) => e.category === 'ANALOG_SUCCESS_WORKFLOW').map((e) => e.status);
    expect(ends.map(({ before, after }) => [before, after])).toEqual([
      ['DELIVERING', 'DELIVERING'],
      ['DELIVERING', 'DELIVERED'],
    ]);
    expect(ends[0]?.en).toMatch(/1 of 2/);
    const refined = view.explained.filter((e) => e.category === 'REFINEMENT').map((e) => e.status);
    expect(refined[0]?.after).toBe('EFFECTIVE_DATE');
    expect(refined[1]?.en).toBe('While the status is EFFECTIVE_DATE this category does not change it');
  });

  it('of an act names who acted', async () => {
    const iun = await client.accepted({ recipients: [aPaperRecipient({ payments: [aNotice()] })] });
    await act(iun, 'radd');
    const { noticeCode, creditorTaxId } = aNotice().pagoPa;
    await client.call('POST', '/delivery/events/payment/pagopa', {
      body: { events: [{ noticeCode, creditorTaxId, paymentDate: '2026-02-03T09:30:00Z', amount: 100 }] },
    });
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
    await client.advance({ by: 'PT1H' });
    const view = await viewOf(iun);

    const told = (category: string) => [oneOf(view, category).cause.kind, oneOf(view, category).rule?.name];
    expect(told('NOTIFICATION_VIEWED_CREATION_REQUEST')).toEqual(['recipient', 'view']);
    expect(told('NOTIFICATION_RADD_RETRIEVED')).toEqual(['recipient', 'radd']);
    expect(told('PAYMENT')).toEqual(['sender', 'payment']);
    expect(told('NOTIFICATION_CANCELLATION_REQUEST')).toEqual(['sender', 'cancellation']);
    expect(told('NOTIFICATION_CANCELLED')).toEqual(['platform', 'cancellation']);
    expect(shortOf(iun, oneOf(view, 'NOTIFICATION_CANCELLED').cause.elementId)).toBe(
      'NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST.I',
    );
  });

  it.each([
    'Via @OK-Giacenza-gt10_890',
    'Via @FAIL-Discovery_AR',
    'Via @FAIL_IRREP_RESTART_1_CONS_AT1_AR',
    'Via @FAIL_NOAT2_RESTART_1_CONS_AT1_AR',
  ])('has a rule, and a cause written before it: all of a life at %s', async (address) => {
    const iun = await client.accepted({
      recipients: [paperTo(address), aDigitalRecipient('prova@fail.it', { taxId: 'FRMTTR76M06B715E' })],
      physicalCommunicationType: address.endsWith('_890') ? 'REGISTERED_LETTER_890' : 'AR_REGISTERED_LETTER',
    });
    await client.advance({ by: 'P200D' });
    const view = await viewOf(iun);

    expect(view.explained.length).toBeGreaterThan(25);
    const fallen = JSON.stringify(view.detail.timeline.filter((e) => e.category === 'NOTIFICATION_TIMELINE_REWORKED'));
    const ids = view.explained.map((e) => e.elementId);
    for (const { elementId, rule, cause, meaning } of view.explained) {
      expect(rule?.it, elementId).toBeTruthy();
      expect(meaning.en, elementId).toBeTruthy();
      if (cause.kind !== 'sender') {
        expect(cause.elementId, elementId).toBeDefined();
        const isKnown = ids.includes(String(cause.elementId)) || fallen.includes(`"${cause.elementId}"`);
        expect(isKnown && cause.elementId !== elementId, `${elementId} after ${cause.elementId}`).toBe(true);
      }
      if (cause.kind === 'carrier') expect(cause.source, elementId).toMatch(/\.yaml:\d+$|^address$/);
    }
  });
});

describe('the answers of the oracle', () => {
  it('come with the question, in order of time, and where they stand', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient('prova@pec.it')] });
    await client.advance({ by: 'P20D' });

    const { oracle } = await viewOf(iun);

    expect(oracle.map(({ at }) => at)).toEqual(oracle.map(({ at }) => at).toSorted());
    expect(oracle.map(({ question, about, answer, scenario }) => [question, about, answer, scenario])).toEqual([
      ['file', 'documents[0]', { contentLength: expect.any(Number), isPdf: true, pages: 1 }, undefined],
      ['taxIdCheck', undefined, true, undefined],
      ['digitalDomicile', undefined, null, undefined],
      ['courtesyContacts', undefined, [], undefined],
      ['pec', 'prova@pec.it', 'C000 C001 C005 C003', 'pecSuccess'],
    ]);
    expect(oracle.at(-1)?.answered.en).toMatch(/C003 PEC delivered into the recipient’s mailbox$/);
    expect(oracle.find(({ question }) => question === 'pec')?.from.en).toMatch(
      /^scenario pecSuccess \(uat\/pec\.yaml:\d+\)$/,
    );
  });

  it('of somebody whom nobody mentions say so; of somebody whom a call changed, which call', async () => {
    const unknown = 'VRDGPP13R10B293P';
    await client.call('PUT', `/_sim/recipients/${michelangelo.taxId}`, {
      body: { platform: { courtesy: { email: 'm.b@example.it' } } },
    });
    const iun = await client.accepted({
      recipients: [aPaperRecipient({ taxId: unknown, denomination: 'Giuseppe Verdi' }), aPaperRecipient(michelangelo)],
    });
    await client.advance({ by: 'PT10M' });

    const { oracle } = await viewOf(iun);

    const courtesy = oracle.filter(({ question }) => question === 'courtesyContacts');
    expect(courtesy.map(({ recIndex, from, answered }) => [recIndex, answered.en, from.en])).toEqual([
      [0, 'none', 'default: no scenario says anything of it'],
      [1, 'EMAIL m.b@example.it', `call PUT /_sim/recipients/${michelangelo.taxId}`],
    ]);
  });

  it('include what pagoPA says, and what the scenario of a recipient plans', async () => {
    const scenario = {
      name: 'explained-plan',
      title: { it: 'Piano', en: 'Plan' },
      when: { subject: 'Planned' },
      validation: { delay: '1h' },
      recipient: { opens: { after: '2d' }, pays: { after: '9d', since: 'delivered' } },
    };
    expect((await client.call('POST', '/_sim/scenarios', { body: scenario })).status).toBe(201);
    const iun = await client.accepted({
      subject: 'Planned',
      recipients: [aPaperRecipient({ payments: [aNotice()] })],
      notificationFeePolicy: 'DELIVERY_MODE',
      pagoPaIntMode: 'ASYNC',
      paFee: 100,
      vat: 22,
    });
    await client.advance({ by: 'PT10M' });

    const { oracle, agenda } = await viewOf(iun);

    const planned = oracle.filter(({ question }) => question.endsWith('Plan'));
    expect(planned.map(({ question, answered, scenario: name }) => [question, answered.en, name])).toEqual([
      ['validationPlan', 'it begins after PT1H', 'explained-plan'],
      ['recipientPlan', 'opens the notification P2D after the acceptance', 'explained-plan'],
      ['recipientPlan', 'pays P9D after the delivery', 'explained-plan'],
    ]);
    expect(oracle).toContainEqual(
      expect.objectContaining({ question: 'debtPosition', answer: 'OK', about: expect.stringContaining('7777') }),
    );
    const opens = agenda.find(({ kind }) => kind === 'delivery.recipient-opens');
    expect(opens).toMatchObject({ scenario: 'explained-plan', source: expect.stringMatching(/^body:\d+$/) });

    await client.advance({ by: 'P3D' });
    const viewed = oneOf(await viewOf(iun), 'NOTIFICATION_VIEWED_CREATION_REQUEST');
    expect(viewed.cause).toMatchObject({ kind: 'recipient', scenario: 'explained-plan' });
  });
});

describe('an item of the agenda', () => {
  it('says why, by which rule, by which line of a scenario, and what would stop it', async () => {
    const iun = await client.accepted({ recipients: [paperTo('Via @OK_AR')] });
    await client.advance({ by: 'PT10M' });

    const report = (await agendaOf(iun)).find(({ kind }) => kind === 'delivery.letter-event');

    expect(report).toMatchObject({
      why: { it: /^Evento postale/, en: /^Postal event/ },
      rule: { name: 'letterReport' },
      scenario: 'OK_AR',
      source: expect.stringMatching(/^uat\/paper-ar\.yaml:\d+$/),
      after: `SEND_ANALOG_DOMICILE.IUN_${iun}.RECINDEX_0.ATTEMPT_0`,
    });
    expect(report?.stoppedBy.map(({ en }) => en)).toEqual(['a correction of the timeline of the same letter']);

    await client.advance({ until: { iun, status: 'DELIVERED' } });
    const [refinement] = await agendaOf(iun);
    expect(refinement?.rule.name).toBe('paperSuccess');
    expect(refinement?.stoppedBy.map(({ en }) => en)).toEqual([
      'a view dated before the term ends',
      'a correction of the timeline of the same letter',
      'a request for cancellation by the sender',
    ]);
    expect((await viewOf(iun)).agenda).toEqual([{ ...refinement, iun: undefined }].map(({ iun: _, ...item }) => item));
  });

  it('is stopped by what it says: a letter by a view', async () => {
    const iun = await client.accepted({ recipients: [aPaperRecipient({ ...michelangelo, payments: [aNotice()] })] });
    await client.advance({ by: 'PT10M' });
    const [letter] = await agendaOf(iun);
    expect(letter?.kind).toBe('delivery.paper-prepare');
    expect(letter?.stoppedBy.map(({ en }) => en).slice(0, 2)).toEqual([
      'a view by the recipient or a delegate',
      'the payment of a notice',
    ]);

    await act(iun, 'view');
    await client.advance({ by: 'P6D' });
    expect((await viewOf(iun)).explained.map(({ category }) => category)).not.toContain('PREPARE_ANALOG_DOMICILE');
  });

  it('of a letter that waited for a courtesy message to be read is the end of a term', async () => {
    const iun = await client.accepted({ recipients: [aPaperRecipient(michelangelo)] });
    await client.advance({ by: 'P6D' });

    expect(oneOf(await viewOf(iun), 'PREPARE_ANALOG_DOMICILE').cause.kind).toBe('term');
  });

  it('names nothing that cannot happen: no payment without a notice, no correction without a letter', async () => {
    const iun = await client.accepted({ recipients: [aPaperRecipient(michelangelo)] });
    await client.advance({ by: 'PT10M' });
    const digital = await client.accepted({ recipients: [aDigitalRecipient('prova@pec.it')] });
    await client.advance({ until: { iun: digital, category: 'DIGITAL_SUCCESS_WORKFLOW' } });

    const stopsOf = async (of: string) => (await agendaOf(of))[0]?.stoppedBy.map(({ en }) => en);
    expect(await stopsOf(iun)).toEqual([
      'a view by the recipient or a delegate',
      'a request for cancellation by the sender',
    ]);
    expect(await stopsOf(digital)).toEqual([
      'a view dated before the term ends',
      'a request for cancellation by the sender',
    ]);
  });

  it('outside any notification is explained too', async () => {
    const { body } = await client.call<{ id: string }>('POST', '/_sim/incidents', {
      body: { functionality: 'NOTIFICATION_CREATE' },
    });
    await client.call('POST', `/_sim/incidents/${body.id}/close`);

    const { items } = (await client.call<{ items: Item[] }>('GET', '/_sim/clock/agenda')).body;

    expect(items).toMatchObject([{ kind: 'downtime.certificate', rule: { name: 'malfunction' }, stoppedBy: [] }]);
  });
});
