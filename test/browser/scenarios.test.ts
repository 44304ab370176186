import { expect, it } from 'vitest';
import { aPdf } from '../support/simulator.js';
import { aStage, describeInBrowser } from './support/browser.js';

describeInBrowser('the page of scenarios', () => {
  const stage = aStage({ clock: 'manual@2026-03-02T09:00:00Z' });

  it('tells every teaching file, and finds one by its words', async () => {
    const { page, checkAxe, picture } = await stage.open('/console#/default/scenarios');
    await page.getByText('69 storie').waitFor();
    await checkAxe();
    await picture('scenarios');

    await page.getByLabel('Cerca').fill('fallisce due');
    await page.getByRole('link', { name: 'La PEC fallisce due volte' }).click();
    await page.getByRole('heading', { name: 'La PEC fallisce due volte' }).waitFor();
    await expect.poll(() => page.getByRole('article').textContent()).toContain('quindici giorni dal deposito');
  });

  it('plays a story with one click, by the calls that a sender makes', async () => {
    const { page, checkAxe, picture } = await stage.open('/console#/default/scenarios/stories/pec-fails-twice');
    await page.getByRole('button', { name: 'Avvia questa storia' }).click();
    await page.getByRole('link', { name: 'Guarda la vita della notifica' }).waitFor();
    await checkAxe();
    await picture('story');
    const { items } = await stage.call<{ items: { operation: string }[] }>('GET', '/_sim/journal');

    expect(items.map(({ operation }) => operation)).toEqual([
      'presignedUploadRequest',
      'uploadObject',
      'sendNewNotificationV26',
    ]);
  });

  it('does what the sender does later in a story', async () => {
    const { page } = await stage.open('/console#/default/scenarios/stories/cancelled-before-delivery');
    await page.getByRole('button', { name: 'Avvia questa storia' }).click();
    await page.getByRole('button', { name: /l’ente annulla/ }).click();

    await page.getByText('Annullata', { exact: true }).waitFor();
  });

  it('puts two lives side by side', async () => {
    await stage.call('POST', '/_sim/clock/advance', { by: 'P30D' });
    const { page, checkAxe, picture } = await stage.open('/console#/default/scenarios/compare');
    for (const label of ['Prima vita', 'Seconda vita']) {
      const chooser = page.getByLabel(label);
      const name = label === 'Prima vita' ? 'pec-fails-twice' : 'cancelled-before-delivery';
      const value = await chooser.locator('option', { hasText: name }).first().getAttribute('value');
      await chooser.selectOption(value);
    }
    await page.getByRole('rowheader', { name: 'Giorno 7' }).waitFor();
    await checkAxe();
    await picture('compare');

    const effect = page.getByRole('row', { name: /Perfezionamento/ });
    await expect.poll(() => effect.getByRole('cell').allTextContents()).toEqual(['giorno 22', 'non ancora']);
  });

  it('sends a notification of one’s own, with one’s own file', async () => {
    const { page, checkAxe, picture } = await stage.open('/console#/default/scenarios/own', { language: 'en' });
    await page.getByLabel('Subject').fill('My own act');
    await page
      .getByLabel('Document (PDF)')
      .setInputFiles({ name: 'mine.pdf', mimeType: 'application/pdf', buffer: aPdf('mine') });
    await checkAxe();
    await picture('own');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('heading', { name: /My own act/ }).waitFor();
  });

  it('says why the platform refuses it, and leads to the call', async () => {
    const { page } = await stage.open('/console#/default/scenarios/own');
    await page.getByLabel('Codice fiscale').fill('NON-VALIDO');
    await page.getByRole('button', { name: 'Invia', exact: true }).click();
    const note = page.getByRole('alert');
    await note.waitFor();

    await expect.poll(() => note.textContent()).toContain('taxId');
    await expect
      .poll(() => page.getByRole('link', { name: 'Guarda la chiamata rifiutata' }).getAttribute('href'))
      .toMatch(/calls\/c\d+$/);
  });
});
