import { type Load, run } from '../load.js';
import { startBare, startSimulator } from '../program.js';
import type { Row } from '../row.js';
import { createSender, type Sender, timed } from '../sender.js';
import type { Part } from './part.js';

const stages = [200, 2_000, 20_000, 100_000];
/** Notifications in work at one time: what is finished is the load, not what is under way. */
const atOnce = 10_000;
const fresh = 200;

const fill = async (sender: Sender, from: number, to: number): Promise<void> => {
  for (let sent = from; sent < to; sent += atOnce) {
    await sender.sendMany(Math.min(atOnce, to - sent));
    await sender.advance('P130D');
  }
};

/** How each call goes on as more and more finished notifications are stored: requests per second against the bare program. */
export const curve: Part = async ({ seconds }) => {
  await using simulator = await startSimulator();
  await using bare = await startBare({ amount: 100 });
  const sender = await createSender(simulator);
  const { url, key } = simulator;
  const stream = { title: 'bench', eventType: 'TIMELINE', groups: [], filterValues: [] };
  const rows: Row[] = [];
  let stored = 0;
  for (const stage of stages) {
    await fill(sender, stored, stage - fresh);
    const { streamId } = (await sender.post('/delivery-progresses/v2.9/streams', stream)) as { streamId: string };
    const livingMs = await timed(async () => {
      await sender.sendMany(fresh);
      await sender.advance('P130D');
    });
    const { items } = (await sender.get(`/_sim/notifications?limit=${fresh}`)) as {
      readonly items: readonly { readonly iun: string; readonly notificationRequestId: string }[];
    };
    let next = 0;
    const inTurn = (pathOf: (item: (typeof items)[number]) => string) => (): string => {
      const item = items[next++ % items.length];
      return item ? pathOf(item) : '/';
    };
    const loads: Readonly<Record<string, Load>> = {
      price: { url, key, nextPath: sender.nextPricePath },
      status: {
        url,
        key,
        nextPath: inTurn(
          ({ notificationRequestId }) =>
            `/delivery/v2.6/requests?notificationRequestId=${encodeURIComponent(notificationRequestId)}`,
        ),
      },
      detail: { url, key, nextPath: inTurn(({ iun }) => `/delivery/v2.9/notifications/sent/${iun}`) },
      consume: { url, key, nextPath: () => `/delivery-progresses/v2.9/streams/${streamId}/events` },
    };
    const plain = await run({ url: bare.url }, { seconds });
    for (const [what, load] of Object.entries(loads)) {
      const { perSecond } = await run(load, { seconds });
      rows.push({
        part: 'curve',
        what: `${what}, ${stage} stored`,
        figure: perSecond / plain.perSecond,
        unit: '× bare',
        note: `${Math.round(perSecond)}/s`,
      });
    }
    rows.push(
      { part: 'curve', what: `a life, ${stage} stored`, figure: livingMs / fresh, unit: 'ms' },
      { part: 'curve', what: `memory, ${stage} stored`, figure: simulator.residentMb(), unit: 'MB' },
    );
    await sender.remove(`/delivery-progresses/v2.9/streams/${streamId}`);
    stored = stage;
  }
  return rows;
};
