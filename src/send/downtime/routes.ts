import { type Instant, parseInstant } from '../../clock/instant.js';
import type { Answer, Call, Handlers } from '../../http/call.js';
import type { LegalFactService } from '../legal-fact/service.js';
import { refusals } from './errors.js';
import { archiveRetrySeconds, functionalities } from './facts.js';
import type { Functionality, PageQuery } from './model.js';
import { inHistory, monthOf, pageOf, resolvedIn } from './rules.js';
import type { DowntimeRoom } from './service.js';
import { toWireEntry, toWireStatus } from './wire.js';

interface DowntimeRooms {
  readonly downtime: DowntimeRoom;
  readonly legalFacts: LegalFactService;
  readonly now: () => Instant;
  linkTo(key: string, link: { readonly baseUrl: string; readonly contentType: string }): string;
}

/**
 * Status of the platform, its past malfunctions, and their certificates. Nobody needs a key.
 *
 * Source: pn-downtime-logs controller/*.java
 */
export const downtimeHandlers = <World>(roomsOf: (world: World) => DowntimeRooms): Handlers<World> => {
  const openOf = ({ world }: Call<World>) => roomsOf(world).downtime.open();

  const statusHistory = (call: Call<World>): Answer => {
    const { query } = call;
    const to = query.toTime ? instantOf('toTime', query.toTime) : undefined;
    const found = inHistory(roomsOf(call.world).downtime.all(), {
      from: instantOf('fromTime', String(query.fromTime)),
      ...(to === undefined ? {} : { to }),
      functionalities: call.values('functionality').flatMap(functionalitiesOf),
    });
    const asked = pageQuery(query.page, query.size);
    const { items, hasNext } = asked ? pageOf(found, asked) : { items: found, hasNext: false };
    // On the last page the platform repeats the number that it was given.
    const nextPage = asked && hasNext ? String(asked.page + 1) : query.page;
    return { status: 200, body: { result: items.map(toWireEntry), ...(nextPage === undefined ? {} : { nextPage }) } };
  };

  return {
    status: (call) => {
      const open = openOf(call);
      return {
        status: open.length > 0 ? 500 : 200,
        body: toWireStatus(open),
        headers: { 'content-type': 'application/problem+json' },
      };
    },
    currentStatus: (call) => ({ status: 200, body: toWireStatus(openOf(call)) }),
    getEserviceStatus: (call) => {
      const open = openOf(call);
      if (open.length > 0) throw refusals.incidentOpen(open.map((one) => one.functionality));
      return { status: 200 };
    },
    getResolved: ({ world, query }) => {
      const { downtime, now } = roomsOf(world);
      const present = monthOf(now());
      const found = resolvedIn(downtime.all(), {
        year: query.year ? Number(query.year) : present.year,
        month: query.month ? Number(query.month) : present.month,
      });
      return { status: 200, body: { result: found.map(toWireEntry) } };
    },
    statusHistory,
    getLegalFact: async ({ world, params, baseUrl }) => {
      const { downtime, legalFacts, linkTo } = roomsOf(world);
      const key = String(params.legalFactId);
      const certified = downtime.certified(key);
      const file = certified && (await legalFacts.document(undefined, key));
      if (!file) throw refusals.unknownCertificate(key);
      // The service fills in no filename, although its contract wants one.
      const contentLength = file.bytes.length;
      if (certified.isArchived) return { status: 200, body: { contentLength, retryAfter: archiveRetrySeconds } };
      const url = linkTo(key, { baseUrl, contentType: file.contentType });
      return { status: 200, body: { contentLength, url } };
    },
  };
};

const instantOf = (name: string, text: string) => {
  const at = parseInstant(text);
  if (at === undefined) throw refusals.notAnInstant(name, text);
  return at;
};

/** Spring takes the values of a list one by one or joined by commas. */
const functionalitiesOf = (text: string): readonly Functionality[] =>
  text
    .split(',')
    .filter((word) => word !== '')
    .map((word) => {
      const found = functionalities.find((functionality) => functionality === word);
      if (!found) throw refusals.unknownFunctionality(word);
      return found;
    });

/** Only both together ask for a page; an empty one counts as absent. */
const pageQuery = (page: string | undefined, size: string | undefined): PageQuery | undefined => {
  if (!page || !size) return undefined;
  const asked = { page: numberOf('page', page), size: numberOf('size', size) };
  if (asked.page < 0) throw refusals.impossiblePage('page', asked.page);
  if (asked.size < 1) throw refusals.impossiblePage('size', asked.size);
  return asked;
};

const numberOf = (name: string, text: string): number => {
  if (!/^[+-]?\d{1,9}$/.test(text)) throw refusals.notANumber(name, text);
  return Number(text);
};
