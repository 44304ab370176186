import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { days, hours } from '../../../src/clock/instant.js';
import type { PaperProduct } from '../../../src/scenario/oracle.js';
import { countPdfPages } from '../../../src/send/legal-fact/pdf-pages.js';
import type { Notification, TimelineElement } from '../../../src/send/notification/model.js';
import { inTimelineOrder, statusHistory } from '../../../src/send/notification/status.js';
import type { NotificationRequest } from '../../../src/send/request/model.js';
import { aPaperRecipient } from '../../support/simulator.js';
import { unzipped } from '../../support/unzipped.js';
import { aWorld, type TestWorld } from '../../support/world.js';

/** Every name of UAT in a whole life: what the letter shows, how the workflow ends, which statuses it goes through. */

const reference = '../shared/reference/outcomes.yaml';
interface Known {
  readonly name: string;
  readonly product: PaperProduct;
  readonly derivedTimeline: readonly (readonly string[])[];
  readonly derivedOutcome: { readonly workflow: string };
}
const known: readonly Known[] = existsSync(reference) ? parse(readFileSync(reference, 'utf8')).paperSequences : [];

/** Who is written nowhere: no domicile, no contact, no address in the registries. */
const nobody = 'LRTFNC80A01F205B';
const milano = { zip: '20121', municipality: 'MILANO', province: 'MI' };
const france = { zip: '75002', municipality: 'PARIS', foreignState: 'FRANCIA' };

const requestFor = (address: string, product: PaperProduct): Partial<NotificationRequest> => ({
  physicalCommunicationType: product === '890' ? 'REGISTERED_LETTER_890' : 'AR_REGISTERED_LETTER',
  recipients: [
    aPaperRecipient({
      taxId: nobody,
      physicalAddress: { address, ...(product === 'RIR' || product === 'RIS' ? france : milano) },
      ...(product === 'RS' || product === 'RIS' ? { digitalDomicile: { type: 'PEC', address: 'prova@fail.it' } } : {}),
    }),
  ],
});

/** The elements up to the correction that some names ask for: what the tables tell ends there. */
const beforeCorrection = ({ elements, invalidated }: Notification): readonly TimelineElement[] => {
  const corrected = elements.find((e) => e.category === 'NOTIFICATION_TIMELINE_REWORKED');
  const all = [...elements, ...invalidated].sort((a, b) => a.ingestedAt - b.ingestedAt);
  return corrected ? all.filter((e) => e.ingestedAt < corrected.ingestedAt) : all;
};

const words: Readonly<Record<string, string>> = {
  SEND_ANALOG_PROGRESS: 'PROGRESS',
  SEND_SIMPLE_REGISTERED_LETTER_PROGRESS: 'SIMPLE_PROGRESS',
  SEND_ANALOG_FEEDBACK: 'FEEDBACK',
};

/** A report as the tables write it. */
const line = ({ category, details }: TimelineElement): string => {
  const [document] = (details.attachments ?? []) as readonly { readonly documentType: string }[];
  return [
    words[category],
    ...(category === 'SEND_ANALOG_FEEDBACK' ? [details.responseStatus] : []),
    details.deliveryDetailCode,
    ...(document ? [`[${document.documentType}]`] : []),
    ...(details.deliveryFailureCause && !document ? [`cause ${details.deliveryFailureCause}`] : []),
  ].join(' ');
};

const letterOf = (elements: readonly TimelineElement[], attempt: number): readonly string[] =>
  elements
    .filter(
      (e) =>
        words[e.category] &&
        (e.elementId.includes(`.ATTEMPT_${attempt}`) || (attempt === 0 && !e.elementId.includes('.ATTEMPT_'))),
    )
    .map(line)
    .sort();

