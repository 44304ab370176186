import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../src/clock/instant.js';
import { whereabouts } from '../../../src/send/legal-fact/archive.js';
import { eachInAFreshSandbox } from '../../support/fresh-sandbox.js';
import { aDigitalRecipient, type SandboxClient } from '../../support/simulator.js';

let client: SandboxClient;

eachInAFreshSandbox((fresh) => {
  client = fresh;
});

interface Download {
  readonly filename: string;
  readonly contentLength: number;
  readonly url?: string;
  readonly retryAfter?: number;
}

const keyOf = async (iun: string, category: string): Promise<string> => {
  const facts = await client.call<{ legalFactsId: { key: string; category: string } }[]>(
    'GET',
    `/delivery-push/v2.0/${iun}/legal-facts`,
  );
  const found = facts.body.find(({ legalFactsId }) => legalFactsId.category === category);
  return found?.legalFactsId.key.replace('safestorage://', '') ?? '';
};
const download = (iun: string, key: string) =>
  client.call<Download>('GET', `/delivery-push/${iun}/download/legal-facts/${key}`);

describe('a legal fact', () => {
  it('is at hand for a year, then called back from the cold archive, and gone after ten years', () => {
    expect(whereabouts(days(365), undefined)).toEqual({ kind: 'ready' });
    expect(whereabouts(days(365) + 1, undefined)).toEqual({ kind: 'archived', retryAfter: hours(1) });
    expect(whereabouts(days(400), minutes(20))).toEqual({ kind: 'archived', retryAfter: minutes(40) });
    expect(whereabouts(days(400), hours(1))).toEqual({ kind: 'ready' });
    expect(whereabouts(days(3_655), days(1))).toEqual({ kind: 'ready' });
    expect(whereabouts(days(3_655) + 1, days(1))).toEqual({ kind: 'gone' });
  });

  it('of more than a year says when to ask again, and comes then', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient()] });
    await client.advance({ by: 'P360D' });
    const key = await keyOf(iun, 'SENDER_ACK');
    const young = await download(iun, key);
    await client.advance({ by: 'P10D' });

    const first = await download(iun, key);
    await client.advance({ by: 'PT30M' });
    const second = await download(iun, key);
    await client.advance({ by: 'PT31M' });
    const third = await download(iun, key);

    expect(young.body).toMatchObject({ url: expect.any(String) });
    const { filename, contentLength } = young.body;
    expect(first.body).toEqual({ filename, contentLength, retryAfter: 3_600 });
    expect(second.body.retryAfter).toBeGreaterThan(1_700);
    expect(second.body.retryAfter).toBeLessThanOrEqual(1_800);
    expect(third.body).toMatchObject({ filename, contentLength, url: expect.any(String) });
    expect((await fetch(third.body.url ?? '')).status).toBe(200);
  });

  it('ages from its own making, not from the notification', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient()] });
    await client.advance({ by: 'P400D' });
    await client.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
    await client.advance({ by: 'PT1M' });

    expect((await download(iun, await keyOf(iun, 'RECIPIENT_ACCESS'))).body.url).toBeDefined();
    expect((await download(iun, await keyOf(iun, 'SENDER_ACK'))).body.retryAfter).toBe(3_600);
  });

  it('after ten years answers 500, as the platform does', async () => {
    const iun = await client.accepted({ recipients: [aDigitalRecipient()] });
    const key = await keyOf(iun, 'SENDER_ACK');
    for (let year = 0; year < 10; year += 2) await client.advance({ by: 'P2Y' });
    await client.advance({ by: 'P10D' });

    const gone = await download(iun, key);

    expect(gone.status).toBe(500);
    expect(gone.body).toMatchObject({ errors: [{ code: 'PN_DELIVERYPUSH_FILE_GONE', detail: 'none' }] });
  });
});
