import type { Attachment, NotificationRequest } from '../../../src/send/request/model.js';
import { aDigitalRecipient, aNotificationRequest, aPaperRecipient, aPdf, sha256Of } from '../../support/simulator.js';
import type { Running } from './cli.js';
import type { Ledger } from './kill-ledger.js';

/** The server went away in the middle of a call: what the whole is about. */
class Gone extends Error {}

/** An answer that nobody should get. */
class Surprise extends Error {}

/** A sandbox as it is answered when it is made. */
export interface Made {
  readonly senders: readonly { readonly apiKeys: readonly { readonly key: string }[] }[];
}

/** Where the calls go. */
export interface Target extends Pick<Running, 'url' | 'key'> {
  /** One of several may go away while the whole goes on: a cut connection, or 503, leaves open what was done. */
  readonly isOne?: boolean;
}

/** Small, and the same on every machine. */
const randomOf = (seed: number) => (): number => {
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
  seed = (seed + 0x6d2b79f5) | 0;
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

export const clientOf = ({ url, key: defaultKey, isOne }: Target, key = defaultKey) => {
  const fetched = async (target: string, init: RequestInit) => {
    try {
      const answer = await fetch(target, init);
      return { answer, text: await answer.text() };
    } catch (error) {
      throw new Gone(String(error));
    }
  };
  const call = async <Body>(method: string, path: string, { body }: { readonly body?: object } = {}) => {
    const { answer, text } = await fetched(`${url}${path}`, {
      method,
      headers: { 'x-api-key': key, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, text, body: (text === '' ? undefined : JSON.parse(text)) as Body };
  };
  const done = async <Body>(method: string, path: string, body?: object): Promise<Body> => {
    const called = await call<Body>(method, path, body && { body });
    if (isOne && called.status === 503) throw new Gone(called.text);
    if (called.status >= 300) throw new Surprise(`${method} ${path}: ${called.status} ${called.text}`);
    return called.body;
  };
  /** A link lives an hour of the clock, which others move meanwhile: then it takes another one. */
  const upload = async (text: string): Promise<Attachment> => (await uploadOnce(text)) ?? upload(text);
  const uploadOnce = async (text: string): Promise<Attachment | undefined> => {
    const bytes = aPdf(text);
    const sha256 = sha256Of(bytes);
    const contentType = 'application/pdf';
    const slots = await done<{ key: string; secret: string; url: string }[]>('POST', '/delivery/attachments/preload', [
      { preloadIdx: '0', contentType, sha256 },
    ]);
    const [slot] = slots;
    if (!slot) throw new Surprise('no slot');
    const headers = { 'content-type': contentType, 'x-amz-meta-secret': slot.secret, 'x-amz-checksum-sha256': sha256 };
    const { answer, text: refusal } = await fetched(slot.url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
    if (refusal.includes('<Message>Request has expired</Message>')) return undefined;
    if (isOne && answer.status === 503) throw new Gone(refusal);
    if (answer.status !== 200) throw new Surprise(`upload: ${answer.status} ${refusal}`);
    const versionToken = answer.headers.get('x-amz-version-id') ?? '';
    return { digests: { sha256 }, contentType, ref: { key: slot.key, versionToken } };
  };
  return {
    call,
    done,
    upload,
    send: async (change: Partial<NotificationRequest> & Pick<NotificationRequest, 'documents'>): Promise<string> =>
      (await done<{ notificationRequestId: string }>('POST', '/delivery/v2.6/requests', aNotificationRequest(change)))
        .notificationRequestId,
  };
};

/**
 * Works in parallel until the server goes away, and writes down what was acknowledged; `onStep` hears of progress.
 * @param isOver where one of several servers may go away: when to end all the same
 * @returns answers that should not have been
 */
const work = async (
  running: Target,
  mainKey: string,
  ledger: Ledger,
  random: () => number,
  trial: number,
  onStep: () => void,
  isOver: () => boolean = () => false,
): Promise<readonly string[]> => {
  const { done, upload, send } = clientOf(running, mainKey);

  const uploads = async (turn: number): Promise<void> => {
    const file = await upload(`${trial}-${turn}-${'x'.repeat(random() * 100_000)}`);
    ledger.uploads.set(file.ref.key, file);
  };

  const sends =
    (name: string) =>
    async (turn: number): Promise<void> => {
      const recipient = random() < 0.5 ? aDigitalRecipient() : aPaperRecipient();
      const documents = [await upload(`${trial}-${name}-${turn}`)];
      ledger.requests.add(
        await send({ paProtocolNumber: `${trial}-${name}-${turn}`, documents, recipients: [recipient] }),
      );
    };

  const streams = async (): Promise<void> => {
    const path = '/delivery-progresses/v2.9/streams';
    const { streamId } = await done<{ streamId: string }>('POST', path, {
      title: 'all',
      eventType: 'TIMELINE',
      groups: [],
    });
    const stream = { isGone: false as boolean | undefined, acknowledged: '' };
    ledger.streams.set(streamId, stream);
    for (let reads = 0; reads < 8; reads++) {
      const after = stream.acknowledged === '' ? '' : `?lastEventId=${stream.acknowledged}`;
      const events = await done<{ eventId: string }[]>('GET', `${path}/${streamId}/events${after}`);
      const last = events.at(-1);
      if (!last) continue;
      await done('GET', `${path}/${streamId}/events?lastEventId=${last.eventId}`);
      stream.acknowledged = last.eventId;
    }
    // A body has ten at most: one stays per trial, at most.
    stream.isGone = undefined;
    await done('DELETE', `${path}/${streamId}`);
    stream.isGone = true;
  };

  const moves = async (): Promise<void> => {
    const by = random() < 0.8 ? 'PT10M' : 'P3D';
    ledger.clockAt = (await done<{ to: string }>('POST', '/_sim/clock/advance', { by })).to;
  };

  /** A sandbox appears, is used, is emptied and used again, and goes. */
  const sandboxes = async (turn: number): Promise<void> => {
    const id = `box-${trial}-${turn}`;
    const made = await done<Made>('POST', '/_sim/sandboxes', { id });
    const key = made.senders[0]?.apiKeys[0]?.key ?? '';
    const box = { key, isGone: false as boolean | undefined };
    ledger.sandboxes.set(id, box);
    const inside = clientOf(running, key);
    for (let round = 0; round < 3; round++) {
      await inside.send({ documents: [await inside.upload('box')] });
      await inside.done('POST', '/_sim/clock/advance', { by: 'P20D' });
      await inside.done('POST', '/_sim/reset', {});
    }
    box.isGone = undefined;
    await done('DELETE', `/_sim/sandboxes/${id}`);
    box.isGone = true;
  };

  const surprises: string[] = [];
  const untilGone = async (step: (turn: number) => Promise<void>): Promise<void> => {
    for (let turn = 0; !isOver(); turn++) {
      try {
        await step(turn);
        onStep();
      } catch (error) {
        if (!(error instanceof Gone)) surprises.push(error instanceof Error ? error.message : String(error));
        if (!running.isOne || !(error instanceof Gone)) return;
      }
    }
  };
  await Promise.all([uploads, sends('a'), sends('b'), streams, moves, sandboxes].map(untilGone));
  return surprises;
};

const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The sandbox of the trials. Its uploads do not expire, though its clock runs on; its links do, as on the platform. */
export const sandboxOfTrials = { id: 'main', clock: { now: '2026-05-04T08:00:00Z' }, settings: { retention: 'off' } };

/** `KILL_SEED=n` draws other lots. */
export const killSeed = Number(process.env.KILL_SEED ?? 20_260_504);

/** `TRIALS=50` is the long form of a test with trials. */
export const trialsAsked = (short: number): number => Number(process.env.TRIALS ?? short);

/** The blow falls when so much was acknowledged at most, and so much later at most. */
const mostAcknowledged = 50;
const longestMs = 50;

interface Trial {
  readonly random: () => number;
  /** All the work, with the answers that should not have been. */
  readonly working: Promise<readonly string[]>;
  /** The moment drawn by lot. */
  readonly moment: Promise<void>;
}

/** Begins the work of one trial. @param isOver as with `work` */
export const beginTrial = (
  running: Target,
  key: string,
  ledger: Ledger,
  trial: number,
  isOver?: () => boolean,
): Trial => {
  const random = randomOf(killSeed + 1_000 * trial);
  const wanted = ledger.count() + 1 + random() * mostAcknowledged;
  let isBusy: () => void = () => undefined;
  const busy = new Promise<void>((resolve) => {
    isBusy = resolve;
  });
  const look = () => (ledger.count() >= wanted ? isBusy() : undefined);
  const working = work(running, key, ledger, random, trial, look, isOver);
  return { random, working, moment: Promise.race([busy, working]).then(() => elapsed(random() * longestMs)) };
};
