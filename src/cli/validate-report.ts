import type { Check, FileRun, LocatedDifference } from '../rehearsal/check.js';
import { elementSaid, type Row } from '../rehearsal/compare.js';
import type { ScenarioProblem } from '../scenario/problem.js';
import type { Language, Said } from '../text/said.js';

const words = {
  expected: { it: 'atteso', en: 'expected' },
  happened: { it: 'accaduto', en: 'happened' },
  allHappened: { it: 'che cosa è accaduto', en: 'what happened' },
} as const satisfies Record<string, Said>;

const counted = (n: number, one: Said, many: Said): Said => ({
  it: `${n} ${n === 1 ? one.it : many.it}`,
  en: `${n} ${n === 1 ? one.en : many.en}`,
});

const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

const failed = ({ runs }: Check): readonly FileRun[] => runs.filter(({ differences }) => differences.length > 0);

const summary = (check: Check): Said => {
  const { files, problems, runs } = check;
  const read = counted(files.length, { it: 'file letto', en: 'file read' }, { it: 'file letti', en: 'files read' });
  const wrong = counted(problems.length, { it: 'problema', en: 'problem' }, { it: 'problemi', en: 'problems' });
  const played = counted(runs.length, { it: 'eseguito', en: 'played' }, { it: 'eseguiti', en: 'played' });
  const otherwise = failed(check).length;
  const parts = [
    read,
    wrong,
    ...(runs.length > 0
      ? [played, { it: `${otherwise} con un esito diverso`, en: `${otherwise} ended otherwise` }]
      : []),
  ];
  return { it: parts.map(({ it }) => it).join(', '), en: parts.map(({ en }) => en).join(', ') };
};

/** For people: every problem with its place in the file, every story that ended otherwise beside what was expected. */
export const asText = (check: Check, lang: Language): string =>
  [
    ...check.problems.map((problem) => problemText(problem, lang)),
    ...check.runs.map((run) => runText(run, lang)),
    `${summary(check)[lang]}\n`,
  ].join('');

const problemText = ({ file, line, column, message, frame }: ScenarioProblem, lang: Language): string =>
  `${file}:${line}:${column} ${message[lang]}\n${frame === undefined ? '' : `${indented(frame, '  ')}\n`}\n`;

const runText = ({ file, differences, rows }: FileRun, lang: Language): string => {
  if (differences.length === 0) return `✓ ${file}\n`;
  return [
    `✗ ${file}\n\n`,
    ...differences.map((difference) => differenceText(file, difference, lang)),
    ...(rows.length > 0 ? [rowsText(rows, lang)] : []),
  ].join('');
};

const differenceText = (file: string, difference: LocatedDifference, lang: Language): string => {
  const { path, line, column, frame, expected, happened } = difference;
  const width = Math.max(words.expected[lang].length, words.happened[lang].length);
  const side = (label: Said, text: Said): string =>
    `${label[lang].padEnd(width)}  ${text[lang].replaceAll('\n', `\n${' '.repeat(width + 2)}`)}`;
  const sides = `${side(words.expected, expected)}\n${side(words.happened, happened)}`;
  return `  ${file}:${line}:${column} ${path.join('.')}\n${indented(frame, '    ')}\n${indented(sides, '    ')}\n\n`;
};

/** What happened on the left, what the file says about it on the right: `=` where they agree, `✗` where they do not. */
const rowsText = (rows: readonly Row[], lang: Language): string => {
  const left = rows.map(({ happened }) => (happened ? elementSaid(happened)[lang] : ''));
  const width = Math.max(words.allHappened[lang].length, ...left.map((text) => text.length));
  const lines = rows.map(({ expected, isMet }, i) => {
    const mark = expected ? (isMet ? '=' : '✗') : ' ';
    return `${(left[i] ?? '').padEnd(width)}  ${mark} ${expected ? elementSaid(expected)[lang] : ''}`.trimEnd();
  });
  const head = `${words.allHappened[lang].padEnd(width)}    ${words.expected[lang]}`;
  return `${indented([head, ...lines].join('\n'), '    ')}\n\n`;
};

/** For programs. */
export const asJson = ({ files, problems, runs }: Check): string =>
  `${JSON.stringify(
    {
      files,
      problems,
      runs: runs.map(({ rows, differences, ...run }) => ({
        ...run,
        passed: differences.length === 0,
        differences: differences.map(({ path, ...difference }) => ({ path: path.join('.'), ...difference })),
        timeline: rows.flatMap(({ happened }) => happened ?? []),
      })),
    },
    null,
    2,
  )}\n`;

/** Annotations of GitHub Actions, one a line. */
export const asGithub = (check: Check, lang: Language): string => {
  const lines = [
    ...check.problems.map(({ file, line, column, message }) => annotation({ file, line, column }, message[lang])),
    ...failed(check).flatMap(({ file, differences }) =>
      differences.map(({ line, column, path, expected, happened }) =>
        annotation(
          { file, line, column },
          `${path.join('.')}: ${words.expected[lang]} ${expected[lang]}; ${words.happened[lang]} ${happened[lang]}`,
        ),
      ),
    ),
  ];
  return [...lines, summary(check)[lang], ''].join('\n');
};

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Source: GitHub Actions, workflow commands (what has to be escaped) */
const annotation = ({ file, line, column }: Place, message: string): string => {
  const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = escaped(file).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::error file=${property},line=${line},col=${column}::${escaped(message)}`;
};
