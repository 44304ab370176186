import type { Ledger } from './kill-ledger.js';
import { clientOf, type Target } from './kill-work.js';

/** What was acknowledged and is not there, in words. */
export const missing = async (running: Target, key: string, ledger: Ledger): Promise<readonly string[]> => {
  const { call } = clientOf(running, key);
  const lost: string[] = [];
  const { now } = (await call<{ now: string }>('GET', '/_sim/clock')).body;
  if (now < ledger.clockAt) lost.push(`the clock is at ${now}, ${ledger.clockAt} was acknowledged`);

  const agenda = await call<{ items: { iun?: string }[] }>('GET', '/_sim/clock/agenda?limit=10000');
  const busy = new Set(agenda.body.items.map(({ iun }) => iun));
  for (const id of ledger.requests) {
    if (ledger.found.has(id)) continue;
    ledger.found.add(id);
    const iun = Buffer.from(id, 'base64').toString();
    const { status, body } = await call<{ notificationRequestStatus: string }>(
      'GET',
      `/delivery/v2.6/requests?notificationRequestId=${encodeURIComponent(id)}`,
    );
    if (status !== 200) lost.push(`request ${id}: ${status}`);
    else if (!busy.has(iun)) {
      const detail = await call<{ notificationStatus?: string }>('GET', `/delivery/v2.9/notifications/sent/${iun}`);
      const at = detail.body.notificationStatus ?? body.notificationRequestStatus;
      if (at !== 'EFFECTIVE_DATE') lost.push(`${iun} is at ${at}, but nothing is planned for it`);
    }
  }

  const streams = await call<{ streamId: string }[]>('GET', '/delivery-progresses/v2.9/streams');
  const present = new Set(streams.body.map(({ streamId }) => streamId));
  for (const [id, { isGone, acknowledged }] of ledger.streams) {
    if (isGone === undefined) continue;
    if (present.has(id) === isGone) lost.push(`stream ${id} is ${isGone ? 'still there' : 'gone'}`);
    if (isGone) continue;
    const events = await call<{ eventId: string }[]>('GET', `/delivery-progresses/v2.9/streams/${id}/events`);
    const first = events.body[0]?.eventId;
    if (first !== undefined && first <= acknowledged) {
      lost.push(`stream ${id} begins at ${first} again, ${acknowledged} was acknowledged`);
    }
  }

  const boxes = await call<{ items: { id: string }[] }>('GET', '/_sim/sandboxes');
  const known = new Set(boxes.body.items.map(({ id }) => id));
  for (const [id, { key, isGone }] of ledger.sandboxes) {
    if (isGone === undefined) continue;
    if (known.has(id) === isGone) lost.push(`sandbox ${id} is ${isGone ? 'still there' : 'gone'}`);
    if (isGone) continue;
    const { status } = await clientOf(running, key).call('GET', '/delivery-progresses/v2.9/streams');
    if (status !== 200) lost.push(`the key of sandbox ${id}: ${status}`);
  }
  return lost;
};

/** A body has ten streams at most, and removals that were cut off leave some behind. */
export const removeStreams = async (running: Target, key: string, ledger: Ledger): Promise<void> => {
  const { done } = clientOf(running, key);
  const path = '/delivery-progresses/v2.9/streams';
  for (const { streamId } of await done<{ streamId: string }[]>('GET', path)) {
    await done('DELETE', `${path}/${streamId}`);
    const known = ledger.streams.get(streamId);
    if (known) known.isGone = true;
  }
};

/** Sends every upload that was acknowledged, as many in one request as it takes; the validation looks at each file. */
const sendAllUploads = async (running: Target, key: string, { uploads }: Ledger): Promise<readonly string[]> => {
  const { send } = clientOf(running, key);
  const all = [...uploads.values()];
  const ids: string[] = [];
  for (let from = 0; from < all.length; from += 15) {
    ids.push(await send({ paProtocolNumber: `uploads-${from}`, documents: all.slice(from, from + 15) }));
  }
  return ids;
};

/** Plays everything to its end. @returns what does not come to it, and what is there twice, in words */
export const unfinished = async (running: Target, key: string, ledger: Ledger): Promise<readonly string[]> => {
  const { call, done } = clientOf(running, key);
  const wrong: string[] = [];
  const ids = [...(await sendAllUploads(running, key, ledger)), ...ledger.requests];
  await done('POST', '/_sim/clock/advance', { by: 'P90D' });
  const numbers = new Map<string, string>();
  for (const id of ids) {
    const iun = Buffer.from(id, 'base64').toString();
    const { body } = await call<Detail>('GET', `/delivery/v2.9/notifications/sent/${iun}`);
    const { notificationStatus, paProtocolNumber = '', timeline = [] } = body;
    if (notificationStatus !== 'EFFECTIVE_DATE') wrong.push(`${iun} ended at ${notificationStatus}`);
    const other = numbers.get(paProtocolNumber);
    if (other !== undefined) wrong.push(`${iun} and ${other} are both ${paProtocolNumber}`);
    numbers.set(paProtocolNumber, iun);
    const elements = timeline.map(({ elementId }) => elementId);
    const twice = elements.filter((one, i) => elements.indexOf(one) !== i);
    if (twice.length > 0) wrong.push(`${iun} has twice ${twice.join(', ')}`);
  }
  return wrong;
};

interface Detail {
  readonly notificationStatus?: string;
  readonly paProtocolNumber?: string;
  readonly timeline?: readonly { readonly elementId: string }[];
}
