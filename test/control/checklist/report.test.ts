import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CompatNode,
  type CompatReport,
  platformCases,
  type Report,
} from '../../../src/control/checklist/report.js';
import type { NotificationRequest } from '../../../src/send/request/model.js';
import { fromWireRequest } from '../../../src/send/request/wire/request.js';
import { aSimulator, type SandboxClient, type TestSimulator } from '../../support/simulator.js';
import { expectRefusal } from '../refusal.js';
import { walk } from './client.js';
import { lacking, lackingFurther } from './lacking.js';

/** The integration checklist over what real clients did by HTTP. */
let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());

const reportOf = async ({ call }: SandboxClient): Promise<Report> =>
  (await call<Report>('GET', '/_sim/checklist')).body;
const checksOf = (report: Report) => report.cases.flatMap(({ checks }) => checks);
const codes = (report: Report, is: (check: ReturnType<typeof checksOf>[number]) => boolean): string =>
  checksOf(report)
    .filter(is)
    .map(({ code }) => code)
    .join(' ');
const red = (report: Report): string => codes(report, ({ state }) => state === 'failed');
const redInCompat = (report: Report): string => codes(report, ({ compat }) => compat === false);
const check = (report: Report, code: string) => checksOf(report).find((one) => one.code === code);

const leavesOf = (nodes: readonly CompatNode[]): readonly boolean[] =>
  nodes.flatMap((node) => ('children' in node ? leavesOf(node.children) : [node.result]));
const inOrder = (nodes: readonly CompatNode[]): boolean =>
  nodes.every(
    (node, i) =>
      (i === 0 || (nodes[i - 1]?.description ?? '') < node.description) &&
      (!('children' in node) || inOrder(node.children)),
  );

describe('a client that does everything', () => {
  let sandbox: SandboxClient;
  let report: Report;
  beforeAll(async () => {
    sandbox = await simulator.sandbox({ id: 'all-green' });
    await walk(sandbox);
    report = await reportOf(sandbox);
  });

  it('has all 40 checks green, in both readings', () => {
    const platform = checksOf(report).filter(({ compat }) => compat !== undefined);

    expect(platform).toHaveLength(40);
    expect(platform.filter(({ state, compat }) => state !== 'passed' || !compat)).toEqual([]);
    expect(report).toMatchObject({ sandbox: 'all-green', passed: true, counts: { failed: 0 } });
  });

  it('has each of them proved by calls that the journal knows', async () => {
    const { items } = (await sandbox.call<{ items: readonly { id: string; path: string }[] }>('GET', '/_sim/journal'))
      .body;
    const known = new Map(items.map(({ id, path }) => [id, path.split('?')[0]]));

    for (const { code, state, calls } of checksOf(report)) {
      if (state === 'passed') expect(calls, code).not.toEqual([]);
      for (const { id, path } of calls) expect([code, known.get(id)]).toEqual([code, path]);
    }
  });

  it('gets the report of PagoPA’s tool at its address, without a key', async () => {
    const { status, body } = await simulator.call<CompatReport>('GET', '/checklistresult?sandbox=all-green');

    expect([status, body.version]).toEqual([200, '2.3']);
    expect(body.result.map(({ description }) => description)).toEqual([
      'TC-COSTO-01',
      'TC-INVIO-01',
      'TC-INVIO-02',
      'TC-INVIO-03',
      'TC-INVIO-04',
    ]);
    const leaves = body.result.map((node) => leavesOf([node]).length);
    expect(leaves).toEqual([3, 11, 14, 6, 6]);
    expect(leavesOf(body.result)).not.toContain(false);
    expect(inOrder(body.result)).toBe(true);
    expect((await sandbox.call('GET', '/_sim/checklist?format=compat')).body).toEqual(body);
  });

  it('may use the first version of the request', async () => {
    const old = await simulator.sandbox();
    const wire = ({ recipients, ...request }: NotificationRequest) => ({
      ...request,
      recipients: recipients.map(({ payments, ...recipient }) => ({
        ...recipient,
        payment: {
          creditorTaxId: payments?.[0]?.pagoPa?.creditorTaxId,
          noticeCode: payments?.[0]?.pagoPa?.noticeCode,
          pagoPaForm: payments?.[0]?.pagoPa?.attachment,
        },
      })),
    });
    expect(fromWireRequest('1', wire({ recipients: [] } as never))).toBeDefined();
    await walk(old, { wire, sendPath: '/delivery/requests' });

    expect(red(await reportOf(old))).toBe('');
  });
});

