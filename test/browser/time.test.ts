import { expect, it } from 'vitest';
import { aDigitalRecipient, aSandboxAt } from '../support/simulator.js';
import { aStage, describeInBrowser } from './support/browser.js';
import { lookEverywhere } from './support/looks.js';

const start = { clock: { now: '2026-10-05T08:00:00Z' } };

describeInBrowser('the page of time', () => {
  const stage = aStage();
  const clockOf = async (sandbox: string) => stage.call('GET', `/_sim/sandboxes/${sandbox}`).then(({ clock }) => clock);

  it('goes to the next event, a week on, to a date in Rome, and all the way back', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });
    const before = await sandbox.detail(iun);
    const { page } = await stage.open(`/console/#/${sandbox.id}/time`);
    const forward = page.getByRole('region', { name: 'Vai avanti' });

    await forward.getByRole('button', { name: 'Prossimo evento' }).click();
    await page.getByText('È successa una cosa').waitFor();
    await forward.getByRole('button', { name: '+7 giorni' }).click();
    await page.getByText('Consegnata al domicilio').or(page.getByText('Notifica digitale riuscita')).first().waitFor();
    await forward.getByLabel('Fino a questa data').fill('2026-10-20T12:00');
    await forward.getByRole('button', { name: 'Vai', exact: true }).click();
    await page.getByText('mar 20 ott 2026').first().waitFor();
    expect(await clockOf(sandbox.id)).toMatchObject({ now: '2026-10-20T10:00:00Z' });
    expect((await sandbox.detail(iun)).notificationStatus).toBe('EFFECTIVE_DATE');

    for (const _ of ['date', 'week', 'event']) {
      await page.getByRole('region', { name: 'Torna indietro' }).getByRole('button').click();
      await page.getByText('Tutto come il').waitFor();
    }
    await page.getByText('Nessuno spostamento da annullare in questa scheda').waitFor();
    expect(await sandbox.detail(iun)).toEqual(before);
  });

  it('changes the pace, pauses, and says what is planned and what would stop it', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });
    await sandbox.advance({ until: { iun, status: 'DELIVERED' } });
    const { page } = await stage.open(`/console/#/${sandbox.id}/time`);

    const agenda = page.getByRole('region', { name: 'Agenda' });
    await agenda.getByText('Perfezionamento per decorrenza dei termini (7 giorni)').waitFor();
    await expect.poll(() => agenda.textContent()).toContain('una lettura con data entro la scadenza del termine');

    await page.getByLabel('Tempo reale').check();
    await page.getByRole('region', { name: 'Come scorre' }).getByRole('button', { name: 'Pausa' }).click();
    await page.getByText('in pausa').waitFor();
    expect(await clockOf(sandbox.id)).toMatchObject({ mode: 'scaled', preset: 'real', paused: true });
  });

  it('says why time cannot go where it should', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });
    await sandbox.call('POST', `/_sim/notifications/${iun}/view`, { body: {} });
    const { page } = await stage.open(`/console/#/${sandbox.id}/time`, { language: 'en' });

    // Who has viewed is not waited for any more.
    await page.getByRole('button', { name: 'until refinement' }).click();

    const note = page.getByRole('alert');
    await note.waitFor();
    await expect.poll(() => note.textContent()).toMatch(/How to repair/);
  });

  it('is legible on every screen', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });
    await sandbox.advance({ until: { iun, status: 'DELIVERED' } });

    await lookEverywhere(stage, 'time', `/console/#/${sandbox.id}/time`, (page) =>
      page.getByText('Perfezionamento per decorrenza').waitFor(),
    );
  });
});
