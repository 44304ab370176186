import { it } from 'vitest';
import { aStage, describeInBrowser } from './support/browser.js';
import { lookEverywhere } from './support/looks.js';

describeInBrowser('pages on every screen', () => {
  const stage = aStage({ clock: 'manual@2026-03-02T09:00:00Z' });
  let iuns: readonly string[] = [];

  it('have something to show', async () => {
    await stage.call('POST', '/delivery-progresses/v2.9/streams', {
      title: 'Protocollo',
      eventType: 'STATUS',
      groups: [],
    });
    for (const name of ['pec-fails-twice', 'cost-by-delivery-mode', 'full-fine-within-sixty-days']) {
      const { page } = await stage.open(`/console#/default/scenarios/stories/${name}`);
      await page.getByRole('button', { name: 'Avvia questa storia' }).click();
      await page.getByRole('link', { name: 'Guarda la vita della notifica' }).waitFor();
    }
    await stage.call('POST', '/_sim/clock/advance', { by: 'P25D' });
    const { items } = await stage.call<{ items: { iun: string }[] }>('GET', '/_sim/notifications');
    iuns = items.map(({ iun }) => iun);
    await fetch(`${stage.url}/delivery/v2.6/requests`, {
      method: 'POST',
      headers: { 'x-api-key': stage.key, 'content-type': 'application/json' },
      body: '{}',
    });
    const fault = { match: { operation: 'retrieveSentNotificationV29' }, do: { status: 503 }, times: 3 };
    await stage.call('POST', '/_sim/faults', fault);
  });

  it.each<readonly [name: string, address: () => string, shown: string]>([
    ['recipients', () => 'recipient', 'table'],
    ['recipient', () => `recipient/${iuns[0]}`, '.letter'],
    ['scenarios', () => 'scenarios', '.story-list'],
    ['story', () => 'scenarios/stories/pec-fails-twice', '.player'],
    ['own', () => 'scenarios/own', 'fieldset'],
    ['compare', () => `scenarios/compare?a=${iuns[2]}&b=${iuns[1]}`, '.lives'],
    ['streams', () => 'streams', '.stream'],
    ['price', () => `streams/price?iun=${iuns[1]}`, '.staircase'],
    ['billing', () => 'streams/billing', '.bill'],
    ['positions', () => 'streams/positions', 'table'],
    ['calls', () => 'calls', '.refusals'],
    ['call', () => 'calls/c1', '.call'],
    ['checklist', () => 'checklist', '.case'],
  ])('%s', async (name, address, shown) => {
    await lookEverywhere(stage, name, `/console#/default/${address()}`, (page) =>
      page.locator(shown).first().waitFor(),
    );
  });

  it('API page', async () => {
    await lookEverywhere(stage, 'docs', '/docs', (page) => page.locator('.opblock').first().waitFor());
  });
});
