import { compare, type Side } from '../compare.js';
import { type Program, startSimulator } from '../program.js';
import type { Row } from '../row.js';
import { createSender, type Sender, timed } from '../sender.js';
import type { Part } from './part.js';

const few = 200;
const many = 100_000;
/** Notifications in work at one time: what is finished is weighed, not what is under way. */
const atOnce = 10_000;

const sideOf = (program: Program, nextPath: () => string): Side => ({
  program,
  url: program.url,
  key: program.key,
  nextPath,
});

/** Reading a page of fifty events of a stream that saw the newest notifications alone. */
const streamSide = async (program: Program, sender: Sender): Promise<Side> => {
  const stream = { title: 'bench', eventType: 'TIMELINE', groups: [], filterValues: [] };
  const { streamId } = (await sender.post('/delivery-progresses/v2.9/streams', stream)) as { streamId: string };
  await sender.sendMany(few);
  await sender.advance('P130D');
  return sideOf(program, () => `/delivery-progresses/v2.9/streams/${streamId}/events`);
};

const against = `${many} stored against ${few}`;
const rowsOf = (what: string, { rate, p99, note }: Awaited<ReturnType<typeof compare>>): readonly Row[] => [
  { part: 'growth', what: `${what}, ${against}, rate`, figure: rate, unit: '×', bar: { atLeast: 0.7 }, note },
  { part: 'growth', what: `${what}, ${against}, p99`, figure: p99, unit: '×', bar: { atMost: 2 } },
];

/** Price and reading of a stream among many finished notifications against the same among few; what the many weigh. */
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
  const price = await compare(
    sideOf(large, largeSender.nextPricePath),
    sideOf(small, smallSender.nextPricePath),
    seconds,
  );
  const page = await compare(await streamSide(large, largeSender), await streamSide(small, smallSender), seconds);
  const inSeconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;
  return [
    ...rowsOf('price', price),
    ...rowsOf('consume', page),
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
