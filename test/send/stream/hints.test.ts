import { describe, expect, it } from 'vitest';
import { fromEpochMs } from '../../../src/clock/instant.js';
import { refusals } from '../../../src/send/stream/errors.js';
import type { Access, Stream } from '../../../src/send/stream/model.js';

const access: Access = { paId: 'pa-1', keyGroups: ['first', 'second'], version: 'v29' };
const stream: Stream = {
  streamId: 'a-stream',
  paId: 'pa-1',
  version: 'v28',
  title: 'All',
  eventType: 'TIMELINE',
  groups: ['last'],
  filterValues: [],
  waitForAccepted: false,
  activationDate: fromEpochMs(0),
  disabledDate: fromEpochMs(0),
};

const every = {
  streamNotFound: refusals.streamNotFound('a-stream'),
  noUuid: refusals.noUuid('a-stream'),
  metadataNotFound: refusals.metadataNotFound('a-stream'),
  tooManyStreams: refusals.tooManyStreams(10, 10),
  emptyGroups: refusals.emptyGroups(access),
  foreignGroups: refusals.foreignGroups(['first', 'elsewhere'], ['first']),
  groupMismatch: refusals.groupMismatch(access, stream),
  masterOnly: refusals.masterOnly(access, stream),
  versionMismatch: refusals.versionMismatch(access, stream),
  metadataVersionMismatch: refusals.metadataVersionMismatch(access, stream),
  tooEarly: refusals.tooEarly(1_500, 60_000),
  updateOfDisabled: refusals.updateOfDisabled(stream),
  groupsOfUpdate: refusals.groupsOfUpdate(stream, ['first'], ['first']),
  alreadyDisabled: refusals.alreadyDisabled(stream),
};

describe('the explanation of a refusal', () => {
  it('exists for each of the catalogue', () => {
    expect(Object.keys(every)).toEqual(Object.keys(refusals));
  });

  it.each(Object.entries(every))('%s is one complete line in Italian and in English', (_, { hint }) => {
    for (const text of [hint.it, hint.en]) {
      expect(text).toMatch(/^[^\n]{40,400}$/);
      expect(text).not.toMatch(/undefined|null|\[object/);
    }
    expect(hint.it).not.toBe(hint.en);
  });

  it('names what was received and what would do', () => {
    expect(every.foreignGroups.hint.en).toContain('elsewhere are not among those allowed for this key (first)');
    expect(every.versionMismatch.hint.en).toContain('created with version v28 and the call uses v29');
    expect(every.versionMismatch.hint.en).toContain('use /delivery-progresses/v2.8/streams,');
    expect(refusals.versionMismatch(access, { ...stream, version: 'v10' }).hint.it).toContain(
      'usa /delivery-progresses/streams,',
    );
    expect(every.updateOfDisabled.hint.it).toContain('1970-01-01T00:00:00Z');
  });
});
