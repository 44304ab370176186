import { plus, toIso } from '../clock/instant.js';
import type { Journal } from '../http/journal.js';
import type { SandboxSettings } from '../sandbox/settings.js';
import { RecipientPatchInvalid, type RecipientsRoom } from '../scenario/recipients.js';
import type { AttachmentRoom } from '../send/attachment/service.js';
import type { ControlRoute } from './call.js';
import { countOf } from './checked.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';

interface OutsideWorld {
  readonly people: RecipientsRoom;
  readonly attachments: AttachmentRoom;
  readonly journal: Journal;
  readonly settings: SandboxSettings;
}

const putRecipient: ControlRoute<OutsideWorld>['run'] = ({ sandbox, params, body }) => {
  try {
    return { status: 200, body: sandbox.rooms.people.patch(String(params.taxId), body) };
  } catch (error) {
    if (!(error instanceof RecipientPatchInvalid)) throw error;
    throw problems.invalidBody(error.problems.map(({ path, message }) => ({ path, message: message.en })));
  }
};

const file: ControlRoute<OutsideWorld>['run'] = ({ sandbox, params }) => {
  const key = String(params.key);
  const found = sandbox.rooms.attachments.fileOf(key);
  if (!found) {
    throw new SimProblem(
      404,
      'SIM_UNKNOWN_FILE',
      'Unknown file',
      `the store of this sandbox has no file "${key}"`,
      'it was never uploaded, or it expired: files live seven days, those of an accepted notification until 120 days after its end',
    );
  }
  // Files age by storage time: what is left of theirs, counted from now.
  const { contentType, contentLength, sha256Base64, status, uploadedAt, timeLeft } = found;
  return {
    status: 200,
    body: {
      key: found.key,
      contentType,
      contentLength,
      sha256: sha256Base64,
      status,
      uploadedAt: toIso(uploadedAt),
      ...(timeLeft === undefined ? {} : { retentionUntil: toIso(plus(sandbox.clock.now(), timeLeft)) }),
    },
  };
};

const secret = /^(x-api-key|authorization|secret)$/i;

/** Deeper than any schema. A body nested without end may have been sent, and written out it would end in a stack overflow. */
const deepestShown = 64;

/** Secrets never leave through the journal: keys, upload secrets, what makes a presigned link valid. */
const masked = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return value.replace(/(X-Amz-Signature=)[^&\s]+/g, '$1***');
  if (value === null || typeof value !== 'object') return value;
  if (depth > deepestShown) return '…';
  if (Array.isArray(value)) return value.map((item) => masked(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, secret.test(name) ? '***' : masked(inner, depth + 1)]),
  );
};

/** JSON as JSON, the XML of the store as text. */
const readable = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Ids of entries go out in the header `x-send-sim-trace` too. */
const traceOf = (name: string, text: string | undefined): string | undefined => {
  if (text === undefined || /^c\d{1,15}$/.test(text)) return text;
  throw problems.invalidValue(name, text, 'the id of a journal entry, such as c42');
};

const journal: ControlRoute<OutsideWorld>['run'] = ({ sandbox, query }) => {
  const { operation, iun, status } = query;
  const since = traceOf('since', query.since);
  const cursor = traceOf('cursor', query.cursor);
  const { items, next } = sandbox.rooms.journal.find({
    limit: countOf('limit', query.limit, 100, 2_000),
    ...(operation === undefined ? {} : { operation }),
    ...(iun === undefined ? {} : { iun }),
    ...(since === undefined ? {} : { since }),
    ...(cursor === undefined ? {} : { cursor }),
    ...(status === undefined ? {} : { status: countOf('status', status, 200, 599) }),
  });
  return {
    status: 200,
    body: {
      items: items.map(({ atMs, virtualAt, requestBody, responseText, ...entry }) => ({
        at: new Date(atMs).toISOString(),
        ...entry,
        virtualAt: toIso(virtualAt),
        ...(requestBody === undefined ? {} : { requestBody: masked(requestBody) }),
        ...(responseText === undefined ? {} : { responseBody: masked(readable(responseText)) }),
      })),
      dropped: sandbox.rooms.journal.dropped,
      ...(next === undefined ? {} : { next }),
    },
  };
};

/** People, files and the journal of a sandbox. */
export const worldRoutes = <World extends OutsideWorld>(): readonly ControlRoute<World>[] => [
  { method: 'put', path: '/recipients/:taxId', run: putRecipient },
  { method: 'get', path: '/files/:key', run: file },
  {
    method: 'get',
    path: '/journal',
    query: ['operation', 'iun', 'status', 'since', 'limit', 'cursor'],
    run: journal,
  },
];
