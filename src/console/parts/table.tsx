import type { ComponentChildren } from 'preact';
import { type Said, say } from '../state/words.js';

export interface Column<Row> {
  readonly title: Said;
  readonly cell: (row: Row) => ComponentChildren;
  /** `number`: to the right, figures under each other; `tight`: no wider than its content. */
  readonly kind?: 'number' | 'tight';
}

interface TableProps<Row> {
  /** What the rows are, for whoever does not see them. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** A table; on a narrow page each row stands by itself, its cells under each other with their titles. */
export const Table = <Row,>({ caption, columns, rows, keyOf }: TableProps<Row>) => (
  <table class="table">
    <caption class="unseen">{caption}</caption>
    <thead>
      <tr>
        {columns.map(({ title, kind = '' }) => (
          <th key={title.en} scope="col" class={kind}>
            {say(title)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={keyOf(row)}>
          {columns.map(({ title, cell, kind = '' }) => (
            <td key={title.en} class={kind} data-title={say(title)}>
              <div>{cell(row)}</div>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