/** How a workflow ends: what the table says, the elements, the statuses. */
const promises: readonly (readonly [RegExp, readonly string[], readonly string[]])[] = [
  [/^ANALOG_SUCCESS_WORKFLOW$/, ['ANALOG_SUCCESS_WORKFLOW', 'REFINEMENT'], ['DELIVERED', 'EFFECTIVE_DATE']],
  [
    /^ANALOG_FAILURE/,
    ['ANALOG_FAILURE_WORKFLOW', 'COMPLETELY_UNREACHABLE', 'REFINEMENT'],
    ['UNREACHABLE', 'EFFECTIVE_DATE'],
  ],
  [
    /^second attempt at the registry/,
    ['PREPARE_ANALOG_DOMICILE_FAILURE', 'ANALOG_FAILURE_WORKFLOW', 'COMPLETELY_UNREACHABLE', 'REFINEMENT'],
    ['UNREACHABLE', 'EFFECTIVE_DATE'],
  ],
  [/^ANALOG_WORKFLOW_RECIPIENT_DECEASED$/, ['ANALOG_WORKFLOW_RECIPIENT_DECEASED'], ['RETURNED_TO_SENDER']],
  [/^no feedback for simple letters/, ['DIGITAL_FAILURE_WORKFLOW', 'REFINEMENT'], ['DELIVERED', 'EFFECTIVE_DATE']],
  [/^BLOCKED$/, [], []],
];

/** By default the timeline does not show CON018, as the real test environment; the tables do. */
const profiles = [
  ['as in the test environment', {}, / CON018\b/],
  ['with every report shown', { paperProgress: ['META', 'RECAG012A', 'CON018', 'CON020'] }, undefined],
] as const;

describe.skipIf(known.length === 0).each(profiles)('a notification to VIA @<name>, %s', (_, settings, hidden) => {
  const visible = (lines: readonly string[] = []) => lines.filter((text) => !hidden?.test(text)).sort();

  let world: TestWorld;
  const iuns = new Map<string, string>();
  beforeAll(async () => {
    world = await aWorld({ seed: 'paper-lives', settings });
    for (const { name, product } of known)
      iuns.set(name, world.send(requestFor(`VIA @${name.toUpperCase()}`, product)));
    await world.advance(days(400));
  });

  it.each(known.map((k) => [k.name, k] as const))('%s', (name, { derivedTimeline, derivedOutcome }) => {
    const notification = world.notification(iuns.get(name) as string);
    const elements = beforeCorrection(notification);
    const statuses = statusHistory(elements.toSorted(inTimelineOrder), 1, notification.sentAt).map((h) => h.status);

    expect(letterOf(elements, 0)).toEqual(visible(derivedTimeline[0]));
    // The table leaves the normaliser out, which refuses 00100 as the code of a street of Milan.
    const second = name === 'FAIL-DiscoveryIrreperibileBadCAP_890' ? [] : derivedTimeline[1];
    expect(letterOf(elements, 1)).toEqual(visible(second));
    const [, categories, ends] = promises.find(([told]) => told.test(derivedOutcome.workflow)) ?? [];
    expect(elements.map((e) => e.category)).toEqual(expect.arrayContaining([...(categories ?? ['?'])]));
    expect(statuses).toEqual(['ACCEPTED', 'DELIVERING', ...(ends ?? [])]);
    // Whoever stays in delivery says what for.
    const isGivenUp = elements.some((e) => e.category === 'ANALOG_FAILURE_WORKFLOW_TIMEOUT');
    if (ends?.length === 0) expect(isGivenUp || notification.waits.length > 0).toBe(true);
    expect(notification.planned).toEqual([]);
  });
});

