import { call } from '../call.js';
import { median, rounds } from '../compare.js';
import { startBare, startSimulator } from '../program.js';
import type { Row } from '../row.js';
import { createSender, timed } from '../sender.js';
import type { Part } from './part.js';

const stored = 1_000;
const bareCalls = 500;

/** A reset against bare requests of the same form, one after the other on one connection. */
export const reset: Part = async () => {
  const rows: Row[] = [];
  for (const isStored of [false, true]) {
    await using simulator = await startSimulator({ isStored });
    await using bare = await startBare({ sandbox: 'default', tookMs: 1, dropped: { notifications: stored } });
    const found: { readonly ratio: number; readonly note: string }[] = [];
    for (let round = 0; round < rounds; round++) {
      const sender = await createSender(simulator);
      await sender.sendMany(stored);
      await sender.advance('P20D');
      const oneBareMs =
        (await timed(async () => {
          for (let i = 0; i < bareCalls; i++) await call({ url: bare.url, method: 'POST', body: {} });
        })) / bareCalls;
      const resetMs = await timed(() => sender.post('/_sim/reset', {}));
      found.push({
        ratio: resetMs / oneBareMs,
        note: `${resetMs.toFixed(1)} ms against ${oneBareMs.toFixed(2)} ms`,
      });
    }
    const ratio = median(found.map((one) => one.ratio));
    rows.push({
      part: 'reset',
      what: `reset of ${stored} notifications${isStored ? ', with --data' : ''}`,
      figure: ratio,
      unit: 'bare requests',
      ...(isStored ? {} : { bar: { atMost: 20 } }),
      note: found.find((one) => one.ratio === ratio)?.note ?? '',
    });
  }
  return rows;
};
