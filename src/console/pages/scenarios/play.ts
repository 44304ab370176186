import { part, platform, sim } from '../../api/client.js';
import { CallProblem } from '../../api/problem.js';
import type { Sandbox } from '../../api/shapes.js';
import { upload } from '../../api/upload.js';

/** A request that is complete but for its files (`GET /_sim/scenarios/{name}/request`). */
interface ReadyRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: readonly { readonly name: string; readonly contentType: string; readonly content: string }[];
}

/** What a sender does in a story. */
export interface Sending extends ReadyRequest {
  readonly header: string;
  readonly before: readonly (ReadyRequest & { readonly cancelled?: true })[];
  readonly sendsAt?: string;
  readonly cancels?: { readonly after: string };
  readonly reportsPayment?: { readonly after: string };
}

/** The key of the first sender: who sends the stories. */
export const keyOf = (sandbox: Sandbox | undefined): string | undefined =>
  sandbox?.senders.flatMap(({ apiKeys }) => apiKeys).find(({ status, pdnd }) => status === 'ENABLED' && pdnd !== true)
    ?.key;

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Uploads the files, puts what that gave into the body, sends it. @returns the request id */
const send = async (key: string, { body, files }: ReadyRequest, header: string): Promise<string> => {
  let text = JSON.stringify(body);
  for (const { name, contentType, content } of files) {
    const uploaded = await upload(key, new Blob([bytesOf(content)]), contentType);
    for (const [field, value] of Object.entries({ ...uploaded })) text = text.replaceAll(`${name}:${field}`, value);
  }
  const { notificationRequestId } = await platform<{ notificationRequestId: string }>(
    'POST',
    '/delivery/v2.6/requests',
    { key, body: JSON.parse(text), headers: { 'x-send-sim-scenario': header } },
  );
  return notificationRequestId;
};

/** Minutes since midnight in Rome. */
const romanMinutes = (instant: number): number => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Rome',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const of = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  return of('hour') * 60 + of('minute');
};

const day = 24 * 60;

/** Goes on to the next time of day at which the story sends. */
const untilTimeOf = async (sendsAt: string): Promise<void> => {
  const { now } = await sim<{ now: string }>('GET', '/clock');
  const wait = (romanMinutes(Date.parse(sendsAt)) - romanMinutes(Date.parse(now)) + day) % day;
  if (wait > 0) await sim('POST', '/clock/advance', { body: { by: `PT${wait}M` } });
};

const moveUntil = async (until: Readonly<Record<string, string>>): Promise<void> => {
  try {
    await sim('POST', '/clock/advance', { body: { until } });
  } catch (error) {
    // A story may be one of a refusal, or of a validation that never ends.
    if (!(error instanceof CallProblem && error.status === 409)) throw error;
  }
};

const untilDecided = (notificationRequestId: string): Promise<void> =>
  moveUntil({ notificationRequestId, requestStatus: 'ACCEPTED' });

/** A clock that runs comes to what follows by itself; one that stands is moved there. */
const stands = async (): Promise<boolean> => (await sim<{ mode: string }>('GET', '/clock')).mode === 'manual';

const iunOf = async (notificationRequestId: string): Promise<string> =>
  (await sim<{ iun: string }>('GET', `/notifications/${part(notificationRequestId)}`)).iun;

const cancel = async (key: string, id: string): Promise<void> => {
  await platform('PUT', `/delivery-push/v2.0/notifications/cancel/${part(await iunOf(id))}`, { key });
};

export const sendingOf = (name: string, key: string): Promise<Sending> =>
  sim('GET', `/scenarios/${part(name)}/request`, { headers: { 'x-api-key': key } });

/** Plays a story from its first request to the decision on the last one. @returns its request id. @throws CallProblem */
export const play = async (name: string, key: string): Promise<string> => {
  const sending = await sendingOf(name, key);
  for (const earlier of sending.before) {
    const id = await send(key, earlier, '');
    await untilDecided(id);
    if (earlier.cancelled) {
      await cancel(key, id);
      await sim('POST', '/clock/advance', { body: { by: 'P1D' } });
    }
  }
  if (sending.sendsAt !== undefined) await untilTimeOf(sending.sendsAt);
  const id = await send(key, sending, sending.header);
  if (await stands()) await untilDecided(id);
  return id;
};

/** What the sender does later in the story, after so long. */
export const act = async (
  kind: 'cancels' | 'reportsPayment',
  after: string,
  key: string,
  id: string,
): Promise<void> => {
  await sim('POST', '/clock/advance', { body: { by: after } });
  if (kind === 'cancels') {
    await cancel(key, id);
    if (await stands()) await moveUntil({ notificationRequestId: id, status: 'CANCELLED' });
    return;
  }
  const { detail, costs } = await sim<Reported>('GET', `/notifications/${part(id)}`);
  const notice = detail.recipients.flatMap(({ payments = [] }) => payments.flatMap(({ pagoPa }) => pagoPa ?? []))[0];
  if (notice === undefined) return;
  const { now } = await sim<{ now: string }>('GET', '/clock');
  const amount = costs.flatMap(({ payments }) => payments)[0]?.totalPrice ?? 0;
  const { noticeCode, creditorTaxId } = notice;
  await platform('POST', '/delivery/events/payment/pagopa', {
    key,
    body: { events: [{ noticeCode, creditorTaxId, paymentDate: now, amount }] },
  });
};

interface Reported {
  readonly detail: {
    readonly recipients: readonly {
      readonly payments?: readonly {
        readonly pagoPa?: { readonly noticeCode: string; readonly creditorTaxId: string };
      }[];
    }[];
  };
  readonly costs: readonly { readonly payments: readonly { readonly totalPrice: number }[] }[];
}
