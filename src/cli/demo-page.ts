import type { Language, Said } from '../text/said.js';
import { meaningOf, type Prints, phrases, type ShownElement } from './demo-words.js';

/** The detail of a notification, as far as the demo reads it. */
export interface ShownDetail {
  readonly timeline: readonly ShownElement[];
  readonly notificationStatusHistory: readonly {
    readonly status: string;
    readonly relatedTimelineElements: readonly string[];
  }[];
}

/** Answer of the price call, eurocents. */
export interface ShownPrice {
  readonly sendFee: number;
  readonly analogCost: number;
  readonly paFee: number;
  readonly vat: number;
  readonly totalPrice: number;
}

export interface SavedFile {
  readonly name: string;
  readonly bytes: number;
  readonly meaning: Said;
}

/** Everything the demo prints is laid out here: blocks of whole lines, at most `pageWidth` wide. */
export interface DemoPage {
  readonly prints: Prints;
  heading(text: string, lines: readonly Said[]): string;
  /** One call of the API and what came of it. */
  call(method: string, target: string, status: number, note: string): string;
  timeline(detail: ShownDetail): string;
  price(noticeCode: string, before: ShownPrice, after: ShownPrice): string;
  files(folder: string, files: readonly SavedFile[]): string;
  /** @param lines commands with the question that each answers */
  closing(lines: readonly { readonly why: Said; readonly command: string }[]): string;
  /** How long the clock was moved, in its largest unit. */
  distance(from: string, to: string): string;
}

const pageWidth = 100;
const romanClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** @param hasColour whether the terminal shows colours; without, the page is plain text */
export const createDemoPage = (lang: Language, hasColour: boolean): DemoPage => {
  const ink =
    (code: number) =>
    (text: string): string =>
      hasColour ? `\u001b[${code}m${text}\u001b[0m` : text;
  const [bold, dim, green] = [ink(1), ink(2), ink(32)];

  const rome = (instant: string): { readonly day: string; readonly time: string } => {
    const parts = romanClock.formatToParts(new Date(instant));
    const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? '';
    const day = [of('year'), of('month'), of('day')];
    return {
      day: lang === 'it' ? day.reverse().join('/') : day.join('-'),
      time: [of('hour'), of('minute'), of('second')].join(':'),
    };
  };
  const decimal = (value: number, digits: number): string => {
    const text = value.toFixed(digits);
    return lang === 'it' ? text.replace('.', ',') : text;
  };
  const prints: Prints = {
    date: (instant) => rome(instant).day,
    cents: (cents) => (lang === 'it' ? `${decimal(cents / 100, 2)} €` : `€${decimal(cents / 100, 2)}`),
  };

  const title = (text: string): string => `\n  ${bold(text)}`;
  const block = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

  const timeline = ({ timeline: elements, notificationStatusHistory }: ShownDetail): string => {
    const opens = new Map(notificationStatusHistory.map((entry) => [entry.relatedTimelineElements[0], entry.status]));
    let dayAbove = '';
    const rows = elements.flatMap((element) => {
      const { day, time } = rome(element.timestamp);
      const shownDay = day === dayAbove ? '' : day;
      dayAbove = day;
      const meaning = meaningOf(element, prints)[lang];
      const row = `  ${shownDay.padEnd(10)}  ${dim(time)}  ${element.category.padEnd(38)}  ${meaning}`.trimEnd();
      const status = opens.get(element.elementId);
      if (status === undefined) return [row];
      return [row, `${' '.repeat(24)}${(status === 'EFFECTIVE_DATE' ? green : bold)(`=> ${status}`)}`];
    });
    return block([title(phrases.timeline[lang]), ...rows]);
  };

  const price = (noticeCode: string, before: ShownPrice, after: ShownPrice): string => {
    const vatOf = (p: ShownPrice): number => p.totalPrice - p.sendFee - p.analogCost - p.paFee;
    const row = (label: string, values: readonly string[]): string =>
      `  ${label.padEnd(36)}${values.map((value) => value.padStart(12)).join('')}`;
    const money = (label: Said, of: (p: ShownPrice) => number): string =>
      row(label[lang], [prints.cents(of(before)), prints.cents(of(after))]);
    return block([
      title(row(`${phrases.price[lang]} ${noticeCode}`, [phrases.before[lang], phrases.after[lang]]).trimStart()),
      money(phrases.sendFee, (p) => p.sendFee),
      money(phrases.analogCost, (p) => p.analogCost),
      money(phrases.vat, vatOf),
      money(phrases.paFee, (p) => p.paFee),
      bold(money(phrases.totalPrice, (p) => p.totalPrice)),
    ]);
  };

  return {
    prints,
    heading: (text, lines) =>
      block([
        '',
        bold(`== ${text} ${'='.repeat(pageWidth - text.length - 4)}`),
        ...lines.map((said) => said[lang]),
        '',
      ]),
    call: (method, target, status, note) =>
      block([`  ${method.padEnd(5)}${target.padEnd(48)}  ${dim(String(status))}  ${note}`.trimEnd()]),
    timeline,
    price,
    files: (folder, files) => {
      const longest = Math.max(...files.map(({ name }) => name.length));
      const rows = files.map(({ name, bytes, meaning }) => {
        const size = `${decimal(bytes / 1_024, 1)} KB`.padStart(8);
        return `  ${name.padEnd(longest)}  ${dim(size)}  ${meaning[lang]}`;
      });
      return block([title(`${phrases.savedIn[lang]} ${folder}`), ...rows, '']);
    },
    closing: (lines) =>
      block([
        '',
        phrases.closing[lang],
        ...lines.flatMap(({ why, command }) => ['', dim(`# ${why[lang]}`), command]),
        '',
      ]),
    distance: (from, to) => {
      const seconds = (Date.parse(to) - Date.parse(from)) / 1_000;
      const days = Math.round(seconds / 86_400);
      if (days === 0) return `${Math.round(seconds)} s`;
      return lang === 'it' ? `${days} giorni` : `${days} days`;
    },
  };
};