describe('a client that lacks one thing', () => {
  it.each([...lacking, ...lackingFurther])(
    'is red at $code: it $what',
    async ({ code, steps, red: wanted, compat }) => {
      const sandbox = await simulator.sandbox();
      await walk(sandbox, steps);
      const report = await reportOf(sandbox);

      expect(red(report)).toBe(wanted);
      expect(redInCompat(report)).toBe(compat ?? wanted);
      for (const { state, why } of checksOf(report)) {
        if (state === 'failed') expect([why?.it, why?.en]).toEqual([expect.any(String), expect.any(String)]);
      }
      expect(wanted === '' || check(report, code)?.state === 'failed' || compat?.split(' ').includes(code)).toBe(true);
    },
  );

  it('is there for each of the 40', () => {
    const shown = new Set(lacking.flatMap(({ red, compat = red }) => [...red.split(' '), ...compat.split(' ')]));
    const all = platformCases.flatMap(({ checks }) => checks.map(({ code }) => code));

    expect(all).toHaveLength(40);
    expect(all.filter((code) => !shown.has(code))).toEqual([]);
  });
});

describe('a report', () => {
  it('of a sandbox that saw nothing has one green leaf', async () => {
    const { body } = await (await simulator.sandbox()).call<CompatReport>('GET', '/checklistresult');

    expect(leavesOf(body.result).filter(Boolean)).toHaveLength(1);
  });

  it('says which call came closest, and what it lacked', async () => {
    const sandbox = await simulator.sandbox();
    await walk(sandbox, { recipient: { digitalDomicile: undefined as never } });
    const found = check(await reportOf(sandbox), '01.11');

    expect(found?.why?.en).toContain('digitalDomicile of every recipient');
    expect(found?.calls).toMatchObject([{ operation: 'sendNewNotificationV26', status: 202 }]);
  });

  it('leaves the price out for a sender that only uses ASYNC', async () => {
    const sandbox = await simulator.sandbox();
    await walk(sandbox, { request: { pagoPaIntMode: 'ASYNC' }, price: 'none' });
    const report = await reportOf(sandbox);

    expect([check(report, 'C.2')?.state, check(report, 'C.3')?.state]).toEqual(['notNeeded', 'notNeeded']);
    expect([report.passed, redInCompat(report)]).toEqual([true, 'C.2 C.3']);
  });

  it('knows the pauses that were kept and the price that was asked in time', async () => {
    const sandbox = await simulator.sandbox();
    await walk(sandbox, {
      reads: async (read) => {
        await read();
        await sandbox.advance({ by: '2s' });
      },
      afterwards: async ({ iun }) => {
        await sandbox.call('POST', `/_sim/notifications/${iun}/pay`, { body: {} });
        const { streamId } = (
          await sandbox.call<{ streamId: string }>('POST', '/delivery-progresses/v2.9/streams', {
            body: { title: 'quiet', groups: [], eventType: 'TIMELINE', filterValues: ['NOTIFICATION_VIEWED'] },
          })
        ).body;
        for (const by of ['61s', '61s']) {
          await sandbox.call('GET', `/delivery-progresses/v2.9/streams/${streamId}/events`);
          await sandbox.advance({ by });
        }
      },
    });
    const report = await reportOf(sandbox);

    expect(report.counts).toEqual({ passed: 47, failed: 0, notSeen: 0, notNeeded: 0 });
  });

  it('does not count an answer that its client never got', async () => {
    const sandbox = await simulator.sandbox();
    const body = { match: { operation: 'consumeEventStream*' }, do: { drop: 'after' } };
    await sandbox.call('POST', '/_sim/faults', { body });
    await walk(sandbox, { reads: (read) => read().catch(() => undefined) });

    expect(red(await reportOf(sandbox))).toBe('03.2 03.3 03.4 03.6');
  });

  it('takes nothing from an answer that a fault made up', async () => {
    const sandbox = await simulator.sandbox();
    for (const body of ['text', null, [null], { timeline: 1 }]) {
      await sandbox.call('POST', '/_sim/faults', { body: { match: { path: '/delivery*' }, do: { body }, times: 20 } });
      await walk(sandbox, { stream: undefined }).catch(() => undefined);
      await sandbox.call('GET', '/delivery-progresses/v2.9/streams/00000000-0000-4000-8000-000000000000/events');
      await sandbox.call('DELETE', '/_sim/faults');
    }

    expect((await sandbox.call('GET', '/_sim/checklist')).status).toBe(200);
  });

  it('begins anew with a reset, and goes on where the journal is kept', async () => {
    const sandbox = await simulator.sandbox();
    await walk(sandbox);
    await sandbox.call('POST', '/_sim/reset', { body: { keep: ['senders', 'journal'] } });
    expect((await reportOf(sandbox)).passed).toBe(true);

    await sandbox.call('POST', '/_sim/reset');
    expect((await reportOf(sandbox)).counts.passed).toBe(1);
  });
});

