import { expect, it } from 'vitest';
import { explainRequest } from '../../src/scenario/explain.js';
import { loadScenarios } from '../../src/scenario/load.js';
import { createOracle } from '../../src/scenario/oracle-from-scenarios.js';
import { mergeScenarios } from '../../src/scenario/outcome.js';
import { aRequest } from '../send/request/a-request.js';
import { aFile, scenariosOf } from './scenario-files.js';

it('a request is explained recipient by recipient', async () => {
  const shipped = await loadScenarios('scenarios/uat', 'shipped');
  const mine = scenariosOf({
    'mine.yaml': aFile(
      "when: { address: { prefix: VIA LENTA } }\nscript: { paper: { sequence: '@sequence.9d-RECAG001A.5s-RECAG001C' } }\n",
    ),
  }).scenarios;
  const all = mergeScenarios(shipped, mine);
  const oracle = createOracle(
    () => all,
    () => new Map(),
    { paperSeconds: 'calendar' },
  );
  const base = aRequest();
  const [first] = base.recipients;
  if (!first) throw new Error('no recipient');
  const { digitalDomicile: _, ...onPaper } = first;
  const to = (address: string) => ({ address, municipality: 'Cosenza', zip: '87100', province: 'CS' });
  const request = {
    ...base,
    physicalCommunicationType: 'REGISTERED_LETTER_890' as const,
    recipients: [
      { ...onPaper, taxId: 'LRTFNC80A01F205B', physicalAddress: to('Via Lenta 1') },
      { ...onPaper, taxId: 'LRTFNC80A01F205B', physicalAddress: to('VIA @FAIL-Discovery_890') },
      { ...onPaper, taxId: 'FLPCPT69A65Z336P', physicalAddress: to('Via Roma 1') },
      { ...onPaper, taxId: 'LRTFNC80A01F205B', physicalAddress: to('via@sequence.oops') },
    ],
  };

  const { recipients } = explainRequest(all.layers, oracle, request, { taxId: '01199250158' });

  expect(recipients.map((r) => r.chosen?.name)).toEqual(['a-file', undefined, undefined, undefined]);
  expect(recipients[1]?.candidates[0]).toMatchObject({ name: 'a-file', verdict: 'unfit' });
  expect(recipients.map((r) => r.sends.map((s) => `${s.channel} ${s.source} ${s.attempt} ${s.outcome}`))).toEqual([
    ['890 REQUEST 0 a-file'],
    ['890 REQUEST 0 FAIL-Discovery_890', '890 DISCOVERED 1 @sequence'],
    ['PEC PLATFORM 0 pecSuccess', 'PEC PLATFORM 1 pecSuccess', 'RS REQUEST 0 OK_RS'],
    ['890 REQUEST 0 @sequence'],
  ]);
  expect(recipients[0]?.sends[0]?.codes).toEqual(['RECAG001A', 'RECAG001C']);
  expect(recipients[1]?.sends[0]?.decidedBy).toMatch(/^paper-890\.yaml:\d+$/);
  expect(recipients[3]?.sends[0]?.problem?.en).toContain('cannot be read');
});
