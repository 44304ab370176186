import type { topics } from '../../../text/console/scenarios.js';

export type Topic = keyof typeof topics;

/** By what the name of a teaching file says, the first that fits. */
const signs: readonly (readonly [Topic, RegExp])[] = [
  ['refused', /^refused|validation|cannot-exist|notice-in-use/],
  ['sender', /^cancelled|^notice-reused|^timeline-corrected/],
  ['money', /cost|flat-rate|fine|paid/],
  ['recipient', /^opened|^view|courtesy|died/],
  ['digital', /pec|domicile|nine-in-the-evening|receipt-as-zip/],
  ['paper', /letter|report|post|storage|collected|address|unreachable|stolen|force-majeure|two-recipients/],
];

export const topicOf = (name: string): Topic => signs.find(([, sign]) => sign.test(name))?.[0] ?? 'other';
