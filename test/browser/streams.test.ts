import { expect, it } from 'vitest';
import { aStage, describeInBrowser } from './support/browser.js';

describeInBrowser('streams, prices, bills and debt positions', () => {
  const stage = aStage({ clock: 'manual@2026-03-02T09:00:00Z' });

  it('say what they are for as long as they are empty', async () => {
    const { page, checkAxe } = await stage.open('/console#/default/streams');
    for (const [tab, words] of [
      ['Flussi', 'Nessun flusso ancora'],
      ['Prezzo', 'Nessuna notifica ancora'],
      ['Fatturazione', 'Niente da fatturare in questo mese.'],
      ['Posizioni debitorie', 'Nessuna notifica con avvisi ancora'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Viste' }).getByRole('link', { name: tab }).click();
      await page.getByText(words).waitFor();
      await checkAxe();
    }
  });

  it('a stream shows what its consumer has read, and what waits, as it happens', async () => {
    const made = await stage.call<{ streamId: string }>('POST', '/delivery-progresses/v2.9/streams', {
      title: 'Protocollo',
      eventType: 'STATUS',
      groups: [],
    });
    const { page, checkAxe, picture } = await stage.open('/console#/default/streams');
    const stream = page.getByRole('region', { name: 'Protocollo' });
    await stream.getByText('Il client ha letto tutto.').waitFor();
    const story = await stage.open('/console#/default/scenarios/stories/cost-by-delivery-mode');
    await story.page.getByRole('button', { name: 'Avvia questa storia' }).click();
    await story.page.getByRole('link', { name: 'Guarda la vita della notifica' }).waitFor();
    await stream.getByText('→ Depositata').waitFor();
    await checkAxe();
    await picture('streams');

    const path = `/delivery-progresses/v2.9/streams/${made.streamId}/events`;
    const events = await stage.call<{ eventId: string }[]>('GET', path);
    await stage.call('GET', `${path}?lastEventId=${events.at(-1)?.eventId}`);
    await stream.getByText('Il client ha letto tutto.').waitFor();
    await expect.poll(() => stream.textContent()).toContain(`fino al n. ${events.length}`);
  });

  it('the price grows by each letter', async () => {
    const { page, checkAxe, picture } = await stage.open('/console#/default/streams/price');
    const notice = page.getByRole('region', { name: /Avviso/ });
    await notice.getByRole('row').nth(1).waitFor();
    await expect.poll(() => notice.getByRole('row').count()).toBe(2);
    await stage.call('POST', '/_sim/clock/advance', { by: 'P60D' });
    await notice.getByRole('row').nth(3).waitFor();
    await checkAxe();
    await picture('price');

    await expect.poll(() => notice.getByRole('row').last().textContent()).toContain('10,66');
  });

  it('the bill of a month counts it', async () => {
    const { page, checkAxe, picture } = await stage.open('/console#/default/streams/billing?month=2026-03');
    await page.getByRole('region', { name: 'Comune di Esempio' }).getByRole('row').nth(1).waitFor();
    await checkAxe();
    await picture('billing');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Scarica CSV' }).click();

    expect((await saved).suggestedFilename()).toBe('2026-03.csv');
  });

  it('a debt position is declared with its amount', async () => {
    const { page, checkAxe, picture } = await stage.open('/console#/default/streams/positions');
    await page.getByRole('button', { name: /^Modifica/ }).click();
    await page.getByLabel('Importo in centesimi').fill('4200');
    await page.getByRole('button', { name: 'Salva la posizione' }).click();
    await page.getByRole('cell', { name: '42,00 €' }).waitFor();
    await checkAxe();
    await picture('positions');
  });
});
