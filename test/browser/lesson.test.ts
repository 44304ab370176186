import { expect, it } from 'vitest';
import { aDigitalRecipient, aNotice, aSandboxAt } from '../support/simulator.js';
import { aStage, describeInBrowser } from './support/browser.js';
import { lookEverywhere } from './support/looks.js';

const start = { clock: { now: '2026-10-05T08:00:00Z' } };
const taxId = aDigitalRecipient().taxId;

describeInBrowser('the lesson', () => {
  const stage = aStage();

  it('tells a notification one step per key, moves the clock where the steps end, and shows no secret', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const iun = await sandbox.accepted({ subject: 'Multa', recipients: [aDigitalRecipient()] });
    const { page, checkAxe, picture } = await stage.open(`/console/#/${sandbox.id}/lesson`);
    await page.getByRole('link', { name: 'Presenta' }).click();
    const slide = page.getByRole('article');
    await slide.getByRole('heading', { name: 'Multa' }).waitFor();

    await page.keyboard.press('ArrowRight');
    await slide.getByRole('heading', { name: 'Notifica accettata' }).waitFor();
    await slide.getByText('La notifica è accettata e depositata').waitFor();
    await checkAxe();
    await picture('lesson-slide');
    await page.keyboard.press('n');
    await slide.getByText('La notifica è accettata e depositata').waitFor({ state: 'detached' });
    await page.keyboard.press('n');
    const seen = [await page.locator('main').textContent()];
    for (let step = 0; step < 15 && !seen.at(-1)?.includes('Fine della storia'); step++) {
      const before = await page.getByRole('status').textContent();
      await page.keyboard.press('ArrowRight');
      await page
        .getByRole('status')
        .filter({ hasNotText: before ?? '' })
        .waitFor();
      seen.push(await page.locator('main').textContent());
    }

    expect(seen.join()).toContain('Notifica digitale riuscita');
    expect(seen.join()).toContain('lunedì 12 ottobre 2026');
    expect(seen.at(-1)).toContain('Perfezionata per decorrenza');
    for (const secret of [taxId, sandbox.key]) expect(seen.join()).not.toContain(secret);
    expect((await sandbox.detail(iun)).notificationStatus).toBe('EFFECTIVE_DATE');
    await page.keyboard.press('ArrowLeft');
    await slide.getByRole('heading', { name: 'Perfezionata per decorrenza' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Racconta una notifica' }).waitFor();
  });

  it('makes a world per participant, with a link and its QR code, and takes them away again', async () => {
    const { page, checkAxe, picture } = await stage.open('/console/#/default/lesson?class=gruppo');
    await page.getByLabel('Partecipanti').fill('3');
    await page.getByRole('button', { name: 'Prepara l’aula' }).click();
    await page.getByText('Partecipante 3').waitFor();

    const links = page.getByRole('link', { name: /gruppo-\d/ });
    await expect
      .poll(() => links.allTextContents())
      .toEqual([1, 2, 3].map((n) => `${stage.url}/console/#/gruppo-${n}/notifications`));
    await expect.poll(() => page.getByRole('img', { name: /gruppo-2/ }).count()).toBe(1);
    await checkAxe();
    await picture('lesson-class');
    await links.nth(1).click();
    await page.getByText('Ancora nessuna notifica in questa sandbox').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Chiudi l’aula' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Chiudi l’aula' }).click();
    await page.getByText('Partecipante 1').waitFor({ state: 'detached' });

    const { items } = await stage.call<{ items: { id: string }[] }>('GET', '/_sim/sandboxes');
    expect(items.filter(({ id }) => id.startsWith('gruppo'))).toEqual([]);
  });

  it('prints the story: what happened, what will, and what it costs', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient('prova@fail.it', { payments: [aNotice()] })] });
    await sandbox.advance({ by: '3d' });
    const address = `/console/#/${sandbox.id}/story/${iun}`;
    const { page } = await stage.open(address);
    await page.getByRole('heading', { name: 'Che cosa accadrà' }).waitFor();
    await page.emulateMedia({ media: 'print' });

    const paper = await page.getByRole('article').textContent();
    expect(paper).toContain('SIMULAZIONE – senza valore legale');
    expect(paper).toContain('Esito dell’invio digitale');
    await expect.poll(() => page.getByRole('navigation').isVisible()).toBe(false);
    await lookEverywhere(stage, 'story-on-paper', address, (other) =>
      other.getByRole('heading', { name: 'Importi da pagare' }).waitFor(),
    );
  });

  it('is legible on every screen', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient('prova@fail.it')] });
    await sandbox.advance({ by: '3d' });

    await lookEverywhere(stage, 'lesson', `/console/#/${sandbox.id}/lesson`, (page) =>
      page.getByRole('link', { name: 'Presenta' }).waitFor(),
    );
    await lookEverywhere(stage, 'stage', `/console/#/${sandbox.id}/lesson/${iun}?step=5`, (page) =>
      page.getByRole('heading', { name: 'Esito dell’invio digitale' }).waitFor(),
    );
  });
});
