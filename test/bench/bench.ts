import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { curve } from './parts/curve.js';
import { growth } from './parts/growth.js';
import { life } from './parts/life.js';
import type { Part } from './parts/part.js';
import { reading } from './parts/reading.js';
import { replicas } from './parts/replicas.js';
import { reset } from './parts/reset.js';
import { sending } from './parts/sending.js';
import { start } from './parts/start.js';
import { stored } from './parts/stored.js';
import { markdownOf, type Row, tableOf, verdictOf } from './row.js';

const parts: Readonly<Record<string, Part>> = { start, reading, sending, life, growth, reset, curve, stored, replicas };

const usage = `npm run bench -- [--only ${Object.keys(parts).join('|')}]… [--seconds n] [--full]
                 [--json FILE] [--markdown FILE] [--against FILE]

  --only     one part; may be repeated
  --seconds  length of each measurement of a rate (2)
  --full     60 seconds for the runs that show whether a rate stays flat (9 without)
  --json     writes the rows to a file, too; --markdown the table
  --against  a file of an earlier --json: its figures stand beside those of today
`;

/** @throws TypeError naming a flag that does not exist */
const given = () =>
  parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      seconds: { type: 'string', default: '2' },
      full: { type: 'boolean', default: false },
      json: { type: 'string' },
      markdown: { type: 'string' },
      against: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  }).values;

const print = (text: string): void => void process.stdout.write(text);

/** Runs the chosen parts one after the other. What fails says so and does not keep the others from being measured. */
const bench = async (): Promise<void> => {
  const { only = Object.keys(parts), seconds, full, json, markdown, against, help } = given();
  const unknown = only.find((name) => !parts[name]);
  if (help || unknown !== undefined || !(Number(seconds) > 0)) {
    print(unknown === undefined ? usage : `There is no part "${unknown}".\n${usage}`);
    return;
  }
  const earlier =
    against === undefined
      ? undefined
      : (JSON.parse(readFileSync(against, 'utf8')) as { readonly rows: readonly Row[] }).rows;
  const rows: Row[] = [];
  for (const name of only) {
    const startedMs = performance.now();
    try {
      const found = (await parts[name]?.({ seconds: Number(seconds), flatSeconds: full ? 60 : 9 })) ?? [];
      rows.push(...found);
      print(`${name}: ${Math.round((performance.now() - startedMs) / 1_000)} s\n`);
    } catch (error) {
      print(`${name} could not be measured: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  print(`\n${tableOf(rows, earlier)}\n`);
  if (markdown !== undefined) writeFileSync(markdown, markdownOf(rows, earlier));
  if (json !== undefined) {
    const machine = { processors: cpus().length, model: cpus()[0]?.model, node: process.version };
    const judged = rows.map((row) => ({ ...row, verdict: verdictOf(row) }));
    writeFileSync(json, `${JSON.stringify({ machine, rows: judged }, null, 2)}\n`);
  }
};

try {
  await bench();
} catch (error) {
  print(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
}
