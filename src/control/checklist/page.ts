import { escaped } from '../../text/escaped.js';
import type { Language, Said } from '../../text/said.js';
import type { State } from './model.js';
import type { Report, ReportedCase, ReportedCheck } from './report.js';

/** The report as a page to read, print and hand in: no script, nothing from elsewhere. */
export const pageOf = (report: Report, lang: Language): string => {
  const { sandbox, now, counts, cases, passed } = report;
  const said = (words: Said): string => escaped(words[lang]);
  const total = `${said(verdictWords[passed ? 'passed' : 'failed'])} · ${stateNames
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${said(stateWords[state])}`)
    .join(', ')}`;
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${said(words.title)}</title>
<style>${style}</style>
</head>
<body>
<p class="mark">SIMULAZIONE – senza valore legale</p>
<h1>${said(words.title)}</h1>
<p>${said(words.sandbox)} <b>${escaped(sandbox)}</b> · ${said(words.now)} ${escaped(now)}</p>
<p class="${passed ? 'passed' : 'failed'}">${total}</p>
${cases.map((one) => sectionOf(one, lang)).join('\n')}
<footer>send-simulator · ${said(words.footer)}</footer>
</body>
</html>
`;
};

const words = {
  title: { it: 'Checklist di integrazione con SEND', en: 'Integration checklist of SEND' },
  sandbox: { it: 'Sandbox', en: 'Sandbox' },
  now: { it: 'ora virtuale', en: 'virtual time' },
  check: { it: 'Controllo', en: 'Check' },
  result: { it: 'Esito', en: 'Result' },
  tool: { it: 'Strumento PagoPA', en: 'PagoPA’s tool' },
  calls: { it: 'Chiamate', en: 'Calls' },
  footer: {
    it: 'i codici delle chiamate (c1, c2 …) sono quelli del diario e dell’intestazione x-send-sim-trace',
    en: 'the ids of the calls (c1, c2 …) are those of the journal and of the header x-send-sim-trace',
  },
} as const satisfies Readonly<Record<string, Said>>;

const stateNames: readonly State[] = ['passed', 'failed', 'notSeen', 'notNeeded'];
const stateWords: Readonly<Record<State, Said>> = {
  passed: { it: 'superati', en: 'passed' },
  failed: { it: 'non superati', en: 'not passed' },
  notSeen: { it: 'senza nulla da giudicare', en: 'with nothing to judge' },
  notNeeded: { it: 'non richiesti', en: 'not needed' },
};
const verdictWords = {
  passed: { it: 'Superata', en: 'Passed' },
  failed: { it: 'Non superata', en: 'Not passed' },
} as const satisfies Readonly<Record<string, Said>>;
const signs: Readonly<Record<State, string>> = { passed: '✓', failed: '✗', notSeen: '–', notNeeded: '–' };

const sectionOf = ({ id, title, checks }: ReportedCase, lang: Language): string => `<section>
<h2>${escaped(id)} · ${escaped(title[lang])}</h2>
<table>
<thead><tr><th></th><th>${words.check[lang]}</th><th>${words.result[lang]}</th><th>${words.tool[lang]}</th><th>${words.calls[lang]}</th></tr></thead>
<tbody>
${checks.map((check) => rowOf(check, lang)).join('\n')}
</tbody>
</table>
</section>`;

const rowOf = ({ code, group, proves, how, state, compat, why, calls }: ReportedCheck, lang: Language): string => {
  const question = [...group, proves].map((one) => escaped(one[lang])).join(' · ');
  const reason = why === undefined ? '' : `<div class="why">${escaped(why[lang])}</div>`;
  const tool = compat === undefined ? '' : compat ? signs.passed : signs.failed;
  const shown = calls.map(
    ({ id, method, path, status, virtualAt }) =>
      `<div><b>${escaped(id)}</b> ${escaped(method)} ${escaped(path)} → ${status}<br><small>${escaped(virtualAt)}</small></div>`,
  );
  return `<tr class="${state}"><td>${escaped(code)}</td><td>${question}<div class="how">${escaped(how[lang])}</div>${reason}</td><td class="sign">${signs[state]}</td><td class="sign">${tool}</td><td class="calls">${shown.join('')}</td></tr>`;
};

const style = `
body{font:14px/1.4 system-ui,sans-serif;margin:2em auto;max-width:75em;padding:0 1em;color:#17202a}
h1{font-size:1.6em;margin:.2em 0}h2{font-size:1.1em;margin:1.6em 0 .4em}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #c5ccd3;padding:.35em .5em;text-align:left;vertical-align:top}
th{background:#eef1f4}.how,small,footer{color:#55606b;font-size:.85em}.why{color:#a3200d}
.sign{text-align:center}tr.passed .sign:nth-child(3),p.passed{color:#0a6b32;font-weight:bold}
tr.failed .sign:nth-child(3),p.failed{color:#a3200d;font-weight:bold}
.calls{overflow-wrap:anywhere;font-size:.85em;width:32%}.mark{border:1px solid;display:inline-block;padding:.2em .6em;font-weight:bold}
@media print{body{margin:0;max-width:none;font-size:11px}tr{break-inside:avoid}}`;
