import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countPdfPages } from '../../../src/send/legal-fact/pdf-pages.js';
import { aSimulator, type Called, type SandboxClient, type TestSimulator } from '../../support/simulator.js';
import { pageTexts } from '../legal-fact/support/pdf-text.js';

const start = '2026-10-12T09:30:00Z';
const functionalities = ['NOTIFICATION_CREATE', 'NOTIFICATION_VISUALIZATION', 'NOTIFICATION_WORKFLOW'];

interface Entry {
  readonly functionality: string;
  readonly status: string;
  readonly startDate: string;
  readonly endDate?: string;
  readonly legalFactId?: string;
  readonly fileAvailable?: boolean;
  readonly fileAvailableTimestamp?: string;
}
interface Listed {
  readonly result: readonly Entry[];
  readonly nextPage?: string;
}

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await aSimulator();
});
afterAll(() => simulator?.stop());

/** A world of its own at a fixed instant, and its public pages: no key, the sandbox in the query. */
const aWorld = async (settings: object = {}) => {
  const sandbox = await simulator.sandbox({ clock: { mode: 'manual', now: start }, settings });
  const page = <Body>(path: string): Promise<Called<Body>> =>
    simulator.call<Body>('GET', `${path}${path.includes('?') ? '&' : '?'}sandbox=${sandbox.id}`);
  return { sandbox, page };
};
const declared = async ({ call }: SandboxClient, functionality: string): Promise<string> =>
  (await call<{ id: string }>('POST', '/_sim/incidents', { body: { functionality } })).body.id;
const close = ({ call }: SandboxClient, id: string) => call('POST', `/_sim/incidents/${id}/close`);
/** An incident from its beginning to its certificate. */
const resolved = async (sandbox: SandboxClient, functionality: string): Promise<void> => {
  const id = await declared(sandbox, functionality);
  await sandbox.advance({ by: '90m' });
  await close(sandbox, id);
  await sandbox.advance({ by: '2m' });
};

const badRequest = {
  status: 400,
  title: 'Informations not valid',
  detail: 'Informazioni non valide',
  traceId: expect.any(String),
  errors: [{ code: '400 BAD_REQUEST', detail: 'Informazioni non valide' }],
};

