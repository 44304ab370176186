import { type Micros, seconds } from '../clock/instant.js';
import type { Said } from '../text/said.js';
import { matchAddress } from './match.js';
import type { CarrierScript, Oracle, PaperEvent, PaperProduct, PecEvent } from './oracle.js';
import {
  type CarrierEvent,
  type CarrierOutcome,
  type Delay,
  eventsOf,
  type Scenarios,
  type SendNumber,
} from './outcome.js';
import { type PaperSeconds, paperDelay } from './paper-calendar.js';
import {
  courtesyContactsOf,
  generalDomicileOf,
  type Person,
  platformDomicileOf,
  registryAddressOf,
  stranger,
} from './person.js';
import type { RecipientOverrides } from './recipients.js';
import type { GenericName } from './schema.js';
import { mockDiscoveredAddress, parseSequence } from './sequence.js';

export interface OracleSettings {
  readonly paperSeconds: PaperSeconds;
}

/**
 * The outside world of one sandbox: people as the sandbox changed them, else as the scenario files say; carriers by the
 * text of the address. Pure: the same question with the same overrides has the same answer.
 */
export const createOracle = (
  scenarios: Scenarios,
  overrides: () => RecipientOverrides,
  settings: OracleSettings,
): Oracle => {
  const personOf = (taxId: string): Person => overrides().get(taxId) ?? scenarios.people.get(taxId) ?? stranger(taxId);

  return {
    personExists: (taxId) => personOf(taxId).exists ?? true,
    platformDomicile: (taxId, senderTaxId) => platformDomicileOf(personOf(taxId), senderTaxId),
    generalDomicile: (taxId, recipientType, lookup) => generalDomicileOf(personOf(taxId), recipientType, lookup),
    courtesyContacts: (taxId, senderTaxId) => courtesyContactsOf(personOf(taxId), senderTaxId),
    registryAddress: (taxId) => registryAddressOf(personOf(taxId)),
    sendPec: ({ address, attempt, repeat }) => {
      const script = play(scenarios, address, 'PEC', { attempt, repeat });
      return { ...script, events: script.events.map(toPecEvent) };
    },
    sendPaper: ({ address, product, attempt, retry }) => {
      const script = play(scenarios, address.address, product, { attempt, retry });
      return { ...script, events: script.events.map((event) => toPaperEvent(event, settings.paperSeconds)) };
    },
  };
};

/** Finds what the address asks for. */
const play = (
  scenarios: Scenarios,
  address: string,
  channel: 'PEC' | PaperProduct,
  send: SendNumber,
): CarrierScript<CarrierEvent> => {
  const match = matchAddress(address, channel, (name) => scenarios.outcomes.has(name));
  switch (match.kind) {
    case 'named':
      return scripted(scenarios.outcomes.get(match.name), send);
    case 'inline':
      return inline(address);
    case 'success':
      return scripted(scenarios.generic[genericNameOf(channel, 'Success')], send);
    case 'failure': {
      const script = scripted(scenarios.generic[genericNameOf(channel, 'Failure')], send);
      return match.discovered && channel !== 'PEC' ? withDiscovery(script) : script;
    }
  }
};

const genericNameOf = (channel: 'PEC' | PaperProduct, result: 'Success' | 'Failure'): GenericName =>
  `${channel === 'PEC' ? 'pec' : 'paper'}${result}`;

const scripted = (outcome: CarrierOutcome | undefined, send: SendNumber): CarrierScript<CarrierEvent> =>
  outcome === undefined
    ? { outcome: 'none', source: 'no scenario', events: [], title: nobodyKnows }
    : { outcome: outcome.name, source: outcome.source, events: eventsOf(outcome, send), title: outcome.title };

const nobodyKnows: Said = {
  it: 'nessuno scenario dice che cosa fa il recapitista: nessun esito',
  en: 'no scenario says what the carrier does: no outcome',
};

/** A malformed text makes the send fail at the carrier: no report ever comes, here as in the mock. */
const inline = (address: string): CarrierScript<CarrierEvent> => {
  const sequence = parseSequence(address);
  const from = { outcome: '@sequence', source: 'address' };
  if (sequence.ok) return { ...from, events: sequence.events, title: asWritten };
  const { column, message } = sequence.problem;
  return {
    ...from,
    events: [],
    title: {
      it: `la sequenza nell'indirizzo non si legge (carattere ${column}: ${message.it}): nessun esito`,
      en: `the sequence in the address cannot be read (character ${column}: ${message.en}): no outcome`,
    },
  };
};

const asWritten: Said = {
  it: 'gli esiti sono quelli della sequenza scritta nell’indirizzo',
  en: 'the outcomes are those of the sequence in the address',
};

/**
 * unsure: which event of the generic failure carries the address. The mock remembers it without showing it in any; here
 * the first event of the failure does.
 */
const withDiscovery = (script: CarrierScript<CarrierEvent>): CarrierScript<CarrierEvent> => {
  const first = script.events.findIndex((event) => !event.code.startsWith('CON'));
  return {
    ...script,
    events: script.events.map((event, i) =>
      i === first ? { ...event, discovered: mockDiscoveredAddress('via') } : event,
    ),
  };
};

const toPaperEvent = (event: CarrierEvent, mode: PaperSeconds): PaperEvent => ({
  ...event,
  after: lengthOf(event.after, (s) => paperDelay(s, mode)),
});

const toPecEvent = ({ code, after, failureCause }: CarrierEvent): PecEvent => ({
  code,
  after: lengthOf(after, seconds),
  ...(failureCause !== undefined && { failureCause }),
});

const lengthOf = (delay: Delay, ofMockSeconds: (mockSeconds: number) => Micros): Micros =>
  'length' in delay ? delay.length : ofMockSeconds(delay.mockSeconds);
