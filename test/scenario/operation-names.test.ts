import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/operations.js';
import { operationNames } from '../../src/scenario/operation-names.js';

it('the names of operations are those of the published contract, and what stands beside it', () => {
  const published = loadContract().map(({ operationId }) => operationId);

  expect([...operationNames].sort()).toEqual([...published, 'uploadObject', 'downloadObject', 'createVoucher'].sort());
});
