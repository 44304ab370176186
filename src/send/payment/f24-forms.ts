import type { Clock } from '../../clock/clock.js';
import { minutes, plus } from '../../clock/instant.js';
import type { Said } from '../../text/said.js';
import type { F24Form, F24FormKind } from '../legal-fact/document.js';
import type { Iun, Notification, TimelineElement } from '../notification/model.js';
import type { NotificationRoom } from '../notification/service.js';
import type { F24Payment } from '../request/model.js';
import type { Waiter } from '../waiter.js';
import type { ElementCost } from './debt-position-rules.js';
import { f24Kinds, f24Metadata } from './f24-facts.js';
import { f24Payer, f24Sections, f24Size, mostPagesPerCopy, ownDebitOfCostBearer } from './f24-form-rules.js';
import { doubleCount } from './f24-hints.js';
import { type F24Record, readObject } from './f24-read.js';
import { f24Discriminator } from './rules.js';

/** The printed F24 forms of one sandbox: made from the metadata when somebody asks for them, with the cost of that moment. */
export interface F24Forms extends Waiter {
  /**
   * Key of the form of a payment with the cost that the notification has now.
   * @returns undefined while the platform is still making the forms, some seconds after the acceptance
   */
  keyOf(notification: Notification, recIndex: number, paymentIndex: number): string | undefined;
  /** Somebody waits for the forms: with a standing clock the second question finds them (`polls: 2`). */
  waitFor(iun: Iun): void;
  /** What stands on a form; undefined where the key is of no form, or its metadata are gone. */
  find(notification: Notification, key: string): Promise<F24Form | undefined>;
  /** Why the sum on a form may be higher than its sender meant. */
  warning(notification: Notification, key: string): Promise<Said | undefined>;
  reset(): void;
}

interface F24Parts {
  readonly notifications: Pick<NotificationRoom, 'get'>;
  readonly clock: Pick<Clock, 'pace' | 'now' | 'runNow'>;
  readonly contentOf: (key: string) => Promise<Buffer | undefined>;
  readonly totalPrice: ElementCost;
  readonly documentKey: (iun: Iun, documentType: string, discriminator: string, extension: string) => string;
}

const pollsUntilGenerated = 2;

const lettersTo = ({ elements }: Notification, recIndex: number): readonly TimelineElement[] =>
  elements.filter(
    ({ category, details }) =>
      (category === 'SEND_ANALOG_DOMICILE' || category === 'SEND_SIMPLE_REGISTERED_LETTER') &&
      details.recIndex === recIndex,
  );

const drawn = ({ copies, pagesPerCopy }: ReturnType<typeof f24Size>) => ({
  copies,
  pagesPerCopy: Math.min(pagesPerCopy, mostPagesPerCopy),
  ...(pagesPerCopy > mostPagesPerCopy ? { pagesLeftOut: pagesPerCopy - mostPagesPerCopy } : {}),
});

const isGenerated = (notification: Notification | undefined): boolean =>
  notification?.elements.some(({ category }) => category === 'GENERATED_F24') === true;

export const createF24Forms = (parts: F24Parts): F24Forms => {
  const { notifications, clock, totalPrice } = parts;
  const polls = new Map<Iun, number>();

  const keyAfter = ({ iun, request }: Notification, recIndex: number, paymentIndex: number, letters: number): string =>
    parts.documentKey(iun, 'PN_F24', f24Discriminator(request, recIndex, paymentIndex, letters), 'pdf');

  /** The form with the cost after some letters; undefined where its file is gone. */
  const formAfter = async (
    notification: Notification,
    { title, applyCost, metadataAttachment }: F24Payment,
    recIndex: number,
    letters: number,
  ): Promise<F24Form | undefined> => {
    const { iun, sentAt, request, elements } = notification;
    const recipient = request.recipients[recIndex];
    const content = await parts.contentOf(metadataAttachment.ref.key);
    if (!content || !recipient) return undefined;
    const metadata = readObject(f24Metadata, JSON.parse(content.toString('utf8').replace(/^\uFEFF/, '')));
    const kind = (Object.keys(f24Kinds) as F24FormKind[]).find((name) => metadata[name] !== undefined);
    if (!kind) return undefined;
    const last = lettersTo(notification, recIndex)[letters - 1];
    const sofar = last ? elements.slice(0, elements.indexOf(last) + 1) : [];
    const isCharged = applyCost && request.notificationFeePolicy === 'DELIVERY_MODE';
    const costCents = isCharged ? totalPrice(request, sofar, recIndex) : 0;
    const form = metadata[kind] as F24Record;
    return {
      kind: 'F24',
      iun,
      issuedAt: last?.ingestedAt ?? sentAt,
      form: kind,
      title,
      payer: f24Payer(form),
      sections: f24Sections(kind, form, costCents),
      ...drawn(f24Size(kind, form)),
      costCents,
    };
  };

  const find: F24Forms['find'] = async (notification, key) => {
    const wanted = `safestorage://${key.replace(/^safestorage:\/\//, '')}`;
    if (!wanted.startsWith('safestorage://PN_F24-')) return undefined;
    for (const [recIndex, { payments = [] }] of notification.request.recipients.entries()) {
      for (const [paymentIndex, { f24 }] of payments.entries()) {
        if (!f24) continue;
        for (let letters = lettersTo(notification, recIndex).length; letters >= 0; letters--) {
          if (keyAfter(notification, recIndex, paymentIndex, letters) === wanted)
            return formAfter(notification, f24, recIndex, letters);
        }
      }
    }
    return undefined;
  };

  return {
    keyOf: (notification, recIndex, paymentIndex) =>
      isGenerated(notification)
        ? keyAfter(notification, recIndex, paymentIndex, lettersTo(notification, recIndex).length)
        : undefined,
    waitFor: (iun) => {
      if (clock.pace.mode !== 'manual' || isGenerated(notifications.get(iun))) return;
      const count = (polls.get(iun) ?? 0) + 1;
      polls.set(iun, count);
      if (count < pollsUntilGenerated) return;
      const done = (): boolean => isGenerated(notifications.get(iun));
      clock.runNow((executed) => executed.iun === iun && done(), plus(clock.now(), minutes(1)));
      if (done()) polls.delete(iun);
    },
    find,
    warning: async (notification, key) => {
      const { paFee } = notification.request;
      const { sections = [], costCents = 0 } = (await find(notification, key)) ?? {};
      const own = ownDebitOfCostBearer(sections, costCents);
      return costCents > 0 && paFee > 0 && own >= paFee ? doubleCount({ own, costCents, paFee }) : undefined;
    },
    reset: () => polls.clear(),
    waiting: () => [...polls],
    waitOn: (waiting) => {
      for (const [iun, times] of waiting) polls.set(iun, times);
    },
  };
};
