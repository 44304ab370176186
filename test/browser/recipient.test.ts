import { expect, it } from 'vitest';
import { aStage, describeInBrowser } from './support/browser.js';

describeInBrowser('the side of the recipient', () => {
  const stage = aStage({ clock: 'manual@2026-03-02T09:00:00Z' });

  /** Plays a story up to the acceptance. Answers the IUN. */
  const played = async (name: string): Promise<string> => {
    const { page } = await stage.open(`/console#/default/scenarios/stories/${name}`);
    await page.getByRole('button', { name: 'Avvia questa storia' }).click();
    const link = page.getByRole('link', { name: 'Guardala come il destinatario' });
    await link.waitFor();
    return String((await link.getAttribute('href'))?.split('/').at(-1));
  };

  it('offers everybody who has been notified', async () => {
    const { page, checkAxe } = await stage.open('/console#/default/recipient');
    await page.getByText('Nessuna notifica accettata ancora').waitFor();
    await checkAxe();
    await played('letter-delivered');
    await page.getByRole('table').waitFor();
    await checkAxe();
    await page.getByRole('row').nth(1).getByRole('link').first().click();

    await page.getByRole('heading', { name: /^Come la vede/ }).waitFor();
  });

  it('opens it, which stops the letter, and says so', async () => {
    const iun = await played('letter-delivered');
    const { page, checkAxe, picture } = await stage.open(`/console#/default/recipient/${iun}`);
    await page.getByText('Si leggono dopo aver aperto la notifica.').waitFor();
    await page.getByRole('button', { name: 'Apri la notifica' }).click();
    const effects = page.getByRole('status', { name: 'Che cosa ha cambiato' });
    await effects.waitFor();
    await checkAxe();
    await stage.call('POST', '/_sim/clock/advance', { until: { iun, category: 'NOTIFICATION_VIEWED' } });
    await page.getByText(/^Aperta il/).waitFor();
    await picture('recipient');

    await page.getByRole('button', { name: 'Leggi Avviso', exact: true }).first().click();
    await page.getByRole('dialog').waitFor();
    await checkAxe();
  });

  it('shows both amounts of a fine with their terms, and pays the reduced one', async () => {
    const iun = await played('full-fine-within-sixty-days');
    const { page, picture } = await stage.open(`/console#/default/recipient/${iun}`);
    const payments = page.getByRole('region', { name: 'Pagamenti' });
    await payments.getByText('5 giorni dalla visione o dal perfezionamento').waitFor();
    await page.getByRole('button', { name: 'Apri la notifica' }).click();
    await stage.call('POST', '/_sim/clock/advance', { until: { iun, category: 'NOTIFICATION_VIEWED' } });
    await payments
      .getByText(/entro il/)
      .first()
      .waitFor();
    await picture('recipient-fine');
    await payments.getByRole('button', { name: /^Paga/ }).first().click();

    await payments.getByText('Pagato', { exact: true }).waitFor();
    await expect.poll(() => payments.getByRole('button').count()).toBe(0);
  });

  it('changes contacts and delegates, who can open then', async () => {
    const iun = await played('pec-delivered');
    const { page, checkAxe } = await stage.open(`/console#/default/recipient/${iun}`, { language: 'en' });
    await page.getByText('Contacts and delegations').click();
    await page.getByLabel('Digital address on SEND').fill('someone@pec.example.it');
    await page.getByLabel('Delegates').fill('BNCGLI75M41H501X');
    await checkAxe();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved: it holds from now on.').waitFor();
    await page.getByLabel('Opened by').selectOption('BNCGLI75M41H501X');
    await page.getByRole('button', { name: 'Open the notification' }).click();
    await page.getByRole('status', { name: 'What it changed' }).waitFor();

    const { detail } = await stage.call<{ detail: { recipients: { taxId: string }[] } }>(
      'GET',
      `/_sim/notifications/${iun}`,
    );
    const person = await stage.call('GET', `/_sim/recipients/${detail.recipients[0]?.taxId}`);
    expect(person).toMatchObject({
      platform: { digital: { type: 'PEC', address: 'someone@pec.example.it' } },
      delegates: ['BNCGLI75M41H501X'],
    });
  });

  it('says in Italian why an act is not possible', async () => {
    const iun = await played('cancelled-before-delivery');
    await stage.call('PUT', `/delivery-push/v2.0/notifications/cancel/${iun}`);
    const { page } = await stage.open(`/console#/default/recipient/${iun}`);
    await page.getByRole('button', { name: 'Ritira allo sportello RADD' }).click();
    await page.getByRole('alert').waitFor();

    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/chiesto l’annullamento/);
  });
});
