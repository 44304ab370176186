import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countPdfPages } from '../../../src/send/legal-fact/pdf-pages.js';

const pdf = (...parts: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat(
    ['%PDF-1.5\n', ...parts].map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  );
const page = (number: number): string => `${number} 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n`;
const root = (count: number): string => `2 0 obj\n<</Type/Pages/Count ${count}/Kids[]>>\nendobj\n`;

const stream = (number: number, dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`${number} 0 obj\n<< ${dictionary} /Length ${data.length} >>\nstream\n`),
    data,
    Buffer.from('\nendstream\nendobj\n'),
  ]);

/** An object stream of objects by number. */
const objectStream = (number: number, objects: Readonly<Record<number, string>>, filler = ''): Buffer => {
  const bodies = Object.values(objects);
  const offsets = bodies.map((_, i) => bodies.slice(0, i).join('').length);
  const head = `${Object.keys(objects)
    .map((n, i) => `${n} ${offsets[i]}`)
    .join(' ')} `;
  const data = deflateSync(Buffer.from(`${head}${bodies.join('')}${filler}`, 'latin1'));
  return stream(number, `/Type /ObjStm /N ${bodies.length} /First ${head.length} /Filter /FlateDecode`, data);
};

describe('countPdfPages', () => {
  it('counts page objects, not the nodes of the page tree, whatever the white space', () => {
    expect(
      countPdfPages(pdf(root(9), page(3), '4 0 obj<</Type/Page>>endobj ', '5 0 obj\r<</Type\r\n/Page\r>>\rendobj')),
    ).toBe(3);
  });

  it('needs no cross-reference table and no end of file', () => {
    expect(countPdfPages(pdf(page(3), page(4)))).toBe(2);
  });

  it('counts pages inside compressed object streams and outside together', () => {
    const compressed = objectStream(9, { 3: '<</Type/Page>> ', 4: '<</Type/Pages/Count 7>> ', 5: '<</Type /Page>> ' });

    expect(countPdfPages(pdf(page(6), compressed))).toBe(3);
  });

  it('counts a page once that an update of the file repeats', () => {
    expect(countPdfPages(pdf(page(3), page(4), '%%EOF\n', page(3)))).toBe(2);
  });

  it('does not count what an update turned into something else', () => {
    expect(countPdfPages(pdf(page(3), page(4), '4 0 obj\nnull\nendobj\n'))).toBe(1);
  });

  it('ignores what looks like a page inside the data of a stream', () => {
    expect(countPdfPages(pdf(page(3), stream(4, '/Type /EmbeddedFile', pdf(page(50), page(51)))))).toBe(1);
  });

  it('is not led astray by the words of the format inside texts', () => {
    expect(countPdfPages(pdf('1 0 obj\n<</Title (upstream object)>>\nendobj\n', page(3), page(4)))).toBe(2);
  });

  it('reads on after a stream whose length is wrong or written elsewhere', () => {
    const wrong = '4 0 obj\n<</Length 99999>>\nstream\nabc\nendstream\nendobj\n';
    const elsewhere = '5 0 obj\n<</Length 12 0 R>>\nstream\r\nabc\r\nendstream\nendobj\n';

    expect(countPdfPages(pdf(wrong, page(3), elsewhere, page(6)))).toBe(2);
  });

  it('falls back to the count of the root where no page can be seen', () => {
    const node = '5 0 obj\n<</Type/Pages/Parent 2 0 R/Count 3>>\nendobj\n';

    expect(countPdfPages(pdf(root(8), node))).toBe(8);
  });

  it('falls back to the count of the root when an object stream cannot be inflated', () => {
    const broken = stream(9, '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', Buffer.from('not deflated'));

    expect(countPdfPages(pdf(root(8), page(3), broken))).toBe(8);
  });

  it('stops inflating at its limit and keeps what it saw', () => {
    const bomb = objectStream(9, { 3: '<</Type/Page>> ' }, ' '.repeat(40 * 1024 * 1024));

    expect(countPdfPages(pdf(page(5), bomb))).toBe(1);
    expect(countPdfPages(pdf(root(2), page(5), bomb))).toBe(2);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a PDF header alone', pdf()],
    ['zeros', Buffer.alloc(10_000)],
    ['words of the format without sense', Buffer.from('1 0 obj stream endobj obj 1 0 obj'.repeat(5_000))],
    ['an object stream without a head', stream(1, '/Type /ObjStm', Buffer.from('1 2 3'))],
  ])('takes %s for one page', (_, bytes) => {
    expect(countPdfPages(bytes)).toBe(1);
  });

  it('gives a count of at least one for any bytes', () => {
    const word = fc.constantFrom(
      '1 0 obj',
      'endobj',
      'stream\n',
      'endstream',
      '<<',
      '/Type /Page',
      '/Type /ObjStm',
      '/First 3',
      '/Count 4',
    );
    const garbage = fc.array(fc.oneof(word, fc.string({ unit: 'binary' })), { maxLength: 40 });

    fc.assert(
      fc.property(garbage, (parts) => {
        expect(countPdfPages(Buffer.from(parts.join(' '), 'latin1'))).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
