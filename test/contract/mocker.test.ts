import { describe, expect, it } from 'vitest';
import { createMocker } from '../../src/contract/mocker.js';
import { loadContract } from '../../src/contract/operations.js';
import { createAnswerValidator } from '../../src/contract/validate-answer.js';

describe('the examples that follow from the contract alone', () => {
  const mock = createMocker();
  const differences = createAnswerValidator();
  // Its status is a number below 600, which the mocker does not keep to.
  const operationIds = loadContract()
    .map(({ operationId }) => operationId)
    .filter((operationId) => operationId !== 'status' && operationId !== 'currentStatus');

  it.each(operationIds)('%s has one in the shape that the contract wants', async (operationId) => {
    const { status, body } = await mock(operationId);

    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).toBeLessThan(300);
    expect(differences(operationId, status, body)).toEqual([]);
  });

  it('are the same every time', async () => {
    const once = await mock('retrieveNotificationPriceV23');

    expect(await mock('retrieveNotificationPriceV23')).toEqual(once);
    expect(await createMocker()('retrieveNotificationPriceV23')).toEqual(once);
  });

  it('are made for operations of the contract only', async () => {
    await expect(mock('readTheFuture')).rejects.toThrow('readTheFuture is not in the contract');
  });
});
