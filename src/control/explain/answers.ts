import { formatDuration } from '../../clock/duration.js';
import { type Instant, toIso } from '../../clock/instant.js';
import { sources } from '../../scenario/oracle.js';
import type { Chosen, RecipientAct, ValidationPlan } from '../../scenario/plays.js';
import type { Asked, Notification, Question } from '../../send/notification/model.js';
import { answerTexts, origins, questionTexts } from '../../text/answers.js';
import { codeMeaning } from '../../text/codes.js';
import type { Said } from '../../text/said.js';

/** Here the compiler asks for a question without words. */
const words: Readonly<Record<Question | 'validationPlan' | 'recipientPlan', Said>> = questionTexts;

/** An answer of the outside world, as our API shows it. */
interface ShownAnswer {
  readonly at: string;
  readonly recIndex?: number;
  readonly question: keyof typeof words;
  /** The question in words. */
  readonly asked: Said;
  readonly about?: string;
  readonly answer: unknown;
  /** The answer in words. */
  readonly answered: Said;
  readonly scenario?: string;
  readonly source?: string;
  readonly from: Said;
}

interface StoredFile {
  readonly contentLength: number;
  readonly isPdf: boolean;
  readonly pages: number;
}

const addressText = (answer: unknown): string => {
  const { address, zip, municipality } = answer as Readonly<Record<string, string | undefined>>;
  return [address, zip, municipality].filter((part) => part !== undefined).join(' ');
};

/** The codes that a carrier will report, each with its meaning. */
const reported = (answer: unknown): Said => {
  const codes = String(answer).split(' ').filter(Boolean);
  const told = (language: keyof Said): string =>
    codes.map((code) => [code, codeMeaning(code)?.[language]].filter(Boolean).join(' ')).join(', ');
  return codes.length === 0 ? answerTexts.silence : { it: told('it'), en: told('en') };
};

const inWords: Readonly<Record<Question, (answer: unknown) => Said>> = {
  taxIdCheck: (answer) => (answer ? answerTexts.yes : answerTexts.no),
  digitalDomicile: (answer) => (answer ? answerTexts.said(addressText(answer)) : answerTexts.no),
  registryDigital: (answer) => (answer ? answerTexts.said(addressText(answer)) : answerTexts.no),
  registryAddress: (answer) => (answer ? answerTexts.said(addressText(answer)) : answerTexts.no),
  courtesyContacts: (answer) => {
    const contacts = answer as readonly { readonly type: string; readonly address: string }[];
    if (contacts.length === 0) return answerTexts.none;
    return answerTexts.said(contacts.map(({ type, address }) => `${type} ${address}`).join(', '));
  },
  pec: reported,
  letter: reported,
  file: (answer) => {
    if (!answer) return answerTexts.no;
    const { contentLength, pages, isPdf } = answer as StoredFile;
    return answerTexts.file(contentLength, pages, isPdf);
  },
  debtPosition: (answer) => answerTexts.said(String(answer)),
};

/** Where an answer comes from when neither a file nor a call says it. */
const unsaid: Readonly<Partial<Record<Question, Said>>> = { file: origins.store, debtPosition: origins.debtPositions };

const originOf = ({ question, scenario, source }: Asked): Said => {
  if (source === sources.address) return origins.address;
  if (source === sources.platform) return origins.platform;
  if (source === undefined) return unsaid[question] ?? origins.nothing;
  if (source.startsWith('PUT ')) return origins.call(source);
  return scenario === undefined ? origins.file(source) : origins.scenario(scenario, source);
};

const shown = ({ at, ...asked }: Asked): ShownAnswer => ({
  at: toIso(at),
  ...asked,
  asked: words[asked.question],
  answered: inWords[asked.question](asked.answer),
  from: originOf({ at, ...asked }),
});

const validationSaid = ({ never, delay, refuse, technicalFailure }: ValidationPlan): readonly Said[] => {
  const { validation } = answerTexts;
  return [
    ...(never ? [validation.never] : []),
    ...(delay === undefined ? [] : [validation.delay(formatDuration(delay))]),
    ...(technicalFailure ? [validation.fails(technicalFailure.step, technicalFailure.times)] : []),
    ...(refuse ? [validation.refuse(refuse.code)] : []),
  ];
};

const actSaid = (act: 'opens' | 'pays', { after, since }: RecipientAct): Said =>
  answerTexts.acts[act](formatDuration(after), since);

/** What the scenario of a recipient says beside the carriers: it was chosen at the 202, and its answers stand since then. */
const plansOf = ({ name, source, plays }: Chosen, recIndex: number, sentAt: Instant): readonly ShownAnswer[] => {
  const { validation, recipient = {} } = plays;
  const common = { at: toIso(sentAt), recIndex, scenario: name, source, from: origins.scenario(name, source) };
  const acts = (['opens', 'pays'] as const).flatMap((act) => recipient[act] ?? []);
  return [
    ...(validation ? validationSaid(validation) : []).map((answered) => ({
      ...common,
      question: 'validationPlan' as const,
      asked: words.validationPlan,
      answer: validation,
      answered,
    })),
    ...acts.map((answer) => ({
      ...common,
      question: 'recipientPlan' as const,
      asked: words.recipientPlan,
      answer,
      answered: actSaid(answer === recipient.opens ? 'opens' : 'pays', answer),
    })),
  ];
};

/** Everything that the outside world answered about a notification, in order of time. */
export const explainAnswers = ({ asked, scenarios, sentAt }: Notification): readonly ShownAnswer[] => [
  ...(scenarios ?? []).flatMap((chosen, recIndex) => (chosen ? plansOf(chosen, recIndex, sentAt) : [])),
  ...asked.map(shown),
];
