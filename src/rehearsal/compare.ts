import { matchesPattern } from '../scenario/pattern.js';
import type { ExpectedElementText, ExpectText } from '../scenario/schema-expect.js';
import type { Said } from '../text/said.js';
import type { Played, PlayedElement } from './play.js';

/** Something that a file expects and that came otherwise. */
export interface Difference {
  /** Of the expectation in the file. */
  readonly path: readonly string[];
  readonly expected: Said;
  readonly happened: Said;
}

/** The two timelines beside each other. */
export interface Row {
  readonly happened?: PlayedElement;
  readonly expected?: ExpectedElementText;
  /** What was expected here came here. */
  readonly isMet?: true;
}

interface Comparison {
  readonly differences: readonly Difference[];
  /** Every element that was written, in order, with the expectation that it meets; unmet ones beside what is nearest to them. */
  readonly rows: readonly Row[];
}

/** Compares what was expected with what happened; all differences, in the order of the schema. */
export const compare = (expect: ExpectText, played: Played): Comparison => {
  const answer = answerDifferences(expect, played);
  if (answer.length > 0 || !('head' in played.answer)) return { differences: answer, rows: [] };
  const { differences, rows } = compareTimeline(expect.timeline ?? [], played.elements);
  return {
    differences: [
      ...statusDifferences(expect, played),
      ...refusalDifferences(expect, played),
      ...differences,
      ...absentDifferences(expect, played),
      ...priceDifferences(expect, played),
    ],
    rows,
  };
};

const same = (text: string | number): Said => ({ it: String(text), en: String(text) });
const nothing: Said = { it: 'niente', en: 'nothing' };
const joined = (texts: readonly string[]): Said => (texts.length === 0 ? nothing : same(texts.join('\n')));

interface Told {
  readonly code: string;
  readonly element?: string;
  readonly detail?: string;
}

const told = ({ code, element, detail }: Told): string =>
  [code, ...(element === undefined ? [] : [element]), ...(detail === undefined ? [] : [`"${detail}"`])].join(' ');

/** What the file leaves open is right; a detail may be a pattern. */
const isAsTold = (expected: Told, happened: Told | undefined): boolean =>
  happened !== undefined &&
  expected.code === happened.code &&
  (expected.element === undefined || expected.element === happened.element) &&
  (expected.detail === undefined ||
    expected.detail === happened.detail ||
    matchesPattern(expected.detail, happened.detail ?? ''));

const areAsTold = (expected: readonly Told[], happened: readonly Told[]): boolean =>
  expected.length === happened.length && expected.every((one, i) => isAsTold(one, happened[i]));

const answerDifferences = ({ answer: expected }: ExpectText, { answer }: Played): readonly Difference[] => {
  if ('head' in answer) {
    if (!expected) return [];
    return [{ path: ['expect', 'answer'], expected: same(expected.status), happened: same(answer.status) }];
  }
  const happened = joined([String(answer.status), ...answer.errors.map(told)]);
  if (!expected) {
    const { it, en } = answer.hint;
    const withHint = { it: `${happened.it}\n${it}`, en: `${happened.en}\n${en}` };
    return [{ path: ['expect'], expected: same('202'), happened: withHint }];
  }
  const isSame = expected.status === answer.status && (!expected.errors || areAsTold(expected.errors, answer.errors));
  if (isSame) return [];
  const wanted = joined([String(expected.status), ...(expected.errors ?? []).map(told)]);
  return [{ path: ['expect', 'answer'], expected: wanted, happened }];
};

const statusDifferences = ({ status: expected }: ExpectText, { status }: Played): readonly Difference[] =>
  expected === undefined || expected === status
    ? []
    : [{ path: ['expect', 'status'], expected: same(expected), happened: same(status ?? '-') }];

const refusalDifferences = ({ refusal: expected }: ExpectText, { refusal }: Played): readonly Difference[] =>
  expected === undefined || areAsTold(expected, refusal)
    ? []
    : [{ path: ['expect', 'refusal'], expected: joined(expected.map(told)), happened: joined(refusal.map(told)) }];

const elementFields = ['category', 'code', 'day', 'recipient', 'attempt'] as const;

const fits = (expected: ExpectedElementText, element: PlayedElement): boolean =>
  elementFields.every((field) => expected[field] === undefined || expected[field] === element[field]);

