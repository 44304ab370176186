import { type Micros, seconds } from '../clock/instant.js';
import type { Said } from '../text/said.js';
import type { CarrierEvent, Delay } from './carrier-event.js';
import type { CarrierOutcome } from './carrier-outcome.js';
import { type Channel, matchAddress } from './match.js';
import {
  type CarrierScript,
  type DocumentForm,
  type Oracle,
  type PaperEvent,
  type PaperProduct,
  type PecEvent,
  type PecSend,
  sources,
} from './oracle.js';
import type { Scenarios } from './outcome.js';
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
import { mockDiscoveredAddress } from './sequence/item.js';
import type { SendNumber, SequenceProblem } from './sequence/model.js';
import { parseSequence } from './sequence/parse.js';
import { playSequence } from './sequence/play.js';

interface OracleSettings {
  readonly paperSeconds: PaperSeconds;
}

/**
 * The outside world of one sandbox: people as the sandbox changed them, else as the scenario files say; carriers by the
 * text of the address. Pure: the same question with the same overrides has the same answer.
 */
export const createOracle = (
  scenarios: () => Scenarios,
  overrides: () => RecipientOverrides,
  settings: OracleSettings,
): Oracle => {
  const personOf = (taxId: string): Person =>
    overrides().get(taxId) ?? scenarios().people.get(taxId) ?? stranger(taxId);

  // Those of an outcome are the same for every letter.
  const paperEvents = new WeakMap<readonly CarrierEvent[], readonly PaperEvent[]>();
  const toPaperEvents = (events: readonly CarrierEvent[]): readonly PaperEvent[] => {
    const found = paperEvents.get(events) ?? events.map((event) => toPaperEvent(event, settings.paperSeconds));
    paperEvents.set(events, found);
    return found;
  };

  return {
    whoTellsOf: (taxId) =>
      overrides().has(taxId) ? `PUT /_sim/recipients/${taxId}` : scenarios().people.get(taxId)?.source,
    personExists: (taxId) => personOf(taxId).exists ?? true,
    platformDomicile: (taxId, senderTaxId) => platformDomicileOf(personOf(taxId), senderTaxId),
    generalDomicile: (taxId, recipientType, lookup) => generalDomicileOf(personOf(taxId), recipientType, lookup),
    courtesyContacts: (taxId, senderTaxId) => courtesyContactsOf(personOf(taxId), senderTaxId),
    registryAddress: (taxId) => registryAddressOf(personOf(taxId)),
    sendPec: (send) => {
      const chosen = send.plays?.pec;
      const script =
        send.type === 'SERCQ'
          ? ownInbox(scenarios(), send)
          : chosen
            ? scripted(chosen, send)
            : play(scenarios(), send.address, 'PEC', send);
      return { ...script, events: script.events.map(toPecEvent) };
    },
    sendPaper: (send) => {
      const isSimple = send.product === 'RS' || send.product === 'RIS';
      const chosen = isSimple ? send.plays?.simpleLetter : send.plays?.paper;
      const { outcomes } = scenarios();
      const address = send.address.address;
      // A street without a wish of its own: what is known of the person decides.
      const reported = personOf(send.taxId).deceased && !address.includes('@') && deceasedOutcomes[send.product];
      const outcome = chosen ?? (reported ? outcomes.get(reported) : undefined);
      const script = outcome ? scripted(outcome, send) : play(scenarios(), address, send.product, send);
      return { ...script, events: toPaperEvents(script.events) };
    },
    sendCourtesy: ({ type, address }) => {
      if (type === 'APPIO') return { outcome: 'none', source: sources.none, events: [], title: ioIsSilent };
      const script = play(scenarios(), address, type, { attempt: 0 });
      return { ...script, events: script.events.map(toPecEvent) };
    },
  };
};

/**
 * No provider is behind SEND's own inbox: it always takes the message, about a second later, unless the address spells
 * out a sequence.
 *
 * Source: public page "Decodifiche SEND_DIGITAL"; real document of August 2025 (1.3 s)
 */
const ownInbox = (scenarios: Scenarios, send: PecSend): CarrierScript<CarrierEvent> => {
  const match = matchAddress(send.address, 'PEC', (name) => scenarios.outcomes.has(name));
  if (match.kind === 'inline') return play(scenarios, send.address, 'PEC', send);
  const delivered = { code: 'Q003', after: { length: seconds(1) } };
  return { outcome: 'SERCQ', source: sources.platform, events: [delivered], title: inboxTakes };
};

const inboxTakes: Said = {
  it: 'il domicilio digitale SEND riceve sempre',
  en: 'the digital domicile on SEND always receives',
};

