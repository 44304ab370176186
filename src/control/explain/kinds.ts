import { survivesCancellation } from '../../send/delivery/cancel.js';
import { fallsWithCorrection } from '../../send/delivery/rework.js';
import { type CauseName, type RuleName, type StopName, stops } from '../../text/rules.js';
import type { Said } from '../../text/said.js';

/** What a kind of due work is to a reader. */
interface KindMeaning {
  readonly rule: RuleName;
  /** What its elements come from, where that is not the platform going on by itself. */
  readonly cause?: CauseName;
  /** What keeps it from happening, beside what the code of cancellation and correction says. */
  readonly stops?: readonly StopName[];
}

/** Who has read or paid gets no letter. */
const letterStops = ['view', 'payment'] as const;

/** Every kind of work. A test fails for one that is not here. */
export const kindMeanings: Readonly<Record<string, KindMeaning>> = {
  'validation.files': { rule: 'validation', cause: 'sender' },
  'validation.f24': { rule: 'validation' },
  'validation.address-lookup': { rule: 'validation', cause: 'registry' },
  'validation.addresses': { rule: 'validation' },
  'validation.sender-ack': { rule: 'acceptance' },
  'validation.accept': { rule: 'acceptance' },
  'validation.f24-generated': { rule: 'f24' },
  'delivery.aar': { rule: 'deposit' },
  'delivery.aar-ready': { rule: 'deposit' },
  'delivery.choose': { rule: 'channelChoice' },
  'delivery.registry-call': { rule: 'registries' },
  'delivery.registry-answer': { rule: 'registries', cause: 'registry' },
  'delivery.pec-send': { rule: 'digitalSend' },
  'delivery.pec-again': { rule: 'digitalSend' },
  'delivery.pec-event': { rule: 'digitalReport', cause: 'carrier' },
  'delivery.pec-no-answer': { rule: 'digitalSend', cause: 'silence', stops: ['answer'] },
  'delivery.courtesy': { rule: 'courtesy' },
  'delivery.next-source': { rule: 'digitalSources' },
  'delivery.look-up': { rule: 'digitalSources' },
  'delivery.wait-second': { rule: 'secondDigitalAttempt' },
  'delivery.second-attempt': { rule: 'secondDigitalAttempt', cause: 'term' },
  'delivery.digital-success': { rule: 'digitalSuccess' },
  'delivery.digital-failure': { rule: 'digitalFailure' },
  'delivery.digital-document': { rule: 'digitalDocument' },
  'delivery.simple-prepare': { rule: 'simpleLetter', stops: letterStops },
  'delivery.simple-send': { rule: 'simpleLetter', stops: letterStops },
  'delivery.paper-start': { rule: 'courtesyWait' },
  'delivery.paper-prepare': { rule: 'letter', stops: letterStops },
  'delivery.paper-send': { rule: 'letter', stops: letterStops },
  'delivery.letter-event': { rule: 'letterReport', cause: 'carrier' },
  'delivery.letter-waits': { rule: 'letterReport', cause: 'carrier' },
  'delivery.paper-second': { rule: 'secondPaperAttempt', stops: letterStops },
  'delivery.second-address': { rule: 'secondPaperAttempt', cause: 'registry', stops: letterStops },
  'delivery.paper-success': { rule: 'paperSuccess' },
  'delivery.paper-deceased': { rule: 'deceased' },
  'delivery.paper-failure': { rule: 'unreachable' },
  'delivery.letter-timeout': { rule: 'foreignTimeout', cause: 'term' },
  'delivery.letter-timed-out': { rule: 'foreignTimeout' },
  'delivery.timeout-failure': { rule: 'foreignTimeout' },
  'delivery.unreachable-request': { rule: 'unreachable' },
  'delivery.unreachable': { rule: 'unreachable' },
  'delivery.refinement': { rule: 'refinement', cause: 'term', stops: ['viewInTerm'] },
  'delivery.view-document': { rule: 'view' },
  'delivery.recipient-opens': { rule: 'recipientPlan', cause: 'recipient', stops: ['view'] },
  'delivery.recipient-pays': { rule: 'recipientPlan', cause: 'recipient', stops: ['alreadyPaid'] },
  'delivery.cancel': { rule: 'cancellation' },
  'delivery.cancelled': { rule: 'cancellation' },
  'delivery.rework': { rule: 'rework', cause: 'support', stops: letterStops },
  'delivery.paper-outcome': { rule: 'rework', stops: letterStops },
  'payment.cost-retry': { rule: 'costs', stops: ['newerCost'] },
  'downtime.certificate': { rule: 'malfunction' },
};

/** What the recipient of planned work has that can stop it. */
export interface Stoppable {
  /** A registered letter: only such a one can be corrected. */
  readonly hasLetter: boolean;
  readonly hasPayments: boolean;
}

/** What would keep work of this kind from happening; empty: nothing. */
export const stoppedBy = (kind: string, { hasLetter, hasPayments }: Stoppable): readonly Said[] => {
  const isOfWorkflow = /^(validation|delivery)\./.test(kind);
  const names: readonly StopName[] = [
    ...(kindMeanings[kind]?.stops ?? []).filter((name) => hasPayments || name !== 'payment'),
    ...(hasLetter && fallsWithCorrection(kind) ? (['rework'] as const) : []),
    ...(isOfWorkflow && !survivesCancellation(kind) ? (['cancellation'] as const) : []),
  ];
  return names.map((name) => stops[name]);
};
