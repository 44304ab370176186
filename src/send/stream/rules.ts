import { days } from '../../clock/instant.js';
import { diagnosticCategories, type NotificationStatus, visibleCategories } from '../notification/model.js';
import type { PlatformProblem } from '../problem.js';
import { refusals } from './errors.js';
import {
  defaultCategories,
  defaultFilter,
  eventIdDigits,
  holdDays,
  laterCategories,
  neverHeldCategories,
  statusVersions,
  streamVersions,
  unlockCategories,
} from './facts.js';
import type { Access, Arrival, Stream, StreamEvent, StreamRequest, StreamVersion } from './model.js';

type Filter = readonly string[];

/**
 * Categories that a TIMELINE stream takes: those of its version, or the listed ones among them (`DEFAULT` stands for
 * nineteen). A category newer than the version is left out even where it is listed.
 *
 * Source: pn-stream service/impl/StreamEventsServiceImpl.java (categoriesByFilter)
 */
export const effectiveCategories = (version: StreamVersion, filter: Filter): ReadonlySet<string> => {
  const { timeline } = streamVersions[version];
  const known = visibleCategories.filter((category) => (laterCategories[category] ?? 10) <= timeline);
  if (filter.length === 0) return new Set(known);
  const listed = new Set<string>([...filter, ...(filter.includes(defaultFilter) ? defaultCategories : [])]);
  return new Set(known.filter((category) => listed.has(category)));
};

/**
 * Statuses that a STATUS stream takes: those of its version, or the listed ones among them.
 *
 * Source: pn-stream service/impl/StreamEventsServiceImpl.java (statusByFilter)
 */
export const effectiveStatuses = (version: StreamVersion, filter: Filter): ReadonlySet<string> => {
  const statuses = Object.keys(statusVersions) as NotificationStatus[];
  const known = statuses.filter((status) => statusVersions[status] <= streamVersions[version].status);
  return new Set(filter.length === 0 ? known : known.filter((status) => filter.includes(status)));
};

/** What a stream takes: categories or statuses, by its type. */
export const wantedBy = ({ eventType, version, filterValues }: Stream): ReadonlySet<string> =>
  eventType === 'TIMELINE' ? effectiveCategories(version, filterValues) : effectiveStatuses(version, filterValues);

const diagnostic = new Set<string>(diagnosticCategories);

/**
 * Whether an element that was written becomes an event of a stream.
 * @param wanted `wantedBy` of the stream, computed once
 *
 * Source: pn-stream service/impl/StreamEventsServiceImpl.java (processEvent)
 */
export const enters = (
  { eventType, groups }: Stream,
  wanted: ReadonlySet<string>,
  { element, group, status, statusBefore }: Arrival,
): boolean => {
  if (groups.length > 0 && (group === undefined || !groups.includes(group))) return false;
  if (diagnostic.has(element.category)) return false;
  if (eventType === 'TIMELINE') return wanted.has(element.category);
  return status !== statusBefore && wanted.has(status);
};

/** What becomes of an event that enters: `unlock` and `releaseAll` let it in first, then what was held back. */
type Placement = 'enter' | 'hold' | 'unlock' | 'releaseAll';

/**
 * Where an event goes in a stream with `waitForAccepted`. Only events that passed the filter come here, so a filter
 * without acceptance and refusal never unlocks: everything waits until its notification is two days old.
 * @param unlocked whether acceptance or refusal of this notification entered the stream before
 *
 * Source: pn-stream service/impl/StreamEventsServiceImpl.java (checkEventToSort)
 */
export const placementOf = (
  { waitForAccepted, activationDate }: Stream,
  { element, sentAt, at }: Arrival,
  unlocked: boolean,
): Placement => {
  if (!waitForAccepted || neverHeldCategories.includes(element.category)) return 'enter';
  if (unlockCategories.includes(element.category)) return 'unlock';
  if (at - sentAt > days(holdDays)) return 'releaseAll';
  return sentAt < activationDate || unlocked ? 'enter' : 'hold';
};

