import type { Clock } from '../../clock/clock.js';
import { days, type Instant, plus, toIso } from '../../clock/instant.js';
import type { Seed } from '../../sandbox/seed.js';
import { chooseScenario, type Layers } from '../../scenario/choose.js';
import { namesThatDecide } from '../../scenario/explain.js';
import type { Oracle } from '../../scenario/oracle.js';
import { factsOf } from '../../scenario/selector.js';
import {
  type Category,
  type Iun,
  type NewPlan,
  type NotificationHead,
  recipientsOf,
  type TimelineElement,
} from '../notification/model.js';
import type { Appended, NotificationRoom, Row } from '../notification/service.js';
import type { Caller } from '../sender/model.js';
import type { Waiter } from '../waiter.js';
import { withDefaults } from './defaults.js';
import { problemOf, type Violation } from './errors.js';
import type { RequestSettings } from './facts.js';
import { iunOf, makeIun, requestIdOf } from './iun.js';
import { conflictViolations, idempotenceKey, noticeKey, noticeKeys, transactionViolation } from './keys.js';
import type { NotificationRequest } from './model.js';
import { createMonthlyCounts } from './monthly-counts.js';
import { allowanceViolation, synchronousViolations } from './rules.js';

export { noticeKey, noticeKeys };

/** What the status check finds: the request as stored, and how its validation ended. */
export interface RequestStatus {
  readonly head: NotificationHead;
  readonly status: 'WAITING' | 'ACCEPTED' | 'REFUSED';
  /** Only when refused. */
  readonly refusal?: TimelineElement;
}

export interface RequestService extends Waiter {
  /**
   * Takes a request that the contract has accepted: checks it, stores it, plans its validation.
   * @throws PlatformProblem with all violations of the step that found some
   */
  send(
    caller: Caller,
    request: NotificationRequest,
    version: string,
    scenarioHeader: string | undefined,
  ): NotificationHead;
  /** Names of the scenarios and outcomes that will decide about the notification, as far as its request tells. */
  deciding(head: NotificationHead): readonly string[];
  /**
   * Names of the scenarios that the recipients of a body would be given; none for a body that is no request.
   * @param body in any version: what scenarios look at is the same in all
   */
  chosenFor(body: unknown, senderTaxId: string | undefined, scenarioHeader: string | undefined): readonly string[];
  /** By request id; undefined when unknown, or of another body, or of a group that the key does not see. */
  statusOfId(caller: Caller, notificationRequestId: string): RequestStatus | undefined;
  statusOfProtocol(caller: Caller, paProtocolNumber: string, idempotenceToken: string): RequestStatus | undefined;
  /** The notification that holds a pagoPA notice now, whosever it is. */
  holderOfNotice(creditorTaxId: string, noticeCode: string): Iun | undefined;
  /** Listener: keys are taken at the 202, notices given back when the request is refused or the notification cancelled. */
  onAppended(appended: Appended): void;
  reset(): void;
}

interface RequestParts {
  readonly notifications: NotificationRoom;
  readonly clock: Clock;
  readonly seed: Seed;
  readonly settings: Omit<RequestSettings, 'addressLookup' | 'inactiveTaxIds' | 'taxIdWhiteList'>;
  readonly inactiveTaxIds: () => readonly string[];
  readonly taxIdWhiteList: () => readonly string[];
  readonly firstPlan: (sentAt: Instant) => NewPlan;
  readonly layers: () => Layers;
  readonly oracle: Pick<Oracle, 'sendPec' | 'sendPaper'>;
}

/** A clock that stands still must not keep a polling client waiting: the second read runs the validation. */
const pollsUntilDecided = 2;

/** A notification without group, or with a blank one, is seen by every key of its body. */
export const canSee = (caller: Caller, { paId, group = '' }: Pick<Row, 'paId' | 'group'>): boolean =>
  caller.sender.paId === paId &&
  (group.trim() === '' || caller.key.groups.length === 0 || caller.key.groups.includes(group));

/** The group goes in as an id and comes out by its name, where the body has it. */
const withGroupName = (head: NotificationHead, { sender }: Caller): NotificationHead => {
  const name = sender.groups.find(({ id }) => id === head.request.group)?.name;
  return name === undefined ? head : { ...head, request: { ...head.request, group: name } };
};

/** The head, with the addresses that a registry gave where the request had none. */
const headOf = (notifications: NotificationRoom, iun: Iun): NotificationHead | undefined => {
  const notification = notifications.get(iun);
  if (!notification?.usedServices?.physicalAddressLookup) return notification;
  return { ...notification, request: { ...notification.request, recipients: recipientsOf(notification) } };
};

const only = <T>(found: T | undefined): readonly T[] => (found === undefined ? [] : [found]);

/** A cancelled notification gives its notices back before its certificate is made. */
const givesBackNotices: readonly Category[] = ['REQUEST_REFUSED', 'NOTIFICATION_CANCELLED_DOCUMENT_CREATION_REQUEST'];

/** Which scenario every recipient is given, for good. */
const scenariosOf = (
  layers: Layers,
  request: NotificationRequest,
  senderTaxId: string,
  header: string | undefined,
): Pick<NotificationHead, 'scenarios'> => {
  const scenarios = request.recipients.map(
    (_, recIndex) => chooseScenario(layers, factsOf(request, recIndex, senderTaxId, header)) ?? null,
  );
  return scenarios.some(Boolean) ? { scenarios } : {};
};

const isRequest = (body: unknown): body is NotificationRequest =>
  typeof body === 'object' && body !== null && 'recipients' in body && Array.isArray(body.recipients);

