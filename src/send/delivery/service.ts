import type { AgendaItem } from '../../clock/agenda.js';
import type { Time } from '../../sandbox/room.js';
import type { Seed } from '../../sandbox/seed.js';
import type { Oracle } from '../../scenario/oracle.js';
import type { Said } from '../../text/said.js';
import { type NotificationRoom, planOf } from '../notification/service.js';
import type { StepInput, WorkflowKinds } from '../notification/workflow.js';
import { cancellationRequested, survivesCancellation } from './cancel.js';
import { has, isCancelled, viewedAt } from './life.js';
import { type DelegateInfo, viewed } from './view.js';

/** Something a recipient cannot do now. */
export class ActionNotPossible extends Error {
  constructor(readonly reason: Said) {
    super(reason.en);
  }
}

/** What a request for cancellation meets. */
export type CancellationAnswer = 'taken' | 'already' | 'refused';

export interface ViewCommand {
  readonly recIndex: number;
  readonly delegate?: { readonly taxId: string; readonly denomination?: string };
}

/** Runs the workflow: due work and the acts of recipients, all through *append*. */
export interface Delivery {
  /**
   * Does the work of an agenda item.
   * @returns categories of the elements written
   */
  execute(item: AgendaItem): readonly string[];
  /**
   * The recipient (or a delegate) opens the notification.
   * @returns ids of the elements written; none when it was viewed before
   * @throws ActionNotPossible
   */
  view(iun: string, command: ViewCommand): readonly string[];
  /** The sender asks for cancellation, in whatever status the notification is. */
  cancel(iun: string): CancellationAnswer;
}

export interface DeliveryParts {
  readonly notifications: NotificationRoom;
  readonly kinds: WorkflowKinds;
  readonly oracle: Oracle;
  readonly time: Time;
  readonly seed: Seed;
  readonly fileOf: StepInput['fileOf'];
  readonly places: StepInput['places'];
  readonly quote: StepInput['quote'];
}

/**
 * Key of a document of the platform: two 64-bit halves in hexadecimal without leading zeros, so sometimes shorter than 32.
 *
 * Source: pn-ss uribuilder/service/GenerateRandoKeyFile.java
 */
export const documentKeys =
  (seed: Seed, iun: string): StepInput['documentKey'] =>
  (documentType, discriminator, extension) => {
    const bytes = seed.bytes('document', `${iun}/${documentType}/${discriminator}`, 16);
    const half = (at: number): string => bytes.readBigUInt64BE(at).toString(16);
    return `safestorage://${documentType}-${half(0)}${half(8)}.${extension}`;
  };

export const createDelivery = (parts: DeliveryParts): Delivery => {
  const { notifications, kinds, seed, time } = parts;
  return {
    execute: ({ id, kind }) => {
      const { iun, planId } = planOf(id);
      const notification = notifications.get(iun);
      const item = notification?.planned.find((p) => p.id === planId);
      if (!notification || !item) throw new Error(`the agenda names work that is not planned: ${id}`);
      const step = kinds[kind];
      if (!step) throw new Error(`no room knows the kind of work "${kind}"`);
      // After a request for cancellation nothing follows any more from what carriers still report.
      if (isCancelled(notification) && !survivesCancellation(kind)) {
        notifications.append(iun, {}, planId);
        return [];
      }
      const outcome = step({
        notification,
        item,
        now: time.now(),
        oracle: parts.oracle,
        fileOf: parts.fileOf,
        places: parts.places,
        quote: parts.quote,
        documentKey: documentKeys(seed, iun),
        hex: (discriminator) => seed.bytes('hex', `${iun}/${discriminator}`, 16).toString('hex'),
      });
      return notifications.append(iun, outcome, planId).map((e) => e.category);
    },
    view: (iun, { recIndex, delegate }) => {
      const notification = notifications.get(iun);
      const row = notifications.row(iun);
      const recipients = notification?.request.recipients.length ?? 0;
      if (!notification || !row || recIndex >= recipients) {
        throw new ActionNotPossible({
          it: `la notifica ha ${recipients} destinatari, numerati da 0: il ${recIndex} non c’è`,
          en: `the notification has ${recipients} recipients, counted from 0: there is no ${recIndex}`,
        });
      }
      if (row.status === 'IN_VALIDATION' || row.status === 'REFUSED') {
        throw new ActionNotPossible({
          it: `lo stato è ${row.status}: il destinatario vede la notifica solo dopo l’accettazione`,
          en: `the status is ${row.status}: a recipient sees a notification only after its acceptance`,
        });
      }
      if (isCancelled(notification)) {
        throw new ActionNotPossible({
          it: 'il mittente ha chiesto l’annullamento: le letture non contano più',
          en: 'the sender asked for cancellation: views do not count any more',
        });
      }
      if (viewedAt(notification, recIndex) !== undefined || has(notification, recIndex, 'NOTIFICATION_VIEWED'))
        return [];
      const who: DelegateInfo | undefined = delegate && {
        internalId: `PF-${seed.uuid('person', delegate.taxId)}`,
        taxId: delegate.taxId,
        mandateId: seed.uuid('mandate', `${iun}/${recIndex}`),
        denomination: delegate.denomination ?? delegate.taxId,
        delegateType: delegate.taxId.length === 11 ? 'PG' : 'PF',
      };
      const outcome = viewed(notification, recIndex, time.now(), documentKeys(seed, iun), who);
      return notifications.append(iun, outcome).map((e) => e.elementId);
    },
    cancel: (iun) => {
      const notification = notifications.get(iun);
      if (!notification || notifications.row(iun)?.status === 'REFUSED') return 'refused';
      if (isCancelled(notification)) return 'already';
      notifications.append(iun, cancellationRequested(notification, time.now(), seed.uuid('cancellation', iun)));
      return 'taken';
    },
  };
};
