import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aNotice, aPaperRecipient, aSimulator, type TestSimulator } from '../support/simulator.js';
import { expectRefusal } from './refusal.js';

let folder: string;
let simulator: TestSimulator;

const people = `name: our-world
title: { it: Il nostro mondo, en: Our world }
world:
  senders:
    - { name: Comune di Milano, taxId: '01199250158', groups: [Tributi], settings: { monthlyLimit: 1 } }
    - { name: Regione, taxId: '80050050154' }
  taxIdWhiteList: [LNALNI80A01H501X]
debtPositions:
  - { creditorTaxId: '77777777777', noticeCode: '302000100000019421', amount: 12000, status: PAID }
  - { creditorTaxId: '77777777777', noticeCode: '302000100000019422', amount: 12000, status: OPEN }
`;
const unreachable = `name: nobody-there
title: { it: Nessuno, en: Nobody }
script: { paper: { outcome: FAIL-Irreperibile_AR } }
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'begin-with-'));
  writeFileSync(join(folder, 'world.yaml'), people);
  writeFileSync(join(folder, 'nobody.yaml'), unreachable);
  simulator = await aSimulator({ scenarios: [folder] });
});
afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true });
});

const scenarioOf = async (sandbox: object, change = {}) => {
  const client = await simulator.sandbox(sandbox);
  return (await client.request({ senderTaxId: client.shape.senders[0]?.taxId ?? '', ...change })).headers.get(
    'x-send-sim-scenario',
  );
};

describe('the senders of scenario files', () => {
  it('are those of a new sandbox that names none, each with a key', async () => {
    const { shape } = await simulator.sandbox({ id: 'named-none' });

    expect(shape.senders).toMatchObject([
      { name: 'Comune di Milano', taxId: '01199250158', groups: [{ name: 'Tributi' }], apiKeys: [{ groups: [] }] },
      { name: 'Regione', apiKeys: [{ name: 'default' }] },
    ]);
  });

  it('are those of the default sandbox, whose first key is the one of the ready line', async () => {
    const { body } = await simulator.call<{ senders: { name: string; apiKeys: { key: string }[] }[] }>(
      'GET',
      '/_sim/sandboxes/default',
    );

    expect(body.senders.map(({ name }) => name)).toEqual(['Comune di Milano', 'Regione']);
    expect(body.senders[0]?.apiKeys[0]?.key).toBe(simulator.apiKey);
  });

  it('give way to those that are named', async () => {
    const { shape } = await simulator.sandbox({ senders: [{ name: 'Unione' }] });

    expect(shape.senders.map(({ name }) => name)).toEqual(['Unione']);
  });

  it('have the settings of their file', async () => {
    const client = await simulator.sandbox({});
    const send = () => client.request({ senderTaxId: '01199250158' });

    expect([(await send()).status, (await send()).status]).toEqual([202, 400]);
  });
});

it('the white list of a file is added to the one of the platform, or of the setting', async () => {
  const send = async (taxId: string, settings = {}) =>
    (
      await (
        await simulator.sandbox({ senders: [{}], settings })
      ).request({
        recipients: [aPaperRecipient({ taxId })],
      })
    ).status;

  expect(await send('LNALNI80A01H501X')).toBe(202);
  expect(await send('CLMCST42R12D969Z')).toBe(202);
  expect(await send('LNALNI80A01H501X', { taxIdWhiteList: [] })).toBe(202);
  expect(await send('CLMCST42R12D969Z', { taxIdWhiteList: [] })).toBe(400);
});

describe('the debt positions of a file', () => {
  const refusalOf = async (ordinal: number, settings = {}) => {
    const client = await simulator.sandbox({ senders: [{}], settings });
    const id = await client.send({
      pagoPaIntMode: 'ASYNC',
      recipients: [aPaperRecipient({ payments: [aNotice(ordinal)] })],
    });
    await client.advance({ by: 'PT5M' });
    const { body } = await client.requestStatus(id);
    return (body as { errors?: { code: string }[] }).errors?.[0]?.code ?? body.notificationRequestStatus;
  };

  it('are at pagoPA: a paid one takes no cost, an open one does', async () => {
    expect([await refusalOf(0), await refusalOf(1)]).toEqual(['PAYMENT_NOT_VALID', 'ACCEPTED']);
  });

  it('are the only ones where only declared ones count', async () => {
    expect(await refusalOf(1, { debtPositions: 'declared' })).toBe('ACCEPTED');
    expect(await refusalOf(2, { debtPositions: 'declared' })).toBe('PAYMENT_NOT_VALID');
  });

  it('are shown, changed and removed in one sandbox alone', async () => {
    const path = '/_sim/debt-positions/77777777777/302000100000019421';
    const client = await simulator.sandbox({});
    expect((await client.call('GET', path)).body).toMatchObject({ amount: 12_000, status: 'PAID', history: [] });
    await client.call('PUT', path, { body: { amount: 1, status: 'OPEN' } });
    expect((await client.call('GET', path)).body).toMatchObject({ amount: 1, status: 'OPEN' });
    expect((await client.call('DELETE', path)).status).toBe(204);
    expect((await client.call('GET', path)).status).toBe(404);

    await client.call('POST', '/_sim/reset');
    expect((await client.call('GET', path)).body).toMatchObject({ amount: 12_000, status: 'PAID' });
  });
});

describe('a sandbox that begins with scenarios', () => {
  it('gives one that is named and has no conditions to every notification', async () => {
    expect(await scenarioOf({})).not.toBe('nobody-there');
    expect(await scenarioOf({ scenarios: ['nobody-there'] })).toBe('nobody-there');
  });

  it('puts one that is named before those that are loaded, its conditions hold', async () => {
    const inline = {
      name: 'fines',
      title: { it: 'x', en: 'x' },
      when: { subject: 'Multa' },
      script: { paper: { outcome: 'OK_AR' } },
    };
    const scenarios = [inline, unreachable.replace('script', 'when: { subject: Avviso }\nscript')];

    expect(await scenarioOf({ scenarios }, { subject: 'Multa' })).toBe('fines');
    expect(await scenarioOf({ scenarios }, { subject: 'Avviso' })).toBe('nobody-there');
    expect(await scenarioOf({ scenarios }, { subject: 'Altro' })).toBe('OK_AR');
  });

  it('lists them, takes them away, loses them at a reset that does not keep them', async () => {
    const client = await simulator.sandbox({ scenarios: ['nobody-there'] });
    const removed = async () => (await client.call('DELETE', '/_sim/scenarios/nobody-there')).status;

    expect((await client.call('GET', '/_sim/scenarios/nobody-there')).body).toMatchObject({
      source: expect.stringMatching(/nobody\.yaml:1$/),
    });
    await client.call('POST', '/_sim/reset', { body: { keep: ['senders', 'scenarios'] } });
    expect(await removed()).toBe(204);
    expect(await removed()).toBe(409);
  });

  it('begins with the senders that they hold', async () => {
    const title = { it: 'x', en: 'x' };
    const { shape } = await simulator.sandbox({
      scenarios: [{ name: 'mine', title, world: { senders: [{ name: 'Mine' }] } }],
    });

    expect(shape.senders.map(({ name }) => name)).toContain('Mine');
  });

  it('is not made when one of them is wrong: all problems are told, with the place', async () => {
    const called = await simulator.call<{ problems: { path: string; line: number }[]; detail: string }>(
      'POST',
      '/_sim/sandboxes',
      {
        body: {
          id: 'never-made',
          scenarios: ['nobody-here', 'OK_AR', 'name: bad\ntitle: { it: x, en: x, fr: x }\nwhen: { colour: red }\n', {}],
        },
      },
    );

    expectRefusal(called, 422, 'SIM_SCENARIO_INVALID', /did you mean "nobody-there"/);
    expect(called.body.detail).toContain('"OK_AR" is an outcome, not a scenario');
    expect(called.body.problems.map(({ path, line }) => `${path} ${line}`)).toEqual([
      'scenarios[0] 1',
      'scenarios[1] 1',
      'scenarios[2] 2',
      'scenarios[2] 3',
      'scenarios[3] 1',
      'scenarios[3] 1',
    ]);
    expect((await simulator.call('GET', '/_sim/sandboxes/never-made')).status).toBe(404);
  });
});