const containsAll = (all: readonly string[], some: readonly string[]): boolean =>
  some.every((one) => all.includes(one));

/**
 * Whether a new stream may have these groups.
 * @param bodyGroups active groups of the body
 *
 * Errors: PN_WEBHOOK_FORBIDDEN
 * Source: pn-stream service/impl/StreamsServiceImpl.java (createEventStream)
 */
export const groupsRefusal = (
  groups: readonly string[],
  access: Access,
  bodyGroups: readonly string[],
): PlatformProblem | undefined => {
  const { keyGroups, version } = access;
  if (groups.length === 0 && keyGroups.length > 0 && streamVersions[version].hasGroups) {
    return refusals.emptyGroups(access);
  }
  const allowed = keyGroups.length > 0 ? keyGroups : bodyGroups;
  // A body without groups is not checked at all: any text passes.
  return allowed.length === 0 || containsAll(allowed, groups) ? undefined : refusals.foreignGroups(groups, allowed);
};

/**
 * Whether the caller may change a stream or read its events. Groups first, then the version.
 * @param anyVersion the version does not matter: for a stream that is being replaced
 *
 * Errors: PN_WEBHOOK_FORBIDDEN
 * Source: pn-stream service/impl/PnStreamServiceImpl.java (filterEntity)
 */
export const writeRefusal = (stream: Stream, access: Access, anyVersion = false): PlatformProblem | undefined => {
  const { keyGroups, version } = access;
  const isMaster = keyGroups.length === 0;
  const pathHasGroups = streamVersions[version].hasGroups;
  if (!isMaster && pathHasGroups && !containsAll(keyGroups, stream.groups)) {
    return refusals.groupMismatch(access, stream);
  }
  if (!isMaster && pathHasGroups && streamVersions[stream.version].hasGroups && stream.groups.length === 0) {
    return refusals.masterOnly(access, stream);
  }
  return anyVersion || stream.version === version ? undefined : refusals.versionMismatch(access, stream);
};

/**
 * Whether a stream that the caller may change can be changed like this.
 * @param bodyGroups active groups of the body
 *
 * Errors: PN_WEBHOOK_FORBIDDEN
 * Source: pn-stream service/impl/StreamsServiceImpl.java (filterUpdateRequest); that added groups must be allowed too:
 * end-to-end suite
 */
export const updateRefusal = (
  stream: Stream,
  { groups }: Pick<StreamRequest, 'groups'>,
  { keyGroups }: Access,
  bodyGroups: readonly string[],
): PlatformProblem | undefined => {
  if (stream.disabledDate !== undefined) return refusals.updateOfDisabled(stream);
  if (stream.groups.length === 0 && groups.length === 0) return undefined;
  if (stream.groups.length === 0 || !containsAll(groups, stream.groups)) {
    return refusals.groupsOfUpdate(stream, groups);
  }
  const allowed = keyGroups.length > 0 ? keyGroups : bodyGroups;
  return containsAll(allowed, groups) ? undefined : refusals.groupsOfUpdate(stream, groups, allowed);
};

/** The same element twice in one page is shown once. Source: pn-stream StreamEventsServiceImpl.java (removeDuplicatedItems) */
export const withoutRepetitions = (events: readonly StreamEvent[]): readonly StreamEvent[] => {
  const seen = new Set<string>();
  return events.filter(({ arrival: { element } }) => !seen.has(element.elementId) && seen.add(element.elementId));
};

/** Decimal, padded with zeros: order as text is order of numbers. */
export const toEventId = (number: number): string => String(number).padStart(eventIdDigits, '0');

/** Number of an event id; 0, which is before every event, where none was given. Ids beyond all numbers stay beyond them. */
export const numberOf = (eventId: string | undefined): number =>
  eventId && /^\d+$/.test(eventId) ? Number(eventId) : 0;
