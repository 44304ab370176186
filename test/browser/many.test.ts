import { beforeAll, expect, it } from 'vitest';
import { aDigitalRecipient, aSandboxAt, type SandboxClient } from '../support/simulator.js';
import { aStage, describeInBrowser } from './support/browser.js';

const count = 500;
/** A hand notices what takes longer. */
const noticedMs = 200;

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the processor. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/**
 * How long each task of a page kept its thread, in milliseconds of the processor: what else the machine does meanwhile counts
 * for nothing.
 */
const tasksOf = (trace: Buffer): readonly number[] => {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && mains.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000);
};

describeInBrowser('500 notifications', () => {
  const stage = aStage();
  let sandbox: SandboxClient;
  beforeAll(async () => {
    sandbox = await aSandboxAt(stage.url, { clock: { now: '2026-10-05T08:00:00Z' } });
    const documents = [await sandbox.upload()];
    for (let n = 1; n <= count; n++) {
      await sandbox.send({ subject: `Avviso numero ${n}`, documents, recipients: [aDigitalRecipient()] });
    }
  });

  it('stay smooth while a week passes under them: no task of the page lasts so long that a hand notices', async () => {
    const { page } = await stage.open(`/console/#/${sandbox.id}/notifications`);
    await page.getByText('le ultime 100 notifiche').waitFor();
    const browser = page.context().browser();
    await browser?.startTracing(page, { categories: ['toplevel'] });

    for (let hundred = 2; hundred <= count / 100; hundred++) {
      await page.getByRole('button', { name: 'Meno recenti' }).click();
      await page.getByText(`Avviso numero ${count - (hundred - 1) * 100}`, { exact: true }).waitFor();
    }
    await page.getByText('Avviso numero 1', { exact: true }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Meno recenti' }).count()).toBe(0);
    while (await page.getByRole('button', { name: 'Più recenti' }).isVisible()) {
      await page.getByRole('button', { name: 'Più recenti' }).click();
    }
    await page.getByText('le ultime 100 notifiche').waitFor();
    await page.getByRole('button', { name: '+7 giorni' }).click();
    await page.getByText(/Sono successe/).waitFor();
    await page.getByText('Consegnata').nth(99).waitFor();
    await page.getByLabel('Cerca').pressSequentially('numero 499');
    await page.getByText('1 notifica', { exact: true }).waitFor();
    await page.getByLabel('Cerca').fill('');
    await page.getByText('le ultime 100 notifiche').waitFor();

    const longest = Math.max(...tasksOf((await browser?.stopTracing()) ?? Buffer.from('')));
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThan(noticedMs);
  });
});
