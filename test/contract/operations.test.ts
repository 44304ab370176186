import express from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { servedDocuments } from '../../src/contract/documents.js';
import { loadContract } from '../../src/contract/operations.js';
import { comparedDocuments, type DocumentName, operationsOf, readOurs } from '../support/official.js';

const operations = loadContract();

const concretePath = (template: string): string =>
  template
    .replace('{attachmentName}', 'PAGOPA')
    .replace('{legalFactType}', 'SENDER_ACK')
    .replace(/\{(\w+)\}/g, 'x');

/** An app that answers with the operations whose route took the call. */
const echo = express();
echo.set('case sensitive routing', true);
echo.set('strict routing', true);
for (const { operationId, method, expressPath } of operations) {
  echo[method](expressPath, (_req, res, next) => {
    res.locals.reached = [...(res.locals.reached ?? []), operationId];
    next();
  });
}
echo.use((_req, res) => {
  res.json(res.locals.reached ?? []);
});

describe('the operations of the contract', () => {
  it('are those of the sender, the groups and the downtime, with two that are no longer published, each once', () => {
    const ids = operations.map(({ operationId }) => operationId);
    const documented = servedDocuments.flatMap((name) => [...operationsOf(readOurs(name as DocumentName)).keys()]);

    expect(servedDocuments).toEqual([...comparedDocuments, 'downtime-internal']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.sort()).toEqual([...new Set(documented)].sort());
    expect(ids).toHaveLength(90 + 1 + 4 - 1 + 2);
  });

  it('have the status of the sender document, not that of the downtime document', () => {
    expect(operations.filter(({ pathTemplate }) => pathTemplate === '/status')).toMatchObject([
      { operationId: 'status', document: 'sender' },
    ]);
  });

  it("leave the simulator's own calls to their own router", () => {
    expect(operations.filter(({ pathTemplate }) => pathTemplate.startsWith('/_sim'))).toEqual([]);
  });

  it('know which of them are old', () => {
    const current = operations.filter(({ isDeprecated }) => !isDeprecated).map(({ operationId }) => operationId);

    expect(current).toHaveLength(19 + 1 + 3 + 2);
    expect(current).toContain('retrieveSentNotificationV29');
    expect(current).not.toContain('retrieveSentNotificationV28');
  });

  it.each(operations.map(({ operationId, method, pathTemplate }) => ({ operationId, method, pathTemplate })))(
    'lead $method $pathTemplate to $operationId alone',
    async ({ operationId, method, pathTemplate }) => {
      const answer = await request(echo)[method](concretePath(pathTemplate));

      expect(answer.body).toEqual([operationId]);
    },
  );

  it('turn templates into the syntax of Express', () => {
    const detail = operations.find(({ operationId }) => operationId === 'retrieveSentNotificationV29');

    expect(detail?.expressPath).toBe('/delivery/v2.9/notifications/sent/:iun');
    expect(detail?.hasBody).toBe(false);
  });
});
