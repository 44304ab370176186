import { toIso } from '../clock/instant.js';
import { statuses } from '../send/notification/model.js';
import type { NotificationRoom, Row } from '../send/notification/service.js';
import { isVisible, toWireDetailV29 } from '../send/notification/wire/detail.js';
import { toWireElementV28 } from '../send/notification/wire/element.js';
import { type DetailVersion, toWireDetail } from '../send/notification/wire/versions.js';
import { explainCosts } from '../send/price/rules.js';
import type { PriceService } from '../send/price/service.js';
import type { ControlRoute } from './call.js';
import { countOf, wordOf } from './checked.js';
import { iunNamed } from './condition.js';
import { problems } from './problems.js';

interface NotificationWorld {
  readonly notifications: NotificationRoom;
  readonly prices: PriceService;
}

const listRow = (row: Row): Record<string, unknown> => ({
  ...(row.status === 'REFUSED' || row.status === 'IN_VALIDATION' ? {} : { iun: row.iun }),
  notificationRequestId: row.notificationRequestId,
  sender: { paId: row.paId, taxId: row.senderTaxId, denomination: row.senderDenomination },
  subject: row.subject,
  status: row.status,
  recipients: row.recipientTaxIds,
  createdAt: toIso(row.sentAt),
  scenario: row.scenarios.join(', '),
  version: row.version,
});

/** Newest first; `q` looks into IUN, request id, subject and tax ids of recipients. */
const list: ControlRoute<NotificationWorld>['run'] = ({ sandbox, query }) => {
  const limit = countOf('limit', query.limit, 50, 1_000);
  const status = wordOf('status', query.status, statuses);
  const wanted = query.q?.toLowerCase();
  if (query.cursor !== undefined && !/^\d{1,15}$/.test(query.cursor)) {
    throw problems.invalidValue('cursor', query.cursor, '"next" of the page before');
  }
  const before = Number(query.cursor ?? Number.POSITIVE_INFINITY);
  const rows = [...sandbox.rooms.notifications.rows()].reverse();
  const matches = (row: Row, i: number): boolean => {
    const position = rows.length - i;
    return (
      position < before &&
      (status === undefined || row.status === status) &&
      (query.senderTaxId === undefined || row.senderTaxId === query.senderTaxId) &&
      (wanted === undefined ||
        [row.iun, row.notificationRequestId, row.subject, ...row.recipientTaxIds].some((text) =>
          text.toLowerCase().includes(wanted),
        ))
    );
  };
  const items: Record<string, unknown>[] = [];
  let next: string | undefined;
  for (const [i, row] of rows.entries()) {
    if (!matches(row, i)) continue;
    if (items.length === limit) {
      next = String(rows.length - i + 1);
      break;
    }
    items.push(listRow(row));
  }
  return { status: 200, body: { items, ...(next === undefined ? {} : { next }) } };
};

const versions: Readonly<Record<string, DetailVersion>> = {
  'v2.9': '2.9',
  'v2.8': '2.8',
  'v2.7': '2.7',
  'v2.6': '2.6',
  'v2.5': '2.5',
  'v2.4': '2.4',
  'v2.3': '2.3',
  'v2.1': '2.1',
  'v2.0': '2.0',
  v1: '1',
};

/** The newest detail, or that of a version (of refused ones too), plus what only the simulator knows. */
const one: ControlRoute<NotificationWorld>['run'] = async ({ sandbox, params, query }) => {
  const version = versions[wordOf('version', query.version, Object.keys(versions)) ?? 'v2.9'] as DetailVersion;
  // The words about everything that can happen are loaded when somebody asks for them.
  const { explainAnswers, explainItem, explainTimeline } = await import('./explain/explain.js');
  const { notifications } = sandbox.rooms;
  const iun = iunNamed(notifications, String(params.iun));
  const row = notifications.row(iun) as Row;
  const notification = notifications.get(iun);
  if (!notification) throw problems.unknownNotification(iun);
  const timeline = notifications.timeline(iun);
  return {
    status: 200,
    body: {
      ...listRow(row),
      iun,
      detail: {
        ...toWireDetail(
          version,
          toWireDetailV29(notification, timeline, sandbox.clock.now(), () => undefined),
        ),
        notificationStatus: row.status,
      },
      diagnosticTimeline: timeline.filter((e) => !isVisible(e)).map((e) => toWireElementV28(e, notification.sentAt)),
      internalDetails: timeline.flatMap(({ elementId, category, internal }) =>
        internal ? [{ elementId, category, details: internal }] : [],
      ),
      costs: explainCosts(notification),
      waits: notification.waits
        .filter(({ sendRequestId }) => notification.elements.some((e) => e.elementId === sendRequestId))
        .map(({ at, ...wait }) => ({ at: toIso(at), ...wait })),
      agenda: notification.planned.toSorted((a, b) => a.at - b.at).map((item) => explainItem(item, notification)),
      explained: explainTimeline(notification, timeline),
      oracle: explainAnswers(notification),
    },
  };
};

const dispatches: ControlRoute<NotificationWorld>['run'] = ({ sandbox, params }) => {
  const { notifications } = sandbox.rooms;
  const iun = iunNamed(notifications, String(params.iun));
  const items = (notifications.get(iun)?.dispatches ?? []).map(({ at, scenario, rework: _, ...dispatch }) => ({
    at: toIso(at),
    ...dispatch,
    ...(scenario === undefined ? {} : { outcome: scenario }),
  }));
  return { status: 200, body: { items } };
};

/** `/_sim/notifications`: what the sandbox holds. */
export const notificationRoutes = <World extends NotificationWorld>(): readonly ControlRoute<World>[] => [
  { method: 'get', path: '/notifications', query: ['status', 'senderTaxId', 'q', 'limit', 'cursor'], run: list },
  { method: 'get', path: '/notifications/:iun', query: ['version'], run: one },
  { method: 'get', path: '/notifications/:iun/dispatches', run: dispatches },
];
