import { toIso } from '../../clock/instant.js';
import type { Said } from '../../text/said.js';
import { PlatformProblem } from '../problem.js';
import { hints } from './hints.js';
import type { Access, Stream } from './model.js';

const problem = (status: number, code: string, detail: string | undefined, hint: Said): PlatformProblem =>
  new PlatformProblem(status, [{ code, ...(detail === undefined ? {} : { detail }) }], hint, 'PN-STREAM');
const forbidden = (detail: string, hint: Said): PlatformProblem => problem(403, 'PN_WEBHOOK_FORBIDDEN', detail, hint);
const joined = (groups: readonly string[]): string => groups.join(',');
const since = ({ disabledDate }: Stream): string => (disabledDate === undefined ? '' : toIso(disabledDate));

/**
 * Refusals of the streams. Spelling, double blanks included, is the platform's.
 *
 * Source: pn-stream service/impl/StreamsServiceImpl.java, PnStreamServiceImpl.java, exceptions/*.java
 */
export const refusals = {
  /** The platform keeps its reason to itself: the detail prints as `none`. */
  streamNotFound: (streamId: string) =>
    problem(404, 'PN_STREAM_STREAMNOTFOUND', undefined, hints.streamNotFound(streamId)),
  /** The body cannot be bound; the contract of the gateway does not look at the form. */
  noUuid: (replacedStreamId: string) => problem(400, 'PN_GENERIC_ERROR', undefined, hints.noUuid(replacedStreamId)),
  metadataNotFound: (streamId: string) =>
    problem(404, 'PN_WEBHOOK_NOT_FOUND', `Stream  ${streamId} not found `, hints.streamNotFound(streamId)),
  tooManyStreams: (active: number, max: number) =>
    problem(
      409,
      'PN_WEBHOOK_MAXSTREAMSCOUNTREACHED',
      'Max streams count reached for PA',
      hints.tooManyStreams(active, max),
    ),

  emptyGroups: ({ keyGroups, version }: Access) =>
    forbidden(
      `Not Allowed empty groups for apikey with groups ${joined(keyGroups)} when Api Version is ${version}`,
      hints.emptyGroups(keyGroups),
    ),
  foreignGroups: (requested: readonly string[], allowed: readonly string[]) =>
    forbidden(
      `Not Allowed groups ${joined(requested)}`,
      hints.foreignGroups(
        requested.filter((group) => !allowed.includes(group)),
        allowed,
      ),
    ),

  groupMismatch: ({ paId, keyGroups }: Access, { streamId, groups }: Stream) =>
    forbidden(
      `Pa ${paId} groups (${joined(keyGroups)}) is not allowed to see this streamId ${streamId}`,
      hints.groupMismatch(groups, keyGroups),
    ),
  masterOnly: ({ keyGroups }: Access, { streamId }: Stream) =>
    forbidden(`Only master key can change streamId ${streamId}`, hints.masterOnly(keyGroups)),
  versionMismatch: ({ paId, version }: Access, stream: Stream) =>
    forbidden(
      `Pa ${paId} version ${version} is trying to access streamId ${stream.streamId}: api version mismatch`,
      hints.versionMismatch(stream.version, version),
    ),
  metadataVersionMismatch: ({ paId, version }: Access, stream: Stream) =>
    forbidden(
      `Stream  ${stream.streamId} cannot be accessed by  xPagopaPnCxId=${paId}`,
      hints.versionMismatch(stream.version, version),
    ),

  /** The platform keeps its reason to itself here too, and gives no header retry-after. */
  tooEarly: (waitMs: number, retryAfterMs: number) =>
    problem(429, 'PN_STREAM_RETRY_AFTER_ERROR', undefined, hints.tooEarly(waitMs, retryAfterMs)),

  updateOfDisabled: (stream: Stream) =>
    forbidden(`Stream [${stream.streamId}] is disabled, cannot be updated`, hints.updateOfDisabled(since(stream))),
  /** One message for groups taken away, added to a stream that has none, and groups of somebody else. */
  groupsOfUpdate: ({ groups }: Stream, requested: readonly string[], allowed?: readonly string[]) =>
    forbidden('Not supported operation, groups cannot be removed', hints.groupsOfUpdate(groups, requested, allowed)),
  alreadyDisabled: (stream: Stream) =>
    forbidden('Not supported operation, stream already disabled', hints.alreadyDisabled(since(stream))),
} as const satisfies Record<string, (...facts: never[]) => PlatformProblem>;
