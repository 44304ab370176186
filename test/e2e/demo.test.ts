import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program, start, temporaryFolder } from './support/cli.js';

const shell = promisify(execFile);

interface Row {
  readonly day: string;
  readonly category: string;
  readonly meaning: string;
}

/** Rows of every timeline that was printed; the date stands only where it changes. */
const timelinesIn = (output: string): readonly (readonly Row[])[] =>
  output
    .split(/^ {2}Timeline .*\n/m)
    .slice(1)
    .map((text) => {
      let day = '';
      return text.split('\n').flatMap((line) => {
        const [, newDay = '', category = '', meaning = ''] =
          /^ {2}([-/\d]{10}| {10}) {2}\d\d:\d\d:\d\d {2}([A-Z_]+) *(.*)$/.exec(line) ?? [];
        if (newDay.trim() !== '') day = newDay;
        return category === '' ? [] : [{ day, category, meaning }];
      });
    });

/** Lines of the shell under the ready line. */
const curlLinesIn = (output: string): readonly string[] => output.match(/^curl .+(?=\n)/gm) ?? [];

const cents = (text = ''): number => Math.round(Number(text.replace(/[^\d,.]/g, '').replace(',', '.')) * 100);

describe('the demo', () => {
  const folder = temporaryFolder();
  const output = { stdout: '', stderr: '' };
  let demo: ChildProcess;
  let curled: readonly string[];
  let checklist: unknown;
  let compat: string;
  let exitCode: number;

  beforeAll(async () => {
    const args = [program, 'demo', '--port', '0', '--clock', 'manual@2026-03-02T09:00:00Z'];
    const child = spawn(process.execPath, args, { cwd: folder.path });
    demo = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    await new Promise<void>((resolve) => {
      child.on('close', () => resolve());
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output.stdout += text;
        if (curlLinesIn(output.stdout).length === 3) resolve();
      });
    });
    curled = await Promise.all(
      curlLinesIn(output.stdout).map(async (line) => (await shell('sh', ['-c', `${line} --fail`])).stdout),
    );
    const [, control = ''] = / control=(\S+)/.exec(output.stdout) ?? [];
    checklist = await (await fetch(`${control}/checklist`)).json();
    compat = await (await fetch(control.replace('_sim', 'checklistresult'))).text();
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    [exitCode] = await closed;
  });

  afterAll(() => {
    demo?.kill('SIGKILL');
    folder.remove();
  });

  it('leads a failed PEC and a delivered letter to the end of their legal terms', () => {
    const [pec = [], letter = []] = timelinesIn(output.stdout);
    const days = (rows: readonly Row[], category: string) =>
      rows.filter((row) => row.category === category).map((row) => row.day);

    expect(days(pec, 'SEND_DIGITAL_DOMICILE')).toEqual(['2026-03-02', '2026-03-09']);
    expect(days(pec, 'DIGITAL_FAILURE_WORKFLOW')).toEqual(['2026-03-09']);
    expect(days(pec, 'SEND_SIMPLE_REGISTERED_LETTER')).toEqual(['2026-03-09']);
    expect(days(pec, 'REFINEMENT')).toEqual(['2026-03-24']);
    expect(days(letter, 'SEND_ANALOG_DOMICILE')).toEqual(['2026-03-24']);
    expect(days(letter, 'ANALOG_SUCCESS_WORKFLOW')).toEqual(['2026-03-27']);
    expect(days(letter, 'REFINEMENT')).toEqual(['2026-04-06']);
  });

  it('tells the status where it changes', () => {
    const statuses = [...output.stdout.matchAll(/^ +=> (\w+)$/gm)].map(([, status]) => status);
    const life = ['ACCEPTED', 'DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE'];

    expect(statuses).toEqual([...life, ...life]);
  });

  it('says of every element what it means', () => {
    const rows = timelinesIn(output.stdout).flat();

    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter(({ meaning }) => meaning === '')).toEqual([]);
    expect(output.stdout).not.toMatch(/undefined|NaN|\[object/);
  });

  it('shows the price before and after, with terms that add up', () => {
    const totals = [...output.stdout.matchAll(/\(totalPrice\) +(\S+) +(\S+)$/gm)];
    const terms = [...output.stdout.matchAll(/\((?:sendFee|analogCost|vat|paFee)\) +(\S+) +(\S+)$/gm)];

    expect(totals.map(([, before]) => cents(before))).toEqual([200, 200]);
    expect(totals.every(([, , after]) => cents(after) > 200)).toBe(true);
    for (const column of [1, 2]) {
      const sums = [terms.slice(0, 4), terms.slice(4)].map((four) =>
        four.reduce((sum, term) => sum + cents(term[column]), 0),
      );
      expect(sums).toEqual(totals.map((total) => cents(total[column])));
    }
  });

  it('fits into a terminal of 100 columns, without colours where nobody watches', () => {
    const toCopy = /^(?:curl|send-simulator ready) /;
    const wide = output.stdout.split('\n').filter((line) => line.length > 100 && !toCopy.test(line));

    expect(wide).toEqual([]);
    expect(output.stdout).not.toContain('\u001b');
  });

  it('saves every document that it names, as PDF or as XML', () => {
    const named = [...output.stdout.matchAll(/^ {2}((?:pec|letter)-\d-\w+\.(?:pdf|xml)) /gm)].map(([, name]) => name);

    expect(named).toEqual(expect.arrayContaining(['pec-7-DIGITAL_DELIVERY.pdf', 'letter-4-ANALOG_DELIVERY.pdf']));
    expect(readdirSync(folder.at('demo-output')).sort()).toEqual([...named].sort());
    for (const name of named) {
      const bytes = readFileSync(folder.at(`demo-output/${name}`));
      expect(bytes.toString('latin1'), name).toMatch(name?.endsWith('.pdf') ? /^%PDF-1\./ : /^<\?xml /);
      expect(bytes.length, name).toBeGreaterThan(300);
    }
  });

  it('stays up with one ready line and three calls that work by copy', () => {
    const [price = '', legalFacts = '', view = ''] = curled;
    const [, noticeCode] = /\/12345678903\/(\d{18})$/m.exec(output.stdout) ?? [];

    expect(output.stdout.match(/^send-simulator ready url=/gm)).toHaveLength(1);
    expect(noticeCode).toMatch(/^302010/);
    expect(JSON.parse(price)).toMatchObject({ sendFee: 100, paFee: 100, vat: 22, totalPrice: expect.any(Number) });
    expect(JSON.parse(legalFacts)).toHaveLength(3);
    expect(JSON.parse(view).elements).toEqual([expect.stringMatching(/^NOTIFICATION_VIEWED_CREATION_REQUEST\./)]);
  });

  it('is a client that passes the checklist of PagoPA, and every further check that it gives occasion to', () => {
    expect(checklist).toMatchObject({ passed: true, counts: { passed: 45, failed: 0 } });
    expect([compat.match(/"result":true/g)?.length, compat.includes('"result":false')]).toEqual([40, false]);
  });

  it('ends by SIGTERM like any other simulator, and complains about nothing', () => {
    expect(exitCode).toBe(143);
    expect(output.stderr).toBe('');
  });
});

