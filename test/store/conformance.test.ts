import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createMemoryStore, openFolderStore } from '../../src/store/store.js';
import { describeEngine, type Opened } from './conformance.js';

const root = mkdtempSync(join(tmpdir(), 'conformance-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;

const realTime = {
  after: (ms: number, call: () => void) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
const openFolder = async (folder: string): Promise<Opened> => ({
  store: await openFolderStore(folder, realTime),
  reopened: () => openFolder(folder),
});

describeEngine('memory', false, async () => ({
  store: createMemoryStore(),
  reopened: async () => ({ store: createMemoryStore(), reopened: () => Promise.reject(new Error('once')) }),
}));
describeEngine('NeDB', true, () => openFolder(join(root, String(folders++))));
