/**
 * `npm run test:package`: the package as it would be published, in a project that has nothing but it and the tools of its
 * own tests. Runs what README.md and docs/node.md show.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node as nodeIn, npm, type Packed, pack } from './npm.js';
import { snippetsOf } from './snippets.js';
import { inSteps, must, print, type Step } from './steps.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'send-simulator-package-'));
const node = (args: readonly string[]): string => nodeIn(args, { cwd: project });

const mostBytes = 5_000_000;
const wanted =
  /^(dist\/.+\.(js|cjs|d\.ts|d\.cts|json)|dist\/(console|prepared)\/.+|openapi\/[\w-]+\.yaml|scenarios\/.+)$/;
const singleFiles = ['CHANGELOG.md', 'LICENSE', 'README.it.md', 'README.md', 'package.json'];

const checkContents = ({ size, files }: Packed): void => {
  const strange = files.map(({ path }) => path).filter((path) => !wanted.test(path) && !singleFiles.includes(path));
  must(strange.length === 0, `these do not belong into the package: ${strange.join(', ')}`);
  must(size <= mostBytes, `the package has ${size} bytes, more than ${mostBytes}`);
};

/** Tools that this repository has already. Jest, which it has not, is installed. */
const linkTool = (name: string): void => {
  const place = join(project, 'node_modules', name);
  rmSync(place, { recursive: true, force: true });
  symlinkSync(join(root, 'node_modules', name), place, 'junction');
};

const write = (name: string, text: string): void => writeFileSync(join(project, name), text);

/** The example of the README, as CommonJS: the same lines inside a function that may wait. */
const asCommonJs = (text: string): string => {
  const [first = '', ...rest] = text.split('\n');
  const required = first.replace(/^import (.+) from (.+);$/, 'const $1 = require($2);');
  return `${required}\n(async () => {\n${rest.join('\n')}\n})();\n`;
};

/** Says how many files each page names; fails at the first that is not there. */
const pages = `import { startSimulator } from 'send-simulator';
const simulator = await startSimulator({ port: false });
const read = async (path) => {
  const answer = await simulator.fetch(path);
  if (answer.status !== 200) throw new Error(path + ': ' + answer.status + ' ' + (await answer.text()));
  return answer.text();
};
const counts = [];
for (const page of ['console', 'docs']) {
  const files = [...(await read('/' + page)).matchAll(/(?:href|src)="([^"]+)"/g)].map(([, file]) => file);
  if (files.length === 0) throw new Error('/' + page + ' names no file');
  for (const file of files) await read(file);
  counts.push('/' + page + ': ' + files.length + ' files');
}
console.log(counts.join(', '));
await simulator.stop();
`;

const checkOutput = (output: string): void => {
  must(output === '2026-03-08T08:00:00Z 0\n', `the example printed ${JSON.stringify(output)}`);
};

const steps: readonly Step[] = [
  [
    'pack, install',
    () => {
      const packed = pack(root, project);
      checkContents(packed);
      print(`  ${packed.files.length} files, ${packed.size} bytes packed`);
      cpSync(join(root, 'test', 'package'), project, { recursive: true });
      npm(['ci', '--ignore-scripts'], { cwd: project });
      npm(['install', '--no-save', `./${packed.filename}`], { cwd: project });
      for (const tool of ['vitest', 'typescript', '@types/node']) linkTool(tool);
      for (const { name, text } of snippetsOf(join(root, 'docs', 'node.md'))) write(name, text);
    },
  ],
  [
    'the example of the README, as ES module and as CommonJS',
    () => {
      const [example] = snippetsOf(join(root, 'README.md')).filter(({ name }) => name === 'library.mjs');
      if (!example) throw new Error('the README has no example of the library');
      write(example.name, example.text);
      write('library.cjs', asCommonJs(example.text));
      checkOutput(node(['library.mjs']));
      checkOutput(node(['library.cjs']));
    },
  ],
  [
    'types, from ES modules and from CommonJS',
    () => {
      const text = readFileSync(join(project, 'typed.ts'), 'utf8');
      write('typed.mts', text);
      // There the classes are types alone.
      write(
        'typed.cts',
        text
          .replace('error instanceof SimulatorError ?', 'isOurs(error) ?')
          .concat('declare const isOurs: (error: unknown) => error is SimulatorError;\n'),
      );
      const options = ['--strict', '--module', 'NodeNext', '--target', 'ES2022', '--lib', 'ES2022', '--types', 'node'];
      node([
        join('node_modules', 'typescript', 'bin', 'tsc'),
        '--noEmit',
        ...options,
        'typed.mts',
        'typed.cts',
        'container.mts',
      ]);
    },
  ],
  [
    'the console and the API page, with all that they load',
    () => {
      write('pages.mjs', pages);
      print(`  ${node(['pages.mjs']).trim()}`);
    },
  ],
  ['node:test', () => node(['--test', 'sending.node.mjs'])],
  ['Testcontainers, as far as no engine is needed', () => node(['--test', 'container.node.mjs'])],
  ['Vitest', () => node([join('node_modules', 'vitest', 'vitest.mjs'), 'run'])],
  ['Jest', () => node([join('node_modules', 'jest', 'bin', 'jest.js')])],
  ['the command', () => node([join('node_modules', 'send-simulator', 'dist', 'cli.js'), 'version'])],
];

await inSteps(steps, { folder: project, conclusion: 'the package holds what it promises' });
