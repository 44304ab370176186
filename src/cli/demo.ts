import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';
import type { Language } from '../text/said.js';
import { createDemoCalls, type DemoCalls } from './demo-calls.js';
import { createDemoClient } from './demo-client.js';
import { documentsOf, fileNameOf, openFolder, savedFileOf, saveIn } from './demo-documents.js';
import { createDemoPage, type DemoPage } from './demo-page.js';
import { creditorTaxId, requestOf, type Story, stories, type Uploaded } from './demo-stories.js';
import { phrases } from './demo-words.js';

interface DemoOptions {
  /** Address of the running simulator, whose clock stands still. */
  readonly url: string;
  readonly apiKey: string;
  /** Of `/_sim`, where it wants one. */
  readonly controlToken?: string | undefined;
  readonly lang: Language;
  /** Folder for the documents; made when absent, files of an earlier run are replaced. */
  readonly folder: string;
  /** Whether what is printed may have colours. Default: no. */
  readonly hasColour?: boolean;
  print(text: string): void;
}

/** What a story is played on. */
interface Stage {
  readonly calls: DemoCalls;
  readonly page: DemoPage;
  readonly folder: string;
  print(text: string): void;
}

/** A life that was lived to its end. */
interface Played {
  readonly iun: string;
  readonly noticeCode: string;
}

/**
 * Plays two notifications through their whole life against a running simulator, by its public API alone, and tells it on
 * the way. They stay in the default sandbox, its clock standing where the second one ended.
 *
 * @returns what to try next, printed under the ready line
 * @throws ConfigInvalid when the folder cannot be written to; Error when a call is refused
 */
export const runDemo = async (options: DemoOptions): Promise<string> => {
  const { url, apiKey, controlToken, lang, folder, print } = options;
  const page = createDemoPage(lang, options.hasColour ?? false);
  const calls = createDemoCalls(createDemoClient(url, apiKey, controlToken), page, lang, print);
  await openFolder(folder);

  print(page.heading('send-simulator demo', phrases.opening));
  const streamId = await calls.stream();
  let lastEventId: string | undefined;
  let last: Played | undefined;
  for (const [i, story] of stories.entries()) {
    print(page.heading(`${i + 1}. ${story.title[lang]}`, story.told));
    last = await play(story, { calls, page, folder, print });
    lastEventId = await calls.events(streamId, lastEventId);
  }
  return last === undefined ? '' : page.closing(linesToCopy(last, options));
};

const play = async (story: Story, { calls, page, folder, print }: Stage): Promise<Played> => {
  const [act, form] = await uploaded([story.act.file, story.form], calls);
  if (!act || !form) throw new Error('a file has no slot');

  // Every run has its own: a simulator that keeps its data has seen those of the last one.
  const noticeCode = `302010${digitsOf(act.ref.key, 12)}`;
  const paProtocolNumber = `DEMO-${digitsOf(act.ref.key, 8)}`;
  const numbers = { noticeCode, paProtocolNumber, idempotenceToken: paProtocolNumber };
  const notificationRequestId = await calls.send(requestOf(story, { act, form }, numbers));
  await calls.status(notificationRequestId);
  await calls.advanceUntilAccepted(notificationRequestId);
  const { iun } = await calls.status(notificationRequestId);
  if (iun === undefined) throw new Error(`${notificationRequestId} was accepted and has no IUN`);

  const before = await calls.price(creditorTaxId, noticeCode);
  await calls.advanceUntilEffective(iun);
  const after = await calls.price(creditorTaxId, noticeCode);
  const detail = await calls.detail(iun);
  await calls.sentFiles(iun);
  const documents = documentsOf(detail, await calls.legalFacts(iun));
  const keys = documents.map(({ key }) => key);
  const contents = await calls.documents(iun, keys);

  const saved = documents.map((document, i) => {
    const content = contents[i] ?? new Uint8Array();
    return { content, file: savedFileOf(fileNameOf(story.name, i + 1, document), document, content) };
  });
  for (const { file, content } of saved) await saveIn(folder, file.name, content);

  print(page.timeline(detail));
  print(page.price(noticeCode, before, after));
  print(
    page.files(
      folder,
      saved.map(({ file }) => file),
    ),
  );
  return { iun, noticeCode };
};

/** Puts files of the folder of the demo into the store. */
const uploaded = async (names: readonly string[], calls: DemoCalls): Promise<readonly Uploaded[]> => {
  const files = await Promise.all(
    names.map(async (name) => {
      const pdf = await readFile(join(packageRoot(), 'scenarios', 'demo', name));
      return { name, pdf, sha256: createHash('sha256').update(pdf).digest('base64') };
    }),
  );
  const slots = await calls.preload(files.map(({ sha256 }) => sha256));
  const stored: Uploaded[] = [];
  for (const [i, slot] of slots.entries()) {
    const { name, pdf, sha256 } = files[i] as (typeof files)[number];
    const versionToken = await calls.upload(slot, pdf, sha256, name);
    stored.push({ contentType: 'application/pdf', digests: { sha256 }, ref: { key: slot.key, versionToken } });
  }
  return stored;
};

/** Decimal digits that follow from a text. */
const digitsOf = (text: string, length: number): string => {
  const hash = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
  return String(hash % 10n ** BigInt(length)).padStart(length, '0');
};

/** For any shell of the POSIX family. */
const quoted = (text: string): string => `"${text.replace(/["$`\\]/g, '\\$&')}"`;

const linesToCopy = ({ iun, noticeCode }: Played, { url, apiKey, controlToken }: DemoOptions) => {
  const curl = `curl -s -H ${quoted(`x-api-key: ${apiKey}`)}`;
  const token = controlToken === undefined ? '' : ` -H ${quoted(`authorization: Bearer ${controlToken}`)}`;
  return [
    { why: phrases.curlPrice, command: `${curl} ${url}/delivery/v2.3/price/${creditorTaxId}/${noticeCode}` },
    { why: phrases.curlFacts, command: `${curl} ${url}/delivery-push/v2.0/${iun}/legal-facts` },
    { why: phrases.curlView, command: `${curl}${token} -X POST ${url}/_sim/notifications/${iun}/view` },
  ];
};
