import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NotificationRequest } from '../../src/send/request/model.js';
import { eachInAFreshSandbox } from '../support/fresh-sandbox.js';
import {
  aDigitalRecipient,
  aNotice,
  aPaperRecipient,
  type SandboxClient,
  type TestSimulator,
} from '../support/simulator.js';

let simulator: TestSimulator;
let client: SandboxClient;

eachInAFreshSandbox((fresh, running) => {
  client = fresh;
  simulator = running;
});

const add = (text: string, type = 'application/yaml') =>
  client.call<{
    name: string;
    items: { name: string }[];
    problems?: { line: number; column: number; frame?: string }[];
  }>('POST', '/_sim/scenarios', { body: text, headers: { 'content-type': type } });

const lostLetter = `name: dead-letter
title: { it: La PEC non arriva, en: The PEC does not arrive }
when: { subject: { prefix: Multa } }
script:
  pec: { outcome: FAIL-pecFirstKOSecondKO.it }
`;

const verdictOf = async (iun: string): Promise<unknown> =>
  (await client.detail(iun)).timeline.find((e) => e.category === 'SEND_DIGITAL_FEEDBACK')?.details.responseStatus;

describe('a scenario that was added at run time', () => {
  it('decides about notifications that fit, and the 202 says so', async () => {
    const added = await add(lostLetter);
    expect([added.status, added.body.name]).toEqual([201, 'dead-letter']);

    const given = await client.request({ subject: 'Multa 12', recipients: [aDigitalRecipient('prova@pec.it')] });
    const other = await client.request({ subject: 'Avviso', recipients: [aDigitalRecipient('prova@pec.it')] });

    expect(given.headers.get('x-send-sim-scenario')).toBe('dead-letter');
    expect(other.headers.get('x-send-sim-scenario')).not.toContain('dead-letter');
    const iun = Buffer.from(given.body.notificationRequestId, 'base64').toString();
    await client.advance({ until: { iun, category: 'SEND_DIGITAL_FEEDBACK' } });
    expect(await verdictOf(iun)).toBe('KO');
  });

  it('with outcomes that addresses name: who is under way keeps the text that was there at the start', async () => {
    const naming = (code: string) =>
      `name: my-outcomes\ntitle: { it: Esiti, en: Outcomes }\noutcomes:\n  OK-mine.it:\n    title: { it: Esito, en: Outcome }\n    events: [{ code: C001, after: 5s }, { code: ${code}, after: 5s }]\n`;
    const sent = () => client.accepted({ recipients: [aDigitalRecipient('x@OK-mine.it')] });
    await add(naming('C004'));
    const before = await sent();
    await add(naming('C003'));
    const after = await sent();

    for (const iun of [before, after]) await client.advance({ until: { iun, category: 'SEND_DIGITAL_FEEDBACK' } });
    expect(await verdictOf(before)).toBe('KO');
    expect(await verdictOf(after)).toBe('OK');
  });

  it('keeps its notifications when it is taken away', async () => {
    await add(lostLetter);
    const iun = await client.accepted({ subject: 'Multa 12', recipients: [aDigitalRecipient('prova@pec.it')] });
    const removed = await client.call('DELETE', '/_sim/scenarios/dead-letter');
    await client.advance({ until: { iun, category: 'SEND_DIGITAL_FEEDBACK' } });

    expect(removed.status).toBe(204);
    expect(await verdictOf(iun)).toBe('KO');
    expect((await client.call('GET', '/_sim/scenarios/dead-letter')).status).toBe(404);
  });

  it('is listed with its uses, read with its text, and replaced by one of its name', async () => {
    await add(lostLetter);
    await client.send({ subject: 'Multa 12', recipients: [aDigitalRecipient('prova@pec.it')] });
    await add(lostLetter.replace('priority', '').replace('Multa', 'Tassa'));

    const { body: all } = await client.call<{ items: { name: string; uses: number; kind: string }[] }>(
      'GET',
      '/_sim/scenarios',
    );
    expect(all.items.filter((one) => one.name === 'dead-letter')).toEqual([
      expect.objectContaining({ kind: 'scenario', uses: 1, source: 'body:1' }),
    ]);
    const { body } = await client.call<{ text: string }>('GET', '/_sim/scenarios/dead-letter');
    expect(body.text).toContain('Tassa');
  });

  it('lies beside those that came with the simulator, which have a text, too', async () => {
    const { body } = await client.call('GET', '/_sim/scenarios/second-attempt-by-pec');

    expect(body).toMatchObject({
      source: 'learn/second-attempt-by-pec.yaml:3',
      text: readFileSync('scenarios/learn/second-attempt-by-pec.yaml', 'utf8'),
      moral: { en: expect.stringContaining('seven days') },
    });
  });

  it('is taken as JSON too', async () => {
    const { status, body } = await add(
      JSON.stringify({
        name: 'as-json',
        title: { it: 'x', en: 'x' },
        when: { subject: 'y' },
        script: { pec: { outcome: 'OK-pecSuccess.it' } },
      }),
      'application/json',
    );
    expect([status, body.name]).toEqual([201, 'as-json']);
  });

  it('that is wrong changes nothing and shows every place', async () => {
    const { status, body } = await add('name: wrong\ntitle: { it: x, en: x, fr: x }\nwhen: { colour: red }\n');
    expect(status).toBe(422);
    expect(body.problems?.map(({ line }) => line)).toEqual([2, 3]);
    expect((await client.call('GET', '/_sim/scenarios/wrong')).status).toBe(404);
  });

  it('belongs to its sandbox alone, and stays through a reset that keeps scenarios', async () => {
    await add(lostLetter);
    const other = await simulator.sandbox({});
    expect((await other.call('GET', '/_sim/scenarios/dead-letter')).status).toBe(404);

    await client.call('POST', '/_sim/reset', { body: { keep: ['senders', 'scenarios'] } });
    expect((await client.call('GET', '/_sim/scenarios/dead-letter')).status).toBe(200);
    await client.call('POST', '/_sim/reset', { body: {} });
    expect((await client.call('GET', '/_sim/scenarios/dead-letter')).status).toBe(404);
  });
});

