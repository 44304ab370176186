import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallestForms } from '../send/payment/f24-forms.js';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  aPdf,
  aSimulator,
  type SandboxClient,
  sha256Of,
  type TestSimulator,
} from '../support/simulator.js';

/** `GET /_sim/notifications/{iun}/documents`: what a recipient can open. */
let simulator: TestSimulator;
let client: SandboxClient;

beforeAll(async () => {
  simulator = await aSimulator();
  client = await simulator.sandbox({ clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' } });
});
afterAll(() => simulator.stop());

interface Openable {
  readonly kind: string;
  readonly recIndex: number;
  readonly title: string;
  readonly key: string;
  readonly contentType: string;
  readonly contentLength: number;
  readonly sha256: string;
  readonly url: string;
  readonly hint?: { readonly it: string; readonly en: string };
}
const openable = async (iun: string, query = ''): Promise<readonly Openable[]> => {
  const answer = await client.call<{ items: readonly Openable[] }>(
    'GET',
    `/_sim/notifications/${iun}/documents${query}`,
  );
  expect(answer.status).toBe(200);
  return answer.body.items;
};
const sentToTwo = async (ordinal: number) => {
  const metadata = {
    f24Elid: { ...smallestForms.f24Elid, treasury: { records: [{ applyCost: true, debit: 9_000 }] } },
  };
  const payments = [
    { pagoPa: { ...aNotice(ordinal).pagoPa, attachment: await client.upload(aPdf('notice')) } },
    {
      f24: {
        title: 'F24 prima rata',
        applyCost: true,
        metadataAttachment: await client.upload(Buffer.from(JSON.stringify(metadata)), 'application/json'),
      },
    },
  ];
  return {
    recipients: [aDigitalRecipient('prova@pec.it', { payments }), aPaperRecipient({ taxId: 'BNRMHL75C06G702B' })],
  };
};

describe('the documents of a recipient', () => {
  it('are none before the acceptance', async () => {
    const id = await client.send();
    expect(await openable(id)).toEqual([]);
  });

  it('are those of the sender, the payments, the notice and the certificates, each as its link gives it', async () => {
    const iun = await client.accepted(await sentToTwo(1));
    await client.advance({ until: { iun, category: 'DIGITAL_SUCCESS_WORKFLOW' } });

    const items = await openable(iun, '?recIndex=0');
    expect(items.map(({ kind, title }) => [kind, title])).toEqual([
      ['DOCUMENT', 'Documento 1'],
      ['PAGOPA', expect.stringMatching(/^\d{18}$/)],
      ['F24', 'F24 prima rata'],
      ['AAR', 'Avviso di avvenuta ricezione'],
      ['SENDER_ACK', 'Attestazione di presa in carico della notifica'],
      ['PEC_RECEIPT', 'Ricevuta di accettazione della PEC'],
      ['PEC_RECEIPT', 'Ricevuta di avvenuta consegna della PEC'],
      ['DIGITAL_DELIVERY', 'Attestazione di avvenuta notifica digitale'],
    ]);
    for (const { url, contentType, contentLength, sha256 } of items) {
      const answer = await fetch(url);
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, contentType]);
      expect(answer.headers.get('content-disposition')).toBeNull();
      expect([bytes.length, sha256Of(bytes)]).toEqual([contentLength, sha256]);
    }
    expect(items.find(({ kind }) => kind === 'F24')?.hint?.en).toContain('counted twice');
  });

  it('are told for every recipient where none is named, and not mixed up', async () => {
    const iun = await client.accepted(await sentToTwo(2));
    await client.advance({ until: { iun, category: 'DIGITAL_SUCCESS_WORKFLOW' } });

    const items = await openable(iun);
    expect(items.filter(({ kind }) => kind === 'AAR').map(({ recIndex }) => recIndex)).toEqual([0, 1]);
    expect(items.filter(({ recIndex }) => recIndex === 1).map(({ kind }) => kind)).toEqual([
      'DOCUMENT',
      'AAR',
      'SENDER_ACK',
    ]);
    expect(await openable(iun, '?recIndex=1')).toHaveLength(3);
  });

  it('are only the certificate of the cancellation once that was asked for', async () => {
    const iun = await client.accepted();
    await client.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
    expect(await openable(iun)).toEqual([]);
    await client.advance({ until: { iun, status: 'CANCELLED' } });

    expect((await openable(iun)).map(({ kind }) => kind)).toEqual(['NOTIFICATION_CANCELLED']);
  });

  it('of a recipient who is not there are refused', async () => {
    const iun = await client.accepted();
    const answer = await client.call('GET', `/_sim/notifications/${iun}/documents?recIndex=1`);

    expect(answer.status).toBe(400);
    expect(answer.text).toContain('a recipient from 0 to 0');
  });
});
