import type { Language, Said } from '../../text/said.js';
import { json, type Paint, type RemoteCommand } from './command.js';

interface Check {
  readonly code: string;
  readonly group: readonly Said[];
  readonly proves: Said;
  readonly how: Said;
  readonly state: 'passed' | 'failed' | 'notSeen' | 'notNeeded';
  readonly why?: Said;
  readonly calls: readonly {
    readonly id: string;
    readonly method: string;
    readonly path: string;
    readonly status: number;
  }[];
}

interface Case {
  readonly id: string;
  readonly title: Said;
  readonly passed: boolean;
  readonly checks: readonly Check[];
}

interface Report {
  readonly passed: boolean;
  readonly counts: Readonly<Record<Check['state'], number>>;
  readonly cases: readonly Case[];
}

/** The checklist that PagoPA asks integrators for. @returns 5 when a check is not passed */
export const verifyChecklist: RemoteCommand = async ({ own, sim, isJson, lang, paint, print, writeFile }) => {
  const { body: report } = await sim.ask<Report>('GET', '/checklist');
  if (typeof own.junit === 'string') {
    const junit = await sim.open('GET', `/checklist?format=junit&lang=${lang}`);
    writeFile(own.junit, await junit.text());
  }
  print(isJson ? json(report) : told(report, lang, paint));
  return report.passed ? 0 : 5;
};

const told = ({ cases, counts }: Report, lang: Language, paint: Paint): string => {
  const { passed, failed, notSeen, notNeeded } = counts;
  const open = notSeen + notNeeded;
  const end = {
    it: `${passed} superati, ${failed} non superati, ${open} senza nulla da giudicare`,
    en: `${passed} passed, ${failed} not passed, ${open} with nothing to judge`,
  };
  const lines = cases.flatMap((one) => caseLines(one, lang, paint));
  return [...lines, '', paint(failed === 0 ? 'green' : 'red', end[lang]), ''].join('\n');
};

const caseLines = ({ id, title, checks, passed }: Case, lang: Language, paint: Paint): readonly string[] => {
  const judged = checks.filter(({ state }) => state === 'passed' || state === 'failed');
  const good = judged.filter(({ state }) => state === 'passed').length;
  const sign = passed ? paint('green', '✓') : paint('red', '✗');
  const failed = checks.filter(({ state }) => state === 'failed');
  return [
    `${sign} ${id}  ${good}/${judged.length}  ${title[lang]}`,
    ...failed.flatMap((check) => failedLines(check, lang, paint)),
  ];
};

/** Calls that came closest; more of them are in the report. */
const shownCalls = 2;

const failedLines = (
  { code, group, proves, how, why, calls }: Check,
  lang: Language,
  paint: Paint,
): readonly string[] => {
  const wanted = { it: 'serve', en: 'wanted' }[lang];
  const question = [...group, proves].map((words) => words[lang]).join(' · ');
  return [
    `  ${paint('red', '✗')} ${code}  ${question}`,
    `      ${why?.[lang] ?? ''}`,
    paint('dim', `      ${wanted}: ${how[lang]}`),
    ...calls
      .slice(0, shownCalls)
      .map(({ id, method, path, status }) => paint('dim', `      ${id} ${method} ${path} → ${status}`)),
  ];
};