export const createRequestService = (parts: RequestParts): RequestService => {
  const { notifications, clock, seed } = parts;
  /** Holders by key: the request id that took it. */
  const idempotence = new Map<string, string>();
  const notices = new Map<string, string>();
  const polls = new Map<string, number>();
  const sentInMonth = createMonthlyCounts();

  const newIun = (now: Instant): string => {
    const yearMonth = toIso(now).slice(0, 7).replace('-', '');
    for (;;) {
      const iun = makeIun(seed.bytes('iun', seed.next('iun'), 128), yearMonth);
      if (!notifications.row(iun)) return iun;
    }
  };

  const raise = (violations: readonly Violation[]): void => {
    const [first, ...rest] = violations;
    if (first) throw problemOf([first, ...rest]);
  };

  /** The validation goes on by itself in every mode but `manual`, where polling stands for waiting. */
  const letTimePass = (row: Row): void => {
    if (clock.pace.mode !== 'manual' || row.status !== 'IN_VALIDATION') return;
    const count = (polls.get(row.iun) ?? 0) + 1;
    polls.set(row.iun, count);
    if (count < pollsUntilDecided) return;
    const isDecided = (): boolean => row.status !== 'IN_VALIDATION';
    clock.runNow((executed) => executed.iun === row.iun && isDecided(), plus(clock.now(), days(2)));
    if (isDecided()) polls.delete(row.iun);
  };

  const statusOf = (row: Row | undefined, caller: Caller): RequestStatus | undefined => {
    if (!row || !canSee(caller, row)) return undefined;
    letTimePass(row);
    const found = headOf(notifications, row.iun);
    if (!found) return undefined;
    const head = withGroupName(found, caller);
    if (row.status === 'IN_VALIDATION') return { head, status: 'WAITING' };
    if (row.status !== 'REFUSED') return { head, status: 'ACCEPTED' };
    const refusal = notifications.get(row.iun)?.elements.find((e) => e.category === 'REQUEST_REFUSED');
    return { head, status: 'REFUSED', ...(refusal ? { refusal } : {}) };
  };

  return {
    chosenFor: (body, senderTaxId, scenarioHeader) => {
      if (senderTaxId === undefined || !isRequest(body)) return [];
      const { scenarios = [] } = scenariosOf(parts.layers(), body, senderTaxId, scenarioHeader);
      return scenarios.flatMap((chosen) => chosen?.name ?? []);
    },
    deciding: ({ request, scenarios }) => namesThatDecide(parts.oracle, request, scenarios),
    send: (caller, request, version, scenarioHeader) => {
      const { sender } = caller;
      const { addressLookup, monthlyLimit } = sender.settings;
      const settings = {
        ...parts.settings,
        addressLookup,
        inactiveTaxIds: parts.inactiveTaxIds(),
        taxIdWhiteList: parts.taxIdWhiteList(),
      };
      raise(synchronousViolations(request, settings, caller));
      const sentAt = clock.now();
      const { month, count } = sentInMonth.of(sender.paId, sentAt);
      raise(only(allowanceViolation(count, monthlyLimit, month)));
      raise(only(transactionViolation(request)));
      raise(
        conflictViolations(request, sender.paId, {
          ofIdempotenceKey: (key) => idempotence.get(key),
          ofNoticeKey: (key) => notices.get(key),
        }),
      );
      const iun = newIun(sentAt);
      const head: NotificationHead = {
        iun,
        notificationRequestId: requestIdOf(iun),
        sentAt,
        sender: { paId: sender.paId, taxId: sender.taxId, denomination: sender.denomination },
        request: withDefaults(request),
        version,
        ...(request.recipients.some((r) => !r.physicalAddress)
          ? { usedServices: { physicalAddressLookup: true } }
          : {}),
        ...(sender.settings.heavyMailDisabled ? { heavyMailDisabled: true } : {}),
        ...(scenarioHeader === undefined ? {} : { scenarioHeader }),
        ...scenariosOf(parts.layers(), request, sender.taxId, scenarioHeader),
      };
      notifications.create(head, { plan: [parts.firstPlan(sentAt)] });
      return head;
    },
    statusOfId: (caller, id) => statusOf(notifications.row(iunOf(id)), caller),
    statusOfProtocol: (caller, paProtocolNumber, idempotenceToken) => {
      const key = `${caller.sender.paId}##${paProtocolNumber}##${idempotenceToken}`;
      const id = idempotence.get(key);
      return id === undefined ? undefined : statusOf(notifications.row(iunOf(id)), caller);
    },
    holderOfNotice: (creditorTaxId, noticeCode) => {
      const id = notices.get(noticeKey(creditorTaxId, noticeCode));
      return id === undefined ? undefined : iunOf(id);
    },
    onAppended: ({ notification, head, added }) => {
      if (head) {
        sentInMonth.add(head.sender.paId, head.sentAt);
        idempotence.set(idempotenceKey(head.sender.paId, head.request), head.notificationRequestId);
        for (const key of noticeKeys(head.request)) notices.set(key, head.notificationRequestId);
      }
      if (!added.some(({ element }) => givesBackNotices.includes(element.category))) return;
      const ended = notifications.get(notification.iun);
      if (!ended) return;
      for (const key of noticeKeys(ended.request)) {
        if (notices.get(key) === ended.notificationRequestId) notices.delete(key);
      }
    },
    waiting: () => [...polls],
    waitOn: (waiting) => {
      for (const [iun, times] of waiting) polls.set(iun, times);
    },
    reset: () => {
      idempotence.clear();
      notices.clear();
      polls.clear();
      sentInMonth.clear();
    },
  };
};
