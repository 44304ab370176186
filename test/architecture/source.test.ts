import { describe, expect, it } from 'vitest';
import { importsOf, linesOf, readSources, sourceFile } from './source.js';

describe('the reading of sources', () => {
  it('finds the house', () => {
    expect(readSources().map(({ path }) => path)).toEqual(
      expect.arrayContaining(['cli.ts', 'config.ts', 'clock/instant.ts']),
    );
  });

  it('sees every form of import, and which of them are gone after compilation', () => {
    const text = [
      "import a, { type B, c } from './a.js';",
      "import type { D } from '../d.js';",
      "import {\n  type E,\n  type F,\n} from 'e';",
      "export * from './g.js';",
      "const h = await import('./h.js');",
      "type I = typeof import('i');",
      "const j = require('j/deep.js');",
      "import 'k';",
    ].join('\n');

    expect(importsOf('room/x.ts', text)).toEqual([
      { target: 'room/a.ts', isOurs: true, isTypeOnly: false },
      { target: 'd.ts', isOurs: true, isTypeOnly: true },
      { target: 'e', isOurs: false, isTypeOnly: true },
      { target: 'room/g.ts', isOurs: true, isTypeOnly: false },
      { target: 'room/h.ts', isOurs: true, isTypeOnly: false },
      { target: 'i', isOurs: false, isTypeOnly: true },
      { target: 'j/deep.js', isOurs: false, isTypeOnly: false },
      { target: 'k', isOurs: false, isTypeOnly: false },
    ]);
  });

  it('takes comments, strings and regular expressions for no code, but what a template computes for code', () => {
    const text = [
      '// Date.now()',
      "const a = 'Date.now()'; /* Date.now() */",
      'const b = /Date.now() [/"]/.test(a);',
      'const c = `Date.now() #{Date.now()} Date.now()`;',
      'const d = (1 + 2) / Date.now() / 3;',
      'const e = `#{`#{{ a: 1 }.a}`} Date.now()`;',
      'Date.now();',
    ];
    const file = sourceFile('x.ts', text.join('\n').replaceAll('#{', '\u0024{'));

    const hits = linesOf([file], /Date\.now/).map((hit) => hit.split(':')[1]);
    expect(hits).toEqual(['4', '5', '7']);
  });
});
