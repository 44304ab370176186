import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `npm run fuzz -- [--calls n] [--seed n]

  Mutated calls of every operation of the platform and of /_sim: no crash, no hang, no failure that the platform does not know.
  A failure names seed and call, which repeat it.

  --calls  of the platform; a tenth as many of /_sim (100000)
  --seed   other ones (1)
`;

const { calls, seed, help } = parseArgs({
  options: {
    calls: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
}).values;

if (help || !(Number(calls) > 0) || !Number.isInteger(Number(seed))) {
  process.stdout.write(usage);
  process.exit(help ? 0 : 2);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/fuzz', 'test/control/fuzz.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_CALLS: calls, FUZZ_SEED: seed },
});
process.exitCode = status ?? 1;
