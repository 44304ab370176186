import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL of its own in a temporary folder, reached through a socket there: no port, no user, nothing left behind. */
export interface Cluster {
  /** Of its database `postgres`, as the superuser. */
  readonly url: string;
  /** URL of a new empty database. */
  newDatabase(name: string): string;
  /** URL of a new empty database whose tables lie in that folder, which has to be empty. */
  newDatabaseIn(folder: string, name: string): string;
  /** Runs SQL in a database. @returns what psql prints */
  sql(text: string, database?: string): string;
  /** Stops the server at once, as a restart does, and starts it again when the promise of `during` has resolved. */
  restart(during?: () => Promise<void>): Promise<void>;
  stop(): void;
}

/** Folder of the programs, the newest version; undefined where PostgreSQL is not installed. */
export const postgresPrograms = (): string | undefined => {
  const root = '/usr/lib/postgresql';
  const installed = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  return [...installed.map((version) => join(root, version, 'bin')), asked]
    .filter((folder) => folder !== undefined && folder !== '')
    .find((folder) => existsSync(join(String(folder), 'initdb')) && existsSync(join(String(folder), 'postgres')));
};

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
const runner = (): { readonly uid?: number; readonly gid?: number } => {
  if (userInfo().uid !== 0) return {};
  const idOf = (flag: string): number => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: idOf('-u'), gid: idOf('-g') };
};

export const startCluster = async (programs: string): Promise<Cluster> => {
  const folder = mkdtempSync(join(tmpdir(), 'sim-pg-'));
  const as = runner();
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const run = (program: string, args: readonly string[], input?: string): string => {
    const { status, stdout, stderr } = spawnSync(join(programs, program), args, {
      ...as,
      cwd: folder,
      encoding: 'utf8',
      ...(input === undefined ? {} : { input }),
    });
    if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}${stdout}`);
    return stdout;
  };
  run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C', '--no-sync']);

  const begin = async () => {
    // The processes of a test may die, the machine does not: nothing waits for the disk.
    const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off', 'max_connections=200'];
    const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
      ...as,
      cwd: folder,
      stdio: 'ignore',
    });
    const isReady = () =>
      spawnSync(join(programs, 'pg_isready'), ['-q', '-h', folder], { ...as, cwd: folder }).status === 0;
    while (!isReady()) {
      if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return server;
  };
  let server = await begin();

  const sql = (text: string, database = 'postgres'): string =>
    run('psql', ['-h', folder, '-U', 'postgres', '-d', database, '-qAtX', '-v', 'ON_ERROR_STOP=1'], text);
  const urlOf = (database: string): string => `postgres://postgres@localhost/${database}?host=${folder}`;
  return {
    url: urlOf('postgres'),
    newDatabase: (name) => {
      sql(`CREATE DATABASE "${name}"`);
      return urlOf(name);
    },
    newDatabaseIn: (place, name) => {
      if (as.uid !== undefined && as.gid !== undefined) chownSync(place, as.uid, as.gid);
      sql(`CREATE TABLESPACE "${name}" LOCATION '${place}'`);
      sql(`CREATE DATABASE "${name}" TABLESPACE "${name}"`);
      return urlOf(name);
    },
    sql,
    restart: async (during = async () => undefined) => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      // Connections are cut, what was committed is kept.
      server.kill('SIGINT');
      await ended;
      await during();
      server = await begin();
    },
    stop: () => {
      server.kill('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
