import { plus, toIso } from '../../clock/instant.js';
import type { Dispatch, NewElement, Outcome } from '../notification/model.js';
import { element, type StepInput, type WorkflowKinds } from '../notification/workflow.js';
import { terms } from './facts.js';
import { recipientOf } from './life.js';
import { recIndexOf } from './start.js';

export const courtesyContactsOf = (input: StepInput, recIndex: number) =>
  input.oracle.courtesyContacts(recipientOf(input.notification, recIndex).taxId, input.notification.sender.taxId);

/** One element per message really sent; the first one also announces when paper would be prepared. */
export const courtesyMessages = (
  input: StepInput,
  recIndex: number,
): { readonly elements: readonly NewElement[]; readonly dispatches: readonly Dispatch[] } => {
  const { notification, now } = input;
  const contacts = courtesyContactsOf(input, recIndex);
  const messages = contacts.map(({ type, address }) =>
    element(
      notification,
      'SEND_COURTESY_MESSAGE',
      { recIndex, courtesyAddressType: type },
      {
        details: (writtenAt) => ({
          recIndex,
          digitalAddress: { type, address },
          sendDate: toIso(writtenAt),
          ...(type === 'APPIO' ? { ioSendMessageResult: 'SENT_COURTESY' } : {}),
        }),
      },
    ),
  );
  const probableDate = element(
    notification,
    'PROBABLE_SCHEDULING_ANALOG_DATE',
    { recIndex },
    { details: { recIndex, schedulingAnalogDate: toIso(plus(now, terms.courtesyWait)) } },
  );
  return {
    elements: messages.length > 0 ? [...messages, probableDate] : [],
    dispatches: contacts.map(({ type, address }) => ({
      at: now,
      recIndex,
      channel: type,
      address,
      attempt: 0,
      attachments: [],
    })),
  };
};

/** Beside the digital workflow: the messages change nothing there. */
const besideDigital = (input: StepInput): Outcome => courtesyMessages(input, recIndexOf(input));

export const courtesyKinds: WorkflowKinds = { 'delivery.courtesy': besideDigital };
