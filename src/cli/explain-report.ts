import { toIso } from '../clock/instant.js';
import { formatRoman } from '../italy/rome-calendar.js';
import type { Foretold } from '../rehearsal/explain.js';
import type { Played } from '../rehearsal/play.js';
import type { Candidate } from '../scenario/choose.js';
import type { ExplainedRecipient, ForetoldSend } from '../scenario/explain.js';
import type { Language, Said } from '../text/said.js';

const words = {
  recipient: { it: 'Destinatario', en: 'Recipient' },
  scenario: { it: 'Scenario', en: 'Scenario' },
  none: {
    it: 'nessuno è adatto: decide il testo degli indirizzi',
    en: 'none fits: the text of the addresses decides',
  },
  not: { it: 'Non', en: 'Not' },
  sends: {
    it: 'Che cosa riferirebbero i vettori, se l’invio avviene',
    en: 'What the carriers would report of each send that happens',
  },
  attempt: { it: 'tentativo', en: 'attempt' },
  timeline: { it: 'Che cosa succederebbe', en: 'What would happen' },
  status: { it: 'Stato', en: 'Status' },
  price: { it: 'Prezzo del primo avviso alla fine', en: 'Price of the first notice at the end' },
  refusedAtOnce: { it: 'Rifiutata subito', en: 'Refused at once' },
  refused: { it: 'Rifiutata dalla validazione', en: 'Refused by the validation' },
  endless: { it: 'e dopo dieci anni non è finita', en: 'and after ten years it has not ended' },
  files: {
    it: 'I file della richiesta si danno per caricati e giusti.',
    en: 'The files of the request are taken as uploaded and right.',
  },
} as const satisfies Record<string, Said>;

/** For people: who decides about each recipient and why not another, then the dates. */
export const explainText = ({ explanation, played }: Foretold, lang: Language): string => {
  const { answer } = played;
  if (!('head' in answer)) {
    const errors = answer.errors.map(
      ({ code, element, detail }) => `  ${[code, element, detail].filter((text) => text !== undefined).join(': ')}\n`,
    );
    return `${words.refusedAtOnce[lang]}: ${answer.status}\n${errors.join('')}  ${answer.hint[lang]}\n`;
  }
  return [
    ...(explanation?.recipients ?? []).map((recipient) => recipientText(recipient, lang)),
    timelineText(played, lang),
    `${words.files[lang]}\n`,
  ].join('\n');
};

/** The same for programs. */
export const foretoldData = ({ explanation, played }: Foretold): object => {
  const { answer, elements, history, refusal, price, isEndless } = played;
  if (!('head' in answer))
    return { refusedAtOnce: { status: answer.status, errors: answer.errors, hint: answer.hint } };
  return {
    recipients: explanation?.recipients ?? [],
    timeline: elements.map(({ at, ...element }) => ({ at: toIso(at), ...element })),
    history: history.map(({ at, status }) => ({ at: toIso(at), status })),
    refusal,
    ...(price ? { priceCents: price.total } : {}),
    isEndless,
  };
};

const recipientText = ({ recIndex, taxId, candidates, chosen, sends }: ExplainedRecipient, lang: Language): string => {
  const rejected = candidates.filter(({ verdict }) => verdict !== 'chosen');
  return [
    `${words.recipient[lang]} ${recIndex}: ${taxId}`,
    `  ${words.scenario[lang]}: ${chosen ? `${chosen.name} (${chosen.source}): ${chosen.title[lang]}` : words.none[lang]}`,
    ...rejectedLines(rejected, lang),
    ...(sends.length > 0 ? [`  ${words.sends[lang]}`, ...sends.map((send) => `    ${sendText(send, lang)}`)] : []),
    '',
  ].join('\n');
};

/** Scenarios that only their name chooses have all the same reason: they are told in one line. */
const rejectedLines = (rejected: readonly Candidate[], lang: Language): readonly string[] => {
  const isOnlyNamed = ({ reasons }: Candidate): boolean =>
    reasons.length === 1 && /x-send-sim-scenario: /.test(reasons[0]?.en ?? '');
  const others = rejected.filter((candidate) => !isOnlyNamed(candidate));
  const named = rejected.filter(isOnlyNamed);
  const names = named.length > mostNamed ? moreNamed(named.length)[lang] : named.map(({ name }) => name).join(', ');
  return [
    ...others.map(
      ({ name, source, reasons }) =>
        `  ${words.not[lang]} ${name} (${source}): ${reasons.map((reason) => reason[lang]).join('; ')}`,
    ),
    ...(named.length > 0 ? [`  ${words.not[lang]} ${names}: ${onlyByHeader[lang]}`] : []),
  ];
};

const mostNamed = 5;
const moreNamed = (count: number): Said => ({ it: `${count} altri`, en: `${count} others` });

const onlyByHeader: Said = {
  it: 'soltanto l’header x-send-sim-scenario li sceglie',
  en: 'only the header x-send-sim-scenario chooses them',
};

const sendText = (
  { channel, address, source, attempt, outcome, decidedBy, title, problem, codes }: ForetoldSend,
  lang: Language,
): string => {
  const told = problem?.[lang] ?? codes.join(' ');
  const meaning = title ? ` "${title[lang]}"` : '';
  return `${channel} ${words.attempt[lang]} ${attempt}, ${source} ${address}: ${outcome}${meaning} (${decidedBy}): ${told}`;
};

/** Elements and changes of the status in the order of their instants. */
const timelineText = ({ elements, history, refusal, price, isEndless }: Played, lang: Language): string => {
  const rows = [
    ...elements.map(({ at, category, code, recipient, attempt }) => ({
      at,
      text: [
        category,
        ...(code === undefined ? [] : [code]),
        ...(recipient === undefined ? [] : [`${words.recipient[lang].toLowerCase()} ${recipient}`]),
        ...(attempt === undefined ? [] : [`${words.attempt[lang]} ${attempt}`]),
      ].join(' '),
    })),
    ...history.map(({ at, status }) => ({ at, text: `→ ${status}` })),
  ].sort((a, b) => a.at - b.at);
  return [
    words.timeline[lang],
    ...rows.map(({ at, text }) => `  ${formatRoman(at, lang)}  ${text}`),
    ...refusal.map(
      ({ code, detail }) => `  ${words.refused[lang]}: ${code}${detail === undefined ? '' : `: ${detail}`}`,
    ),
    ...(isEndless ? [`  ${words.endless[lang]}`] : []),
    ...(price ? [`  ${words.price[lang]}: ${(price.total / 100).toFixed(2)} €`] : []),
    '',
  ].join('\n');
};
