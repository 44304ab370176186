import { expect, it } from 'vitest';
import { aStage, describeInBrowser } from './support/browser.js';

describeInBrowser('the checklist', () => {
  const stage = aStage();

  it('is judged anew as calls come in, and can be printed as evidence', async () => {
    const { page, checkAxe, picture } = await stage.open('/console#/default/checklist');
    const summary = page.getByRole('region', { name: 'Riepilogo' });
    await summary.waitFor();
    await checkAxe();
    await fetch(`${stage.url}/delivery/attachments/preload`, {
      method: 'POST',
      headers: { 'x-api-key': stage.key, 'content-type': 'application/json' },
      body: JSON.stringify([
        { preloadIdx: '0', contentType: 'application/pdf', sha256: 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=' },
      ]),
    });
    await page.getByRole('row', { name: /01\.1/ }).getByText('sì', { exact: true }).waitFor();
    await picture('checklist');

    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.getByRole('navigation').count()).toBe(0);
    await expect.poll(() => page.getByRole('button', { name: 'Stampa' }).isVisible()).toBe(false);
    await summary.waitFor();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('row', { name: /01\.1/ }).getByRole('link', { name: 'c1' }).click();
    await page.getByRole('heading', { name: /presignedUploadRequest/ }).waitFor();
  });
});
