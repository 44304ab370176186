/**
 * `npm run test:schemathesis`: Schemathesis, a tool of Python, reads each document of `openapi/` and calls what stands in it
 * rightly and wrongly. A failure of the server is a defect, and so is whatever our own API answers beside its document.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `npm run test:schemathesis -- [--examples n] [--seed n] [--only document]

  --examples  random calls of each operation, beside those that follow from the document (20)
  --seed      other ones (1)
  --only      one document, as simulator or sender

  Needs the command schemathesis (pip install schemathesis), or its path in SCHEMATHESIS.
`;

const { examples, seed, only, help } = parseArgs({
  options: {
    examples: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
}).values;

const path = (fromRepository: string): string => fileURLToPath(new URL(`../${fromRepository}`, import.meta.url));
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const schemathesis = process.env.SCHEMATHESIS ?? 'schemathesis';

interface Document {
  readonly name: string;
  readonly checks: readonly string[];
  /** Operations that are held against their document elsewhere, or cannot be. */
  readonly leftOut: readonly string[];
}

/** Schemathesis reads YAML as what it stands for, where our document says that it is a text; events have no end. */
const own: Document = {
  name: 'simulator',
  checks: ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_schema_conformance'],
  leftOut: ['readOpenapi', 'readEvents'],
};
/** Of the platform 500 and 501 stand in the catalogue of the fuzz test; what is not in its documents is told by fidelity. */
const platform = (name: string): Document => ({
  name,
  checks: ['response_schema_conformance'],
  // Its 400 has no body on the platform, where the document has one.
  leftOut: name === 'sender' ? ['removeEventStream'] : [],
});
const documents = [own, ...['sender', 'groups', 'downtime', 'downtime-internal'].map(platform)];

const started = async (
  folder: string,
): Promise<{ readonly server: ChildProcess; readonly url: string; readonly key: string }> => {
  const settings = [
    '--port',
    '0',
    '--clock',
    'manual',
    '--seed',
    'schemathesis',
    '--data',
    folder,
    '--log-level',
    'error',
  ];
  const server = spawn(process.execPath, [path('dist/cli.js'), 'start', ...settings], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(server.stdout, 'data')) as [Buffer];
  const said = (name: string): string => new RegExp(` ${name}=(\\S+)`).exec(line.toString())?.[1] ?? '';
  return { server, url: said('url'), key: said('key') };
};

/** @returns whether nothing was found, and the process still answers */
const isRight = async ({ name, checks, leftOut }: Document): Promise<boolean> => {
  print(`\n== openapi/${name}.yaml`);
  const folder = mkdtempSync(join(tmpdir(), 'send-simulator-schemathesis-'));
  const { server, url, key } = await started(join(folder, 'data'));
  try {
    const { status } = spawnSync(
      schemathesis,
      [
        ...['run', path(`openapi/${name}.yaml`), '--url', url, '--header', `x-api-key: ${key}`],
        ...[
          '--phases',
          'examples,coverage,fuzzing',
          '--max-examples',
          examples,
          '--seed',
          seed,
          '--checks',
          checks.join(','),
        ],
        ...['--continue-on-failure', '--request-timeout', '60', '--generation-database', 'none', '--warnings', 'off'],
        ...['--no-color', ...leftOut.flatMap((one) => ['--exclude-operation-id', one])],
      ],
      { stdio: 'inherit', cwd: folder },
    );
    const health = await fetch(`${url}/_sim/health`).catch(() => undefined);
    if (!health?.ok) print('the simulator does not answer any more');
    return status === 0 && health?.ok === true;
  } finally {
    const isOver = once(server, 'exit');
    server.kill();
    await isOver;
    rmSync(folder, { recursive: true, force: true });
  }
};

const main = async (): Promise<void> => {
  if (spawnSync(schemathesis, ['--version'], { stdio: 'ignore' }).status !== 0) {
    print('SKIPPED: schemathesis is not installed (pip install schemathesis): no document was tried');
    return;
  }
  const failed: string[] = [];
  for (const one of documents) {
    if (only !== undefined && only !== one.name) continue;
    if (!(await isRight(one))) failed.push(one.name);
  }
  for (const name of failed) print(`FAILED: openapi/${name}.yaml`);
  process.exitCode = failed.length === 0 ? 0 : 1;
};

if (help) process.stdout.write(usage);
else await main();
