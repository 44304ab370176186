import type { Agenda } from './clock/agenda.js';
import type { Clock } from './clock/clock.js';
import { createEvidenceRoom, type EvidenceRoom } from './control/checklist/evidence.js';
import type { EventRoom } from './http/event-room.js';
import { createEvents } from './http/events.js';
import { createFaultRoom, type FaultRoom } from './http/fault-room.js';
import { createJournal, type Journal } from './http/journal.js';
import type { Journaled } from './http/passage.js';
import { createUsage, type Usage } from './http/usage-plan.js';
import type { Places } from './italy/places.js';
import type { Room, RoomContext } from './sandbox/room.js';
import type { BuiltRooms } from './sandbox/sandbox.js';
import { defaultSandboxSettings, type SandboxSettings } from './sandbox/settings.js';
import type { Oracle } from './scenario/oracle.js';
import { createOracle } from './scenario/oracle-from-scenarios.js';
import type { Scenarios } from './scenario/outcome.js';
import { createRecipientsRoom, type RecipientsRoom } from './scenario/recipients.js';
import { createScenarioRoom, type ScenarioRoom } from './scenario/service.js';
import { chosenScenarios } from './scenario/validation-world.js';
import { createScenarioVersions } from './scenario/versions.js';
import { type AttachmentRoom, createAttachmentRoom } from './send/attachment/service.js';
import { documentKeys } from './send/delivery/document-keys.js';
import { deliveryKinds } from './send/delivery/kinds.js';
import { createDelivery, type Delivery } from './send/delivery/service.js';
import { recipientStarts } from './send/delivery/start.js';
import { certificateKind, createDowntimeRoom, type DowntimeRoom } from './send/downtime/service.js';
import { type ArchiveRoom, createArchiveRoom } from './send/legal-fact/archive.js';
import { countPdfPages } from './send/legal-fact/pdf-pages.js';
import { createLegalFactService, type LegalFactService } from './send/legal-fact/service.js';
import { createNotificationRoom, type NotificationRoom } from './send/notification/service.js';
import { costRetryKind, createDebtPositionRoom, type DebtPositionRoom } from './send/payment/debt-positions.js';
import { createF24Forms, type F24Forms } from './send/payment/f24-forms.js';
import { readF24 } from './send/payment/f24-rules.js';
import { createPaymentService, type PaymentService } from './send/payment/service.js';
import { type BillingService, createBillingService } from './send/price/billing.js';
import { createQuotes } from './send/price/quote.js';
import { price, totalPriceAfter } from './send/price/rules.js';
import { createPriceService, type PriceService } from './send/price/service.js';
import { defaultRequestSettings } from './send/request/facts.js';
import { createRequestService, type RequestService } from './send/request/service.js';
import { createSenderRoom, type SenderRoom } from './send/sender/service.js';
import { createStreamRoom, type StreamRoom, writtenIn } from './send/stream/service.js';
import { validationKinds, validationStarts } from './send/validation/steps.js';
import { waitersIn } from './send/waiter.js';
import type { ByteStore } from './store/ports.js';

/** The rooms of one sandbox, as operations and the control API see them. */
export interface World {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly evidence: EvidenceRoom;
  readonly events: EventRoom;
  readonly faults: FaultRoom;
  readonly scenariosOf: Journaled['scenariosOf'];
  readonly usage: Usage;
  readonly settings: SandboxSettings;
  readonly senders: SenderRoom;
  readonly scenarios: ScenarioRoom;
  readonly people: RecipientsRoom;
  readonly oracle: Oracle;
  readonly attachments: AttachmentRoom;
  readonly notifications: NotificationRoom;
  readonly requests: RequestService;
  readonly delivery: Delivery;
  readonly legalFacts: LegalFactService;
  readonly archive: ArchiveRoom;
  readonly f24Forms: F24Forms;
  readonly prices: PriceService;
  readonly billing: BillingService;
  readonly payments: PaymentService;
  readonly debtPositions: DebtPositionRoom;
  readonly streams: StreamRoom;
  readonly downtime: DowntimeRoom;
}

