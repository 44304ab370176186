/** `npm run test:bundle`: the single file alone in an empty folder, as somebody has it who was given nothing else. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inSteps, must, print, type Step } from './steps.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'single-file-'));
const folder = join(place, 'empty');
/** Where the file lays out what it reads. */
const temporary = join(place, 'temporary');
const env = { PATH: process.env.PATH, TMPDIR: temporary, TEMP: temporary, TMP: temporary };

/** @returns what it printed. @throws where it ended badly */
const run = (...args: string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['send-simulator.mjs', ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  must(status === 0, `${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
};

const started = async (): Promise<{ readonly process: ChildProcess; readonly url: string; readonly key: string }> => {
  const server = spawn(
    process.execPath,
    [
      'send-simulator.mjs',
      '--port',
      '0',
      '--clock',
      'manual',
      '--strict-responses',
      '--tls',
      '--tls-folder',
      'tls',
      '--log-level',
      'warn',
    ],
    {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(server, 'exit').then(([code]) => Promise.reject(new Error(`it ended with ${code}`)));
  const [line] = await Promise.race([once(server.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  const [, url = '', key = ''] = /^send-simulator ready url=(\S+) .*key=(\S+) /.exec(String(line)) ?? [];
  must(url !== '', `no ready line: ${line}`);
  return { process: server, url, key };
};

const call = async (address: string, key: string, body?: object): Promise<Response> => {
  const response = await fetch(address, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'x-api-key': key, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  must(response.ok, `${address} answers ${response.status}: ${response.ok ? '' : await response.text()}`);
  return response;
};

/** A notification from its upload to its end, and one of its papers. */
const aLife = async (url: string, key: string): Promise<void> => {
  const { status } = (await (await call(`${url}/_sim/health`, key)).json()) as { readonly status: string };
  must(status === 'ready', `health says ${status}`);
  run('example', 'send', '--kind', 'digital', '--url', url);
  const { items } = (await (await call(`${url}/_sim/notifications`, key)).json()) as {
    readonly items: readonly { readonly notificationRequestId: string }[];
  };
  const id = items[0]?.notificationRequestId;
  const accepted = { until: { notificationRequestId: id, requestStatus: 'ACCEPTED' } };
  await call(`${url}/_sim/clock/advance`, key, accepted);
  const query = new URLSearchParams({ notificationRequestId: String(id) });
  const request = (await (await call(`${url}/delivery/v2.6/requests?${query}`, key)).json()) as {
    readonly iun: string;
  };
  const effective = { until: { iun: request.iun, status: 'EFFECTIVE_DATE' }, max: 'P1Y' };
  await call(`${url}/_sim/clock/advance`, key, effective);
  const detail = (await (await call(`${url}/delivery/v2.9/notifications/sent/${request.iun}`, key)).json()) as {
    readonly notificationStatus: string;
    readonly timeline: readonly { readonly legalFactsIds?: readonly { readonly key: string }[] }[];
  };
  must(detail.notificationStatus === 'EFFECTIVE_DATE', `the notification is ${detail.notificationStatus}`);
  const [fact] = detail.timeline.flatMap(({ legalFactsIds = [] }) => legalFactsIds);
  const name = encodeURIComponent(String(fact?.key.replace('safestorage://', '')));
  const place = await call(`${url}/delivery-push/${request.iun}/download/legal-facts/${name}`, key);
  const link = ((await place.json()) as { readonly url: string }).url;
  const pdf = Buffer.from(await (await fetch(link)).arrayBuffer());
  must(pdf.subarray(0, 5).toString() === '%PDF-', 'a legal fact is no PDF');
};

/** Pages of the package, and where they are served. */
const pages = { 'index.html': '/console/', 'docs.html': '/docs' };

/** Whatever of them was built is in the file too. */
const callPages = async (url: string, key: string): Promise<void> => {
  for (const [file, path] of Object.entries(pages)) {
    if (!existsSync(join(root, 'dist', 'console', file))) print(`  ${path} was not built`);
    else must((await (await call(`${url}${path}`, key)).text()).includes('<html'), `${path} is no page`);
  }
};

const serving = async (): Promise<void> => {
  const { process: server, url, key } = await started();
  const over = once(server, 'exit');
  try {
    await aLife(url, key);
    await call(`${url}/_sim/openapi/sender`, key);
    await callPages(url, key);
  } finally {
    server.kill();
  }
  const [code] = await over;
  // Windows knows no signals: there the process is just gone.
  if (process.platform === 'win32') return;
  must(code === 143, `SIGTERM ends it with ${code}`);
};

const steps: readonly Step[] = [
  [
    'the file alone',
    () => {
      mkdirSync(folder);
      mkdirSync(temporary);
      copyFileSync(join(root, 'bundle', 'send-simulator.mjs'), join(folder, 'send-simulator.mjs'));
      print(`  ${readFileSync(join(folder, 'send-simulator.mjs')).length} bytes`);
    },
  ],
  ['start, health, a notification to its end, a PDF, SIGTERM', serving],
  ['version', () => must(/^\d+\.\d+\.\d+\n$/.test(run('version')), 'no version')],
  ['scenarios list', () => must(run('scenarios', 'list').includes('OK_AR'), 'no OK_AR among the scenarios')],
  [
    'validate --run',
    () => {
      writeFileSync(join(folder, 'mine.yaml'), story);
      run('validate', 'mine.yaml', '--run');
    },
  ],
  ['example request', () => void JSON.parse(run('example', 'request', '--kind', 'ar', '--seed', '7'))],
  [
    'nothing is left behind',
    () =>
      must(
        readdirSync(temporary).length === 0,
        `${readdirSync(temporary).join(', ')} in the folder for temporary files`,
      ),
  ],
];

const story = `name: mine
title: { it: Prova, en: Try }
when: { subject: { prefix: Multa } }
script: { paper: { outcome: OK_AR } }
request: { subject: Multa 7 }
expect: { status: EFFECTIVE_DATE }
`;

await inSteps(steps, { folder: place, conclusion: 'the single file does what it should' });
