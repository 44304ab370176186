import { expect, it } from 'vitest';
import { aStage, describeInBrowser } from './support/browser.js';

describeInBrowser('the log of calls', () => {
  const stage = aStage();
  /** A call as a client makes it, right or wrong. */
  const client = (path: string, body?: unknown): Promise<Response> =>
    fetch(`${stage.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-api-key': stage.key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it('says where to call as long as nobody has', async () => {
    const { page, checkAxe } = await stage.open('/console#/default/calls');
    await page.getByText('Nessuna chiamata ancora').waitFor();
    await expect.poll(() => page.getByText(stage.key).count()).toBe(1);
    await checkAxe();
  });

  it('shows a refusal on top as it happens; it is found, understood and repeated', async () => {
    const { page, checkAxe, picture } = await stage.open('/console#/default/calls');
    await page.getByText('Nessuna chiamata ancora').waitFor();
    await client('/delivery-progresses/v2.9/streams');
    await client('/delivery/attachments/preload', [{ preloadIdx: '0', contentType: 'application/pdf', sha256: 'zzz' }]);
    const refusals = page.getByRole('region', { name: 'Ultimi rifiuti' });
    await refusals.waitFor();
    await checkAxe();
    await picture('calls');

    await refusals.getByRole('link').first().click();
    await page.getByRole('heading', { name: /presignedUploadRequest/ }).waitFor();
    const article = page.getByRole('article');
    const text = (await article.textContent()) ?? '';
    expect(text).toContain('Perché, e come rimediare');
    await expect.poll(() => page.locator('.note.bad').textContent()).toContain('sha256');
    expect(text).toContain(`curl -X POST '${stage.url}/delivery/attachments/preload'`);
    expect(text).toContain(`x-api-key: ${stage.key}`);
    await checkAxe();
    await picture('call');
  });

  it('tells an answer that a fault made from one of the platform', async () => {
    await stage.call('POST', '/_sim/faults', {
      match: { operation: 'listEventStreams*' },
      do: { status: 503 },
      times: 2,
    });
    await client('/delivery-progresses/v2.9/streams');
    const { page } = await stage.open('/console#/default/calls', { language: 'en' });
    await page.getByRole('region', { name: 'Faults in force' }).waitFor();
    await page
      .getByRole('row', { name: /Simulated fault/ })
      .getByRole('link')
      .first()
      .click();
    await page.getByText('This answer is not the platform’s').waitFor();

    await page.getByRole('link', { name: 'All calls' }).click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('region', { name: 'Faults in force' }).waitFor({ state: 'detached' });
  });
});
