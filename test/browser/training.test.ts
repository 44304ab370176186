import { expect, it } from 'vitest';
import { aSandboxAt } from '../support/simulator.js';
import { aStage, describeInBrowser } from './support/browser.js';

describeInBrowser('a training lesson, in Italian', () => {
  const stage = aStage();

  it('plays "the PEC fails twice", pauses, opens the certificate, looks as the recipient, and begins anew', async () => {
    const sandbox = await aSandboxAt(stage.url, { clock: { now: '2026-10-05T08:00:00Z' } });
    const { page, picture } = await stage.open(`/console/#/${sandbox.id}/scenarios`);
    await page.locator('a[href$="/pec-fails-twice"]').click();
    await page
      .getByText(/^Dopo due PEC fallite il termine è di quindici giorni/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Avvia questa storia' }).click();
    await page.getByRole('link', { name: 'Racconta in grande' }).click();

    const slide = page.getByRole('article');
    await page.getByText(/^Passo 1 di /).waitFor();
    await slide.getByRole('heading', { name: 'La PEC fallisce due volte' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await slide.getByRole('heading', { name: 'Notifica accettata' }).waitFor();
    await page.keyboard.press('Escape');

    // The class has a question: time runs a day in two seconds, and stands.
    await page.getByRole('link', { name: 'Tempo' }).click();
    await page.getByLabel('Dimostrazione: 1 giorno = 2 secondi').check();
    await page.getByRole('region', { name: 'Orologio della sandbox' }).getByRole('button', { name: 'Pausa' }).click();
    await page.getByText('in pausa').waitFor();
    expect(await stage.call('GET', `/_sim/sandboxes/${sandbox.id}`)).toMatchObject({ clock: { paused: true } });

    await page.getByRole('link', { name: 'Notifiche' }).click();
    await page.getByRole('link', { name: /Avviso di accertamento/ }).click();
    await page.getByRole('button', { name: 'Fino alla fine' }).click();
    await page.getByText('Non è in programma nient’altro').waitFor();
    await page.getByRole('button', { name: /Mancato recapito digitale/ }).click();
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /^Apri: / })
      .click();
    await page.getByRole('dialog').getByRole('link', { name: 'Scarica' }).waitFor();
    await picture('training-certificate');
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Vedi come il destinatario' }).click();
    await page.getByRole('main').getByText('Loretta Franco').first().waitFor();
    await picture('training-recipient');

    await page.getByRole('combobox', { name: 'Sandbox' }).selectOption({ label: 'Svuota…' });
    await page.getByRole('dialog').getByRole('button', { name: 'Svuota' }).click();
    await page.getByRole('link', { name: 'Notifiche' }).click();
    await page.getByText('Ancora nessuna notifica in questa sandbox').waitFor();
    expect(await stage.call('GET', `/_sim/notifications?sandbox=${sandbox.id}`)).toMatchObject({ items: [] });
  });
});

describeInBrowser('the console of a simulator with a token', () => {
  const stage = aStage({ controlToken: 'a-token' });

  it('asks for it, says when it is wrong, and keeps it for this tab', async () => {
    const { page, checkAxe } = await stage.open('/console/', { language: 'en' });
    await page.getByRole('heading', { name: 'The control token is needed' }).waitFor();
    await checkAxe();

    await page.getByLabel('Token').fill('another');
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByText('The simulator does not take this token.').waitFor();
    await page.getByLabel('Token').fill('a-token');
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByText('No notification in this sandbox yet').waitFor();
    await page.reload();

    await page.getByText('No notification in this sandbox yet').waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage) + location.href')).not.toContain('a-token');
  });
});

describeInBrowser('a sandbox that is not there', () => {
  const stage = aStage();

  it('is said to be so, and another one can be chosen', async () => {
    const { page } = await stage.open('/console/#/nowhere/notifications', { language: 'en' });
    await page.getByText('There is no sandbox “nowhere”').waitFor();

    await page.getByRole('combobox', { name: 'Sandbox' }).selectOption('default');

    await page.getByText('No notification in this sandbox yet').waitFor();
  });
});
