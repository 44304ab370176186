import { expect, it } from 'vitest';
import { aDigitalRecipient, aNotice, aPaperRecipient, aSandboxAt } from '../support/simulator.js';
import { aStage, describeInBrowser, describeInReader } from './support/browser.js';
import { readerPath } from './support/browser-path.js';
import { lookEverywhere } from './support/looks.js';

const start = { clock: { now: '2026-10-05T08:00:00Z' } };
/** The revenue agency does not know the person: validation refuses the request. */
const anUnknownPerson = () => aPaperRecipient({ taxId: 'LNALNI80A01H501T', denomination: 'Alin Alani' });

describeInBrowser('the list of notifications', () => {
  const stage = aStage();

  it('has refused ones and those in validation too, and is searched and filtered', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const iun = await sandbox.accepted({ subject: 'Multa per divieto di sosta' });
    await sandbox.send({ subject: 'Avviso TARI', recipients: [anUnknownPerson()] });
    await sandbox.advance({ by: '1m' });
    await sandbox.send({ subject: 'Sollecito IMU' });
    const { page } = await stage.open(`/console/#/${sandbox.id}/notifications`);
    const rows = page.getByRole('row');

    await page.getByText('3 notifiche').waitFor();
    await expect
      .poll(() => rows.allTextContents())
      .toEqual([
        expect.any(String),
        expect.stringContaining('In validazione'),
        expect.stringContaining('Rifiutata'),
        expect.stringContaining(iun),
      ]);

    await page.getByLabel('Cerca').fill('tari');
    await page.getByText('1 notifica', { exact: true }).waitFor();
    await expect.poll(() => rows.nth(1).textContent()).toContain('Avviso TARI');
    await page.getByLabel('Cerca').fill('');
    await page.getByLabel('Stato').selectOption('IN_VALIDATION');
    await page.getByRole('link', { name: /Sollecito IMU/ }).waitFor();
    await expect.poll(() => rows.count()).toBe(2);
    await page.reload();
    await page.getByRole('link', { name: /Sollecito IMU/ }).waitFor();
    await expect.poll(() => page.getByLabel('Stato').inputValue()).toBe('IN_VALIDATION');
  });

  it('shows what is sent while it is open', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const { page } = await stage.open(`/console/#/${sandbox.id}/notifications`);
    await page.getByText('Ancora nessuna notifica').waitFor();

    await sandbox.send({ subject: 'Appena inviata' });

    await page.getByRole('link', { name: /Appena inviata/ }).waitFor();
  });

  it('is legible on every screen', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    for (const subject of ['Avviso di accertamento IMU 2021', 'Sollecito TARI', 'Verbale 1234/2026']) {
      await sandbox.accepted({
        subject,
        recipients: [aDigitalRecipient()],
      });
    }
    await sandbox.send({ subject: 'Ingiunzione', recipients: [anUnknownPerson()] });
    await sandbox.advance({ by: '3d' });

    await lookEverywhere(stage, 'notifications', `/console/#/${sandbox.id}/notifications`, (page) =>
      page.getByText('4 notifiche').waitFor(),
    );
  });
});

describeInBrowser('one notification', () => {
  const stage = aStage();

  it('tells its life: each element opens to meaning, rule, cause, cost and data, what is planned to its reason', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const iun = await sandbox.accepted({ recipients: [aPaperRecipient({ payments: [aNotice()] })] });
    await sandbox.advance({ by: '2d' });
    const { page, checkAxe } = await stage.open(`/console/#/${sandbox.id}/notifications/${iun}`);

    await page.getByRole('button', { name: /Raccomandata spedita/ }).click();
    const panel = page.getByRole('complementary');
    await panel.getByText('La raccomandata è affidata al recapitista').waitFor();
    await expect.poll(() => panel.textContent()).toContain('art. 26 D.L. 76/2020');
    await expect.poll(() => panel.textContent()).toContain('La raccomandata aggiunge');
    await checkAxe();
    await panel.getByRole('combobox').selectOption('v2.0');
    await panel.getByText('"SEND_ANALOG_DOMICILE"').waitFor();
    await panel.getByRole('button', { name: /Segue da/ }).click();
    await panel.getByRole('heading', { name: 'Raccomandata in preparazione' }).waitFor();

    await page.getByRole('button', { name: /Evento postale RECRN001C/ }).click();
    await panel.getByText('In programma per').waitFor();
    await panel.getByRole('button', { name: 'Porta l’orologio qui' }).click();

    await page.getByRole('button', { name: /Esito della raccomandata/ }).waitFor();
    await page.getByRole('button', { name: 'Fino alla fine' }).click();
    await page.getByText('Non è in programma nient’altro').waitFor();
    await expect
      .poll(() => page.getByRole('list').filter({ hasText: 'Depositata' }).first().textContent())
      .toContain('Perfezionata per decorrenza');
    expect((await sandbox.detail(iun)).notificationStatus).toBe('EFFECTIVE_DATE');
  });

  it('says of a refused request why, in English too', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const id = await sandbox.send({ recipients: [anUnknownPerson()] });
    await sandbox.advance({ by: '1m' });
    const { page } = await stage.open(`/console/#/${sandbox.id}/notifications/${encodeURIComponent(id)}`, {
      language: 'en',
    });

    await page.getByRole('button', { name: /Request refused/ }).click();

    const panel = page.getByRole('complementary');
    await panel.getByText('The request is refused: there is no notification').waitFor();
    await expect.poll(() => panel.getByRole('listitem').first().textContent()).toMatch(/TAXID_NOT_VALID|RECIPIENT/);
  });

  it('is legible on every screen', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const iun = await sandbox.accepted({
      subject: 'Avviso di accertamento IMU 2021',
      recipients: [
        aDigitalRecipient('prova@pec.it', { payments: [aNotice()] }),
        aPaperRecipient({ taxId: 'VRDGPP70A01H501S', denomination: 'Giuseppe Verdi', payments: [aNotice(1)] }),
      ],
    });
    await sandbox.advance({ by: '3d' });

    await lookEverywhere(stage, 'notification', `/console/#/${sandbox.id}/notifications/${iun}`, (page) =>
      page.getByRole('heading', { name: 'Importi da pagare' }).waitFor(),
    );
  });
});

describeInReader('the papers of a notification', () => {
  const stage = aStage({}, readerPath());

  it('open in the page', async () => {
    const sandbox = await aSandboxAt(stage.url, start);
    const iun = await sandbox.accepted({ recipients: [aDigitalRecipient()] });
    await sandbox.advance({ by: '1d' });
    const { page } = await stage.open(`/console/#/${sandbox.id}/notifications/${iun}`);

    await page.getByRole('button', { name: /Attestazione di avvenuta notifica digitale/ }).click();

    const address = await page.getByRole('dialog').getByRole('link', { name: 'Scarica' }).getAttribute('href');
    const paper = await fetch(new URL(address ?? '', stage.url));
    expect(paper.headers.get('content-type')).toBe('application/pdf');
    const shown = await page.getByRole('dialog').locator('iframe').getAttribute('src');
    expect(shown).toBe(address);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
