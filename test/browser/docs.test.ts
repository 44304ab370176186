import { expect, it } from 'vitest';
import { aPdf } from '../support/simulator.js';
import { aStage, describeInBrowser } from './support/browser.js';

describeInBrowser('the API page', () => {
  const stage = aStage();

  it('shows every document, the sender API by version', async () => {
    const { page, checkAxe, picture } = await stage.open('/docs', { language: 'en' });
    await page.locator('#operations-NewNotification-sendNewNotificationV26').waitFor();
    await picture('docs');

    await expect
      .poll(() => page.getByRole('combobox', { name: 'Version' }).locator('option').allTextContents())
      .toEqual(expect.arrayContaining(['v2.9', 'v1', 'all']));
    await page.getByRole('combobox', { name: 'Version' }).selectOption('v2.5');
    await page.locator('#operations-NewNotification-sendNewNotificationV25').waitFor();
    await expect.poll(() => page.locator('[id$=sendNewNotificationV26]').count()).toBe(0);
    for (const name of ['groups', 'downtime', 'downtime-internal', 'simulator']) {
      await page.getByRole('combobox', { name: 'Document' }).selectOption(name);
      await page.locator(`.swagger-ui .info a[href$="/_sim/openapi/${name}"]`).waitFor();
    }
    await checkAxe();
  });

  it('tries an operation with the key of the sandbox', async () => {
    const { page } = await stage.open('/docs', { language: 'en' });
    const preload = page.locator('#operations-NewNotification-presignedUploadRequest');
    await preload.locator('.opblock-summary-control').click();
    await preload.getByRole('button', { name: 'Execute' }).click();

    await preload.locator('.live-responses-table .response-col_status').getByText('200').first().waitFor();
    await expect
      .poll(() => preload.locator('.live-responses-table').textContent())
      .toContain('PN_NOTIFICATION_ATTACHMENTS');
  });

  it('uploads a file in one go, and what it shows is taken by a request', async () => {
    const { page, picture, checkAxe } = await stage.open('/docs', { language: 'it' });
    await page.getByText('Carica un documento da notificare').click();
    await page
      .getByLabel('File PDF')
      .setInputFiles({ name: 'atto.pdf', mimeType: 'application/pdf', buffer: aPdf('docs') });
    await page.getByRole('button', { name: 'Carica', exact: true }).click();
    await page.getByText('Caricato.').waitFor();
    await checkAxe();
    await picture('docs-upload');

    const { documents } = JSON.parse((await page.locator('.upload pre').textContent()) ?? '') as {
      documents: { ref: { key: string } }[];
    };
    const file = await stage.call('GET', `/_sim/files/${documents[0]?.ref.key}`);
    expect(file).toMatchObject({ status: 'PRELOADED', contentLength: aPdf('docs').length });
  });
});

describeInBrowser('the API page of a simulator with a token', () => {
  const stage = aStage({ controlToken: 'a-token' });

  it('asks for it, and takes it for the documents and for /_sim', async () => {
    const { page } = await stage.open('/docs', { language: 'en' });
    await page.getByLabel('Token').fill('a-token');
    await page.getByRole('button', { name: /open|enter|continue/i }).click();
    await page.locator('#operations-NewNotification-sendNewNotificationV26').waitFor();
    await page.getByRole('combobox', { name: 'Document' }).selectOption('simulator');
    const clock = page.locator('[id$="-readClock"]');
    await clock.locator('.opblock-summary-control').click();
    await clock.getByRole('button', { name: 'Execute' }).click();

    await clock.locator('.live-responses-table .response-col_status').getByText('200').first().waitFor();
  });
});