const likeness = (expected: ExpectedElementText, element: PlayedElement): number =>
  elementFields.filter((field) => expected[field] !== undefined && expected[field] === element[field]).length;

/** `day 7  SEND_DIGITAL_FEEDBACK C003, recipient 0, attempt 1` */
export const elementSaid = ({ category, code, day, recipient, attempt }: Partial<PlayedElement>): Said => {
  const say = (words: { readonly day: string; readonly recipient: string; readonly attempt: string }): string =>
    [
      ...(day === undefined ? [] : [`${words.day} ${day} `]),
      [category, code, ...(recipient === undefined ? [] : [`${words.recipient} ${recipient}`])]
        .filter((word) => word !== undefined)
        .join(' '),
      ...(attempt === undefined ? [] : [`${words.attempt} ${attempt}`]),
    ].join(' ');
  return {
    it: say({ day: 'giorno', recipient: 'destinatario', attempt: 'tentativo' }),
    en: say({ day: 'day', recipient: 'recipient', attempt: 'attempt' }),
  };
};

/** The earliest element that fits is taken each time: if the order can be met at all, this meets it. */
const compareTimeline = (expected: readonly ExpectedElementText[], elements: readonly PlayedElement[]): Comparison => {
  const differences: Difference[] = [];
  const rows: Row[] = [];
  let shown = 0;
  const showUntil = (end: number): void => {
    rows.push(...elements.slice(shown, end).map((happened) => ({ happened })));
    shown = Math.max(shown, end);
  };
  let from = 0;
  for (const [i, wanted] of expected.entries()) {
    const found = elements.findIndex((element, j) => j >= from && fits(wanted, element));
    if (found >= 0) {
      showUntil(found);
      rows.push({ happened: elements[found] as PlayedElement, expected: wanted, isMet: true });
      shown = from = found + 1;
      continue;
    }
    const next = expected[i + 1];
    const end = next ? elements.findIndex((element, j) => j >= from && fits(next, element)) : -1;
    const near = nearestTo(wanted, elements, from, end < 0 ? elements.length : end);
    differences.push({
      path: ['expect', 'timeline', String(i)],
      expected: elementSaid(wanted),
      happened: nearestSaid(wanted, elements, from, near),
    });
    if (near === undefined || near < shown) {
      rows.push({ expected: wanted });
      continue;
    }
    showUntil(near);
    rows.push({ happened: elements[near] as PlayedElement, expected: wanted });
    shown = near + 1;
  }
  showUntil(elements.length);
  return { differences, rows };
};

/** Place of the element of that category that fits best, the first of several; within the stretch where it is awaited. */
const nearestTo = (
  wanted: ExpectedElementText,
  elements: readonly PlayedElement[],
  from: number,
  end: number,
): number | undefined => {
  const [best] = elements
    .map((element, at) => ({ at, element, likeness: likeness(wanted, element) }))
    .filter(({ at, element }) => at >= from && at < end && element.category === wanted.category)
    .sort((a, b) => b.likeness - a.likeness);
  return best?.at;
};

const nearestSaid = (
  wanted: ExpectedElementText,
  elements: readonly PlayedElement[],
  from: number,
  near: number | undefined,
): Said => {
  const earlier = elements.slice(0, from).find((element) => fits(wanted, element));
  if (earlier) {
    const { it, en } = elementSaid(earlier);
    return { it: `${it}, ma prima dell’elemento precedente`, en: `${en}, but before the element above` };
  }
  const element = elements[near ?? nearestTo(wanted, elements, 0, elements.length) ?? -1];
  return element ? elementSaid(element) : nothing;
};

const absentDifferences = ({ absent = [] }: ExpectText, { elements }: Played): readonly Difference[] =>
  absent.flatMap((unwanted, i) => {
    const found = elements.find((element) => fits(unwanted, element));
    if (!found) return [];
    return [{ path: ['expect', 'absent', String(i)], expected: nothing, happened: elementSaid(found) }];
  });

const priceDifferences = ({ price: expected = {} }: ExpectText, { price }: Played): readonly Difference[] =>
  (['partial', 'total', 'analog'] as const).flatMap((field) => {
    const cents = expected[field];
    if (cents === undefined || cents === price?.[field]) return [];
    const happened = price ? same(price[field]) : { it: 'nessun avviso con un prezzo', en: 'no notice with a price' };
    return [{ path: ['expect', 'price', field], expected: same(cents), happened }];
  });
