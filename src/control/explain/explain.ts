/** Everything that explains, behind one door: loaded at the first question, not at the start. */
export { explainItem } from './agenda.js';
export { explainAnswers } from './answers.js';
export { explainTimeline } from './element.js';
