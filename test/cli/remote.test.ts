import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clock } from '../../src/cli/remote/clock.js';
import type { RemoteCommand } from '../../src/cli/remote/command.js';
import { doctor } from '../../src/cli/remote/doctor.js';
import { journal } from '../../src/cli/remote/journal.js';
import { bytesLeft, examineStore, type Machine, whyNotFree, whyNotWritable } from '../../src/cli/remote/machine.js';
import { createProgress, type Distance, type Look } from '../../src/cli/remote/progress.js';
import { reset } from '../../src/cli/remote/reset.js';
import { snapshot } from '../../src/cli/remote/snapshot.js';
import { type AskedTarget, targetOf } from '../../src/cli/remote/target.js';
import { startSimulator } from '../../src/index.js';
import { temporaryFolder } from '../e2e/support/cli.js';
import { type RemoteRun, runRemotely } from '../support/remote.js';
import { aSimulator, type SandboxClient, type TestSimulator } from '../support/simulator.js';

let simulator: TestSimulator;
let client: SandboxClient;
/** What commands read and write. */
const files = new Map<string, string>();

beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator.stop());
beforeEach(async () => {
  client = await simulator.sandbox({ clock: { mode: 'manual', now: '2026-02-03T09:00:00Z' } });
});

/** Against the sandbox of this test. */
const run = (
  command: RemoteCommand,
  words: readonly string[],
  own: Readonly<Record<string, unknown>> = {},
  asked: AskedTarget = { url: simulator.url, key: client.key },
  edge: Partial<RemoteRun> = {},
) => runRemotely(command, { words, own, asked, files, ...edge });

