import { parseDuration } from '../clock/duration.js';
import { type Micros, parseInstant } from '../clock/instant.js';
import { nearest } from '../text/nearest.js';
import type { CarrierOutcome } from './carrier-outcome.js';
import { compileScript, longestDelay, type Report } from './compile-outcome.js';
import type { Plays, RecipientAct, RecipientPlan, StorePlan, ValidationPlan } from './plays.js';
import type { Scenario } from './scenario.js';
import type { ScenarioFileText } from './schema.js';
import type { PlayText, RecipientActText, RecipientText, ValidationText } from './schema-plan.js';
import type { SenderActsText } from './schema-sender.js';
import type { StoreText } from './schema-store.js';

/** Makes the part of a file that notifications can be given; undefined for a file that holds none. */
export const compileScenario = (
  text: ScenarioFileText,
  sourceOf: (path: readonly string[]) => string,
  outcomeNamed: (name: string) => CarrierOutcome | undefined,
  knownNames: () => readonly string[],
  report: Report,
): Scenario | undefined => {
  const {
    name,
    title,
    narrative,
    moral,
    priority = 0,
    when,
    script,
    validation,
    recipient,
    store,
    request,
    sender,
    expect,
  } = text;
  if (!when && !script && !validation && !recipient && !store && !expect) return undefined;
  const play = (channel: 'pec' | 'paper' | 'simpleLetter'): Partial<Plays> => {
    const said = script?.[channel];
    const path = ['script', channel];
    const outcome = said && compilePlay(said, (inner, message) => report([...path, ...inner], message));
    return outcome ? { [channel]: outcome } : {};
  };
  const compilePlay = (said: PlayText, reportInner: Report): CarrierOutcome | undefined => {
    const { outcome, title: ownTitle, narrative: _, ...forms } = said;
    if (outcome === undefined) {
      const sequence = compileScript(forms, reportInner, ['outcome']);
      return sequence && { name, source: sourceOf(['script']), title: ownTitle ?? title, sequence };
    }
    if (Object.keys(forms).length > 0) {
      compileScript({}, reportInner, ['outcome']);
      return undefined;
    }
    const found = outcomeNamed(outcome);
    if (!found) {
      const near = nearest(outcome, knownNames());
      reportInner(['outcome'], {
        it: `nessun esito si chiama "${outcome}"${near ? `; forse si intendeva "${near}"?` : ''}`,
        en: `no outcome is called "${outcome}"${near ? `; did you mean "${near}"?` : ''}`,
      });
    }
    return found && (ownTitle ? { ...found, title: ownTitle } : found);
  };
  const plays: Plays = {
    ...play('pec'),
    ...play('paper'),
    ...play('simpleLetter'),
    ...(validation && { validation: compileValidation(validation, within(report, 'validation')) }),
    ...(recipient && { recipient: compileRecipient(recipient, within(report, 'recipient')) }),
    ...(store && { store: compileStore(store, within(report, 'store')) }),
  };
  if (sender) checkSender(sender, within(report, 'sender'));
  return {
    name,
    source: sourceOf(['name']),
    title,
    ...(narrative && { narrative }),
    ...(moral && { moral }),
    ...(when && { when }),
    priority,
    plays,
    ...(request && { request }),
    ...(expect && { expect }),
  };
};

const within =
  (report: Report, key: string): Report =>
  (path, message) =>
    report([key, ...path], message);

const compileValidation = ({ delay, never, ...rest }: ValidationText, report: Report): ValidationPlan => {
  if (never && (rest.refuse || rest.technicalFailure)) {
    report(['never'], {
      it: 'una richiesta che resta in validazione per sempre non può anche essere rifiutata o ritentata',
      en: 'a request that stays in validation for ever cannot be refused or tried again as well',
    });
  }
  return {
    ...rest,
    ...(never && { never }),
    ...(delay !== undefined && { delay: lengthOf(delay, within(report, 'delay')) }),
  };
};

const compileRecipient = ({ opens, pays }: RecipientText, report: Report): RecipientPlan => ({
  ...(opens && { opens: compileAct(opens, within(report, 'opens')) }),
  ...(pays && { pays: compileAct(pays, within(report, 'pays')) }),
});

const compileStore = ({ upload, lateDocuments }: StoreText, report: Report): StorePlan => ({
  ...(upload && { upload: { document: 0, ...upload } }),
  ...(lateDocuments && {
    lateDocuments: {
      times: lateDocuments.times,
      retryAfter: lengthOf(lateDocuments.retryAfter ?? '1h', within(report, 'lateDocuments')),
    },
  }),
});

const compileAct = ({ after, since, via, delegate }: RecipientActText, report: Report): RecipientAct => ({
  after: lengthOf(after, within(report, 'after')),
  since: since ?? 'accepted',
  via: via ?? 'web',
  ...(delegate !== undefined && { delegate }),
});

const checkSender = ({ sendsAt, cancels, reportsPayment }: SenderActsText, report: Report): void => {
  if (sendsAt !== undefined && parseInstant(sendsAt) === undefined) {
    report(['sendsAt'], {
      it: `"${sendsAt}" non è un istante del calendario`,
      en: `"${sendsAt}" is no instant of the calendar`,
    });
  }
  for (const [name, act] of Object.entries({ cancels, reportsPayment })) {
    if (act) lengthOf(act.after, within(within(report, name), 'after'));
  }
};

const lengthOf = (text: string, report: Report): Micros => {
  const length = parseDuration(text);
  if (length !== undefined && length <= longestDelay) return length;
  report([], {
    it: `"${text}" non è un tempo valido, o supera i dieci anni`,
    en: `"${text}" is not a length of time, or is longer than ten years`,
  });
  return 0;
};
