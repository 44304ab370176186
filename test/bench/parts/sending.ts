import { compare } from '../compare.js';
import { startBare, startSimulator } from '../program.js';
import type { Row } from '../row.js';
import { createSender } from '../sender.js';
import type { Part } from './part.js';

/** Sends: every body another one, every one checked, in memory and on disk. */
export const sending: Part = async ({ seconds }) => {
  const rows: Row[] = [];
  for (const { isStored, atLeast } of [
    { isStored: false, atLeast: 0.2 },
    { isStored: true, atLeast: 0.15 },
  ]) {
    await using simulator = await startSimulator({ isStored });
    const { sendLoad, nextBody, post } = await createSender(simulator);
    const answer = await post('/delivery/v2.6/requests', JSON.parse(nextBody()));
    await using bare = await startBare(answer);
    const { rate, p99, note } = await compare(
      { ...sendLoad, program: simulator },
      { program: bare, url: bare.url, method: 'POST', nextBody },
      seconds,
    );
    const what = isStored ? 'send, with --data' : 'send, in memory';
    rows.push({ part: 'sending', what: `${what}, rate`, figure: rate, unit: '× bare', bar: { atLeast }, note });
    rows.push({ part: 'sending', what: `${what}, p99`, figure: p99, unit: '× bare' });
  }
  return rows;
};
