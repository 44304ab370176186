import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { operationTable, readmeFile, withOperationTable } from '../../scripts/operation-table.js';
import type { Coverage } from '../../src/control/coverage.js';

describe('the table of operations in the README', () => {
  it('is what the code makes (npm run docs)', () => {
    const readme = readFileSync(readmeFile, 'utf8');

    expect(readme === withOperationTable(readme)).toBe(true);
  });

  it('cannot be lost without a word', () => {
    expect(() => withOperationTable('# Nothing')).toThrow('README.md has no place for the operations');
  });

  it('has a line for each operation and a column for each version, with the path of the newest', () => {
    const form = (path: string, version: string, more: Partial<Coverage> = {}): Coverage => ({
      operationId: path,
      document: 'sender',
      method: 'GET',
      path,
      version,
      state: 'simulated',
      ...more,
    });

    expect(
      operationTable([
        form('/v2.10/things', 'v2.10'),
        form('/things', 'v1', { state: 'missing', notes: 'soon' }),
        form('/v2.9/others', 'v2.9', { state: 'example' }),
      ]),
    ).toBe(
      '| operation           | v1  | v2.9 | v2.10 |      |\n' +
        '| ------------------- | :-: | :--: | :---: | ---- |\n' +
        '| `GET /v2.10/things` |  ○  |      |   ●   | soon |\n' +
        '| `GET /v2.9/others`  |     |  ○   |       |      |\n',
    );
  });
});