describe('GET /status', () => {
  it('answers 200 with the three functions while nothing is wrong', async () => {
    const { page } = await aWorld();

    const { status, body, headers } = await page('/status');

    expect(status).toBe(200);
    expect(body).toEqual({ functionalities, openIncidents: [], status: 200, title: 'OK', detail: 'OK' });
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('answers 500 with the same kind of body while an incident is open, and 200 again when it is closed', async () => {
    const { sandbox, page } = await aWorld();
    const id = await declared(sandbox, 'NOTIFICATION_WORKFLOW');

    const { status, body } = await page('/status');
    await close(sandbox, id);

    expect(status).toBe(500);
    expect(body).toEqual({
      functionalities,
      openIncidents: [{ functionality: 'NOTIFICATION_WORKFLOW', status: 'KO', startDate: start, fileAvailable: false }],
      status: 200,
      title: 'OK',
      detail: 'OK',
    });
    expect((await page('/status')).status).toBe(200);
  });

  it('tells of the sandbox of the query, of the key, else of the default one', async () => {
    const { sandbox, page } = await aWorld();
    await declared(sandbox, 'NOTIFICATION_CREATE');

    expect((await page('/status')).status).toBe(500);
    expect((await sandbox.call('GET', '/status')).status).toBe(500);
    expect((await simulator.call('GET', '/status')).status).toBe(200);
  });

  it('leaves everything else as it is: a notification is sent and accepted during an incident', async () => {
    const { sandbox } = await aWorld();
    for (const functionality of functionalities) await declared(sandbox, functionality);

    expect(await sandbox.accepted()).toMatch(/^[A-Z]{4}-/);
  });
});

describe('GET /interop/probing', () => {
  it('answers 200 without body, and a problem with 500 while an incident is open', async () => {
    const { sandbox, page } = await aWorld();
    const before = await page('/interop/probing');
    await declared(sandbox, 'NOTIFICATION_CREATE');
    const during = await page('/interop/probing');

    const detail = "Errore nell'elaborazione della richiesta";
    expect([before.status, before.text]).toEqual([200, '']);
    expect(during.status).toBe(500);
    expect(during.body).toEqual({
      status: 500,
      title: 'An error occured during request elaboration',
      detail,
      traceId: expect.any(String),
      errors: [{ code: '500 INTERNAL_SERVER_ERROR', detail }],
    });
    expect(during.headers.get('x-send-sim-hint')).toContain('NOTIFICATION_CREATE');
  });
});

describe('GET /downtime/v1/resolved', () => {
  it('lists an incident once its certificate is there, two minutes after its end', async () => {
    const { sandbox, page } = await aWorld();
    const id = await declared(sandbox, 'NOTIFICATION_WORKFLOW');
    await sandbox.advance({ by: '92m' });
    await close(sandbox, id);
    await sandbox.advance({ by: '119s' });
    const early = await page<Listed>('/downtime/v1/resolved');
    await sandbox.advance({ by: '1s' });
    const { body } = await page<Listed>('/downtime/v1/resolved');

    expect(early.body).toEqual({ result: [] });
    expect(body).toEqual({
      result: [
        {
          functionality: 'NOTIFICATION_WORKFLOW',
          status: 'OK',
          startDate: start,
          endDate: '2026-10-12T11:02:00Z',
          legalFactId: expect.stringMatching(/^PN_DOWNTIME_LEGAL_FACTS-[0-9a-f]{32}\.pdf$/),
          fileAvailable: true,
          fileAvailableTimestamp: '2026-10-12T11:04:00Z',
        },
      ],
    });
  });

  it('takes year and month, each with the present one as default', async () => {
    const { sandbox, page } = await aWorld();
    await resolved(sandbox, 'NOTIFICATION_CREATE');
    const count = async (query: string) => (await page<Listed>(`/downtime/v1/resolved?${query}`)).body.result.length;

    expect(await count('year=2026&month=10')).toBe(1);
    expect(await count('month=10')).toBe(1);
    expect(await count('year=&month=')).toBe(1);
    expect(await count('year=2025')).toBe(0);
    expect(await count('month=9')).toBe(0);
    expect(await count('year=2999&month=12')).toBe(0);
  });

  it.each(['year=2022', 'month=0', 'month=13', 'year=abc', 'month=1.5'])('refuses %s with 400', async (query) => {
    const { page } = await aWorld();

    const { status, body, headers } = await page(`/downtime/v1/resolved?${query}`);

    expect([status, body]).toEqual([400, badRequest]);
    expect(headers.get('x-send-sim-hint')).toContain(query.split('=')[0] ?? '');
  });
});

describe('GET /downtime/v1/legal-facts/{legalFactId}', () => {
  const certificateOf = async ({ page }: Awaited<ReturnType<typeof aWorld>>): Promise<string> =>
    String((await page<Listed>('/downtime/v1/resolved')).body.result[0]?.legalFactId);

  it('leads to a PDF that is fetched without credentials', async () => {
    const world = await aWorld();
    await resolved(world.sandbox, 'NOTIFICATION_VISUALIZATION');
    const key = await certificateOf(world);

    const { status, body } = await world.page<{ contentLength: number; url: string }>(
      `/downtime/v1/legal-facts/${key}`,
    );
    const file = await fetch(body.url);
    const bytes = Buffer.from(await file.arrayBuffer());

    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['contentLength', 'url']);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(bytes.length).toBe(body.contentLength);
    expect(countPdfPages(bytes)).toBe(1);
    expect(pageTexts(bytes).join(' ')).toContain('NOTIFICATION_VISUALIZATION');
  });

  it('tells when to ask again once the document is in the archive', async () => {
    const world = await aWorld();
    await resolved(world.sandbox, 'NOTIFICATION_CREATE');
    const key = await certificateOf(world);
    await world.sandbox.advance({ by: '366d' });

    const { status, body } = await world.page(`/downtime/v1/legal-facts/${key}`);

    expect(status).toBe(200);
    expect(body).toEqual({ contentLength: expect.any(Number), retryAfter: 7_200 });
  });

  it.each(['PN_DOWNTIME_LEGAL_FACTS-00000000000000000000000000000000.pdf', 'x', '%20', '..%2F..'])(
    'refuses the unknown or malformed id %s with 400, not 404',
    async (id) => {
      const { page } = await aWorld();

      const { status, body } = await page(`/downtime/v1/legal-facts/${id}`);

      expect([status, body]).toEqual([400, badRequest]);
    },
  );
});

describe('the pages that the platform no longer publishes', () => {
  it('GET /downtime/v1/status has the body of /status, always with 200', async () => {
    const { sandbox, page } = await aWorld();
    await declared(sandbox, 'NOTIFICATION_CREATE');

    const { status, body } = await page('/downtime/v1/status');

    expect(status).toBe(200);
    expect(body).toEqual((await page('/status')).body);
  });

  it('GET /downtime/v1/history finds open and closed incidents of the functions that are named', async () => {
    const { sandbox, page } = await aWorld();
    await resolved(sandbox, 'NOTIFICATION_CREATE');
    await declared(sandbox, 'NOTIFICATION_WORKFLOW');
    const found = async (query: string) =>
      (await page<Listed>(`/downtime/v1/history?${query}`)).body.result.map((entry) => entry.functionality);
    const both = 'functionality=NOTIFICATION_CREATE&functionality=NOTIFICATION_WORKFLOW';

    expect(await found(`fromTime=2026-10-01T00:00:00Z&${both}`)).toEqual([
      'NOTIFICATION_WORKFLOW',
      'NOTIFICATION_CREATE',
    ]);
    expect(
      await found('fromTime=2026-10-01T00:00:00Z&functionality=NOTIFICATION_CREATE,NOTIFICATION_WORKFLOW'),
    ).toHaveLength(2);
    expect(await found(`fromTime=2026-10-01T00:00:00Z&toTime=2026-10-02T00:00:00Z&${both}`)).toEqual([]);
    expect(await found('fromTime=2026-10-01T00:00:00Z&functionality=NOTIFICATION_VISUALIZATION')).toEqual([]);
    expect(await found('fromTime=2026-10-01T00:00:00Z')).toEqual([]);
  });

  it('GET /downtime/v1/history pages only with page and size together, and repeats the number of the last page', async () => {
    const { sandbox, page } = await aWorld();
    for (const functionality of functionalities) await resolved(sandbox, functionality);
    const all = functionalities.map((functionality) => `functionality=${functionality}`).join('&');
    const read = async (query: string) => {
      const { body } = await page<Listed>(`/downtime/v1/history?fromTime=2026-10-01T00:00:00Z&${all}&${query}`);
      return [body.result.length, body.nextPage];
    };

    expect(await read('')).toEqual([3, undefined]);
    expect(await read('size=2')).toEqual([3, undefined]);
    expect(await read('page=5')).toEqual([3, '5']);
    expect(await read('page=0&size=2')).toEqual([2, '1']);
    expect(await read('page=1&size=2')).toEqual([1, '1']);
    expect(await read('page=7&size=2')).toEqual([0, '7']);
  });

  it.each([
    ['', 'fromTime'],
    ['fromTime=yesterday', 'fromTime'],
    ['fromTime=2026-10-01T00:00:00Z&toTime=2026-10-01', 'toTime'],
    ['fromTime=2026-10-01T00:00:00Z&functionality=NOTIFICATION_BURN', 'NOTIFICATION_BURN'],
  ])('GET /downtime/v1/history refuses "%s" with 400 and names %s', async (query, named) => {
    const { page } = await aWorld();

    const { status, body, headers } = await page(`/downtime/v1/history?${query}`);

    expect([status, body]).toEqual([400, badRequest]);
    expect(headers.get('x-send-sim-hint')).toContain(named);
  });

  it.each([
    ['page=a&size=1', 'For input string: "a"'],
    ['page=-1&size=1', 'Page index must not be less than zero!'],
    ['page=0&size=0', 'Page size must not be less than one!'],
  ])('GET /downtime/v1/history takes %s for a conflict', async (query, detail) => {
    const { page } = await aWorld();

    const { status, body } = await page(`/downtime/v1/history?fromTime=2026-10-01T00:00:00Z&${query}`);

    expect(status).toBe(409);
    expect(body).toMatchObject({
      title: 'Conflict in request. Requested resource in conflict with the current state of the server.',
      detail,
      errors: [{ code: '409 CONFLICT', detail }],
    });
  });
});

describe('every page', () => {
  it.each([
    '/status',
    '/interop/probing',
    '/downtime/v1/resolved',
    '/downtime/v1/legal-facts/x',
    '/downtime/v1/status',
    '/downtime/v1/history',
  ])('%s answers OPTIONS with what it allows', async (path) => {
    const { status, headers } = await simulator.call('OPTIONS', path);

    expect([status, headers.get('allow')]).toEqual([200, 'GET,OPTIONS']);
  });
});

describe('POST /_sim/incidents', () => {
  it('opens one incident per functionality, and another one after its end', async () => {
    const { sandbox } = await aWorld();
    const body = { functionality: 'NOTIFICATION_CREATE' };

    const first = await sandbox.call<{ id: string }>('POST', '/_sim/incidents', { body });
    const second = await sandbox.call('POST', '/_sim/incidents', { body });
    const closed = await close(sandbox, first.body.id);
    const third = await sandbox.call('POST', '/_sim/incidents', { body });

    expect([first.status, first.body]).toEqual([201, { id: expect.any(String), ...body, startedAt: start }]);
    expect([second.status, second.body.code]).toEqual([409, 'SIM_INCIDENT_STATE']);
    expect([closed.status, closed.body]).toEqual([200, { ...first.body, endedAt: start }]);
    expect(third.status).toBe(201);
  });

  it('refuses to close what is unknown, or over', async () => {
    const { sandbox } = await aWorld();
    const id = await declared(sandbox, 'NOTIFICATION_CREATE');
    await close(sandbox, id);

    const again = await close(sandbox, id);
    const unknown = await close(sandbox, 'x');

    expect([again.status, again.body.code]).toEqual([409, 'SIM_INCIDENT_STATE']);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'SIM_UNKNOWN_INCIDENT']);
  });
});
