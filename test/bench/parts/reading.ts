import { compare } from '../compare.js';
import { type Load, run } from '../load.js';
import { startBare, startSimulator } from '../program.js';
import type { Row } from '../row.js';
import { createSender, preloadRequest, type Sender } from '../sender.js';
import type { Part } from './part.js';

const stored = 200;

interface Reading {
  readonly what: string;
  readonly path: string;
  /** JSON of a POST. */
  readonly body?: unknown;
  readonly atLeast: number;
  /** Whether p99 has a bar of its own. */
  readonly isFast?: boolean;
}

const readingsOf = async (sender: Sender): Promise<readonly Reading[]> => {
  const stream = { title: 'bench', eventType: 'TIMELINE', groups: [], filterValues: [] };
  const { streamId } = (await sender.post('/delivery-progresses/v2.9/streams', stream)) as { streamId: string };
  await sender.sendMany(stored);
  await sender.advance('P130D');
  const { items } = (await sender.get('/_sim/notifications?limit=1')) as {
    readonly items: readonly [{ readonly iun: string; readonly notificationRequestId: string }];
  };
  const { iun, notificationRequestId } = items[0];
  const requestId = encodeURIComponent(notificationRequestId);
  return [
    { what: 'price', path: sender.nextPricePath(), atLeast: 0.5, isFast: true },
    {
      what: 'request status',
      path: `/delivery/v2.6/requests?notificationRequestId=${requestId}`,
      atLeast: 0.5,
      isFast: true,
    },
    { what: 'preload', path: '/delivery/attachments/preload', body: preloadRequest, atLeast: 0.4 },
    {
      what: 'consume a page of 50 events',
      path: `/delivery-progresses/v2.9/streams/${streamId}/events`,
      atLeast: 0.4,
    },
    { what: 'detail of 22 elements, finished', path: `/delivery/v2.9/notifications/sent/${iun}`, atLeast: 0.4 },
  ];
};

const loadOf = (url: string, key: string, body: unknown): Load => {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return { url, key, ...(text === undefined ? {} : { method: 'POST', nextBody: () => text }) };
};

/** Mean of the last third of the seconds over that of the first third. */
const flatness = (bySecond: readonly number[]): number => {
  const third = Math.max(1, Math.floor(bySecond.length / 3));
  const sum = (seconds: readonly number[]): number => seconds.reduce((a, b) => a + b, 0);
  return sum(bySecond.slice(-third)) / sum(bySecond.slice(0, third));
};

/** Reads, and the small calls that behave like reads. */
export const reading: Part = async ({ seconds, flatSeconds }) => {
  const rows: Row[] = [];
  await using simulator = await startSimulator();
  const sender = await createSender(simulator);
  for (const { what, path, body, atLeast, isFast } of await readingsOf(sender)) {
    const answer = body === undefined ? await sender.get(path) : await sender.post(path, body);
    await using bare = await startBare(answer);
    const own = loadOf(simulator.url + path, simulator.key, body);
    const { rate, p99, note } = await compare(own, loadOf(bare.url, '', body), seconds);
    const bytes = Buffer.byteLength(JSON.stringify(answer));
    rows.push({
      part: 'reading',
      what: `${what}, rate`,
      figure: rate,
      unit: '× bare',
      bar: { atLeast },
      note: `${note}, ${bytes} bytes`,
    });
    rows.push({
      part: 'reading',
      what: `${what}, p99`,
      figure: p99,
      unit: '× bare',
      ...(isFast ? { bar: { atMost: 4 } } : {}),
    });
    if (!isFast) continue;
    const { bySecond } = await run(own, { seconds: flatSeconds });
    rows.push({
      part: 'reading',
      what: `${what}, flat over ${flatSeconds} s`,
      figure: flatness(bySecond),
      unit: 'end/begin',
      bar: { atLeast: 0.9 },
    });
  }
  rows.push({ part: 'reading', what: 'resident memory afterwards', figure: simulator.residentMb(), unit: 'MB' });
  return rows;
};
