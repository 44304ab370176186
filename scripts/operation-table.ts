import { fileURLToPath } from 'node:url';
import { loadContract } from '../src/contract/operations.js';
import { type Coverage, coverageOf } from '../src/control/coverage.js';
import { operationHandlers } from '../src/operations.js';

export const readmeFile = fileURLToPath(new URL('../README.md', import.meta.url));

const begin = '<!-- operations: made by "npm run docs" -->\n';
const end = '<!-- /operations -->\n';

const marks: Readonly<Record<Coverage['state'], string>> = { simulated: '●', example: '○', missing: '○' };

/** `GET /delivery/notifications/sent/{iun}`, whatever the version. */
const nameOf = ({ method, path }: Coverage): string => `${method} ${path.replace(/\/v\d+(?:\.\d+)?(?=\/)/, '')}`;

const versionOf = ({ version = '' }: Coverage): string => version;
/** v2.9 before v2.10. */
const byAge = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** A table as the formatter would print it: all columns but the first and the last one are centred. */
const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(3, ...rows.map((cells) => cells[i]?.length ?? 0)));
  const isCentred = (i: number): boolean => i > 0 && i < widths.length - 1;
  const padded = (text: string, i: number): string => {
    const gap = (widths[i] ?? 0) - text.length;
    return isCentred(i) ? `${' '.repeat(gap >> 1)}${text}${' '.repeat(gap - (gap >> 1))}` : text + ' '.repeat(gap);
  };
  const rule = widths.map((width, i) => (isCentred(i) ? `:${'-'.repeat(width - 2)}:` : '-'.repeat(width)));
  const [titles = [], ...others] = rows.map((cells) => cells.map(padded));
  return [titles, rule, ...others].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
};

/** One line for each operation in its newest form, one column for each version. */
export const operationTable = (coverage: readonly Coverage[]): string => {
  const versions = [...new Set(coverage.map(versionOf))].sort(byAge);
  const lines = [...new Set(coverage.map(nameOf))].map((name) => {
    const forms = coverage.filter((one) => nameOf(one) === name);
    const newest = forms.reduce((a, b) => (byAge(versionOf(b), versionOf(a)) > 0 ? b : a));
    const cells = versions.map((version) => {
      const form = forms.find((one) => versionOf(one) === version);
      return form ? marks[form.state] : '';
    });
    const notes = [...new Set(forms.flatMap((form) => form.notes ?? []))].join('; ');
    return [`\`${newest.method} ${newest.path}\``, ...cells, notes];
  });
  return table([['operation', ...versions, ''], ...lines]);
};

/** The README with its table as the code makes it. @throws Error when the marks around the table are gone */
export const withOperationTable = (readme: string): string => {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error('README.md has no place for the operations');
  const isSimulated = (operationId: string): boolean => Object.hasOwn(operationHandlers, operationId);
  return `${before}${begin}\n${operationTable(coverageOf(loadContract(), isSimulated, false))}\n${end}${after}`;
};