/** What the post reports of the dead, by product. */
const deceasedOutcomes: Readonly<Partial<Record<PaperProduct, string>>> = {
  AR: 'fail_deceduto_ar',
  '890': 'fail_deceduto_890',
  RIR: 'ok_rir_deceduto',
  RS: 'fail_deceduto_rs',
};

/** Finds what the address asks for. */
const play = (
  scenarios: Scenarios,
  address: string,
  channel: Channel,
  send: SendNumber,
): CarrierScript<CarrierEvent> => {
  const match = matchAddress(address, channel, (name) => scenarios.outcomes.has(name));
  switch (match.kind) {
    case 'named':
      return scripted(scenarios.outcomes.get(match.name), send);
    case 'inline':
      return scripted({ ...inline, sequence: parseSequence(address) }, send);
    case 'success':
      return scripted(scenarios.generic[genericNameOf(channel, 'Success')], send);
    case 'failure': {
      const script = scripted(scenarios.generic[genericNameOf(channel, 'Failure')], send);
      return match.discovered && isPaper(channel) ? withDiscovery(script) : script;
    }
  }
};

const genericKinds = { PEC: 'pec', EMAIL: 'email', SMS: 'sms' } as const;
const isPaper = (channel: Channel): channel is PaperProduct => !(channel in genericKinds);

const genericNameOf = (channel: Channel, result: 'Success' | 'Failure'): GenericName =>
  `${isPaper(channel) ? 'paper' : genericKinds[channel]}${result}`;

const scripted = (outcome: CarrierOutcome | undefined, send: SendNumber): CarrierScript<CarrierEvent> => {
  if (outcome === undefined) return { outcome: 'none', source: sources.none, events: [], title: nobodyKnows };
  const { name, source, title } = outcome;
  const played = playSequence(outcome.sequence, send);
  if (!played.ok) return { outcome: name, source, events: [], ...unplayable(played.problem) };
  const { events, rework } = played;
  return { outcome: name, source, events, title, ...(rework !== undefined && { rework }) };
};

const nobodyKnows: Said = {
  it: 'nessuno scenario dice che cosa fa il recapitista: nessun esito',
  en: 'no scenario says what the carrier does: no outcome',
};

const ioIsSilent: Said = {
  it: 'il messaggio è affidato all’app IO, che non riferisce alcun esito',
  en: 'the message is handed to the IO app, which reports no outcome',
};

/** A sequence written in the address itself. */
const inline = {
  name: '@sequence',
  source: sources.address,
  title: {
    it: 'gli esiti sono quelli della sequenza scritta nell’indirizzo',
    en: 'the outcomes are those of the sequence in the address',
  },
} as const;

/** A malformed text makes the send fail at the carrier: no report ever comes, here as in the mock. */
const unplayable = ({ column, message }: SequenceProblem): { readonly problem: Said; readonly title: Said } => {
  const problem = {
    it: `la sequenza nell’indirizzo non si legge (carattere ${column}: ${message.it})`,
    en: `the sequence in the address cannot be read (character ${column}: ${message.en})`,
  };
  return { problem, title: { it: `${problem.it}: nessun esito`, en: `${problem.en}: no outcome` } };
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

const toPaperEvent = (event: CarrierEvent, mode: PaperSeconds): PaperEvent => {
  const { after, dateShift, documentDateShift, documents, ...rest } = event;
  const paperLength = (delay: Delay) => lengthOf(delay, (s) => Math.sign(s) * paperDelay(Math.abs(s), mode));
  const forms = documents?.map(formOf);
  return {
    after: paperLength(after),
    ...rest,
    ...(documents && { documents: documents.map((document) => document.replace(/[:#].*$/, '')) }),
    ...(forms?.some((form) => Object.keys(form).length > 0) && { documentForms: forms }),
    ...(dateShift && { dateShift: paperLength(dateShift) }),
    ...(documentDateShift && { documentDateShift: paperLength(documentDateShift) }),
  };
};

/** `AR:SCANNED:ORIGINAL#Z2`: a type, source and origin, a canned archive. The words ending in NULL say that nothing is said. */
const formOf = (document: string): DocumentForm => {
  const [described = '', archive] = document.split('#');
  const [, source, origin] = described.split(':');
  return {
    ...(archive && { archive }),
    ...(source && source !== 'SOURCENULL' && { source }),
    ...(origin && origin !== 'ORIGINNULL' && { origin }),
  };
};

const toPecEvent = ({ code, after, failureCause }: CarrierEvent): PecEvent => ({
  code,
  after: lengthOf(after, seconds),
  ...(failureCause !== undefined && { failureCause }),
});

const lengthOf = (delay: Delay, ofMockSeconds: (mockSeconds: number) => Micros): Micros =>
  'length' in delay ? delay.length : ofMockSeconds(delay.mockSeconds);
