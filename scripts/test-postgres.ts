/**
 * `npm run test:postgres`: the tests that need PostgreSQL, on a server of their own in a temporary folder. What stands
 * behind `--` goes to Vitest.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { postgresPrograms } from '../test/postgres/support/cluster.js';

const root = fileURLToPath(new URL('..', import.meta.url));

if (postgresPrograms() === undefined) {
  process.stdout.write('SKIPPED: PostgreSQL is not installed (Debian package postgresql): nothing of it was tested\n');
} else {
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const args = [vitest, 'run', '--config', 'test/postgres/vitest.config.ts', ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
