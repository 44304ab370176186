import { describe, expect, it } from 'vitest';
import { createAnswerValidator } from '../../src/contract/validate-answer.js';
import { aSendBody } from './bodies.js';

const validateAnswer = createAnswerValidator();

const element = {
  elementId: 'REQUEST_ACCEPTED.IUN_MWRP-ZGAL-JGDK-202610-T-1',
  category: 'REQUEST_ACCEPTED',
  details: {},
};
const detail = (changes: Record<string, unknown> = {}) => ({
  ...aSendBody(),
  iun: 'MWRP-ZGAL-JGDK-202610-T-1',
  sentAt: '2026-10-05T10:00:00.123456Z',
  notificationStatus: 'ACCEPTED',
  notificationStatusHistory: [
    { status: 'ACCEPTED', activeFrom: '2026-10-05T10:01:00Z', relatedTimelineElements: [element.elementId] },
  ],
  timeline: [element],
  ...changes,
});

describe('the validation of answers', () => {
  it('takes a right answer', () => {
    expect(validateAnswer('retrieveSentNotificationV29', 200, detail())).toEqual([]);
  });

  it('says where an answer is wrong', () => {
    const wrong = detail({ notificationStatus: 'DONE', sentAt: 'yesterday', timeline: [{ ...element, extra: 1 }] });

    const lines = validateAnswer('retrieveSentNotificationV29', 200, wrong);

    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).toContain('retrieveSentNotificationV29 200 body.notificationStatus');
    expect(lines.join('\n')).toContain("found 'extra'");
  });

  it('knows the parts of a detail that contain the timeline again', () => {
    const history = [{ status: 'ACCEPTED', activeFrom: '2026-10-05T10:01:00Z', relatedTimelineElements: [element] }];
    const details = { recIndex: 0, sentAttemptMade: 0, invalidatedTimelineAndStatusHistory: history };
    const timeline = [{ ...element, category: 'NOTIFICATION_TIMELINE_REWORKED', details }];

    expect(validateAnswer('retrieveSentNotificationV29', 200, detail({ timeline }))).toEqual([]);
  });

  it('checks problems and wants no body with 204', () => {
    expect(validateAnswer('sendNewNotificationV26', 400, { status: 400, errors: [{ code: 'X' }] })).toEqual([]);
    expect(validateAnswer('sendNewNotificationV26', 400, { status: 400 })).toHaveLength(1);
    expect(validateAnswer('removeEventStreamV29', 204, undefined)).toEqual([]);
    expect(validateAnswer('removeEventStreamV29', 204, {})).toHaveLength(1);
  });

  it('takes the statuses that the platform answers beyond its contract, and no others', () => {
    expect(validateAnswer('retrieveSentNotificationV29', 404, { status: 404, errors: [{ code: 'X' }] })).toEqual([]);
    expect(validateAnswer('createEventStreamV29', 409, { status: 409, errors: [{ code: 'X' }] })).toEqual([]);
    expect(validateAnswer('status', 302, undefined)).toEqual(['status answers 302, which is not in the contract']);
    expect(validateAnswer('nothing', 200, {})).toEqual(['nothing is not in the contract']);
  });

  it('takes the codes of the downtime service, which break its own contract', () => {
    const problem = {
      status: 400,
      title: 'Informations not valid',
      errors: [{ code: '400 BAD_REQUEST', detail: 'x' }],
    };

    expect(validateAnswer('getResolved', 400, problem)).toEqual([]);
    expect(validateAnswer('getResolved', 400, { ...problem, errors: [{ code: '400 BAD_REQUEST' }] })).toHaveLength(1);
  });

  it("knows the answers of the simulator's own API", () => {
    expect(validateAnswer('waitUntil', 200, { matched: true, now: '2026-10-05T10:00:00Z' })).toEqual([]);
    expect(validateAnswer('waitUntil', 200, { matched: 'yes' })).toHaveLength(2);
  });

  it('takes the long texts of the gateway', () => {
    const detailText = 'x'.repeat(5_000);
    const body = { status: 400, title: 'VALIDATION ERROR', errors: [{ code: 'PN_INVALID_BODY', detail: detailText }] };

    expect(validateAnswer('sendNewNotificationV26', 400, body)).toEqual([]);
  });
});
