import { afterAll, beforeAll, expect, it } from 'vitest';
import { aDigitalRecipient, aSimulator, type SandboxClient, type TestSimulator } from '../support/simulator.js';

let simulator: TestSimulator;
let client: SandboxClient;

const withStore = (name: string, store: object) => ({
  name,
  title: { it: 'x', en: 'x' },
  when: { subject: name },
  store,
});
const states = ['missing', 'gone', 'altered', 'tooBig', 'notPdf'];

beforeAll(async () => {
  simulator = await aSimulator();
  client = await simulator.sandbox({
    clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' },
    scenarios: [
      ...states.map((is) => withStore(is.toLowerCase(), { upload: { is } })),
      withStore('second', { upload: { is: 'notPdf', document: 1 } }),
      withStore('late', { lateDocuments: { times: 2, retryAfter: 'PT90S' } }),
    ],
  });
});
afterAll(() => simulator.stop());

/** Code and detail of the refusals, or the status. */
const endOf = async (subject: string, documents = 1) => {
  const uploads = [];
  for (let i = 0; i < documents; i++) uploads.push(await client.upload());
  const id = await client.send({ subject, documents: uploads });
  await client.advance({ by: 'PT10M' });
  const { body } = await client.requestStatus(id);
  const { errors = [] } = body as { errors?: { code: string; detail: string }[] };
  const end = errors.map(({ code, detail }) => `${code}: ${detail}`).join('; ') || body.notificationRequestStatus;
  return { end, document: uploads.at(-1) };
};

it.each([
  ['missing', 'FILE_NOTFOUND: Allegato non trovato. fileKey=KEY'],
  ['gone', 'FILE_GONE: Allegato non disponibile: superati i termini di conservazione. fileKey=KEY'],
  ['altered', 'FILE_SHA_ERROR: Validation failed, different sha256 expected=DECLARED actual=OTHER'],
  ['toobig', 'FILE_PDF_TOOBIG_ERROR: Validation failed, file too big, max expected=209715200B  actual=209715201B'],
  ['notpdf', 'FILE_PDF_INVALID_ERROR: Validation failed, file pdf check failed'],
  ['other', 'ACCEPTED'],
])('a document that the store says is %s ends the validation as on the platform', async (subject, expected) => {
  const { end, document } = await endOf(subject);

  const sha = document?.digests.sha256 ?? '';
  const wanted = expected
    .replace('KEY', document?.ref.key.replace('safestorage://', '') ?? '')
    .replace('DECLARED', sha)
    .replace('OTHER', `${sha.startsWith('A') ? 'B' : 'A'}${sha.slice(1)}`);
  expect(end).toBe(wanted);
});

it('may be the second document, where there is one', async () => {
  expect((await endOf('second', 2)).end).toContain('FILE_PDF_INVALID_ERROR');
  expect((await endOf('second', 1)).end).toBe('ACCEPTED');
});

it('documents of the platform let wait as often as the scenario says, each for itself', async () => {
  const iun = await client.accepted({ subject: 'late', recipients: [aDigitalRecipient()] });
  await client.advance({ by: 'P1D' });
  const keys = (await client.detail(iun)).timeline.flatMap(({ legalFactsIds }) => legalFactsIds.map(({ key }) => key));
  const ask = async (key = '') =>
    (
      await client.call<{ url?: string; retryAfter?: number; filename: string }>(
        'GET',
        `/delivery-push/${iun}/download/legal-facts/${encodeURIComponent(key.replace('safestorage://', ''))}`,
      )
    ).body;

  const [first, second] = keys;
  const waits = [await ask(first), await ask(first), await ask(first), await ask(second)];

  expect(waits.map(({ retryAfter }) => retryAfter)).toEqual([90, 90, undefined, 90]);
  expect(waits.map(({ url }) => url !== undefined)).toEqual([false, false, true, false]);
});
