import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigInvalid } from '../config.js';
import type { ListedFact } from './demo-calls.js';
import type { SavedFile, ShownDetail } from './demo-page.js';
import { documentMeaningOf, type ShownElement } from './demo-words.js';

/** A document of a notification, and the element that brought it. */
interface NamedDocument {
  readonly key: string;
  readonly category: string;
  readonly element: ShownElement;
}

/**
 * All documents of a notification in the order of its timeline: the legal facts as listed, and the notice of deposit (AAR),
 * which is none of them but is downloaded in the same way.
 */
export const documentsOf = ({ timeline }: ShownDetail, facts: readonly ListedFact[]): readonly NamedDocument[] => {
  const listed = new Set(facts.map(({ legalFactsId }) => legalFactsId.key));
  return timeline.flatMap((element): readonly NamedDocument[] => {
    if (element.category === 'AAR_GENERATION') {
      return [{ key: String(element.details.generatedAarUrl), category: 'AAR', element }];
    }
    return element.legalFactsIds.filter(({ key }) => listed.has(key)).map((fact) => ({ ...fact, element }));
  });
};

/** `pec-1-SENDER_ACK.pdf`: names that are the same in every run, and sort as the life went. */
export const fileNameOf = (story: string, position: number, { key, category }: NamedDocument): string =>
  `${story}-${position}-${category}${key.slice(key.lastIndexOf('.'))}`;

/** What the file list of the page says of them. */
export const savedFileOf = (name: string, { category, element }: NamedDocument, content: Uint8Array): SavedFile => ({
  name,
  bytes: content.length,
  meaning: documentMeaningOf(category, element),
});

/** @throws ConfigInvalid when there is no such folder and none can be made */
export const openFolder = (folder: string): Promise<void> =>
  inFolder(folder, async () => {
    await mkdir(folder, { recursive: true });
  });

/** Writes a file, in the place of one of an earlier run. @throws ConfigInvalid when that cannot be */
export const saveIn = (folder: string, name: string, content: Uint8Array): Promise<void> =>
  inFolder(folder, () => writeFile(join(folder, name), content));

const inFolder = (folder: string, write: () => Promise<void>): Promise<void> =>
  write().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigInvalid([`the demo saves its documents in ${JSON.stringify(folder)}, which failed: ${reason}`]);
  });
