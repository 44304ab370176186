import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDigitalRecipient,
  aPaperRecipient,
  aPdf,
  aSimulator,
  type SandboxClient,
  sha256Of,
  type TestSimulator,
} from '../../support/simulator.js';
import { smallestForms } from '../payment/f24-forms.js';
import { pageTexts } from './support/pdf-text.js';

/** Lists and downloads of legal facts, answer by answer: what stays the same over one life is looked at in one life. */
let simulator: TestSimulator;
let client: SandboxClient;
let iun: string;
const documents = [aPdf('the first document'), Buffer.concat([aPdf('the second'), Buffer.from([0, 255, 254, 13, 10])])];

interface Fact {
  readonly iun: string;
  readonly taxId?: string;
  readonly legalFactsId: { readonly key: string; readonly category: string };
}
interface Metadata {
  readonly filename: string;
  readonly contentLength: number;
  readonly contentType?: string;
  readonly sha256?: string;
  readonly url: string;
  readonly retryAfter?: number;
  readonly errors?: readonly { readonly code: string }[];
}
const listed = async (version: '' | '/v2.0' = '/v2.0', of = iun) =>
  (await client.call<readonly Fact[]>('GET', `/delivery-push${version}/${of}/legal-facts`)).body;
const ask = (path: string) => client.call<Metadata>('GET', path);
const byId = (key: string, of = iun) =>
  ask(`/delivery-push/${of}/download/legal-facts/${encodeURIComponent(key.replace('safestorage://', ''))}`);
