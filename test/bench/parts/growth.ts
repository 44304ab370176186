import { compare, type Side } from '../compare.js';
import { type Program, startSimulator } from '../program.js';
import { createSender, type Sender, timed } from '../sender.js';
import type { Part } from './part.js';

const few = 200;
const many = 100_000;
/** Notifications in work at one time: what is finished is weighed, not what is under way. */
const atOnce = 10_000;

const priceSide = (program: Program, { nextPricePath }: Sender): Side => ({
  program,
  url: program.url,
  key: program.key,
  nextPath: nextPricePath,
});

/** The price among many finished notifications against the price among few; what the many weigh. */
export const growth: Part = async ({ seconds }) => {
  await using small = await startSimulator();
  await using large = await startSimulator();
  const smallSender = await createSender(small);
  const largeSender = await createSender(large);
  await smallSender.sendMany(few);
  await smallSender.advance('P130D');
  let sendingMs = 0;
  let livingMs = 0;
  for (let sent = 0; sent < many; sent += atOnce) {
    sendingMs += await timed(() => largeSender.sendMany(atOnce));
    livingMs += await timed(() => largeSender.advance('P130D'));
  }
  const residentMb = large.residentMb();
  const { rate, p99, note } = await compare(priceSide(large, largeSender), priceSide(small, smallSender), seconds);
  const inSeconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;
  return [
    {
      part: 'growth',
      what: `price, ${many} stored against ${few}, rate`,
      figure: rate,
      unit: '×',
      bar: { atLeast: 0.7 },
      note,
    },
    { part: 'growth', what: `price, ${many} stored against ${few}, p99`, figure: p99, unit: '×', bar: { atMost: 2 } },
    {
      part: 'growth',
      what: `resident memory with ${many} finished`,
      figure: residentMb,
      unit: 'MB',
      bar: { atMost: 1_500 },
      note: `${inSeconds(sendingMs)} to send them, ${inSeconds(livingMs)} to live them`,
    },
  ];
};