describe('the reports of the post that are shown', () => {
  const shown = async (name: string, product: PaperProduct, settings = {}) => {
    const world = await aWorld({ settings });
    const iun = world.send(requestFor(`VIA @${name}`, product));
    await world.advance(days(60));
    return world.notification(iun).elements.flatMap((e) => e.details.deliveryDetailCode ?? []);
  };

  it('are the outcomes without document, RECAG012A and CON020', async () => {
    const codes = await shown('OK-Giacenza-lte10_890', '890');

    expect(codes).toEqual(expect.arrayContaining(['CON020', 'RECAG005A', 'RECAG012A', 'RECAG012']));
    expect(await shown('OK_AR', 'AR')).not.toContain('CON018');
  });

  it('leave all four kinds out where the sandbox says so: the outcome stays', async () => {
    const none = { paperProgress: [] };

    expect(await shown('OK_AR', 'AR', none)).toEqual(['CON080', 'RECRN001B', 'RECRN001C']);
    expect(await shown('OK-Giacenza_AR', 'AR', none)).toEqual(['CON080', 'RECRN011', 'RECRN003B', 'RECRN003C']);
    const stored = await shown('OK-Giacenza-lte10_890', '890', none);
    expect(stored).toContain('RECAG012');
    expect(stored.join()).not.toMatch(/CON020|RECAG005A|RECAG012A/);
  });
});

describe('a report that leads to nothing', () => {
  const waitsOf = async (address: string, product: PaperProduct) => {
    const world = await aWorld();
    const iun = world.send(requestFor(address, product));
    await world.advance(hours(12));
    const ahead = world.notification(iun).planned.filter((p) => p.kind === 'delivery.letter-waits');
    await world.advance(days(90));
    return { ahead, waits: world.notification(iun).waits };
  };

  it.each([
    ['OK-WO_890', '890', 'RECAG001C', /without RECAG001A before it/],
    ['FAIL-WO_AR', 'AR', 'RECRN002C', /without RECRN002A before it/],
    ['OK-NO012-lte10', '890', 'RECAG005C', /before RECAG012 with the 23L/],
    ['FAIL_CompiutaGiacenza_AR_ERR', 'AR', 'RECRN005C', /days instead of 30/],
    ['FAIL_ConsolidatoreIndirizzo-AR', 'AR', 'CON997', /the letter stops/],
    ['FAIL_RECRN006_MAX_PCRETRY_AR', 'AR', 'RECRN006', /there were five already/],
    ['OK_AR_BLOCKED', 'AR', undefined, /reports nothing more/],
  ] as const)('stands in the agenda, then beside the notification: %s', async (name, product, code, why) => {
    const { ahead, waits } = await waitsOf(`VIA @${name}`, product);

    expect(ahead.map((p) => p.why.en).join()).toMatch(why);
    expect(waits.map((w) => [w.code, why.test(w.why.en)])).toContainEqual([code, true]);
  });

  it('is an address that the carrier cannot read', async () => {
    const { waits } = await waitsOf('VIA @sequence.CON080', 'AR');

    expect(waits[0]?.why.en).toMatch(/cannot be read/);
  });

  it('is a document of a type that the platform does not hand on: the outcome comes all the same', async () => {
    const world = await aWorld();
    const iun = world.send(requestFor('VIA @sequence.5s-RECRN001A.5s-RECRN001B[DOC:XYZ].5s-RECRN001C', 'AR'));
    await world.advance(days(60));

    const { elements, waits } = world.notification(iun);
    expect(elements.filter((e) => words[e.category]).map(line)).toEqual([
      'PROGRESS RECRN001A',
      'FEEDBACK OK RECRN001C',
    ]);
    expect(waits.map(({ code, why }) => [code, why.en.includes('"XYZ"')])).toEqual([['RECRN001B', true]]);
  });
});