const fetched = async (url: string) => {
  const answer = await fetch(url);
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

beforeAll(async () => {
  simulator = await aSimulator();
  client = await simulator.sandbox({ clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' } });
  iun = await client.accepted({
    documents: await Promise.all(documents.map((bytes) => client.upload(bytes))),
    recipients: [aDigitalRecipient(), aPaperRecipient({ taxId: 'BNRMHL75C06G702B', denomination: 'Michele Bonari' })],
  });
  await client.advance({ until: { iun, recIndex: 1, category: 'ANALOG_SUCCESS_WORKFLOW' } });
  await client.call('POST', `/_sim/notifications/${iun}/view`, { body: { recIndex: 0 } });
  await client.advance({ by: '1h' });
});
afterAll(() => simulator.stop());

describe('the list', () => {
  it('has the facts of all recipients, each with the tax id of the one it is about', async () => {
    const facts = await listed();

    const told = facts.map(({ taxId, legalFactsId }) => [legalFactsId.category, taxId]);
    expect(told).toEqual([
      ['SENDER_ACK', undefined],
      ['PEC_RECEIPT', 'LRTFNC80A01F205B'],
      ['PEC_RECEIPT', 'LRTFNC80A01F205B'],
      ['DIGITAL_DELIVERY', 'LRTFNC80A01F205B'],
      ...told.filter(([category]) => category === 'ANALOG_DELIVERY'),
      ['RECIPIENT_ACCESS', 'LRTFNC80A01F205B'],
    ]);
    expect(told.filter(([category]) => category === 'ANALOG_DELIVERY')).toEqual([
      ['ANALOG_DELIVERY', 'BNRMHL75C06G702B'],
      ['ANALOG_DELIVERY', 'BNRMHL75C06G702B'],
    ]);
    for (const fact of facts) {
      expect(fact.iun).toBe(iun);
      expect(fact.legalFactsId.key).toMatch(
        /^safestorage:\/\/PN_(LEGAL_FACTS|EXTERNAL_LEGAL_FACTS|PRINTED)-[0-9a-f]{1,32}\.(pdf|xml)$/,
      );
    }
  });

  it('is the same in the first version', async () => {
    expect(await listed('')).toEqual(await listed());
  });

  it('names the keys of the timeline: of its elements, of their requests, of the attachments', async () => {
    const { timeline } = await client.detail(iun);
    const keys = (await listed()).map(({ legalFactsId }) => legalFactsId.key);

    expect(keys.toSorted()).toEqual(timeline.flatMap((e) => e.legalFactsIds.map(({ key }) => key)).toSorted());
    for (const category of ['SENDER_ACK', 'DIGITAL_DELIVERY', 'NOTIFICATION_VIEWED']) {
      const request = timeline.find((e) => e.category === `${category}_CREATION_REQUEST`);
      expect(keys, category).toContain(request?.details.legalFactId);
    }
    const attachments = timeline.flatMap((e) => (e.details.attachments ?? []) as readonly { url: string }[]);
    expect(attachments).toHaveLength(2);
    for (const { url } of attachments) expect(keys).toContain(url);
  });
});

describe('a download', () => {
  it('tells name and size of the file that its link gives, whatever the fact', async () => {
    for (const { legalFactsId } of await listed()) {
      const { status, body } = await byId(legalFactsId.key);
      const { answer, bytes } = await fetched(body.url);

      const bare = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '');
      const isXml = legalFactsId.category === 'PEC_RECEIPT';
      const name = `${bare(iun)}_${bare(legalFactsId.key.replace('safestorage://', ''))}.${isXml ? 'xml' : 'pdf'}`;
      expect([status, body.filename, body.contentLength]).toEqual([200, name, bytes.length]);
      expect(Object.keys(body).toSorted()).toEqual(['contentLength', 'filename', 'url']);
      expect(answer.headers.get('content-type')).toBe(isXml ? 'application/xml' : 'application/pdf');
      expect(answer.headers.get('content-disposition')).toContain(name);
      expect(bytes.toString('latin1', 0, 5)).toBe(isXml ? '<?xml' : '%PDF-');
    }
  });

  it('takes the key with its prefix too', async () => {
    const key = (await listed())[0]?.legalFactsId.key ?? '';

    expect((await ask(`/delivery-push/${iun}/download/legal-facts/${encodeURIComponent(key)}`)).body.filename).toBe(
      (await byId(key)).body.filename,
    );
  });

  it('with a type has it in the file name, and does not look whether it is the right one', async () => {
    const key = (await listed())[0]?.legalFactsId.key.replace('safestorage://', '') ?? '';
    const of = async (type: string) => (await ask(`/delivery-push/${iun}/legal-facts/${type}/${key}`)).body;
    const bare = iun.replaceAll('-', '');

    expect((await of('SENDER_ACK')).filename).toMatch(
      new RegExp(`^${bare}_SENDER_ACK_PNLEGALFACTS[0-9a-f]+pdf\\.pdf$`),
    );
    expect((await of('PEC_RECEIPT')).filename).toMatch(new RegExp(`^${bare}_PEC_RECEIPT_PNLEGALFACTS`));
  });

  it('has a link for sixty minutes', async () => {
    const other = await simulator.sandbox({ clock: { mode: 'manual' } });
    const sent = await other.accepted();
    const facts = await other.call<readonly Fact[]>('GET', `/delivery-push/v2.0/${sent}/legal-facts`);
    const key = facts.body[0]?.legalFactsId.key.replace('safestorage://', '');
    const { body } = await other.call<Metadata>('GET', `/delivery-push/${sent}/download/legal-facts/${key}`);
    await other.advance({ by: '59m' });
    expect((await fetch(body.url)).status).toBe(200);

    await other.advance({ by: '2m' });
    expect((await fetch(body.url)).status).toBe(403);
  });

  it('does not look at groups', async () => {
    const grouped = await simulator.sandbox({
      clock: { mode: 'manual' },
      senders: [{ taxId: '12345678903', groups: ['one', 'two'], apiKeys: [{ groups: ['one'] }, { groups: ['two'] }] }],
    });
    const group = grouped.shape.senders[0]?.groups[0]?.id ?? '';
    const sent = await grouped.accepted({ group });
    const headers = { 'x-api-key': grouped.shape.senders[0]?.apiKeys[1]?.key ?? '' };
    const path = `/delivery-push/v2.0/${sent}/legal-facts`;

    expect((await grouped.call('GET', path, { headers })).status).toBe(200);
  });
});

/** Text of the facts of a category, one per fact. */
const textsOf = async (category: string, of = iun): Promise<readonly string[]> => {
  const texts: string[] = [];
  for (const { legalFactsId } of await listed('/v2.0', of)) {
    if (legalFactsId.category !== category) continue;
    const { bytes } = await fetched((await byId(legalFactsId.key, of)).body.url);
    texts.push(pageTexts(bytes).join(' '));
  }
  return texts;
};

describe('a certificate states what happened in this life', () => {
  it('SENDER_ACK: who filed what for whom, with the digest of every file', async () => {
    const [text = ''] = await textsOf('SENDER_ACK');

    for (const stated of [
      iun,
      'Comune di Esempio',
      '12345678903',
      'Avviso di prova',
      'Loretta Franco',
      'LRTFNC80A01F205B',
      'prova@pec.it',
      'Michele Bonari',
      'BNRMHL75C06G702B',
      'VIA @OK_AR',
      '20121 MILANO (MI)',
      '03/02/2026 alle ore 10:00',
      ...documents.map(sha256Of),
    ]) {
      expect(text).toContain(stated);
    }
  });

  it('DIGITAL_DELIVERY and RECIPIENT_ACCESS: of one recipient only', async () => {
    const [delivery = ''] = await textsOf('DIGITAL_DELIVERY');
    const [access = ''] = await textsOf('RECIPIENT_ACCESS');

    expect(delivery).toContain('prova@pec.it PEC Domicilio indicato dal mittente Consegnato');
    for (const text of [delivery, access]) {
      expect(text).toContain('Loretta Franco');
      expect(text).not.toContain('Michele Bonari');
    }
  });

  it('the scans: the letter, its recipient and the event that brought them', async () => {
    const [copy = '', receipt = ''] = await textsOf('ANALOG_DELIVERY');

    expect(copy).toContain('COPIA CONFORME ALLA STAMPA');
    expect(copy).toContain('CON020');
    expect(receipt).toContain('Avviso di ricevimento (AR)');
    expect(receipt).toContain('RECRN001B');
    for (const text of [copy, receipt]) expect(text).toContain('Michele Bonari');
  });

  it('in the second language of the request as well, and so does the notice, which weighs twice as much', async () => {
    const sent = await client.accepted({ additionalLanguages: ['DE'] });
    await client.advance({ until: { iun: sent, category: 'SEND_ANALOG_DOMICILE' } });

    const { timeline } = await client.detail(sent);
    const of = (category: string) => timeline.find((e) => e.category === category)?.details ?? {};
    const { items } = (
      await client.call<{ items: { kind: string; url: string }[] }>('GET', `/_sim/notifications/${sent}/documents`)
    ).body;
    const notice = await fetched(items.find(({ kind }) => kind === 'AAR')?.url ?? '');
    expect((await textsOf('SENDER_ACK', sent))[0]).toContain('Bescheinigung über die Übernahme der Zustellung');
    expect(pageTexts(notice.bytes)).toHaveLength(Number(of('AAR_GENERATION').numberOfPages));
    expect(of('AAR_CREATION_REQUEST').numberOfPages).toBe(4);
    // Two sheets of the notice, one of the document.
    expect(of('SEND_ANALOG_DOMICILE')).toMatchObject({ numberOfPages: 3, envelopeWeight: 20 });
  });
});

describe('two runs with one seed', () => {
  it('make the same documents, byte for byte', async () => {
    const run = async () => {
      const world = await simulator.sandbox({ seed: 'papers', clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' } });
      const metadataAttachment = await world.upload(
        Buffer.from(JSON.stringify({ f24Elid: smallestForms.f24Elid })),
        'application/json',
      );
      const payments = [{ f24: { title: 'F24', applyCost: true, metadataAttachment } }];
      const sent = await world.accepted({
        recipients: [aPaperRecipient({ payments })],
        additionalLanguages: ['SL'],
      });
      await world.advance({ until: { iun: sent, category: 'ANALOG_SUCCESS_WORKFLOW' } });
      const { items } = (
        await world.call<{ items: { kind: string; key: string; sha256: string }[] }>(
          'GET',
          `/_sim/notifications/${sent}/documents`,
        )
      ).body;
      return items.map(({ kind, key, sha256 }) => [kind, key, sha256]);
    };

    const first = await run();
    expect(first.map(([kind]) => kind)).toEqual([
      'DOCUMENT',
      'F24',
      'AAR',
      'SENDER_ACK',
      'ANALOG_DELIVERY',
      'ANALOG_DELIVERY',
    ]);
    expect(await run()).toEqual(first);
  });
});

describe('the documents of the sender', () => {
  it('come back byte for byte, with their digest', async () => {
    for (const [i, bytes] of documents.entries()) {
      const { body } = await ask(`/delivery/notifications/sent/${iun}/attachments/documents/${i}`);

      expect(body).toMatchObject({
        filename: `${iun}__null.pdf`,
        contentType: 'application/pdf',
        contentLength: bytes.length,
        sha256: sha256Of(bytes),
      });
      expect((await fetched(body.url)).bytes.equals(bytes)).toBe(true);
    }
  });
});

describe('a refusal', () => {
  const refused = async (path: string, key?: string) => {
    const answer = await client.call<Metadata>('GET', path, key ? { headers: { 'x-api-key': key } } : {});
    return [answer.status, answer.body.errors?.[0]?.code];
  };

  it('meets another sender', async () => {
    const bodies = await simulator.sandbox({ senders: [{ taxId: '12345678903' }, { taxId: '80016350821' }] });
    const sent = await bodies.accepted();
    const headers = { 'x-api-key': bodies.shape.senders[1]?.apiKeys[0]?.key ?? '' };
    const answer = await bodies.call<Metadata>('GET', `/delivery-push/v2.0/${sent}/legal-facts`, { headers });

    expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([404, 'PN_DELIVERYPUSH_NOTFOUND']);
  });

  it('meets an IUN that nobody knows', async () => {
    expect(await refused('/delivery-push/v2.0/ABCD-EFGH-JKLM-202602-A-1/legal-facts')).toEqual([
      404,
      'PN_DELIVERY_NOTIFICATIONNOTFOUND',
    ]);
  });

  it('meets a key that nobody knows', async () => {
    expect(await refused(`/delivery-push/${iun}/download/legal-facts/PN_LEGAL_FACTS-0.pdf`)).toEqual([
      404,
      'PN_DELIVERYPUSH_FILE_NOT_FOUND',
    ]);
  });

  it('does not meet a sender who cancelled: the facts stay, and the certificate of the cancellation joins them', async () => {
    const sent = await client.accepted();
    const before = await listed('/v2.0', sent);
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${sent}`);
    await client.advance({ until: { iun: sent, status: 'CANCELLED' } });

    const after = await listed('/v2.0', sent);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.at(-1)?.legalFactsId.category).toBe('NOTIFICATION_CANCELLED');
    for (const { legalFactsId } of after) expect((await byId(legalFactsId.key, sent)).status).toBe(200);
    expect((await listed('', sent)).map(({ legalFactsId }) => legalFactsId.category)).not.toContain(
      'NOTIFICATION_CANCELLED',
    );
  });
});
