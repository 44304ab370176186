import { deepEqual, equal, ok } from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { NewNotificationRequestStatusResponseV26 } from '../generated/index.js';
import {
  consumeEventStreamV24,
  consumeEventStreamV29,
  createEventStreamV24,
  createEventStreamV29,
  downloadLegalFactById,
  retrieveNotificationLegalFactsV20,
  retrieveNotificationPriceV23,
  retrieveNotificationRequestStatusV26,
  retrieveSentNotificationDocument,
  retrieveSentNotificationV25,
  retrieveSentNotificationV29,
  sendNewNotificationV26,
} from '../generated/sdk.gen.js';
import {
  advanceUntil,
  aRequest,
  creditorTaxId,
  dataOf,
  download,
  pdf,
  sha256Of,
  uploadedDocument,
} from './simulator.js';

const noticeCode = '302010000000000001';

describe('a notification delivered by PEC, from upload to the end of its terms', () => {
  let timelineStream: string;
  let olderStatusStream: string;
  let statusBefore: NewNotificationRequestStatusResponseV26;
  let status: NewNotificationRequestStatusResponseV26;
  let iun: string;

  before(async () => {
    const newest = createEventStreamV29({ body: { title: 'everything', eventType: 'TIMELINE', groups: [] } });
    timelineStream = (await dataOf(newest)).streamId;
    const older = createEventStreamV24({ body: { title: 'older', eventType: 'STATUS', groups: [] } });
    olderStatusStream = (await dataOf(older)).streamId;

    const body = aRequest('2026-0001', noticeCode, await uploadedDocument());
    const { notificationRequestId } = await dataOf(sendNewNotificationV26({ body }));
    const asked = { query: { notificationRequestId } };
    statusBefore = await dataOf(retrieveNotificationRequestStatusV26(asked));
    await advanceUntil({ notificationRequestId, requestStatus: 'ACCEPTED' });
    status = await dataOf(retrieveNotificationRequestStatusV26(asked));
    iun = status.iun ?? '';
    await advanceUntil({ iun, status: 'EFFECTIVE_DATE' });
  });

  it('goes from waiting to accepted', () => {
    equal(statusBefore.notificationRequestStatus, 'WAITING');
    equal(statusBefore.iun, undefined);

    equal(status.notificationRequestStatus, 'ACCEPTED');
    equal(status.paProtocolNumber, '2026-0001');
  });

  it('is told as a whole by the newest detail', async () => {
    const detail = await dataOf(retrieveSentNotificationV29({ path: { iun } }));

    deepEqual(
      detail.notificationStatusHistory.map((entry) => entry.status),
      ['ACCEPTED', 'DELIVERING', 'DELIVERED', 'EFFECTIVE_DATE'],
    );
    const sent = detail.timeline.find(({ category }) => category === 'SEND_DIGITAL_DOMICILE');
    ok(sent?.details && 'digitalAddress' in sent.details);
    deepEqual(sent.details.digitalAddress, { type: 'PEC', address: 'prova@pec.it' });
  });

  it('is told by an older detail in its own shape', async () => {
    const older = await dataOf(retrieveSentNotificationV25({ path: { iun } }));
    const newest = await dataOf(retrieveSentNotificationV29({ path: { iun } }));

    equal(older.notificationStatus, 'EFFECTIVE_DATE');
    equal(older.sentAt, newest.sentAt);
    const newestIds = newest.timeline.map(({ elementId }) => elementId);
    ok(older.timeline.length > 0 && older.timeline.every(({ elementId }) => newestIds.includes(elementId)));
  });

  it('costs the base fee and the fee of the sender', async () => {
    const path = { paTaxId: creditorTaxId, noticeCode };
    const price = await dataOf(retrieveNotificationPriceV23({ path }));

    equal(price.iun, iun);
    equal(price.analogCost, 0);
    equal(price.totalPrice, (price.sendFee ?? 0) + 100);
  });

  it('gives back the document as it was sent', async () => {
    const found = await dataOf(retrieveSentNotificationDocument({ path: { iun, docIdx: 0 } }));

    equal(found.sha256, sha256Of(pdf));
    deepEqual(await download(found.url), pdf);
  });

  it('has legal facts, and each can be downloaded', async () => {
    const facts = await dataOf(retrieveNotificationLegalFactsV20({ path: { iun } }));

    ok(facts.length > 0);
    for (const { legalFactsId } of facts) {
      const legalFactId = legalFactsId.key.replace('safestorage://', '');
      const { url } = await dataOf(downloadLegalFactById({ path: { iun, legalFactId } }));
      // Receipts of a PEC provider are not made by the platform: they come as they are.
      const beginning = legalFactsId.category === 'PEC_RECEIPT' ? '<?xml' : '%PDF-';
      equal((await download(url)).toString('latin1', 0, 5), beginning);
    }
  });

  it('is told by a stream of timeline elements', async () => {
    const events = await dataOf(consumeEventStreamV29({ path: { streamId: timelineStream } }));

    const newest = await dataOf(retrieveSentNotificationV29({ path: { iun } }));
    const inDetail = newest.timeline.map(({ elementId }) => elementId);
    const inStream = events.filter((event) => event.iun === iun).map(({ element }) => element.elementId);
    ok(inStream.includes(inDetail.find((id) => id?.startsWith('SEND_DIGITAL_FEEDBACK'))));
    ok(inStream.every((id) => inDetail.includes(id)));
  });

  it('is told by an older stream of statuses', async () => {
    const events = await dataOf(consumeEventStreamV24({ path: { streamId: olderStatusStream } }));

    equal(events.filter((event) => event.iun === iun).at(-1)?.newStatus, 'EFFECTIVE_DATE');
  });
});
