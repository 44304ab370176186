import type { Micros } from '../clock/instant.js';
import type { NotificationHead } from '../send/notification/model.js';
import type { ValidationPlan, ValidationStep } from './plays.js';
import type { refusalCodes } from './refusal-codes.js';

export type RefusalCode = (typeof refusalCodes)[number];

/** Checks of the validation; a scenario may decide how one of them ends. */
export type ValidationCheck = ValidationStep | 'weight';

/** Where a wanted refusal comes, so that what the platform writes before it is there. */
export const checkOfCode: Readonly<Record<RefusalCode, ValidationCheck>> = {
  PAYMENT_NOT_VALID: 'payments',
  SERVICE_UNAVAILABLE: 'payments',
  RECIPIENT_ID_NOT_VALID: 'payments',
  FILE_NOTFOUND: 'files',
  FILE_GONE: 'files',
  FILE_SHA_ERROR: 'files',
  FILE_PDF_TOOBIG_ERROR: 'files',
  FILE_PDF_INVALID_ERROR: 'files',
  TAXID_NOT_VALID: 'taxIds',
  SENDER_DISABLED_MORE_THAN_20_GRAMS: 'weight',
  F24_METADATA_NOT_VALID: 'f24',
  ADDRESS_NOT_FOUND: 'addressLookup',
  ADDRESS_SEARCH_FAILED: 'addressLookup',
  NOT_VALID_ADDRESS: 'normalisation',
};

export interface ValidationQuestion {
  readonly check: ValidationCheck;
  readonly notification: NotificationHead;
  /** How often this step of the validation was begun before. */
  readonly attempt: number;
  /** How many of those ended in a technical failure. */
  readonly failures: number;
}

/** A reason that a scenario wants. */
export interface WantedReason {
  readonly code: RefusalCode;
  /** Recipient whom the platform's words are about, from 0; absent: the first one. */
  readonly about?: number;
  /** Recipient whom the reason names beside its words. */
  readonly recIndex?: number;
  /** Absent: the words of the platform for this code and notification. */
  readonly detail?: string;
}

/** How a check ends because a scenario says so. */
export type ForcedEnd = {
  /** Name of that scenario. */
  readonly scenario?: string;
} & (
  | { readonly kind: 'refused'; readonly reasons: readonly WantedReason[] }
  /** A service that the check needs is down: the step begins again after the platform's intervals. */
  | {
      readonly kind: 'technicalFailure';
      /** The store says that the file is missing, and the platform believes it is only late. */
      readonly isMissingFile?: boolean;
      /** As in production: tried again for ever. Absent: given up after the 24 hours that are promised. */
      readonly isEndless?: boolean;
    }
  /** The step begins so much later. */
  | { readonly kind: 'delayed'; readonly by: Micros }
  /** Nothing more happens. */
  | { readonly kind: 'waits' }
);

/** The part of the outside world that decides how a validation goes. Pure, like the oracle. */
export interface ValidationWorld {
  /** Undefined: the check is made. Every check is asked for, also one that the notification has nothing for. */
  forced(question: ValidationQuestion): ForcedEnd | undefined;
}

const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(checkOfCode, code);

/**
 * How a check ends by the plan of a scenario; undefined: the plan says nothing about it.
 * @param about recipient whose scenario it is
 */
export const forcedByPlan = (
  { never, delay, refuse, technicalFailure }: ValidationPlan,
  { check, attempt, failures }: ValidationQuestion,
  about = 0,
): ForcedEnd | undefined => {
  if (never) return { kind: 'waits' };
  if (delay !== undefined && check === 'payments' && attempt === 0) return { kind: 'delayed', by: delay };
  if (technicalFailure?.step === check && failures < technicalFailure.times) return { kind: 'technicalFailure' };
  if (!refuse || !isRefusalCode(refuse.code) || checkOfCode[refuse.code] !== check) return undefined;
  const { code, detail, recipient } = refuse;
  const named = recipient === undefined ? { about } : { about: recipient, recIndex: recipient };
  return { kind: 'refused', reasons: [{ code, ...named, ...(detail === undefined ? {} : { detail }) }] };
};

/**
 * The scenarios that were chosen for the recipients decide: the first that says something, and where the platform names
 * every recipient concerned, all that refuse.
 */
export const chosenScenarios: ValidationWorld = {
  forced: (question) => {
    const ends = (question.notification.scenarios ?? []).flatMap((chosen, recIndex) => {
      const plan = chosen?.plays.validation;
      const end = plan && forcedByPlan(plan, question, recIndex);
      return end ? [{ ...end, scenario: chosen.name }] : [];
    });
    const [first] = ends;
    if (first?.kind !== 'refused' || question.check !== 'addressLookup') return first;
    return { kind: 'refused', reasons: ends.flatMap((end) => (end.kind === 'refused' ? end.reasons : [])) };
  },
};
