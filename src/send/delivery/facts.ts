import { days, hours, minutes, seconds } from '../../clock/instant.js';

/**
 * Legal and contractual terms, production figures.
 *
 * Source: public manual "Perfezionamento della notifica"; pn-delivery-push-workflow time-params (reference workflow.md 9, 15)
 */
export const terms = {
  /** Wait after a courtesy message before paper is prepared. */
  courtesyWait: days(5),
  /** Between two digital attempts on one source. */
  secondDigitalAttempt: days(7),
  refinementDigitalSuccess: days(7),
  refinementDigitalFailure: days(15),
  refinementAnalogSuccess: days(10),
  refinementAnalogFailure: days(10),
  /** Added when a PEC arrives after 21:00 in Rome. */
  nightExtra: days(1),
  /** The provider gives no answer. */
  pecNoAnswer: hours(26),
  pecRetry: minutes(10),
  /**
   * After which a letter abroad, of which neither a document nor an outcome has come, counts as lost. unsure: the production
   * figure is not public; six months is how long the post takes complaints about international letters.
   */
  foreignTimeout: days(180),
  /** Between REFINEMENT and the correction that a scenario asks for. Ours: real documents show one to three minutes. */
  scriptedRework: days(1),
} as const;

/**
 * Short distances between the steps of SEND itself.
 *
 * Source: reference workflow.md 16 (worked timelines), real-samples.md "Time in UAT, measured"
 */
export const delays = {
  toAarRequest: seconds(1),
  toAarReady: seconds(14),
  toChannelChoice: seconds(1),
  toRegistryCall: seconds(1),
  toRegistryAnswer: seconds(3),
  toSend: seconds(1),
  toCourtesy: seconds(1),
  toDigitalEnd: seconds(1),
  toDigitalDocument: seconds(14),
  toNextSource: seconds(1),
  toSimpleLetterPrepare: seconds(1),
  toFailureDocument: seconds(13),
  toSimpleLetterSend: seconds(22),
  toPaperStart: seconds(1),
  toPrepare: seconds(1),
  prepareToSend: seconds(13),
  /** Between the feedback and what follows from it. */
  toAnalogEnd: seconds(3),
  /** The paper channel looks a second address up. */
  toSecondAddress: seconds(46),
  /** unsure: the platform parks such a letter until somebody restarts it; a day is when a user would look again. */
  normalizerRetry: days(1),
  toUnreachableRequest: seconds(1),
  toUnreachable: seconds(34),
  toTimeoutDocument: seconds(34),
  toViewDocument: seconds(30),
  toCancellation: seconds(5),
  toCancelled: seconds(10),
} as const;

/**
 * How long after its own date a carrier event is written.
 *
 * Source: real-samples.md "Timestamps" (about 4 s without document, 10 s with one, 15 s for the final event, 39-49 s for CON020)
 */
export const carrierLag = {
  plain: seconds(4),
  withDocument: seconds(10),
  final: seconds(15),
  conformCopy: seconds(45),
} as const;

/** Base fee of SEND per recipient, euro cents. Source: costs.md 1 */
export const sendFeeCents = 100;

/** Pages of the notice of deposit, as real documents show it. */
export const aarPages = 2;
