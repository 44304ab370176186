import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NewNotificationRequestV26, Problem } from '../generated/index.js';
import { retrieveSentNotificationV29, sendNewNotificationV26 } from '../generated/sdk.gen.js';
import { zProblem } from '../generated/zod.gen.js';
import { aRequest, dataOf, uploadedDocument } from './simulator.js';

/** The refusal in the generated type, which it must fit. */
const refusal = async (call: Promise<{ error?: Problem; response?: Response }>): Promise<Problem> => {
  const { error, response } = await call;
  const problem = zProblem.strict().parse(error);
  equal(problem.status, response?.status);
  return problem;
};

const codesOf = ({ errors }: Problem): readonly string[] => errors.map(({ code }) => code);

describe('refusals', () => {
  it('a body without what is required is refused at the gateway', async () => {
    const { paProtocolNumber: _, ...body } = aRequest('2026-0002', '302010000000000002', await uploadedDocument());

    const problem = await refusal(sendNewNotificationV26({ body: body as NewNotificationRequestV26 }));

    equal(problem.status, 400);
    equal(problem.title, 'VALIDATION ERROR');
    deepEqual(codesOf(problem), ['PN_INVALID_BODY']);
    match(problem.errors[0]?.detail ?? '', /^Validation errors: \[.*paProtocolNumber/);
  });

  it('a second request with the same protocol number is a conflict', async () => {
    await dataOf(
      sendNewNotificationV26({ body: aRequest('2026-0003', '302010000000000003', await uploadedDocument()) }),
    );

    const problem = await refusal(
      sendNewNotificationV26({ body: aRequest('2026-0003', '302010000000000004', await uploadedDocument()) }),
    );

    equal(problem.status, 409);
    deepEqual(codesOf(problem), ['PN_GENERIC_INVALIDPARAMETER_DUPLICATED']);
  });

  it('a notification that does not exist is not found', async () => {
    const problem = await refusal(retrieveSentNotificationV29({ path: { iun: 'ABCD-EFGH-LMNP-202601-A-1' } }));

    equal(problem.status, 404);
    deepEqual(codesOf(problem), ['PN_DELIVERY_NOTIFICATIONNOTFOUND']);
    ok(problem.traceId);
  });
});