export interface WorldParts {
  /** Those that every sandbox begins with, as they are now. */
  readonly scenarios: () => Scenarios;
  readonly places: Places;
  readonly uploadLimitBytes: number;
  readonly randomKey: () => string;
}

interface WorldTools {
  readonly context: RoomContext;
  readonly agenda: Agenda;
  readonly clock: Clock;
  readonly bytes: ByteStore;
  /** Those that differ from the defaults. */
  readonly settings: Partial<SandboxSettings>;
}

/** Files that a notification names are kept from its acceptance on. */
const attachFiles = (notifications: NotificationRoom, attachments: AttachmentRoom, iun: string): void => {
  const request = notifications.get(iun)?.request;
  if (!request) return;
  const payments = request.recipients.flatMap((r) => r.payments ?? []);
  const named = [...request.documents, ...payments.flatMap((p) => [p.pagoPa?.attachment, p.f24?.metadataAttachment])];
  for (const file of named) if (file) attachments.attach(file.ref.key, iun);
};

/** Builds the rooms of a sandbox and ties the readers to *append*. No rule lives here. */
export const buildWorld = (parts: WorldParts, tools: WorldTools): BuiltRooms<World> => {
  const { context, agenda, clock, bytes } = tools;
  const settings = { ...defaultSandboxSettings, ...tools.settings };
  const senders = createSenderRoom(context, parts.randomKey);
  const scenarios = createScenarioRoom(context, parts.scenarios);
  const people = createRecipientsRoom(context, scenarios.current);
  const oracle = createOracle(scenarios.current, () => people.overrides, settings);
  const attachments = createAttachmentRoom(context, bytes, {
    limitBytes: parts.uploadLimitBytes,
    retention: settings.retention,
    countPages: countPdfPages,
    readF24,
  });
  const versions = createScenarioVersions(scenarios.current);
  const notifications = createNotificationRoom(context, agenda);
  notifications.onIdle(versions.end);
  const debtPositions = createDebtPositionRoom(context, {
    mode: settings.debtPositions,
    declared: () => scenarios.current().debtPositions,
    notifications,
    agenda,
    totalPrice: totalPriceAfter,
  });
  const prices = createPriceService(notifications);
  const billing = createBillingService(notifications);
  const downtime = createDowntimeRoom(context, agenda, { retention: settings.retention });
  const f24Forms = createF24Forms({
    notifications,
    clock,
    contentOf: attachments.contentOf,
    totalPrice: totalPriceAfter,
    documentKey: (iun, ...key) => documentKeys(context.seed, iun)(...key),
  });
  const archive = createArchiveRoom(context, { notifications, retention: settings.retention });
  const legalFacts = createLegalFactService({
    notifications,
    certificateOf: (key) => downtime.certified(key)?.document,
    formOf: f24Forms.find,
  });
  const streams = createStreamRoom(context, { retention: settings.retention, written: writtenIn(notifications) });
  const create: NotificationRoom['create'] = (head, first) => {
    versions.begin(head.iun);
    notifications.create(head, first);
  };
  const requests = createRequestService({
    notifications: { ...notifications, create },
    clock,
    seed: context.seed,
    settings: {
      ...defaultRequestSettings,
      addressProfile: settings.addressProfile,
      maxRecipients: settings.maxRecipients,
      maxDocuments: settings.maxDocuments,
    },
    inactiveTaxIds: senders.inactiveTaxIds,
    taxIdWhiteList: () => [
      ...(settings.taxIdWhiteList ?? defaultRequestSettings.taxIdWhiteList),
      ...scenarios.current().taxIdWhiteList,
    ],
    firstPlan: validationStarts,
    layers: () => scenarios.current().layers,
    oracle,
  });
  const payments = createPaymentService({ notifications, holderOfNotice: requests.holderOfNotice });
  const quote = createQuotes(parts.places, settings);
  const delivery = createDelivery({
    notifications,
    kinds: { ...validationKinds(recipientStarts), ...deliveryKinds },
    time: context.time,
    seed: context.seed,
    scenariosOf: versions.of,
    worldOf: (of) => ({
      oracle: createOracle(
        () => of,
        () => people.overrides,
        settings,
      ),
      validationWorld: chosenScenarios,
      costAnswer: debtPositions.costAnswer,
      fileOf: (key) => {
        const file = attachments.fileOf(key);
        return file && { ...file, isPdf: file.startsLikePdf };
      },
      places: parts.places,
      paperProgress: settings.paperProgress,
      quote,
    }),
    priceOf: (creditorTaxId, noticeCode) => {
      const found = prices.find(creditorTaxId, noticeCode);
      return found && price(found.terms, found.inputs).totalPrice;
    },
  });
  notifications.onAppended(attachments.onAppended);
  notifications.onAppended(archive.onAppended);
  notifications.onAppended(requests.onAppended);
  notifications.onAppended(prices.onAppended);
  notifications.onAppended(billing.onAppended);
  notifications.onAppended(streams.onAppended);
  notifications.onAppended(debtPositions.onAppended);
  const evidence = createEvidenceRoom(attachments.fileOf);
  notifications.onAppended(evidence.onAppended);

  const execute: BuiltRooms<World>['execute'] = (item) => {
    if (item.kind === certificateKind) return downtime.execute(item);
    if (item.kind === costRetryKind) return debtPositions.execute(item);
    const categories = delivery.execute(item);
    if (item.iun !== undefined && categories.includes('REQUEST_ACCEPTED')) {
      attachFiles(notifications, attachments, item.iun);
    }
    return categories;
  };

  const journal = createJournal();
  const events = createEvents({ clock, agenda, journal, notifications, scenarios });
  const faults = createFaultRoom(context, () => scenarios.current().faults);
  scenarios.onChanged(faults.forgetFile);
  const folds: Room = {
    name: 'readers',
    ...(waitersIn({ requests, f24Forms, legalFacts }) as Pick<Room, 'apply' | 'snapshot'>),
    reset: () => {
      versions.reset();
      requests.reset();
      prices.reset();
      billing.reset();
      legalFacts.reset();
      f24Forms.reset();
    },
  };
  const usage = createUsage();
  // Calls belong to the run that made them: a snapshot keeps their number alone, which is in trace ids.
  const calls: Room<{ readonly given: number }> = {
    name: 'journal',
    apply: ({ data }) => journal.goOnFrom(data.given),
    snapshot: () => (journal.given > 0 ? [{ given: journal.given }] : []),
    keep: () => [],
    counts: () => ({ calls: journal.all().length }),
    reset: () => {
      journal.clear();
      evidence.reset();
      usage.reset();
    },
  };
  const rooms: World = {
    clock,
    journal,
    evidence,
    events,
    faults,
    scenariosOf: ({ iun, body, senderTaxId, header }) =>
      iun === undefined ? requests.chosenFor(body, senderTaxId, header) : (notifications.row(iun)?.scenarios ?? []),
    usage,
    settings,
    senders,
    scenarios,
    people,
    oracle,
    attachments,
    notifications,
    requests,
    delivery,
    legalFacts,
    archive,
    f24Forms,
    prices,
    billing,
    payments,
    debtPositions,
    streams,
    downtime,
  };
  return {
    rooms,
    all: [
      senders,
      scenarios,
      people,
      notifications,
      // From here on rooms that follow from the notifications, and correct what they made of them.
      attachments,
      debtPositions,
      archive,
      streams,
      downtime,
      faults,
      folds,
      calls,
      events,
    ] as readonly Room[],
    execute,
  };
};
