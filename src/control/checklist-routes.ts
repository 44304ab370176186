import type { Masking } from '../http/masking.js';
import type { Language } from '../text/said.js';
import type { ControlRoute } from './call.js';
import { wordOf } from './checked.js';
import type { EvidenceRoom } from './checklist/evidence.js';

interface ChecklistWorld {
  readonly evidence: EvidenceRoom;
}

/** `GET /_sim/checklist` and `GET /checklistresult`: what PagoPA asks of an integrator, over what this sandbox saw. */
export const checklistRoutes = <World extends ChecklistWorld>(
  language: Language,
  masking: Masking,
): readonly ControlRoute<World>[] => {
  /** The cases and their words are loaded when somebody asks for the report. */
  const of = async ({ sandbox: { id, clock, rooms } }: Parameters<ControlRoute<World>['run']>[0]) => {
    const { reportOf, ...forms } = await import('./checklist/forms.js');
    const report = reportOf(rooms.evidence.evidence, { sandbox: id, now: clock.now(), masked: masking.text });
    return { report, ...forms };
  };
  return [
    {
      method: 'get',
      path: '/checklist',
      query: ['format', 'lang'],
      run: async (call) => {
        const format = wordOf('format', call.query.format, ['json', 'html', 'junit', 'compat']) ?? 'json';
        const lang = wordOf('lang', call.query.lang, ['it', 'en']) ?? language;
        const { report, pageOf, junitOf, compatReportOf } = await of(call);
        switch (format) {
          case 'html':
            return { status: 200, text: { type: 'text/html', content: pageOf(report, lang) } };
          case 'junit':
            return { status: 200, text: { type: 'application/xml', content: junitOf(report, lang) } };
          case 'compat':
            return { status: 200, body: compatReportOf(report) };
          case 'json':
            return { status: 200, body: report };
        }
      },
    },
    {
      method: 'get',
      path: '/checklistresult',
      isAtRoot: true,
      run: async (call) => {
        const { report, compatReportOf } = await of(call);
        return { status: 200, body: compatReportOf(report) };
      },
    },
  ];
};