describe('the demo in Italian, on data that it has played on before', () => {
  it('tells the same lives again in Italian words', async () => {
    const folder = temporaryFolder();
    const args = ['demo', '--lang', 'it', '--data', 'data', '--clock', 'manual@2026-03-02T09:00:00Z'];
    try {
      await (await start({ args, cwd: folder.path })).stop();
      const { stdout, stderr } = await (await start({ args, cwd: folder.path })).stop();

      const rows = timelinesIn(stdout).flat();
      expect(stderr).toBe('');
      expect(rows.map(({ category }) => category).filter((category) => category === 'REFINEMENT')).toHaveLength(2);
      expect(rows.filter(({ meaning }) => meaning === '')).toEqual([]);
      expect(rows.at(-1)?.meaning).toBe('perfezionata: i termini sono decorsi');
      expect(stdout).toMatch(/^ {2}totale da pagare \(totalPrice\) +2,00 € +\d,\d\d €$/m);
      expect(stdout.split('\n').filter((line) => line.length > 100 && !/^(?:curl|send-sim)/.test(line))).toEqual([]);
    } finally {
      folder.remove();
    }
  });
});

describe('the acts that the demo sends', () => {
  const acts = new URL('../../scenarios/demo/', import.meta.url);

  it.each(['avviso-di-accertamento.pdf', 'provvedimento.pdf'])('%s is a small PDF document', (name) => {
    const bytes = readFileSync(new URL(name, acts));

    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.length).toBeLessThan(20_000);
  });
});
