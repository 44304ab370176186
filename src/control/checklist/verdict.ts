import type { Said } from '../../text/said.js';
import type { Verdict } from './model.js';
import type { Lapse, Proof } from './proof.js';

/** Passed when all the proofs are there. */
export const proven = (
  proofs: readonly (Proof | undefined)[],
  why: Said,
  { compat, nearest = [] }: { readonly compat?: boolean; readonly nearest?: readonly (Proof | undefined)[] } = {},
): Verdict => {
  const there = proofs.filter((proof) => proof !== undefined);
  const isPassed = there.length === proofs.length;
  const close = nearest.filter((proof) => proof !== undefined);
  return {
    state: isPassed ? 'passed' : 'failed',
    compat: compat ?? isPassed,
    calls: isPassed || close.length === 0 ? there : close,
    ...(isPassed ? {} : { why }),
  };
};

const listed = ({ count, first }: Lapse, language: keyof Said): string => {
  const told = first.map(({ proof, what }) => `${proof.id}: ${what[language]}`);
  const left = count - first.length;
  const more = language === 'it' ? `e altre ${left}` : `and ${left} more`;
  return [...told, ...(left > 0 ? [more] : [])].join('; ');
};

/** Passed when it was done at least once and never otherwise. */
export const faultless = (done: Proof | undefined, lapses: readonly Lapse[], nothing: Said): Verdict => {
  const found = lapses.filter(({ count }) => count > 0);
  if (found.length > 0) {
    const texts = (language: keyof Said): string => found.map((lapse) => listed(lapse, language)).join('; ');
    const calls = found.flatMap(({ first }) => first.map(({ proof }) => proof));
    return { state: 'failed', calls, why: { it: texts('it'), en: texts('en') } };
  }
  return done ? { state: 'passed', calls: [done] } : { state: 'notSeen', calls: [], why: nothing };
};
