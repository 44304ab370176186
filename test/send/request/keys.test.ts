import { describe, expect, it } from 'vitest';
import { conflictViolations, idempotenceKey, noticeKeys } from '../../../src/send/request/keys.js';
import { anF24, aPagoPa, aRecipient, aRequest, without } from './a-request.js';

const request = aRequest({
  recipients: [aRecipient(), aRecipient({ payments: [anF24(), aPagoPa(1)] }), aRecipient({ payments: [aPagoPa(2)] })],
});

it('the notices of all recipients are keys, F24 and recipients without payments are not', () => {
  expect(noticeKeys(request)).toEqual(['77777777777##302000100000019422', '77777777777##302000100000019423']);
});

describe('idempotence key', () => {
  it('joins sender, protocol number and token', () => {
    expect(idempotenceKey('pa-1', request)).toBe('pa-1##302/2026##a1');
  });

  it('takes an absent token for the text null, and an empty one for itself', () => {
    expect(idempotenceKey('pa-1', without(request, 'idempotenceToken'))).toBe('pa-1##302/2026##null');
    expect(idempotenceKey('pa-1', aRequest({ idempotenceToken: '' }))).toBe('pa-1##302/2026##');
  });
});

describe('conflicts', () => {
  const nobody = { ofIdempotenceKey: () => undefined, ofNoticeKey: () => undefined };
  const heldNotices = (...keys: string[]) => ({
    ...nobody,
    ofNoticeKey: (key: string) => (keys.includes(key) ? `holder of ${key}` : undefined),
  });

  it('are none when nobody holds the keys', () => {
    expect(conflictViolations(request, 'pa-1', nobody)).toEqual([]);
  });

  it('name the first notice in use and who has it', () => {
    const [first, second] = noticeKeys(request) as [string, string];

    expect(conflictViolations(request, 'pa-1', heldNotices(first, second)).map((v) => v.detail)).toEqual([
      `Duplicated notification for creditorTaxId##noticeCode=${first}`,
    ]);
    expect(conflictViolations(request, 'pa-1', heldNotices(second))[0]?.hint.it).toContain(`holder of ${second}`);
  });

  it('are told once for each kind', () => {
    const holders = { ofIdempotenceKey: () => 'R1', ofNoticeKey: () => 'R2' };

    expect(conflictViolations(request, 'pa-1', holders).map((violation) => violation.refusal)).toEqual([
      'duplicatedProtocolNumber',
      'duplicatedNotice',
    ]);
  });

  it('explain the absent token', () => {
    const holders = { ...nobody, ofIdempotenceKey: () => 'R1' };
    const [violation] = conflictViolations(without(request, 'idempotenceToken'), 'pa-1', holders);

    expect(violation?.hint.it).toContain('assente vale il testo null');
  });

  it('keep keys as they are, template signs included', () => {
    const holders = { ...nobody, ofIdempotenceKey: () => 'R1' };
    const [violation] = conflictViolations(aRequest({ paProtocolNumber: '$&<key>' }), 'pa-1', holders);

    expect(violation?.detail).toContain('=pa-1##$&<key>##a1');
  });
});
