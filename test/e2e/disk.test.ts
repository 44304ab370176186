import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { contentOf } from '../support/contents.js';
import { smallDisk } from '../support/small-disk.js';
import { type Running, run, start, temporaryFolder } from './support/cli.js';
import { clientOf } from './support/kill-work.js';
import { known, sendMany } from './support/send-many.js';

const folder = temporaryFolder();
const disk = smallDisk(256);
afterAll(() => {
  disk?.remove();
  folder.remove();
});
const argsFor = (data: string): string[] => ['start', '--port', '0', '--data', data, '--clock', 'manual'];
const stepsOf = (data: string): string => join(data, 'sandbox', 'default', 'steps.db');

const killed = async (running: Running): Promise<void> => {
  running.signal('SIGKILL');
  await running.ended;
};

/** What the platform's API answers to a small write, and the hint. */
const preload = async ({ url, key }: Running) => {
  const body = JSON.stringify([{ preloadIdx: '0', contentType: 'application/pdf', sha256: `${'a'.repeat(43)}=` }]);
  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/delivery/attachments/preload`, { method: 'POST', headers, body });
  return { status: answer.status, hint: answer.headers.get('x-send-sim-hint') };
};

const madeOnce = folder.at('filled');
let idsOfFilled: Promise<readonly string[]> | undefined;
/** A folder with three requests, whose program was killed. @returns their ids */
const filled = async (data: string): Promise<readonly string[]> => {
  idsOfFilled ??= start({ args: argsFor(madeOnce) }).then(async (running) => {
    const { ids } = await sendMany(running, 'filled', 3);
    await killed(running);
    return ids;
  });
  const ids = await idsOfFilled;
  cpSync(madeOnce, data, { recursive: true });
  return ids;
};

/** A start that ends with 6, in words for its user, and changes nothing. */
const refusedStart = async (data: string): Promise<string> => {
  /** The lock of a dead process is nobody's. */
  const kept = () => Object.entries(contentOf(data)).filter(([path]) => path !== join(data, 'lock'));
  const before = kept();
  const { exitCode, stderr } = await run({ args: argsFor(data) });
  expect(exitCode, stderr).toBe(6);
  expect(kept()).toEqual(before);
  return stderr.split('\n').find((line) => line.startsWith('send-simulator: ')) ?? '';
};

const backFromCopy = 'nothing was changed: put the folder back from a copy, or begin anew in another one';

describe('a data folder that cannot be served', { timeout: 120_000 }, () => {
  it('ends with 6 when a byte of a log is another one, names file and line, and leaves it as it is', async () => {
    const data = folder.at('flipped');
    await filled(data);
    const steps = readFileSync(stepsOf(data), 'utf8');
    writeFileSync(stepsOf(data), steps.replace('filled 1', 'filled 7'));

    const sentence = await refusedStart(data);

    expect(sentence).toMatch(/steps\.db:\d+: the checksum of the line does not match its content; nothing/);
    expect(sentence).toContain(`${backFromCopy} (SIM_STORE_UNREADABLE)`);
  });

  it.each([
    ['in the middle of a line', (text: string) => text.length - 100],
    ['behind a line', (text: string) => text.lastIndexOf('\n', text.length - 2) + 1],
    ['at its beginning', () => 0],
  ])('ends with 6 when a log was cut off %s, also after a kill', async (where, lengthOf) => {
    const data = folder.at(`cut ${where}`);
    await filled(data);
    truncateSync(stepsOf(data), lengthOf(readFileSync(stepsOf(data), 'latin1')));

    expect(await refusedStart(data)).toMatch(/steps\.db.*: the file ends here with \d+ bytes, \d+ were written; /);
  });

  it('ends with 6 when a log is gone, also after a kill', async () => {
    const data = folder.at('gone');
    await filled(data);
    rmSync(stepsOf(data));

    expect(await refusedStart(data)).toContain(': the file ends here with 0 bytes, ');
  });

  it('ends with 6 when another process works on it, which is not disturbed', async () => {
    const data = folder.at('shared');
    const first = await start({ args: argsFor(data) });

    expect(await refusedStart(data)).toContain(
      `process ${first.process.pid} works on this folder: stop it or choose another folder`,
    );
    expect((await sendMany(first, 'undisturbed', 1)).ids).toHaveLength(1);
    await first.stop();
  });
});

describe('an uploaded file that is not what came', { timeout: 120_000 }, () => {
  it.each([
    ['changed', (file: string) => writeFileSync(file, readFileSync(file, 'latin1').replace('%PDF', '%PDG'), 'latin1')],
    ['cut off', (file: string) => truncateSync(file, 10)],
    ['gone', (file: string) => rmSync(file)],
  ])('is not given away when it is %s: 503 and a sentence, and everything else goes on', async (how, damage) => {
    const data = folder.at(`upload ${how}`);
    const [first = '', ...others] = await filled(data);
    const running = await start({ args: argsFor(data) });
    const { call } = clientOf(running);
    await call('POST', '/_sim/clock/advance', { body: { by: 'PT1H' } });
    const files = join(data, 'sandbox', 'default', 'files');
    for (const name of readdirSync(files)) damage(join(files, name));

    const iun = Buffer.from(first, 'base64').toString();
    const path = `/delivery/notifications/sent/${iun}/attachments/documents/0`;
    const { body } = await call<{ url: string }>('GET', path);
    const answer = await fetch(body.url);

    expect(answer.status).toBe(503);
    expect(answer.headers.get('x-send-sim-hint')).toMatch(
      /^What is stored is not what came \(.*PN_NOTIFICATION_ATTACHMENTS.*\): put it back from a copy; everything else/,
    );
    expect(await known(running)).toEqual(expect.arrayContaining([first, ...others]));
    expect((await sendMany(running, 'after it', 1)).ids).toHaveLength(1);
    const { stderr } = await running.stop();
    expect(stderr).toContain('"msg":"damaged"');
    expect(stderr).not.toContain('"msg":"bug"');
  });
});

describe.skipIf(!disk)('a disk that takes no more (skipped where nothing may be mounted)', { timeout: 120_000 }, () => {
  const path = disk?.path ?? '';
  const data = join(path, 'data');
  afterEach(() => {
    disk?.readOnly(false);
    disk?.makeRoom();
    rmSync(data, { recursive: true, force: true });
  });

  it('is told to every caller, loses nothing, and everything is there when there is room and a new start', async () => {
    const running = await start({ args: argsFor(data) });
    const before = await sendMany(running, 'before', 3);
    disk?.fill();

    const { ids, refusal } = await sendMany(running, 'full');

    expect(refusal).toContain('503');
    // Small things find room a little longer than files.
    let told = await preload(running);
    for (let left = 1_000; told.status === 200 && left > 0; left--) told = await preload(running);
    expect(told.status).toBe(503);
    expect(told.hint).toMatch(
      /^The data of the sandbox cannot be written any more \(.*ENOSPC.*\): make room .* restart; what/,
    );
    const move = await clientOf(running).call('POST', '/_sim/clock/advance', { body: { by: 'PT1H' } });
    expect(move.body).toMatchObject({
      status: 503,
      code: 'SIM_STORE_FAILED',
      hint: expect.stringContaining('make room'),
    });
    const { stderr } = await running.stop();
    expect(stderr).not.toContain('"msg":"bug"');

    disk?.makeRoom();
    const again = await start({ args: argsFor(data) });
    expect(await known(again)).toEqual(expect.arrayContaining([...before.ids, ...ids]));
    expect((await sendMany(again, 'again', 2)).ids).toHaveLength(2);
    expect(readdirSync(join(data, 'sandbox', 'default', 'files')).filter((name) => name.endsWith('.part'))).toEqual([]);
    await again.stop();
  });

  it.each([
    ['no room at all', 0],
    ['room for little', 8],
  ])('ends a start with 6 in a sentence, with %s, and changes nothing', async (_much, leave) => {
    const ids = await filled(data);
    rmSync(join(data, 'lock'));
    disk?.fill(leave);

    const sentence = await refusedStart(data);

    expect(sentence).toMatch(
      /ENOSPC.*\): make room there or mend its permissions, or name another folder \(SIM_STORE_UN/,
    );
    disk?.makeRoom();
    const again = await start({ args: argsFor(data) });
    expect(await known(again)).toEqual(expect.arrayContaining([...ids]));
    await again.stop();
  });

  it('is one that became read-only: as a full one, at a start and under way', async () => {
    const running = await start({ args: argsFor(data) });
    const { ids } = await sendMany(running, 'before', 2);
    disk?.readOnly(true);

    expect(await preload(running)).toMatchObject({ status: 503, hint: expect.stringContaining('EROFS') });
    await killed(running);
    const { exitCode, stderr } = await run({ args: argsFor(data) });

    expect(exitCode).toBe(6);
    expect(stderr).toMatch(/EROFS.*\): make room there or mend its permissions, or name another folder/);
    disk?.readOnly(false);
    const again = await start({ args: argsFor(data) });
    expect(await known(again)).toEqual(expect.arrayContaining([...ids]));
    await again.stop();
    expect(existsSync(join(data, 'lock'))).toBe(false);
  });
});
