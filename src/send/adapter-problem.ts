import type { Said } from '../text/said.js';

/**
 * Bodies of the adapters that stand before the platform for its older versions: the first for what they refuse themselves,
 * the second for what an older shape cannot express, the third as Spring writes it when a body breaks a constraint.
 *
 * Source: pn-delivery functions/versioning* (requestHelper.js, eventHandler.js)
 */
type AdapterBody =
  | { readonly resultCode: string; readonly resultDescription: string; readonly errorList: readonly string[] }
  | { readonly status: number; readonly errors: readonly { readonly code: string }[] }
  | { readonly status: number; readonly error: string; readonly path: string };

/** Something an adapter has to say: its words, and ours. */
export interface AdapterRefusal {
  readonly text: string;
  readonly hint: Said;
}

/** A refusal with a body of its own, sent as it is. It stands beside `PlatformProblem`; the message goes to the journal. */
export class AdapterProblem extends Error {
  constructor(
    readonly status: number,
    readonly body: AdapterBody,
    readonly hint: Said,
    message: string,
  ) {
    super(message);
  }
}

/** Hints that say the same are said once. */
const hintOf = (refusals: readonly AdapterRefusal[]): Said => {
  const said = (language: keyof Said): string => [...new Set(refusals.map(({ hint }) => hint[language]))].join(' | ');
  return { it: said('it'), en: said('en') };
};

const resultProblem = (status: number, resultDescription: string, refusals: readonly AdapterRefusal[]) => {
  const errorList = refusals.map(({ text }) => text);
  const body = { resultCode: `${status}.00`, resultDescription, errorList };
  return new AdapterProblem(status, body, hintOf(refusals), errorList.join('; '));
};

/** 400: the adapter does not pass the call on; all that it found wrong. */
export const validationError = (refusals: readonly AdapterRefusal[]): AdapterProblem =>
  resultProblem(400, 'Validation error', refusals);

/** 404: the adapter does not recognise the call as one of its own. */
export const notRecognised = (refusal: AdapterRefusal): AdapterProblem => resultProblem(404, 'Not found', [refusal]);

/** 400: the answer exists, but not in the shape of the version it was asked in. */
export const notExpressible = ({ text, hint }: AdapterRefusal): AdapterProblem =>
  new AdapterProblem(400, { status: 400, errors: [{ code: text }] }, hint, text);
