import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/operations.js';
import { operationNames } from '../../src/scenario/operation-names.js';

it('the names of operations are those of the published contract, and what stands beside it', () => {
  const published = loadContract().map(({ operationId }) => operationId);

  const beside = ['uploadObject', 'downloadObject', 'createVoucher'];
  const portal = ['ListApiKeys', 'CreateApiKey', 'ChangeApiKeyStatus', 'DeleteApiKey'].map(
    (name) => `backOffice${name}`,
  );
  expect([...operationNames].sort()).toEqual([...published, ...beside, ...portal].sort());
});
