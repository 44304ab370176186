import { escaped } from '../../text/escaped.js';
import type { Language } from '../../text/said.js';
import type { Report, ReportedCase, ReportedCheck } from './report.js';

/** The report as CI systems read test results: a suite per case, a test per check. */
export const junitOf = ({ cases }: Report, lang: Language): string =>
  ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="send-simulator checklist">']
    .concat(cases.flatMap((one) => suiteOf(one, lang)))
    .concat('</testsuites>', '')
    .join('\n');

const suiteOf = ({ id, title, checks }: ReportedCase, lang: Language): readonly string[] => {
  const count = (isCounted: (check: ReportedCheck) => boolean): number => checks.filter(isCounted).length;
  const failures = count(({ state }) => state === 'failed');
  const skipped = count(({ state }) => state === 'notSeen' || state === 'notNeeded');
  const counts = `tests="${checks.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  return [
    `  <testsuite name="${escaped(`${id} ${title[lang]}`)}" ${counts}>`,
    ...checks.flatMap((check) => testOf(id, check, lang)),
    '  </testsuite>',
  ];
};

const testOf = (id: string, check: ReportedCheck, lang: Language): readonly string[] => {
  const { code, group, proves, state } = check;
  const name = [code, ...group.map((step) => step[lang]), proves[lang]].join(' · ');
  const head = `    <testcase classname="${escaped(id)}" name="${escaped(name)}"`;
  const inside = insideOf(check, lang);
  return state === 'passed' ? [`${head}/>`] : [`${head}>`, `      ${inside}`, '    </testcase>'];
};

const insideOf = ({ state, how, why, calls }: ReportedCheck, lang: Language): string => {
  const reason = why?.[lang] ?? '';
  if (state !== 'failed') return `<skipped message="${escaped(reason)}"/>`;
  const wanted = { it: 'Serve', en: 'Wanted' }[lang];
  const shown = calls.map(({ id, method, path, status }) => `${id} ${method} ${path} -> ${status}`);
  const text = [`${wanted}: ${how[lang]}`, ...shown].join('\n');
  return `<failure message="${escaped(reason)}">${escaped(text)}</failure>`;
};
