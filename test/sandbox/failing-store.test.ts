import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loopbackApiKey, startSimulator } from '../../src/simulator.js';

const root = mkdtempSync(join(tmpdir(), 'failing-store-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const aFolder = (): string => join(root, String(folders++));

const start = async (data: string) => {
  const logged: object[] = [];
  const simulator = await startSimulator({ data, clock: 'manual', log: (line) => logged.push(line) });
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${simulator.url}${path}`, {
      method,
      headers: { 'x-api-key': loopbackApiKey, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, hint: answer.headers.get('x-send-sim-hint'), body: JSON.parse(text) as unknown };
  };
  return { call, logged, stop: simulator.stop };
};

const preload = [{ preloadIdx: '0', contentType: 'application/pdf', sha256: `${'A'.repeat(43)}=` }];

describe('a sandbox whose data cannot be written any more', () => {
  it('answers 503 with the reason, to senders and to the control API, and is no bug', async () => {
    const data = aFolder();
    const { call, logged, stop } = await start(data);
    rmSync(join(data, 'sandbox', 'default'), { recursive: true });

    const sent = await call('POST', '/delivery/attachments/preload', preload);
    const moved = await call('POST', '/_sim/clock/advance', { by: 'P1D' });

    expect(sent).toMatchObject({ status: 503, body: { message: 'Service Unavailable' } });
    expect(sent.hint).toMatch(/cannot be written any more \(.*steps\.db cannot be written: ENOENT/);
    expect(moved).toMatchObject({ status: 503, body: { code: 'SIM_STORE_FAILED' } });
    expect(logged).not.toContainEqual(expect.objectContaining({ msg: 'bug' }));
    await stop();
  });

  it('works again after a reset, when the disk does', async () => {
    const data = aFolder();
    const { call, stop } = await start(data);
    rmSync(join(data, 'sandbox', 'default'), { recursive: true });
    expect(await call('POST', '/delivery/attachments/preload', preload)).toMatchObject({ status: 503 });

    expect(await call('POST', '/_sim/reset', {})).toMatchObject({ status: 200 });

    expect(await call('POST', '/delivery/attachments/preload', preload)).toMatchObject({ status: 200 });
    await stop();
    const again = await start(data);
    expect(await again.call('POST', '/delivery/attachments/preload', preload)).toMatchObject({ status: 200 });
    await again.stop();
  });

  it('leaves the others alone', async () => {
    const data = aFolder();
    const { call, stop } = await start(data);
    await call('POST', '/_sim/sandboxes', { id: 'other' });
    rmSync(join(data, 'sandbox', 'other'), { recursive: true });

    expect(await call('POST', '/delivery/attachments/preload', preload)).toMatchObject({ status: 200 });
    await stop();
  });
});

describe('a start that was killed', () => {
  it('before it had written the first sender is made good by the next one', async () => {
    const data = aFolder();
    await (await start(data)).stop();
    rmSync(join(data, 'sandbox', 'default'), { recursive: true });

    const { call, stop } = await start(data);

    expect(await call('POST', '/delivery/attachments/preload', preload)).toMatchObject({ status: 200 });
    await stop();
  });
});

describe('a damaged file', () => {
  it('ends the start with its code, file and line, and stays as it is', async () => {
    const data = aFolder();
    await (await start(data)).stop();
    const file = join(data, 'sandbox', 'default', 'steps.db');
    const damaged = readFileSync(file, 'utf8').replace('sender', 'sendor');
    writeFileSync(file, damaged);

    const failure = await start(data).catch((error: unknown) => error);

    expect(failure).toMatchObject({ code: 'SIM_STORE_UNREADABLE' });
    expect(String(failure)).toMatch(/steps\.db:\d+: the checksum of the line does not match its content/);
    expect(readFileSync(file, 'utf8')).toBe(damaged);
  });
});
