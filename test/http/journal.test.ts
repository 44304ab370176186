import { describe, expect, it } from 'vitest';
import { fromEpochMs } from '../../src/clock/instant.js';
import { createJournal, type Journal, type JournalEntry } from '../../src/http/journal.js';
import { createMasking } from '../../src/http/masking.js';

const anEntry = (journal: Journal, change: Partial<JournalEntry> = {}): JournalEntry => ({
  id: journal.nextId(),
  atMs: 0,
  virtualAt: fromEpochMs(0),
  operation: 'listEventStreamsV29',
  method: 'GET',
  path: '/delivery-progresses/v2.9/streams',
  status: 200,
  durationMs: 1,
  ...change,
});

const idsOf = (journal: Journal): readonly string[] => journal.find({ limit: 100 }).items.map(({ id }) => id);

describe('the ring of the journal', () => {
  it('drops the oldest beyond its number of entries, and tells how many', () => {
    const journal = createJournal({ entries: 3, bytes: 1_000 });
    for (let i = 0; i < 5; i++) journal.add(anEntry(journal));

    expect([idsOf(journal), journal.dropped]).toEqual([['c3', 'c4', 'c5'], 2]);
  });

  it('drops the oldest beyond the length of its bodies, never the newest', () => {
    const journal = createJournal({ entries: 100, bytes: 100 });
    journal.add(anEntry(journal, { responseText: 'x'.repeat(60) }));
    journal.add(anEntry(journal, { requestBody: {}, requestBytes: 30, responseText: 'x'.repeat(30) }));
    journal.add(anEntry(journal, { requestBytes: 1_000_000 }));

    expect([idsOf(journal), journal.dropped]).toEqual([['c2', 'c3'], 1]);

    journal.add(anEntry(journal, { responseText: 'x'.repeat(500) }));

    expect([idsOf(journal), journal.dropped]).toEqual([['c4'], 3]);
  });

  it('is read from its end too, page by page', () => {
    const journal = createJournal();
    for (let i = 0; i < 5; i++) journal.add(anEntry(journal));
    const first = journal.find({ limit: 2, isNewestFirst: true });
    const second = journal.find({ limit: 3, isNewestFirst: true, cursor: String(first.next) });

    expect(first.items.map(({ id }) => id)).toEqual(['c5', 'c4']);
    expect(second.items.map(({ id }) => id)).toEqual(['c3', 'c2', 'c1']);
    expect(second.next).toBeUndefined();
    expect(journal.find({ limit: 9, isNewestFirst: true, since: 'c3' }).items.map(({ id }) => id)).toEqual([
      'c5',
      'c4',
    ]);
  });

  it('tells each entry to whoever follows it', () => {
    const journal = createJournal();
    const told: string[] = [];
    journal.onAdded(({ id }) => told.push(id));
    journal.add(anEntry(journal));
    journal.add(anEntry(journal));

    expect(told).toEqual(['c1', 'c2']);
  });
});

describe('masking', () => {
  const open = createMasking(false);
  const strict = createMasking(true);

  it('hides what gives access, by name and by form, at any depth', () => {
    const body = { secret: 'a', apiKey: 'b', deep: [{ authorization: 'c', 'x-api-key': 'd' }], access_token: 'e' };

    expect(JSON.stringify(open.value(body))).not.toMatch(/"[a-e]"/);
    expect(open.text('https://host/f?X-Amz-Signature=0123&x=1')).toBe('https://host/f?X-Amz-Signature=***&x=1');
    expect(open.text('<ArgumentValue>Bearer eyJ.a.b</ArgumentValue>')).toBe(
      '<ArgumentValue>Bearer ***</ArgumentValue>',
    );
  });

  it('hides people only where that is asked for', () => {
    const recipient = {
      taxId: '12345678903',
      denomination: 'Anna',
      physicalAddress: { zip: '1' },
      digitalDomicile: { address: 'a@b.it' },
      recipientType: 'PF',
    };
    const hidden = { taxId: '***', denomination: '***', physicalAddress: '***', digitalDomicile: '***' };

    expect(open.value(recipient)).toEqual(recipient);
    expect(strict.value(recipient)).toEqual({ ...hidden, recipientType: 'PF' });
    expect(open.text('/x?recipient=LRTFNC80A01F205B')).toContain('LRTFNC80A01F205B');
    expect(strict.text('tax id "lrtfnc80a01f205b", LRTFNC8LALMFNLRB')).toBe('tax id "***", ***');
  });

  it('leaves senders, creditors, IUNs and keys of files readable', () => {
    const plain = {
      senderTaxId: '12345678903',
      creditorTaxId: '77777777777',
      senderDenomination: 'Comune',
      iun: 'MWRP-ZGAL-JGDK-202610-T-1',
      key: 'PN_NOTIFICATION_ATTACHMENTS-a75e827e953c4917b6d1beaf6df56755.pdf',
    };

    expect(strict.value(plain)).toEqual(plain);
  });

  it('ends in a body that is nested without end', () => {
    let body: unknown = 'x';
    for (let i = 0; i < 10_000; i++) body = [body];

    expect(JSON.stringify(open.value(body))).toContain('…');
  });
});
