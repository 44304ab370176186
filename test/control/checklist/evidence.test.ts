import { describe, expect, it } from 'vitest';
import { fromEpochMs, seconds } from '../../../src/clock/instant.js';
import { createEvidenceRoom } from '../../../src/control/checklist/evidence.js';
import { reportOf } from '../../../src/control/checklist/report.js';
import type { SeenCall } from '../../../src/http/seen-call.js';

const now = fromEpochMs(Date.parse('2026-05-04T10:11:12Z'));
let ids = 0;
const aCall = (operation: string, change: Partial<SeenCall> = {}): SeenCall => ({
  id: `c${++ids}`,
  operation,
  method: 'GET',
  path: '/x',
  status: 200,
  virtualAt: now,
  storageAt: seconds(ids * 2),
  isUnderstood: true,
  params: {},
  request: undefined,
  answer: undefined,
  retryAfterMs: 0,
  ...change,
});
const stateOf = (room: ReturnType<typeof createEvidenceRoom>, code: string) =>
  reportOf(room.evidence, { sandbox: 'one', now, masked: (text) => text })
    .cases.flatMap(({ checks }) => checks)
    .find((check) => check.code === code);

describe('evidence', () => {
  it('of the first call outlives any number of later ones, and stays small', () => {
    const room = createEvidenceRoom(() => undefined);
    const price = (i: number) => ({ params: { paTaxId: '77777777777', noticeCode: String(i) } });
    room.saw(aCall('createEventStreamV29', { answer: { streamId: 's0', eventType: 'TIMELINE' } }));
    room.saw(aCall('consumeEventStreamV29', { params: { streamId: 's0' }, answer: [{ iun: 'A' }] }));
    for (let i = 0; i < 20_000; i++) {
      room.saw(aCall('retrieveNotificationPriceV23', price(i)));
      room.saw(aCall('consumeEventStreamV29', { params: { streamId: `s${i}` }, answer: [{ iun: 'A' }] }));
      room.saw(aCall('uploadObject', { method: 'PUT', params: { key: `k${i}`, code: 'x' } }));
      room.saw(aCall('uploadObject', { method: 'PUT', status: 400, params: { key: `k${i}`, code: 'BadDigest' } }));
      room.saw(
        aCall('retrieveSentNotificationV29', {
          answer: { iun: `I${i}`, timeline: [{ legalFactsIds: [{ key: 'k' }] }] },
        }),
      );
    }

    expect(stateOf(room, 'C.2')?.calls[0]?.id).toBe('c3');
    expect(stateOf(room, '03.1')?.calls.map(({ id }) => id)).toEqual(['c1']);
    expect(stateOf(room, '03.2')?.calls.map(({ id }) => id)).toEqual(['c1', 'c2']);
    expect(stateOf(room, '03.4')?.calls[0]?.id).toBe('c2');
    expect(stateOf(room, '01.4')?.state).toBe('passed');
    expect(stateOf(room, 'digests')?.why?.en).toMatch(/and 19980 more$/);
    const { streams, files, downloads } = room.evidence;
    for (const { size } of [streams.streams, files.unused, downloads.named]) {
      expect(size).toBeGreaterThanOrEqual(500);
      expect(size).toBeLessThanOrEqual(2_000);
    }
  });

  it('of a legal fact needs the detail that names it, before or after', () => {
    const fact = aCall('downloadLegalFactById', {
      params: { iun: 'I', legalFactId: 'PN_LEGAL_FACTS-1.pdf' },
      answer: { url: 'http://h/p?X-Amz-Signature=abc' },
    });
    const detail = (iun: string) =>
      aCall('retrieveSentNotification', {
        answer: { iun, timeline: [{ legalFactsIds: [{ key: 'safestorage://PN_LEGAL_FACTS-1.pdf' }] }] },
      });
    const download = aCall('downloadObject', { params: { signature: 'abc' } });
    const stateAfter = (...calls: readonly SeenCall[]) => {
      const room = createEvidenceRoom(() => undefined);
      for (const call of calls) room.saw(call);
      return stateOf(room, '04.6')?.state;
    };

    expect(stateAfter(detail('I'), fact, download)).toBe('passed');
    expect(stateAfter(fact, download, detail('I'))).toBe('passed');
    expect(stateAfter(fact, detail('I'), download)).toBe('passed');
    expect(stateAfter(detail('other'), fact, download)).toBe('failed');
    expect(stateAfter(detail('I'), fact)).toBe('failed');
    expect(stateAfter(detail('I'), { ...fact, status: 404 }, download)).toBe('failed');
  });

  it('of an acceptance counts although it came before the answer of the call', () => {
    const file = { sha256Base64: 's', versionId: 'v' };
    const document = { digests: { sha256: 's' }, contentType: 'application/pdf', ref: { key: 'k', versionToken: 'v' } };
    const room = createEvidenceRoom(() => file);
    room.onAppended({
      notification: { notificationRequestId: 'R' },
      added: [{ element: { category: 'REQUEST_ACCEPTED' } }],
    } as unknown as Parameters<typeof room.onAppended>[0]);
    const request = {
      physicalCommunicationType: 'REGISTERED_LETTER_890',
      subject: 'x',
      documents: [document],
      recipients: [{ recipientType: 'PF', taxId: 'X', denomination: 'Y', digitalDomicile: {}, physicalAddress: {} }],
    };
    const answer = { notificationRequestId: 'R' };
    room.saw(aCall('sendNewNotificationV26', { method: 'POST', status: 202, request, answer }));

    expect(stateOf(room, '01.11')?.state).toBe('passed');
  });

  it('takes answers that a fault has emptied', () => {
    const operations = [
      'presignedUploadRequest',
      'uploadObject',
      'downloadObject',
      'sendNewNotificationV26',
      'createEventStream',
      'removeEventStream',
      'consumeEventStream',
      'retrieveSentNotification',
      'retrieveSentNotificationDocument',
      'retrieveSentNotificationAttachment',
      'downloadLegalFactById',
      'retrieveNotificationPrice',
      'unknown',
    ];
    for (const isUnderstood of [true, false]) {
      for (const status of [0, 200, 202, 204, 500]) {
        const room = createEvidenceRoom(() => undefined);
        for (const operation of operations) room.saw(aCall(operation, { status, isUnderstood, answer: undefined }));
        expect(stateOf(room, '01.11')?.state).toBe('failed');
      }
    }
  });
});
