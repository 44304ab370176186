import { plus, toIso } from '../clock/instant.js';
import { isTaxId, RecipientPatchInvalid, type RecipientsRoom } from '../scenario/recipients.js';
import type { AttachmentRoom } from '../send/attachment/service.js';
import type { ControlRoute } from './call.js';
import { problems } from './problems.js';
import { SimProblem } from './sim-problem.js';

interface OutsideWorld {
  readonly people: RecipientsRoom;
  readonly attachments: AttachmentRoom;
}

const putRecipient: ControlRoute<OutsideWorld>['run'] = ({ sandbox, params, body }) => {
  try {
    return { status: 200, body: sandbox.rooms.people.patch(String(params.taxId), body) };
  } catch (error) {
    if (!(error instanceof RecipientPatchInvalid)) throw error;
    throw problems.invalidBody(error.problems.map(({ path, message }) => ({ path, message: message.en })));
  }
};

const getRecipient: ControlRoute<OutsideWorld>['run'] = ({ sandbox, params }) => {
  const taxId = String(params.taxId);
  if (!isTaxId(taxId)) throw problems.invalidValue('taxId', taxId, '16 letters and digits, or 11 digits');
  const { source: _, ...person } = sandbox.rooms.people.get(taxId);
  return { status: 200, body: person };
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

/** People and files of a sandbox. */
export const worldRoutes = <World extends OutsideWorld>(): readonly ControlRoute<World>[] => [
  { method: 'get', path: '/recipients/:taxId', run: getRecipient },
  { method: 'put', path: '/recipients/:taxId', run: putRecipient },
  { method: 'get', path: '/files/:key', run: file },
];
