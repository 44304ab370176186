import { compare, flatness, type Side } from '../compare.js';
import { type Program, startBare, startSimulator } from '../program.js';
import type { Row } from '../row.js';
import { createSender, preloadRequest, type Sender } from '../sender.js';
import type { Part } from './part.js';

const stored = 200;

interface Reading {
  readonly what: string;
  /** Another one of the stored things each time, where there are several. */
  readonly nextPath: () => string;
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
  const { items } = (await sender.get(`/_sim/notifications?limit=${stored}`)) as {
    readonly items: readonly { readonly iun: string; readonly notificationRequestId: string }[];
  };
  return [
    { what: 'price', nextPath: sender.nextPricePath, atLeast: 0.5, isFast: true },
    {
      what: 'request status',
      nextPath: inTurn(
        items,
        (item) => `/delivery/v2.6/requests?notificationRequestId=${encodeURIComponent(item.notificationRequestId)}`,
      ),
      atLeast: 0.5,
      isFast: true,
    },
    { what: 'preload', nextPath: () => '/delivery/attachments/preload', body: preloadRequest, atLeast: 0.4 },
    {
      what: 'consume a page of 50 events',
      nextPath: () => `/delivery-progresses/v2.9/streams/${streamId}/events`,
      atLeast: 0.4,
    },
    {
      what: 'detail of 22 elements, finished',
      nextPath: inTurn(items, ({ iun }) => `/delivery/v2.9/notifications/sent/${iun}`),
      atLeast: 0.4,
    },
  ];
};

const inTurn = <Item>(items: readonly Item[], pathOf: (item: Item) => string): (() => string) => {
  const paths = items.map(pathOf);
  let next = 0;
  return () => paths[next++ % paths.length] ?? '';
};

const sideOf = (program: Program, nextPath: () => string, body: unknown): Side => {
  const { url, key } = program;
  const text = body === undefined ? undefined : JSON.stringify(body);
  return { program, url, key, nextPath, ...(text === undefined ? {} : { method: 'POST', nextBody: () => text }) };
};

/** Reads, and the small calls that behave like reads. */
export const reading: Part = async ({ seconds, flatSeconds }) => {
  const rows: Row[] = [];
  await using simulator = await startSimulator();
  const sender = await createSender(simulator);
  for (const { what, nextPath, body, atLeast, isFast } of await readingsOf(sender)) {
    const answer = body === undefined ? await sender.get(nextPath()) : await sender.post(nextPath(), body);
    await using bare = await startBare(answer);
    const own = sideOf(simulator, nextPath, body);
    const { rate, p99, note } = await compare(
      own,
      sideOf(bare, () => '/', body),
      seconds,
    );
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
    const flat = await flatness(own, flatSeconds);
    rows.push({
      part: 'reading',
      what: `${what}, flat over ${flatSeconds} s`,
      figure: flat.rate,
      unit: 'end/begin',
      bar: { atLeast: 0.9 },
      note: flat.note,
    });
  }
  rows.push({ part: 'reading', what: 'resident memory afterwards', figure: simulator.residentMb(), unit: 'MB' });
  return rows;
};
