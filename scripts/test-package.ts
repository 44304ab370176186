/**
 * `npm run test:package`: the package as it would be published, in a project that has nothing but it and the tools of its
 * own tests. Runs what README.md and docs/node.md show.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { snippetsOf } from './snippets.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const project = mkdtempSync(join(tmpdir(), 'send-simulator-package-'));

/** @returns what it printed. @throws where it ended badly */
const node = (args: readonly string[], cwd = project): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
};

const npm = (args: readonly string[], cwd = project): string => {
  // By way of Node: on Windows npm itself is a script that only a shell can start.
  const script = process.env.npm_execpath;
  if (script === undefined) throw new Error('start this with "npm run test:package"');
  return node([script, '--no-audit', '--no-fund', '--prefer-offline', ...args], cwd);
};

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

const mostBytes = 5_000_000;
const wanted =
  /^(dist\/.+\.(js|cjs|d\.ts|d\.cts|json)|dist\/(contract|console)\/.+|openapi\/[\w-]+\.yaml|scenarios\/.+)$/;
const singleFiles = ['CHANGELOG.md', 'LICENSE', 'README.it.md', 'README.md', 'package.json'];

const checkContents = ({ size, files }: Packed): void => {
  const strange = files.map(({ path }) => path).filter((path) => !wanted.test(path) && !singleFiles.includes(path));
  if (strange.length > 0) throw new Error(`these do not belong into the package: ${strange.join(', ')}`);
  if (size > mostBytes) throw new Error(`the package has ${size} bytes, more than ${mostBytes}`);
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
  if (output !== '2026-03-08T08:00:00Z 0\n') throw new Error(`the example printed ${JSON.stringify(output)}`);
};

const steps: readonly (readonly [string, () => void])[] = [
  [
    'pack, install',
    () => {
      const [packed] = JSON.parse(npm(['pack', '--json', '--pack-destination', project], root)) as [Packed];
      checkContents(packed);
      print(`  ${packed.files.length} files, ${packed.size} bytes packed`);
      cpSync(join(root, 'test', 'package'), project, { recursive: true });
      npm(['ci', '--ignore-scripts']);
      npm(['install', '--no-save', `./${packed.filename}`]);
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

try {
  for (const [name, step] of steps) {
    print(name);
    step();
  }
  print('the package holds what it promises');
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true, maxRetries: 3 });
}
