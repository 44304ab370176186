import { describe, expect, it } from 'vitest';
import type { PlatformDocument } from '../../../src/send/legal-fact/document.js';
import { createLegalFactService } from '../../../src/send/legal-fact/service.js';
import { sha256Of } from '../../support/simulator.js';
import { aForm, everyDocument } from './support/documents.js';

/** Documents are made when somebody opens them, and once. */
const aService = (costs: readonly number[] = [0]) => {
  const made: string[] = [];
  const left = [...costs];
  const service = createLegalFactService({
    notifications: { get: () => ({ elements: [], invalidated: [] }) as never },
    certificateOf: (key) => (key.startsWith('no') ? undefined : everyDocument().downtime),
    formOf: async () => aForm('f24Elid', left.shift() ?? costs.at(-1)),
    render: async (document: PlatformDocument) => {
      made.push(document.kind);
      return Buffer.from(`bytes ${made.length}`);
    },
  });
  return { service, made };
};

describe('a document', () => {
  it('is made when it is asked for the first time, and not again', async () => {
    const { service, made } = aService();
    expect(made).toEqual([]);

    const first = await service.document(undefined, 'key');
    const second = await service.document(undefined, 'safestorage://key');
    expect(made).toEqual(['DOWNTIME']);
    expect(second).toBe(first);
  });

  it('is made once for those who ask at the same time', async () => {
    const { service, made } = aService();
    await Promise.all(['key', 'key', 'key'].map((key) => service.document(undefined, key)));

    expect(made).toHaveLength(1);
  });

  it('has the digest of its bytes', async () => {
    const file = await aService().service.document(undefined, 'key');

    expect(file?.sha256Base64).toBe(sha256Of(file?.bytes ?? Buffer.alloc(0)));
  });

  it('is made again after many others: a store of files it is not', async () => {
    const { service, made } = aService();
    for (let i = 0; i <= 64; i++) await service.document(undefined, `key ${i}`);
    await service.document(undefined, 'key 64');
    expect(made).toHaveLength(65);

    await service.document(undefined, 'key 0');
    expect(made).toHaveLength(66);
  });

  it('that nobody knows is not made', async () => {
    const { service, made } = aService();

    expect(await service.document(undefined, 'no such key')).toBeUndefined();
    expect(made).toEqual([]);
  });

  it('of payment is made again when its cost is another one', async () => {
    const { service, made } = aService([200, 200, 300]);
    for (let i = 0; i < 3; i++) await service.document('IUN', 'form');

    expect(made).toHaveLength(2);
  });

  it('is forgotten by a reset', async () => {
    const { service, made } = aService();
    await service.document(undefined, 'key');
    service.reset();
    await service.document(undefined, 'key');

    expect(made).toHaveLength(2);
  });
});
