/**
 * `npm run test:reproducible`: the same sources give the same bytes, wherever and whenever somebody builds them. Takes what a
 * clone of this folder would have into two folders, one after the other, with packages of its own, another time zone and
 * language, and compares package, single file and bill of materials. `-- --here` compares the package and the bill of
 * materials of one such folder, which borrows the packages of this one, with those of what is built here.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { npm, pack } from './npm.js';
import { inSteps, print, type Step } from './steps.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'send-simulator-again-'));
const isHere = process.argv.includes('--here');

// npm keeps who may read a file, apart from what it takes from group and others: with another mask the package differs.
process.umask(0o022);

/** With changes that are not committed yet. */
const copySources = (target: string): void => {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of list
    .toString()
    .split('\0')
    .filter((name) => name !== '' && existsSync(join(root, name))))
    cpSync(join(root, file), join(target, file));
};

/** What is compared, of a folder that is built: `<target>/<name>`. */
const make = (folder: string, target: string): void => {
  mkdirSync(target, { recursive: true });
  pack(folder, target);
  writeFileSync(join(target, 'licences.json'), npm(['run', '--silent', 'licences'], { cwd: folder }));
  if (!isHere) cpSync(join(folder, 'bundle', 'send-simulator.mjs'), join(target, 'send-simulator.mjs'));
};

const build = (folder: string, target: string, env: Readonly<Record<string, string>>): void => {
  if (isHere) symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  else npm(['ci'], { cwd: folder, env });
  npm(['run', '--silent', isHere ? 'build' : 'bundle'], { cwd: folder, env });
  make(folder, target);
};

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** @returns name, mode and sum of each entry of a package */
const entriesOf = (file: string): readonly string[] => {
  const tar = gunzipSync(readFileSync(file));
  const field = (at: number, length: number): string => tar.toString('utf8', at, at + length).split('\0')[0] ?? '';
  const entries: string[] = [];
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(field(at + 124, 12), 8);
    const content = tar.subarray(at + 512, at + 512 + size);
    entries.push(`${field(at + 345, 155)}/${field(at, 100)} ${field(at + 100, 8)} ${sha256(content)}`);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return entries;
};

/** What one of two packages has and the other has not, or not so. */
const difference = (one: string, other: string): readonly string[] => {
  const [a, b] = [entriesOf(one), entriesOf(other)];
  return [...a.filter((entry) => !b.includes(entry)), ...b.filter((entry) => !a.includes(entry))].sort();
};

const compare = (one: string, other: string): void => {
  for (const name of readdirSync(one)) {
    const [a, b] = [join(one, name), join(other, name)];
    const [sum, otherSum] = [a, b].map((file) => sha256(readFileSync(file)));
    print(`  ${sum}  ${name}`);
    if (sum === otherSum) continue;
    const entries = name.endsWith('.tgz') ? difference(a, b) : [];
    throw new Error([`the other has ${otherSum}`, ...entries.slice(0, 20)].join('\n'));
  }
};

const [one, another] = [join(place, 'one'), join(place, 'quite', 'another place')];
const [first, second] = [join(place, 'made', 'first'), join(place, 'made', 'second')];

const steps: readonly Step[] = [
  // Both at once: whoever goes on working meanwhile changes neither.
  ['sources', () => (isHere ? [another] : [one, another]).forEach(copySources)],
  isHere
    ? ['the package of what is built here', () => make(root, first)]
    : ['one build', () => build(one, first, { TZ: 'UTC', LC_ALL: 'C' })],
  ['another build, elsewhere', () => build(another, second, { TZ: 'Pacific/Auckland', LC_ALL: 'it_IT.UTF-8' })],
  ['the same bytes', () => compare(first, second)],
];

await inSteps(steps, { folder: place, conclusion: 'what is published can be made again' });
