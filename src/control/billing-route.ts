import { romanMonth } from '../italy/rome-calendar.js';
import type { BillingService } from '../send/price/billing.js';
import type { BillLine } from '../send/price/model.js';
import type { SenderRoom } from '../send/sender/service.js';
import type { ControlRoute } from './call.js';
import { wordOf } from './checked.js';
import { problems } from './problems.js';

interface BillingWorld {
  readonly senders: SenderRoom;
  readonly billing: BillingService;
}

interface Bill {
  readonly sender: { readonly paId: string; readonly taxId: string; readonly denomination: string };
  readonly lines: readonly BillLine[];
  readonly recipientsCents: number;
  readonly paperCents: number;
  readonly totalCents: number;
}

const sum = (lines: readonly BillLine[], kind: BillLine['kind'], what: 'count' | 'cents'): number =>
  lines.reduce((total, line) => (line.kind === kind ? total + line[what] : total), 0);

const billOf = (sender: Bill['sender'], lines: readonly BillLine[]): Bill => {
  const [recipientsCents, paperCents] = [sum(lines, 'RECIPIENTS', 'cents'), sum(lines, 'PAPER', 'cents')];
  return { sender, lines, recipientsCents, paperCents, totalCents: recipientsCents + paperCents };
};

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const columns = 'month,paId,taxId,denomination,recipients,recipientsCents,letters,paperCents,totalCents';
const csvRow = (month: string, { sender, lines, ...cents }: Bill): string =>
  [
    month,
    sender.paId,
    sender.taxId,
    quoted(sender.denomination),
    sum(lines, 'RECIPIENTS', 'count'),
    cents.recipientsCents,
    sum(lines, 'PAPER', 'count'),
    cents.paperCents,
    cents.totalCents,
  ].join(',');

/** `GET /_sim/billing`: what each sender of the sandbox owes for a month. */
export const billingRoute = <World extends BillingWorld>(): ControlRoute<World> => ({
  method: 'get',
  path: '/billing',
  query: ['month', 'format'],
  run: ({ sandbox, query }) => {
    const { month = romanMonth(sandbox.clock.now()) } = query;
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
      throw problems.invalidValue('month', month, 'a year and a month, such as 2026-05');
    }
    const { senders, billing } = sandbox.rooms;
    const items = senders
      .all()
      .map(({ paId, taxId, denomination }) => billOf({ paId, taxId, denomination }, billing.bill(paId, month)));
    if (wordOf('format', query.format, ['json', 'csv']) === 'csv') {
      const content = [columns, ...items.map((bill) => csvRow(month, bill)), ''].join('\r\n');
      return { status: 200, text: { type: 'text/csv', content } };
    }
    return { status: 200, body: { month, items } };
  },
});