describe('which simulator is meant', () => {
  const ready = (): string => JSON.stringify({ url: 'http://127.0.0.1:4', key: 'of-the-file' });

  it('is said by a flag before the ready file before the settings, address and key each by itself', () => {
    expect(targetOf({}, ready)).toMatchObject({ url: 'http://127.0.0.1:7363', selects: 'default' });
    expect(targetOf({ port: 8080, apiKey: 'mine' }, ready)).toMatchObject({
      url: 'http://127.0.0.1:8080',
      key: 'mine',
    });
    expect(targetOf({ readyFile: 'r', port: 8080 }, ready)).toMatchObject({
      url: 'http://127.0.0.1:4',
      key: 'of-the-file',
      selects: 'default',
    });
    expect(targetOf({ readyFile: 'r', key: 'k' }, ready)).toMatchObject({
      url: 'http://127.0.0.1:4',
      selects: { key: 'k' },
    });
  });

  it('cannot be a key and a sandbox together, nor a file that no start has written', () => {
    expect(() => targetOf({ key: 'a', sandbox: 'b' }, ready)).toThrow('give one of them');
    expect(() => targetOf({ readyFile: 'r' }, () => undefined)).toThrow('is the simulator ready yet?');
    expect(() => targetOf({ readyFile: 'r' }, () => '{}')).toThrow('no file that --ready-file has written');
  });

  it('is told when nobody is there, and when somebody else is', async () => {
    const other = createServer((_req, res) => res.writeHead(404).end('<html>'));
    const url = await new Promise<string>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(other.address() as AddressInfo).port}`));
    });
    await expect(run(clock, [], {}, { url })).rejects.toThrow('not as a simulator does');
    await new Promise((resolve) => other.close(resolve));
    await expect(run(clock, [], {}, { url })).rejects.toThrow(/cannot be reached \(.+\): start a simulator there/);
  });
});

describe('clock', () => {
  it('shows time, pace and what is planned', async () => {
    expect(await run(clock, [])).toEqual({
      exitCode: 0,
      printed: expect.stringMatching(/^2026-02-03T09:00:00\S*Z {2}manual; nothing is planned\n$/),
    });
    const { printed } = await run(clock, ['show'], { json: true });
    expect(JSON.parse(printed)).toMatchObject({ mode: 'manual', pending: 0 });
  });

  it('moves by a length and until a moment in the life of a notification', async () => {
    const iun = await client.accepted();

    expect((await run(clock, ['advance'], { by: '1h' })).printed).toMatch(/→ .* \(PT1H\): \d+ items? done\n/);
    const { exitCode, printed } = await run(clock, ['advance'], { until: { iun, status: 'EFFECTIVE_DATE' } });

    expect(exitCode).toBe(0);
    expect(printed).toContain(iun);
    const { body } = await client.call<{ notificationStatus: string }>(
      'GET',
      `/delivery/v2.9/notifications/sent/${iun}`,
    );
    expect(body.notificationStatus).toBe('EFFECTIVE_DATE');
  });

  it('says with exit code 5 that a moment did not come, and what did', async () => {
    const iun = await client.accepted();

    const { exitCode, printed } = await run(clock, ['advance'], {
      until: { iun, status: 'EFFECTIVE_DATE' },
      max: '1m',
    });

    expect(exitCode).toBe(5);
    expect(printed).toContain('EFFECTIVE_DATE');
    expect(printed).toMatch(/\d+ items done/);
  });

  it('changes its pace, stops and goes on', async () => {
    expect((await run(clock, ['set', 'uat@2026-03-01T00:00:00Z'])).printed).toMatch(/^2026-03-01T.*uat ×1440/);
    expect((await run(clock, ['pause'])).printed).toContain('paused');
    expect((await run(clock, ['resume'])).printed).not.toContain('paused');
    expect((await run(clock, ['set', 'manual'])).printed).toContain('manual');
  });

  it.each([
    [['advence'], {}, 'did you mean advance?'],
    [['advance'], {}, 'received none'],
    [['advance'], { by: '1d', next: 1 }, 'received --by and --next'],
    [['show'], { by: '1d' }, '--by is for clock advance'],
    [['set', 'fast'], {}, 'received "fast"'],
    [['pause', 'now'], {}, 'unexpected now'],
    [['advance'], { by: '7' }, '"7"'],
  ])('%j %j is refused', async (words, own, told) => {
    await expect(run(clock, words, own)).rejects.toThrow(told);
  });
});

describe('reset', () => {
  it('empties the sandbox that is named, and keeps what it is told to', async () => {
    await client.accepted();

    const { printed } = await run(
      reset,
      [],
      { keep: ['senders', 'streams'] },
      { url: simulator.url, sandbox: client.id },
    );

    expect(printed).toMatch(new RegExp(`^${client.id}: emptied; gone: .*notifications 1`));
    expect((await run(reset, [])).printed).toContain(': emptied');
  });

  it('does not take another sandbox for one that does not exist', async () => {
    await expect(run(reset, [], {}, { url: simulator.url, sandbox: 'nope' })).rejects.toMatchObject({
      code: 'SIM_UNKNOWN_SANDBOX',
      hint: expect.stringContaining('GET /_sim/sandboxes'),
    });
  });
});

describe('progress', () => {
  const label = { it: 'lavoro', en: 'working' };
  const shownOf = async (beats: number, isTerminal: boolean, look?: Look): Promise<string> => {
    let shown = '';
    let beat: () => void = () => undefined;
    let done: () => void = () => undefined;
    const during = createProgress({
      tell: isTerminal
        ? (text) => {
            shown += text;
          }
        : undefined,
      lang: 'en',
      every: (_ms, call) => {
        beat = call;
        return () => undefined;
      },
    });
    const work = during(
      label,
      new Promise<void>((resolve) => {
        done = resolve;
      }),
      look,
    );
    for (let i = 0; i < beats; i++) {
      beat();
      // What was asked for at this beat is known at the next one.
      await new Promise((resolve) => setImmediate(resolve));
    }
    done();
    await work;
    return shown;
  };

  it('is shown on a terminal when a work takes long, and leaves nothing behind', async () => {
    expect(await shownOf(8, true)).toMatch(/working 2 s\S*\[K\r\S*\[K$/);
    expect(await shownOf(1, true)).toBe('');
    expect(await shownOf(8, false)).toBe('');
  });

  it('is a bar where it is known how far the work is', async () => {
    expect(await shownOf(5, true, () => ({ share: 0.25, note: 'here' }))).toContain(
      '[#####...............]  25 % working 1 s here',
    );
    expect(await shownOf(5, true, () => undefined)).not.toContain('%');
    expect(await shownOf(5, true, () => Promise.reject(new Error('nobody knows')))).not.toContain('%');
  });

  it('of a clock follows its instant, of a snapshot what has arrived', async () => {
    await client.accepted();
    const seen: (Distance | undefined)[] = [];
    const during = async <T>(_label: object, work: Promise<T>, look?: Look): Promise<T> => {
      seen.push(await look?.());
      const done = await work;
      seen.push(await look?.());
      return done;
    };

    await run(clock, ['advance'], { by: '30d' }, undefined, { during });
    await run(snapshot, ['save', 'bar.json'], {}, undefined, { during });
    await run(clock, ['advance'], { next: 1 }, undefined, { during });

    expect(seen[1]).toEqual({ share: 1, note: expect.stringMatching(/^2026-/) });
    expect(seen[3]).toEqual({ share: 1 });
    expect(seen.slice(4)).toEqual([undefined, undefined]);
  });
});

describe('snapshot', () => {
  it('saves a sandbox and makes another one of it, whose keys it tells', async () => {
    const iun = await client.accepted();
    const saved = await run(snapshot, ['save', 'friday.json']);
    const other = await simulator.sandbox();

    const asked = { url: simulator.url, sandbox: other.id };
    const { exitCode, printed } = await run(snapshot, ['load', 'friday.json'], {}, asked);

    expect(saved).toEqual({ exitCode: 0, printed: expect.stringMatching(/^friday\.json: \d+ bytes written\n$/) });
    expect(exitCode).toBe(0);
    const key = /in its place (\S+)\n$/.exec(printed)?.[1] ?? '';
    const headers = { 'x-api-key': key };
    expect((await simulator.call('GET', `/delivery/v2.9/notifications/sent/${iun}`, { headers })).status).toBe(200);
  });

  it('says what is wrong with the line, or with the file', async () => {
    files.set('other.json', '{"format":"other"}');

    await expect(run(snapshot, ['sav', 'x'])).rejects.toThrow('received "sav"; did you mean save?');
    await expect(run(snapshot, [])).rejects.toThrow('wants save or load behind it, received nothing');
    await expect(run(snapshot, ['load'])).rejects.toThrow('snapshot load wants the path of a file behind it');
    await expect(run(snapshot, ['load', 'nowhere.json'])).rejects.toThrow('there is no file "nowhere.json"');
    await expect(run(snapshot, ['load', 'other.json'])).rejects.toThrow('format: received "other"');
  });
});

describe('journal', () => {
  const groups = (group = '') => client.call('GET', `/ext-registry-b2b/pa/v1/groups${group}`);

  it('shows the calls with their hints, those that are asked for', async () => {
    await groups();
    await groups('?statusFilter=nothing');

    const all = await run(journal, []);
    expect(all.printed).toMatch(
      /^c1 {2}\S+ {2}200 {2}GET {2}\/ext-registry-b2b\/pa\/v1\/groups {2}getGroupsB2B \d+ ms\n/,
    );
    expect(all.printed).toMatch(/\nc2 .+ 400 .+\n {6}\S.+\ncalls: 2 of 2\n$/);
    expect((await run(journal, [], { status: 400 })).printed).toContain('calls: 1 of 1');
    const { printed } = await run(journal, [], { json: true, last: 1 });
    expect(JSON.parse(printed)).toMatchObject({ items: [{ id: 'c2', status: 400 }], dropped: 0 });
  });

  it('follows what comes', async () => {
    await groups();
    let beats = 0;
    const pause = async (): Promise<void> => {
      if (++beats > 2) throw new Error('stopped');
      await groups();
    };
    let printed = '';
    const onPrint = (text: string): void => {
      printed += text;
    };

    const following = run(journal, [], { follow: true, json: true }, undefined, { pause, onPrint });

    await expect(following).rejects.toThrow('stopped');
    const ids = printed
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly id: string }).id);
    expect(ids).toEqual(['c1', 'c2', 'c3']);
  });
});

describe('doctor', () => {
  const folder = temporaryFolder();
  beforeAll(() => writeFileSync(folder.at('file'), ''));
  afterAll(() => folder.remove());

  const found = async (asked?: AskedTarget, edge?: Parameters<typeof run>[4]) => {
    const { exitCode, printed } = await run(doctor, [], { json: true }, asked, edge);
    const { findings, refusals } = JSON.parse(printed) as {
      readonly findings: readonly { readonly check: string; readonly state: string; readonly said: string }[];
      readonly refusals: readonly { readonly status: number }[];
    };
    return {
      exitCode,
      refusals,
      told: findings.map(({ check, state, said }) => `${check} ${state}: ${said}`).join('\n'),
    };
  };

  it('finds nothing where nothing is wrong, and says what it looked at', async () => {
    const { exitCode, printed } = await run(doctor, []);

    expect(exitCode).toBe(0);
    expect(printed).toContain(`answers at ${simulator.url}`);
    expect(printed).toContain(`selects the sandbox ${client.id}`);
    expect(printed).toContain('in memory');
    expect(printed).not.toContain('problem');
  });

  it('tells of a clock that stands still, of faults, refusals, proxies and another version', async () => {
    await client.accepted();
    await client.call('GET', '/delivery/v2.9/notifications/sent/nothing');
    await client.call('POST', '/_sim/faults', { body: { match: {}, do: { status: 503 } } });

    const { exitCode, told, refusals } = await found(undefined, {
      version: '0.0.1',
      env: { HTTP_PROXY: 'http://proxy:3128' },
    });

    expect(exitCode).toBe(0);
    expect(told).toMatch(/clock warning: stands still .+ planned: \d+/);
    expect(told).toContain('faults warning: calls will go wrong on purpose: f1');
    expect(told).toContain('proxy warning: HTTP_PROXY is set and NO_PROXY does not have 127.0.0.1');
    expect(told).toContain('version warning: this command is of 0.0.1');
    expect(refusals.map(({ status }) => status)).toEqual([400]);
  });

  it('finds keys and sandboxes that are not there, blocked keys, and nobody at all', async () => {
    expect(await found({ url: simulator.url, key: 'nobodys' })).toMatchObject({
      exitCode: 5,
      told: expect.stringContaining('key problem: nobodys… is of no sandbox'),
    });
    expect((await found({ url: simulator.url, apiKey: 'of-settings' })).told).toContain(
      'key problem: of-setti… is of no sandbox',
    );
    expect((await found({ url: simulator.url, sandbox: 'nope' })).told).toContain(
      'sandbox problem: there is no nope (',
    );
    const [key] = client.shape.senders[0]?.apiKeys ?? [];
    await client.call('PATCH', `/_sim/api-keys/${key?.id}`, { body: { action: 'BLOCK' } });
    expect((await found()).told).toContain(`of the sandbox ${client.id} is BLOCKED`);
    const secure = await found({ url: simulator.url.replace('http:', 'https:') });
    expect(secure).toMatchObject({ exitCode: 5, told: expect.stringContaining('that port speaks http') });
  });

  const machine = (change: Partial<Machine>): Partial<RemoteRun> => ({
    machine: {
      nodeVersion: 'v20.0.0',
      nowMs: Date.now,
      whyNotWritable,
      bytesLeft,
      examineStore,
      whyNotFree,
      ...change,
    },
  });
  const nobody = { url: 'http://127.0.0.1:9' };

  it('compares the real time here and there, which vouchers are judged by', async () => {
    const skewed = (ms: number) => found(undefined, machine({ nowMs: () => Date.now() + ms }));

    expect((await skewed(0)).told).toContain('time ok');
    expect(await skewed(20_000)).toMatchObject({
      exitCode: 0,
      told: expect.stringMatching(/time warning: .+ (19|20) s behind/),
    });
    expect(await skewed(-90_000)).toMatchObject({
      exitCode: 5,
      told: expect.stringMatching(/time problem: .+ (89|90) s ahead/),
    });
  });

  it('looks at Node, at the port and at what a start would write to, and ends as that start would', async () => {
    expect(await found(undefined, machine({ nodeVersion: 'v18.19.0' }))).toMatchObject({
      exitCode: 5,
      told: expect.stringContaining('node problem: v18.19.0 is too old: Node 20'),
    });
    expect(await found(nobody, machine({ whyNotFree: () => Promise.resolve(undefined) }))).toMatchObject({
      exitCode: 5,
      told: expect.stringMatching(/port ok: 9 is free[\s\S]+address problem/),
    });
    expect(await found(nobody, machine({ whyNotFree: () => Promise.resolve('EADDRINUSE') }))).toMatchObject({
      exitCode: 3,
      told: expect.stringContaining('port problem: 9 is taken: start with another one (--port'),
    });
    const settings = {
      data: folder.at('new/data'),
      tlsFolder: folder.at('file'),
      journalFile: folder.at('new/calls.jsonl'),
    };
    const { exitCode, told } = await found(undefined, { settings });
    expect(exitCode).toBe(2);
    expect(told).toContain('data ok');
    expect(told).toMatch(/tls-folder problem: .+ENOTDIR.+--tls-folder/);
    expect(told).toMatch(/journal-file problem: .+ENOENT/);
    expect((await found(undefined, { settings: { data: folder.at('file/data') } })).exitCode).toBe(6);
  });

  it('tells how much room is left where a start would write, and where it is little', async () => {
    const settings = { data: folder.at('new/data') };
    const left = (mebibytes: number) =>
      found(undefined, { settings, ...machine({ bytesLeft: () => mebibytes * 1024 * 1024 }) });

    expect((await found(undefined, { settings })).told).toMatch(/data \w+: .+: can be written, room left: \d+ MB/);
    expect((await left(5_000)).told).toMatch(/data ok: .+ room left: 5000 MB$/m);
    expect(await left(3)).toMatchObject({
      exitCode: 0,
      told: expect.stringMatching(/data warning: .+ room left: 3 MB: make room/),
    });
    expect(await left(0)).toMatchObject({ exitCode: 6, told: expect.stringContaining('data problem: ') });
  });

  it('tells what a start would find in its database, and ends as that start would', async () => {
    const settings = { store: 'postgres://sim@db.test/sim' };
    const place = settings.store;
    const looked = (change: { server?: string; form?: number }) => {
      const examineStore = async () => ({ place, server: '15.13', form: 2, wanted: 2, ...change });
      return found(undefined, { settings, ...machine({ examineStore }) });
    };

    expect((await looked({})).told).toContain(`database ok: ${place}: PostgreSQL 15.13, tables of form 2, which`);
    expect((await looked({ form: 0 })).told).toContain('no tables yet: the first start makes them');
    expect((await looked({ form: 1 })).told).toContain('database warning: ');
    expect((await looked({ server: '13.2' })).told).toContain('PostgreSQL 13.2 is old: 14 or newer is needed');
    expect(await found(undefined, { settings: { store: 'postgres://sim:secret@127.0.0.1:1/sim' } })).toMatchObject({
      exitCode: 2,
      told: expect.stringMatching(/database problem: postgres:\/\/sim:\*\*\*@127.0.0.1:1\/sim cannot be reached: /),
    });
  });

  it('tells a port that is taken from one that is free', async () => {
    const port = Number(new URL(simulator.url).port);

    expect(await whyNotFree('127.0.0.1', port)).toBe('EADDRINUSE');
    expect(await whyNotFree('127.0.0.1', 0)).toBeUndefined();
  });

  it('finds links that lead nowhere, and a closed door', async () => {
    const port = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = server.address() as AddressInfo;
        server.close(() => resolve(free));
      });
    });
    await using _closed = await startSimulator({ port, publicUrl: 'http://127.0.0.1:9', controlToken: 'secret' });
    const url = `http://127.0.0.1:${port}`;

    expect((await found({ url })).told).toContain('token problem');
    expect((await found({ url, token: 'secret' })).told).toContain('links problem: lead to http://127.0.0.1:9');
  });
});