describe('its other forms', () => {
  let sandbox: SandboxClient;
  beforeAll(async () => {
    sandbox = await simulator.sandbox();
    await walk(sandbox, { document4: 'none', request: { subject: 'Multa a Franco Loretta' } });
  });

  it('are JUnit: a suite per case, a failure with what is wanted', async () => {
    const { headers, text } = await sandbox.call('GET', '/_sim/checklist?format=junit');

    expect(headers.get('content-type')).toContain('application/xml');
    expect(text.match(/<testsuite /g)).toHaveLength(6);
    expect(text.match(/<testcase /g)).toHaveLength(47);
    expect(text.match(/<failure /g)).toHaveLength(3);
    expect(text).toContain('<testsuite name="TC-INVIO-04 Documents and legal facts" tests="6" failures="2" errors="0"');
    expect(text).toContain('>Wanted: no personal tax code');
  });

  it('are a page to print, in Italian too, with the calls', async () => {
    const { headers, text } = await sandbox.call('GET', '/_sim/checklist?format=html&lang=it');

    expect(headers.get('content-type')).toContain('text/html');
    expect(text).toContain('<html lang="it">');
    expect(text).toContain('SIMULAZIONE – senza valore legale');
    expect(text.match(/<tr class="(passed|failed|notSeen|notNeeded)">/g)).toHaveLength(47);
    expect(text).toContain('POST /delivery/v2.6/requests → 202');
    expect(text).not.toMatch(/<script|https?:/);
  });

  it('escape what comes from the client', async () => {
    const hostile = await simulator.sandbox();
    await hostile.call('GET', `/delivery/v2.3/price/12345678903/${encodeURIComponent("<b>'&")}`);
    const { text } = await hostile.call('GET', '/_sim/checklist?format=html');

    expect(text).not.toContain("<b>'");
  });

  it('are four: another one is refused', async () => {
    expectRefusal(await sandbox.call('GET', '/_sim/checklist?format=pdf'), 400, 'SIM_INVALID_VALUE', /format/);
    expectRefusal(await sandbox.call('POST', '/checklistresult'), 405, 'SIM_WRONG_METHOD', /POST/);
  });
});
