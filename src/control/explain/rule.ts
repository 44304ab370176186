import type { TimelineElement } from '../../send/notification/model.js';
import { type RuleName, rules } from '../../text/rules.js';
import type { Said } from '../../text/said.js';
import { kindMeanings } from './kinds.js';

interface ShownRule extends Said {
  readonly name: RuleName;
  readonly law?: string;
}

export const shownRule = (name: RuleName): ShownRule => ({ name, ...rules[name] });

/**
 * The rule of a kind of work. The end of a term goes by the rule that began it, which the element before it knows.
 * @param cause the element that the work followed from
 */
export const ruleOf = (kind: string, cause: TimelineElement | undefined): ShownRule | undefined => {
  const own = kindMeanings[kind]?.rule;
  const began = own === 'refinement' && cause?.by !== undefined ? kindMeanings[cause.by]?.rule : undefined;
  const name = began ?? own;
  return name && shownRule(name);
};
