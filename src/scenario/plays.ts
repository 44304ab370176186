import type { Micros } from '../clock/instant.js';
import type { Said } from '../text/said.js';
import type { CarrierOutcome } from './carrier-outcome.js';

/** Where a scenario comes from, the strongest first. */
export const levels = ['runtime', 'user', 'shipped'] as const;
export type Level = (typeof levels)[number];

/** The scenario of one recipient: plain data, kept with the notification, so that later changes of the file do not reach it. */
export interface Chosen {
  readonly name: string;
  readonly source: string;
  readonly level: Level;
  readonly title: Said;
  readonly plays: Plays;
}

/** What the outside world does for one recipient. Plain data: it is kept with the notification that it was chosen for. */
export interface Plays {
  readonly pec?: CarrierOutcome;
  /** Registered letters: AR, 890, RIR. */
  readonly paper?: CarrierOutcome;
  /** The letter that informs of a failed digital delivery: RS, RIS. */
  readonly simpleLetter?: CarrierOutcome;
  readonly validation?: ValidationPlan;
  readonly recipient?: RecipientPlan;
  readonly store?: StorePlan;
}

/** What an uploaded document turns out to be at the store. */
export const uploadStates = ['missing', 'gone', 'altered', 'tooBig', 'notPdf'] as const;
export type UploadState = (typeof uploadStates)[number];

/** What the store does with the files of the notification. */
export interface StorePlan {
  /** Of the document at that index. */
  readonly upload?: { readonly is: UploadState; readonly document: number };
  /** Documents of the platform that are asked for in vain so many times. */
  readonly lateDocuments?: { readonly times: number; readonly retryAfter: Micros };
}

/** What happens to the asynchronous validation. */
export interface ValidationPlan {
  /** The request waits in validation for ever. */
  readonly never?: true;
  readonly delay?: Micros;
  readonly refuse?: Refusal;
  readonly technicalFailure?: { readonly step: ValidationStep; readonly times: number };
}

/** A refusal that is forced. */
export interface Refusal {
  readonly code: string;
  /** Absent: the text of the platform. */
  readonly detail?: string;
  /** Index of the recipient whom it names. */
  readonly recipient?: number;
}

/** Steps of the validation that ask somebody, and can fail for technical reasons. */
export const validationSteps = ['payments', 'files', 'taxIds', 'f24', 'addressLookup', 'normalisation'] as const;
export type ValidationStep = (typeof validationSteps)[number];

/** What the recipient does by themselves. */
export interface RecipientPlan {
  readonly opens?: RecipientAct;
  readonly pays?: RecipientAct;
}

export interface RecipientAct {
  readonly after: Micros;
  /** What the time is counted from: the acceptance of the notification, or its delivery to this recipient. */
  readonly since: 'accepted' | 'delivered';
  readonly via: 'web' | 'io';
  /** Tax id of the delegate who acts. */
  readonly delegate?: string;
}