describe('what the recipient of a scenario does', () => {
  it('happens by itself, counted from acceptance or delivery', async () => {
    await add(`name: reader
title: { it: Apre e paga, en: Opens and pays }
when: { taxId: LRTFNC80A01F205B }
recipient:
  opens: { after: 3d, since: delivered, delegate: BNRMHL75C06G702B }
  pays: { after: 1h }
`);
    const iun = await client.accepted({
      recipients: [aDigitalRecipient('prova@pec.it', { taxId: 'LRTFNC80A01F205B', payments: [aNotice()] })],
    });
    await client.advance({ by: 'P30D' });

    const { timeline } = await client.detail(iun);
    const at = (category: string) => {
      const found = timeline.find((e) => e.category === category);
      return Date.parse(String((found as { timestamp?: string } | undefined)?.timestamp)) / 1_000;
    };
    expect(at('PAYMENT') - at('REQUEST_ACCEPTED')).toBeCloseTo(3_600, 0);
    expect(at('NOTIFICATION_VIEWED') - at('DIGITAL_DELIVERY_CREATION_REQUEST')).toBeCloseTo(3 * 86_400, 0);
    const view = timeline.find((e) => e.category === 'NOTIFICATION_VIEWED');
    expect(view?.details.delegateInfo).toMatchObject({ taxId: 'BNRMHL75C06G702B' });
  });
});

describe('scenarios that came with the program', () => {
  it('are outcomes by name, with the sequence that an address may hold instead', async () => {
    const { body } = await client.call<{ kind: string; text: string }>('GET', '/_sim/scenarios/ok_ar');
    expect(body).toMatchObject({ name: 'OK_AR', kind: 'outcome' });
    expect(body.text).toContain('RECRN001C');
  });

  it('name themselves on the 202', async () => {
    const { headers } = await client.request({
      recipients: [
        aPaperRecipient({
          physicalAddress: { address: 'VIA @OK_AR', zip: '20121', municipality: 'Milano', province: 'MI' },
        }),
      ],
    });
    expect(headers.get('x-send-sim-scenario')).toBe('OK_AR');
  });

  it('cannot be removed', async () => {
    expect((await client.call('DELETE', '/_sim/scenarios/OK_AR')).status).toBe(409);
    expect((await client.call('DELETE', '/_sim/scenarios/nothing')).status).toBe(404);
  });
});

describe('what to send to play a scenario', () => {
  interface Ready {
    readonly body: NotificationRequest;
    readonly files: readonly { name: string; contentType: string; content: string }[];
  }
  type Sending = Ready & { header: string; before: Ready[]; cancels?: { after: string } };

  const sendingOf = (name: string) => client.call<Sending>('GET', `/_sim/scenarios/${name}/request`);

  /** As any client does it: uploads, then the body with what they gave. */
  const send = async ({ body, files }: Ready, header: string) => {
    let text = JSON.stringify(body);
    for (const { name, contentType, content } of files) {
      const { digests, ref } = await client.upload(Buffer.from(content, 'base64'), contentType);
      text = text
        .replaceAll(`${name}:key`, ref.key)
        .replaceAll(`${name}:versionToken`, ref.versionToken)
        .replaceAll(`${name}:sha256`, digests.sha256);
    }
    const sent = await client.call<{ notificationRequestId: string }>('POST', '/delivery/v2.6/requests', {
      body: text,
      headers: { 'content-type': 'application/json', 'x-send-sim-scenario': header },
    });
    expect(sent.status).toBe(202);
    return sent.body.notificationRequestId;
  };

  it('is complete but for the uploads, and plays the story', async () => {
    const { status, body } = await sendingOf('reduced-fine-in-five-days');
    expect([status, body.header, body.files.length]).toEqual([200, 'reduced-fine-in-five-days', 1]);

    const id = await send(body, body.header);
    await client.advance({ until: { notificationRequestId: id, status: 'VIEWED' } });
  });

  it('differs each time, so that a story can be told again', async () => {
    for (const _ of [1, 2]) {
      const { body } = await sendingOf('pec-fails-twice');
      await send(body, body.header);
    }
  });

  it('names what comes before, and what the sender does later', async () => {
    const earlier = await sendingOf('notice-reused-after-a-refusal');
    const cancelled = await sendingOf('cancelled-before-delivery');

    expect(earlier.body.before).toHaveLength(1);
    expect(cancelled.body.cancels).toEqual({ after: expect.any(String) });
  });

  it('keeps a sum that the story wants wrong', async () => {
    const { body } = await sendingOf('refused-other-bytes');
    const id = await send(body, body.header);

    await client.advance({ until: { notificationRequestId: id, requestStatus: 'REFUSED' } });
  });

  it('is marked in the list, and is not there where a file says nothing of a request', async () => {
    const { body } = await client.call<{ items: { name: string; hasRequest?: boolean }[] }>('GET', '/_sim/scenarios');
    const marked = Object.fromEntries(body.items.map(({ name, hasRequest }) => [name, hasRequest]));
    const refused = await sendingOf('OK_AR');

    expect([marked['pec-fails-twice'], marked.OK_AR]).toEqual([true, undefined]);
    expect([refused.status, (refused.body as unknown as { code: string }).code]).toEqual([409, 'SIM_NO_REQUEST']);
  });
});
