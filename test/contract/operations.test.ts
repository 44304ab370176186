import express from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/operations.js';

const operations = loadContract();

const concretePath = (template: string): string =>
  template.replace('{attachmentName}', 'PAGOPA').replace(/\{(\w+)\}/g, 'x');

/** An app that answers with the operations whose route took the call. */
const echo = () => {
  const app = express();
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  for (const { operationId, method, expressPath } of operations) {
    app[method](expressPath, (_req, res, next) => {
      res.locals.reached = [...(res.locals.reached ?? []), operationId];
      next();
    });
  }
  app.use((_req, res) => {
    res.json(res.locals.reached ?? []);
  });
  return app;
};

describe('the operations of the contract', () => {
  it('have each its own id', () => {
    const ids = operations.map(({ operationId }) => operationId);

    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(operations.map(({ operationId, method, pathTemplate }) => ({ operationId, method, pathTemplate })))(
    'lead $method $pathTemplate to $operationId alone',
    async ({ operationId, method, pathTemplate }) => {
      const answer = await request(echo())[method](concretePath(pathTemplate));

      expect(answer.body).toEqual([operationId]);
    },
  );

  it('turn templates into the syntax of Express', () => {
    const detail = operations.find(({ operationId }) => operationId === 'retrieveSentNotificationV29');

    expect(detail?.expressPath).toBe('/delivery/v2.9/notifications/sent/:iun');
    expect(detail?.hasBody).toBe(false);
  });
});
