import { isItalianForPost } from '../italy/address.js';
import type { NotificationRequest, PhysicalAddress } from '../send/request/model.js';
import type { Said } from '../text/said.js';
import { type Candidate, chooseScenario, explainChoice, type Layers } from './choose.js';
import type { CarrierScript, DigitalAddress, Oracle, PaperProduct } from './oracle.js';
import type { Chosen, Plays } from './plays.js';
import { type Facts, factsOf } from './selector.js';

/** What the outside world would do with a notification, recipient by recipient. Nothing is sent. */
export interface Explanation {
  readonly recipients: readonly ExplainedRecipient[];
}

export interface ExplainedRecipient {
  readonly recIndex: number;
  readonly taxId: string;
  readonly facts: Facts;
  /** All scenarios, from the winner down. */
  readonly candidates: readonly Candidate[];
  readonly chosen?: Chosen;
  /** What the carriers would report, send by send, as far as it can be foretold without playing it. */
  readonly sends: readonly ForetoldSend[];
}

export interface ForetoldSend {
  readonly channel: 'PEC' | PaperProduct;
  readonly address: string;
  /** Where a digital address comes from; where the second letter goes. */
  readonly source: 'PLATFORM' | 'SPECIAL' | 'GENERAL' | 'REQUEST' | 'DISCOVERED' | 'REGISTRY';
  readonly attempt: number;
  /** Name of the outcome, and the file and line that decided it. */
  readonly outcome: string;
  readonly decidedBy: string;
  readonly title?: Said;
  readonly problem?: Said;
  readonly codes: readonly string[];
}

/** A body that sends, as far as the oracle wants to know it. */
interface ExplainedBy {
  readonly taxId: string;
  /** Value of `x-send-sim-scenario`. */
  readonly header?: string;
}

/**
 * Tells which scenario each recipient of a request would be given and why not another, and what the carriers would report
 * of each send. The sends are those that may happen: whether a later one does depends on the earlier ones.
 */
export const explainRequest = (
  layers: Layers,
  oracle: Oracle,
  request: NotificationRequest,
  sender: ExplainedBy,
): Explanation => ({
  recipients: request.recipients.map((recipient, recIndex) => {
    const facts = factsOf(request, recIndex, sender.taxId, sender.header);
    const chosen = chooseScenario(layers, facts);
    return {
      recIndex,
      taxId: recipient.taxId,
      facts,
      candidates: explainChoice(layers, facts),
      ...(chosen && { chosen }),
      sends: foretoldSends(oracle, request, recIndex, sender.taxId, chosen?.plays),
    };
  }),
});

/**
 * Names of what decides about each recipient: the scenario chosen for it, else the outcomes that the texts of its addresses
 * ask for. Each name once.
 */
export const namesThatDecide = (
  oracle: Pick<Oracle, 'sendPec' | 'sendPaper'>,
  request: NotificationRequest,
  chosen: readonly (Chosen | null)[] | undefined,
): readonly string[] => {
  const names = request.recipients.flatMap(({ taxId, digitalDomicile, physicalAddress }, recIndex) => {
    const scenario = chosen?.[recIndex];
    if (scenario) return [scenario.name];
    const send = { taxId, attempt: 0 } as const;
    const pec =
      digitalDomicile &&
      oracle.sendPec({ ...send, address: digitalDomicile.address, source: 'SPECIAL', repeat: false });
    const letter =
      physicalAddress &&
      oracle.sendPaper({
        ...send,
        product: productOf(request, physicalAddress, digitalDomicile !== undefined),
        address: physicalAddress,
        retry: 0,
      });
    return [pec, letter].flatMap((script) => script?.outcome ?? []);
  });
  return [...new Set(names)];
};

const foretoldSends = (
  oracle: Oracle,
  request: NotificationRequest,
  recIndex: number,
  senderTaxId: string,
  plays: Plays | undefined,
): readonly ForetoldSend[] => {
  const recipient = request.recipients[recIndex];
  if (!recipient) return [];
  const { taxId, recipientType, physicalAddress, digitalDomicile } = recipient;
  const told = { ...(plays && { plays }) };

  const pec = (source: 'PLATFORM' | 'SPECIAL' | 'GENERAL', attempt: number, to: DigitalAddress): ForetoldSend =>
    foretold(
      { channel: 'PEC', address: to.address, source, attempt },
      oracle.sendPec({ taxId, address: to.address, source, attempt, repeat: false, ...told }),
    );
  const pecs = [0, 1].flatMap((attempt) => {
    const platform = oracle.platformDomicile(taxId, senderTaxId);
    const general = oracle.generalDomicile(taxId, recipientType, attempt);
    return [
      ...(platform ? [pec('PLATFORM', attempt, platform)] : []),
      ...(digitalDomicile ? [pec('SPECIAL', attempt, digitalDomicile)] : []),
      ...(general ? [pec('GENERAL', attempt, general)] : []),
    ];
  });
  if (!physicalAddress) return pecs;

  const letter = (source: ForetoldSend['source'], attempt: number, to: PhysicalAddress, simple: boolean) => {
    const product = productOf(request, to, simple);
    const script = oracle.sendPaper({ taxId, product, address: to, attempt, retry: 0, ...told });
    return { script, send: foretold({ channel: product, address: to.address, source, attempt }, script) };
  };
  if (pecs.length > 0) return [...pecs, letter('REQUEST', 0, physicalAddress, true).send];
  const first = letter('REQUEST', 0, physicalAddress, false);
  const discovered = first.script.events.find((event) => event.discovered)?.discovered;
  const second = discovered ?? oracle.registryAddress(taxId, recipientType);
  return second ? [first.send, letter(discovered ? 'DISCOVERED' : 'REGISTRY', 1, second, false).send] : [first.send];
};

const productOf = (request: NotificationRequest, to: PhysicalAddress, isSimple: boolean): PaperProduct => {
  const isItalian = isItalianForPost(to);
  if (isSimple) return isItalian ? 'RS' : 'RIS';
  if (!isItalian) return 'RIR';
  return request.physicalCommunicationType === 'AR_REGISTERED_LETTER' ? 'AR' : '890';
};

const foretold = (
  send: Pick<ForetoldSend, 'channel' | 'address' | 'source' | 'attempt'>,
  { outcome, source, title, problem, events }: CarrierScript<{ readonly code: string }>,
): ForetoldSend => ({
  ...send,
  outcome,
  decidedBy: source,
  ...(title && { title }),
  ...(problem && { problem }),
  codes: events.map(({ code }) => code),
});
