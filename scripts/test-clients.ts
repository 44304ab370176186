/**
 * `npm run test:clients`: clients generated from the contract, as integrators make them, against the built program,
 * and what examples/java shows. Each client is generated twice where it can be: from our document, and from the platform's own.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = (fromRepository: string): string => fileURLToPath(new URL(`../${fromRepository}`, import.meta.url));
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** A document that clients are generated from. */
interface Contract {
  readonly name: 'ours' | 'official';
  readonly file: string;
}

const contracts: readonly Contract[] = [
  { name: 'ours', file: path('openapi/sender.yaml') },
  { name: 'official', file: path('../shared/reference/official/sender/api-external-b2b-pa-bundle.yaml') },
];

interface Server {
  readonly url: string;
  readonly process: ChildProcess;
}

/** On Windows npm and Maven are scripts, which only a shell can start; it wants blanks in quotes. */
const shell = process.platform === 'win32';
const words = (args: readonly string[]): readonly string[] => (shell ? args.map((arg) => `"${arg}"`) : args);

/** Maven ends before the better compiler of its machine has paid. */
const shortLived: NodeJS.ProcessEnv = { MAVEN_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' };

/** @returns whether the command ended well; its output is seen as it comes */
const run = (folder: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean => {
  const options = {
    cwd: path(folder),
    env: { ...shortLived, ...process.env, ...env },
    stdio: 'inherit',
    shell,
  } as const;
  return spawnSync(command, words(args), options).status === 0;
};

const isHere = (command: string): boolean => spawnSync(command, ['-version'], { stdio: 'ignore', shell }).status === 0;

const startServer = async (readyFile: string): Promise<Server> => {
  const settings = ['--port', '0', '--clock', 'manual', '--strict-responses', '--log-level', 'warn'];
  const server = spawn(process.execPath, [path('dist/cli.js'), 'start', ...settings, '--ready-file', readyFile], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // The first thing it prints is the ready line, and by then the file tells the same.
  const ended = once(server, 'exit').then(([code]) => Promise.reject(new Error(`the simulator ended with ${code}`)));
  await Promise.race([once(server.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  while (!existsSync(readyFile)) await new Promise((resolve) => setImmediate(resolve));
  const { url } = JSON.parse(readFileSync(readyFile, 'utf8')) as { readonly url: string };
  return { url, process: server };
};

/** Each client has a world of its own. @returns its API key */
const keyOfNewSandbox = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/_sim/sandboxes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ senders: [{ taxId: '12345678903', denomination: 'Comune di Esempio', apiKeys: [{}] }] }),
  });
  const text = await response.text();
  if (response.status !== 201) throw new Error(`no sandbox: ${response.status} ${text}`);
  const { senders } = JSON.parse(text) as { senders: { apiKeys: { key: string }[] }[] };
  const key = senders[0]?.apiKeys[0]?.key;
  if (key === undefined) throw new Error(`no key in ${text}`);
  return key;
};

const testJava = (contract: Contract, url: string, key: string): boolean =>
  run('test/clients/java', 'mvn', [
    ...['--batch-mode', '--quiet', '--no-transfer-progress', 'test'],
    `-Dclient.name=${contract.name}`,
    `-Dopenapi.document=${contract.file}`,
    `-Dsimulator.url=${url}`,
    `-Dsimulator.key=${key}`,
  ]);

const testTypeScript = (contract: Contract, url: string, key: string): boolean => {
  const folder = 'test/clients/typescript';
  return (
    (hasPackages(folder) || run(folder, 'npm', ['ci', '--no-audit', '--no-fund'])) &&
    run(folder, 'npm', ['run', '--silent', 'generate', '--', '--input', contract.file]) &&
    run(folder, 'npm', ['run', '--silent', 'build']) &&
    run(folder, 'npm', ['run', '--silent', 'test'], { SIMULATOR_URL: url, SIMULATOR_KEY: key })
  );
};

/** The tests that `examples/java` shows, which start a simulator by themselves. */
const testJavaExample = (): boolean =>
  run('examples/java', 'mvn', ['--batch-mode', '--quiet', '--no-transfer-progress', 'test'], {
    SEND_SIM_URL: undefined,
    SEND_SIMULATOR_COMMAND: 'node ../../dist/cli.js',
  });

/** npm leaves a lock of its own in what it installed. */
const hasPackages = (folder: string): boolean => {
  const [wanted, installed] = [`${folder}/package-lock.json`, `${folder}/node_modules/.package-lock.json`].map(path);
  if (wanted === undefined || installed === undefined || !existsSync(installed)) return false;
  return statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
};

const clients = [
  { name: 'TypeScript', test: testTypeScript, needs: [] },
  { name: 'Java', test: testJava, needs: ['java', 'mvn'] },
] as const;

const notHere = (commands: readonly string[]): readonly string[] => commands.filter((command) => !isHere(command));

/** @returns the clients that failed */
const testAll = async (url: string): Promise<readonly string[]> => {
  const failed: string[] = [];
  // All at first: a connection that lies idle while a client is generated and run would be closed in the meantime, unseen.
  const keys = await Promise.all(clients.flatMap(() => contracts).map(() => keyOfNewSandbox(url)));
  for (const { name, test, needs } of clients) {
    const missing = notHere(needs);
    for (const contract of contracts) {
      const title = `${name} client, ${contract.name === 'ours' ? 'our document' : "the platform's document"}`;
      if (missing.length > 0) print(`\n== ${title}: skipped, ${missing.join(' and ')} not found`);
      else if (!existsSync(contract.file)) print(`\n== ${title}: skipped, the document is not here`);
      else {
        print(`\n== ${title}`);
        if (!test(contract, url, String(keys.pop()))) failed.push(title);
        else print(`passed: ${title}`);
      }
    }
  }
  const title = 'examples/java';
  const missing = notHere(['java', 'mvn']);
  print(`\n== ${title}${missing.length > 0 ? `: skipped, ${missing.join(' and ')} not found` : ''}`);
  if (missing.length === 0 && !testJavaExample()) failed.push(title);
  else if (missing.length === 0) print(`passed: ${title}`);
  return failed;
};

const main = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'send-simulator-clients-'));
  const server = await startServer(join(folder, 'ready.json'));
  try {
    const failed = await testAll(server.url);
    for (const title of failed) print(`FAILED: ${title}`);
    process.exitCode = failed.length === 0 ? 0 : 1;
  } finally {
    const isOver = once(server.process, 'exit');
    server.process.kill();
    await isOver;
    rmSync(folder, { recursive: true, force: true });
  }
};

await main();
