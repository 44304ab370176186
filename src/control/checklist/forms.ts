/** The report and its forms, behind one door: loaded at the first question, not at the start. */
export { junitOf } from './junit.js';
export { pageOf } from './page.js';
export { compatReportOf, reportOf } from './report.js';