describe('the files of a letter', () => {
  const filesOf = async (name: string, product: PaperProduct) => {
    const world = await aWorld();
    const iun = world.send(requestFor(`VIA @${name}`, product));
    await world.advance(days(60));
    const { elements } = world.notification(iun);
    return Promise.all(
      elements.flatMap((e) =>
        e.legalFactsIds
          .filter(({ category }) => category === 'ANALOG_DELIVERY')
          .map(async ({ key }) => {
            const [attachment] = e.details.attachments as readonly { readonly documentType: string }[];
            const file = await world.rooms.legalFacts.document(iun, key);
            return { type: attachment?.documentType, key: key.replace(/[0-9a-f]{20,}/, '…'), ...file };
          }),
      ),
    );
  };

  it('are archives of scan and declaration where the report is fully digital', async () => {
    const files = await filesOf('OK-Giacenza-gt10_890_ZIP', '890');

    expect(files.map(({ type, key, contentType }) => [type, key, contentType])).toEqual([
      ['ARCAD', 'safestorage://PN_EXTERNAL_LEGAL_FACTS-….zip', 'application/zip'],
      ['23L', 'safestorage://PN_EXTERNAL_LEGAL_FACTS-….zip', 'application/zip'],
    ]);
    const names = files.map(({ bytes }) => [...unzipped(bytes as Buffer).keys()]);
    expect(names).toEqual([
      ['ARCAD.pdf', 'ARCAD.xml'],
      ['23L.pdf', '23L.xml'],
    ]);
    const inside = unzipped(files[1]?.bytes as Buffer);
    expect(inside.get('23L.pdf')?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(inside.get('23L.xml')?.toString()).toContain('<evento codice="RECAG011B"');
  });

  it.each([
    ['OK_AR-CON020-7Z1P', 1],
    ['OK_AR-CON020-ZIP2P', 2],
    ['OK_AR-CON020-7Z3P', 3],
  ])('hold the copy of the print as a PDF, whatever archive it came in: %s has %i pages', async (name, pages) => {
    const [copy] = await filesOf(name, 'AR');

    expect([copy?.type, copy?.key]).toEqual(['Copia Conforme AAR', 'safestorage://PN_PRINTED-….pdf']);
    expect(countPdfPages(copy?.bytes as Buffer)).toBe(pages);
  });
});

describe('a letter abroad of which nothing is heard', () => {
  const lost = async (taxId: string, during?: (world: TestWorld, iun: string) => void) => {
    const world = await aWorld();
    const change = requestFor('VIA @OK_RIR_NO_DEMAT', 'RIR');
    const [recipient] = change.recipients ?? [];
    const iun = world.send({ ...change, recipients: [aPaperRecipient({ ...recipient, taxId })] });
    await world.advance(days(20));
    during?.(world, iun);
    await world.advance(days(400));
    return { world, ...world.notification(iun) };
  };
  const endsOf = (elements: readonly TimelineElement[]) =>
    elements.map((e) => e.elementId).filter((id) => /TIMEOUT|_FAILURE|SEND_ANALOG_DOMICILE/.test(id));
  const short = (iun: string, ids: readonly string[]) => ids.map((id) => id.replace(`IUN_${iun}.RECINDEX_0`, 'I.R0'));

  it('is given up after 180 days: without a second address the notification stays in delivery', async () => {
    const { world, iun, elements, waits } = await lost(nobody);

    expect(short(iun, endsOf(elements))).toEqual([
      'SEND_ANALOG_DOMICILE.I.R0.ATTEMPT_0',
      'SEND_ANALOG_TIMEOUT_CREATION_REQUEST.I.R0.ATTEMPT_0',
      'SEND_ANALOG_TIMEOUT.I.R0.ATTEMPT_0',
      'PREPARE_ANALOG_DOMICILE_FAILURE.I.R0',
      'ANALOG_FAILURE_WORKFLOW_TIMEOUT.I.R0',
    ]);
    const of = (category: string) => elements.find((e) => e.category === category);
    const [send, asked, timedOut] = [
      'SEND_ANALOG_DOMICILE',
      'SEND_ANALOG_TIMEOUT_CREATION_REQUEST',
      'SEND_ANALOG_TIMEOUT',
    ].map(of);
    expect(asked?.details).toMatchObject({ sentAttemptMade: 0, relatedRequestId: send?.elementId });
    expect((asked?.eventAt ?? 0) - (send?.ingestedAt ?? 0)).toBe(days(180));
    expect(timedOut?.details).toMatchObject({
      ...asked?.details,
      serviceLevel: 'AR_REGISTERED_LETTER',
      physicalAddress: send?.details.physicalAddress,
    });
    expect(timedOut?.legalFactsIds).toEqual([{ key: asked?.details.legalFactId, category: 'ANALOG_DELIVERY_TIMEOUT' }]);
    expect(of('ANALOG_FAILURE_WORKFLOW_TIMEOUT')?.details).toMatchObject({ notificationCost: 100 });
    expect(world.history(iun).map((h) => h.status)).toEqual(['ACCEPTED', 'DELIVERING']);
    expect(waits).toEqual([]);
    const key = String(asked?.details.legalFactId);
    expect((await world.rooms.legalFacts.document(iun, key))?.contentType).toBe('application/pdf');
  });

  it('is followed by the second letter, which may arrive', async () => {
    const { iun, elements } = await lost('STRNVC80A01H501A');

    expect(short(iun, endsOf(elements)).slice(2)).toEqual([
      'SEND_ANALOG_TIMEOUT.I.R0.ATTEMPT_0',
      'SEND_ANALOG_DOMICILE.I.R0.ATTEMPT_1',
    ]);
    expect(elements.at(-1)?.category).toBe('REFINEMENT');
  });

  it('has no successor where the recipient viewed meanwhile, nor anything where the sender cancelled', async () => {
    const viewed = await lost(nobody, (world, iun) => void world.rooms.delivery.view(iun, { recIndex: 0 }));
    const cancelled = await lost(nobody, (world, iun) => void world.rooms.delivery.cancel(iun));

    expect(viewed.elements.at(-1)?.category).toBe('SEND_ANALOG_TIMEOUT');
    expect(cancelled.elements.at(-1)?.category).toBe('NOTIFICATION_CANCELLED');
  });

  it('is not given up while a document of it has come', async () => {
    const world = await aWorld();
    const address = 'VIA @sequence.5s-RECRI003A.5s-RECRI003B[DOC:AR]';
    const iun = world.send(requestFor(address, 'RIR'));
    await world.advance(days(400));

    const { elements, waits } = world.notification(iun);
    expect(elements.at(-1)?.details.deliveryDetailCode).toBe('RECRI003B');
    expect(waits).toHaveLength(1);
  });
});

describe('the product of a letter', () => {
  it.each([
    ['AR_REGISTERED_LETTER', milano, 'AR'],
    ['AR_REGISTERED_LETTER', { ...milano, foreignState: 'ITALIA' }, 'AR'],
    ['REGISTERED_LETTER_890', milano, '890'],
    ['AR_REGISTERED_LETTER', france, 'RIR'],
    ['REGISTERED_LETTER_890', france, 'RIR'],
  ] as const)('of %s to %j is %s; after failed PECs a simple one', async (type, place, product) => {
    const world = await aWorld();
    const registered = aPaperRecipient({ physicalAddress: { address: 'VIA ROMA 1', ...place } });
    const digital = { ...registered, digitalDomicile: { type: 'PEC' as const, address: 'prova@fail.it' } };
    const [letter, simple] = [registered, digital].map((recipient) =>
      world.send({ physicalCommunicationType: type, recipients: [recipient] }),
    ) as [string, string];
    await world.advance(days(20));

    const detailsOf = (iun: string, category: string) =>
      world.notification(iun).elements.find((e) => e.category === category)?.details;
    expect(detailsOf(letter, 'SEND_ANALOG_DOMICILE')).toMatchObject({ productType: product, serviceLevel: type });
    const productType = product === 'RIR' ? 'RIS' : 'RS';
    expect(detailsOf(simple, 'SEND_SIMPLE_REGISTERED_LETTER')).toMatchObject({ productType });
  });
});

describe('a second letter', () => {
  const inRegistry = 'FRMTTR76M06B715E';
  const lifeOf = async (address: string, taxId: string, product: PaperProduct = '890') => {
    const world = await aWorld();
    const change = requestFor(address, product);
    const [recipient] = change.recipients ?? [];
    const iun = world.send({ ...change, recipients: [aPaperRecipient({ ...recipient, taxId })] });
    await world.advance(days(100));
    return world.notification(iun).elements;
  };
  const wordsOf = (elements: readonly TimelineElement[]) => elements.filter((e) => words[e.category]).map(line);
  const sendOf = (elements: readonly TimelineElement[]) =>
    elements.find((e) => e.category === 'SEND_ANALOG_DOMICILE' && e.elementId.endsWith('ATTEMPT_1'))?.details;

  it.skipIf(known.length === 0)(
    'is delivered at the address of the registry where the postman found none',
    async () => {
      const world = await aWorld();
      const retried = known.filter((k) => k.derivedOutcome.workflow.startsWith('second attempt'));
      const iuns = retried.map(({ name, product }) => {
        const change = requestFor(`VIA @${name}`, product);
        const [recipient] = change.recipients ?? [];
        return world.send({ ...change, recipients: [aPaperRecipient({ ...recipient, taxId: inRegistry })] });
      });
      await world.advance(days(400));

      expect(retried.length).toBeGreaterThan(5);
      for (const [i, iun] of iuns.entries()) {
        const notification = world.notification(iun);
        const elements = beforeCorrection(notification);
        const statuses = statusHistory(elements.toSorted(inTimelineOrder), 1, notification.sentAt).map((h) => h.status);
        expect(statuses, retried[i]?.name).toEqual(['ACCEPTED', 'DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE']);
        expect(sendOf(elements)?.physicalAddress).toMatchObject({ municipality: 'FIRENZE' });
      }
    },
  );

  it('goes to the registry’s address where the postman found one that cannot be posted to', async () => {
    const elements = await lifeOf('VIA @FAIL-DiscoveryIrreperibileBadCAP_890', inRegistry);

    const prepare = elements.filter((e) => e.category === 'PREPARE_ANALOG_DOMICILE')[1];
    expect(prepare?.details.physicalAddress).toMatchObject({ zip: '00100' });
    expect(sendOf(elements)?.physicalAddress).toMatchObject({ address: 'VIA GIUSEPPE GARIBALDI 5', zip: '50122' });
    expect(wordsOf(elements).at(-1)).toBe('FEEDBACK OK RECAG001C');
  });

  it('is not written where neither postman nor registry has an address for it', async () => {
    const elements = await lifeOf('VIA @FAIL-DiscoveryIrreperibileBadCAP_890', nobody);

    const failure = elements.find((e) => e.category === 'PREPARE_ANALOG_DOMICILE_FAILURE');
    expect(failure?.details).toMatchObject({ failureCause: 'D00' });
    expect(failure?.details).not.toHaveProperty('foundAddress');
    expect(sendOf(elements)).toBeUndefined();
  });

  it('asks the registries where the postman found the address already used', async () => {
    const world = await aWorld();
    await world.rooms.scenarios.add(`
name: found-again
title: { it: Trovato di nuovo, en: Found again }
outcomes:
  FAIL-Found-Again:
    title: { it: Il postino trova lo stesso indirizzo, en: The postman finds the same address }
    byAttempt:
      - events:
          - { code: CON080, after: 1d }
          - code: RECRN002D
            after: 2d
            failureCause: M01
            discovered: { address: via @fail-found-again, zip: '20121', municipality: Milano, province: MI }
          - { code: RECRN002F, after: 1d }
      - events:
          - { code: RECRN001A, after: 2d }
          - { code: RECRN001C, after: 1d }
`);
    const change = requestFor('VIA @FAIL-Found-Again', 'AR');
    const [recipient] = change.recipients ?? [];
    const send = (taxId: string) => world.send({ ...change, recipients: [aPaperRecipient({ ...recipient, taxId })] });
    const [delivered, nowhere] = [send(inRegistry), send(nobody)];
    await world.advance(days(30));

    expect(sendOf(world.notification(delivered).elements)?.physicalAddress).toMatchObject({ zip: '50122' });
    expect(
      world
        .notification(nowhere)
        .elements.map((e) => e.details.failureCause ?? '')
        .join(''),
    ).toBe('D00');
  });
});
