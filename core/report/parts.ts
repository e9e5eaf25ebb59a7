import type { FigureSpec } from '#core/plots/figures.ts';
import { fileDocument } from '#core/plots/file-document.ts';
import { type DataTable, toCsv, toScreen } from '#core/plots/tables/data-table.ts';
import { variableTheme } from '#core/plots/theme.ts';
import { toInlineSvg } from '#core/plots/to-svg.ts';
import { html, type Markup, trusted } from './markup.ts';

const FIGURE_WIDTH = 700;

/** A part of the page with its place in the table of contents. */
export interface Section {
  id: string;
  title: string;
  body: Markup;
}

/** A list of names and values; values may be markup. */
export function facts(pairs: readonly (readonly [string, Markup | string | null])[]): Markup {
  const shown = pairs.filter(([, value]) => value !== null);
  return html`<dl>${shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A table as a screen shows it. */
export function tableMarkup(table: DataTable): Markup {
  const { header, rows } = toScreen(table);
  const isNumber = table.columns.map(({ kind }) => kind !== 'text');
  return html`<div class="scroll"><table>
<thead><tr>${header.map((name, i) => html`<th scope="col"${numeric(isNumber[i])}>${name}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => html`<td${numeric(isNumber[i])}>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
}

const numeric = (is: boolean | undefined): Markup | null => (is ? trusted(' class="n"') : null);

/** A link that saves a table without a network. */
export function csvLink(name: string, table: DataTable): Markup {
  const content = encodeURIComponent(toCsv(table).replace(/\p{Surrogate}/gu, '\ufffd'));
  return html`<a download="${name}.csv" href="data:text/csv;charset=utf-8,${content}">${name}.csv</a>`;
}

/** A figure with its numbers below it, folded; or the sentence why there is none. */
export function figureMarkup(spec: FigureSpec | undefined): Markup {
  if (!spec) return html``;
  const options = { width: FIGURE_WIDTH, theme: variableTheme, document: fileDocument() };
  const drawings = spec.draw(options).filter((drawing) => drawing !== null);
  if (drawings.length === 0) return html`<p class="none">${spec.missing}</p>`;
  const tables = Object.entries(spec.tables).filter(([, table]) => (table?.rows.length ?? 0) > 0);
  return html`<figure>
${drawings.map((drawing) => trusted(toInlineSvg(drawing, spec.label)))}
<figcaption>${spec.label}.</figcaption>
</figure>
${tables.map(([name, table]) => table && dataMarkup(name, table))}`;
}

/** Long tables are cut on the page; the file has all of it. */
const MOST_ROWS = 100;

function dataMarkup(name: string, table: DataTable): Markup {
  const cut = { ...table, rows: table.rows.slice(0, MOST_ROWS) };
  const rest = table.rows.length - cut.rows.length;
  return html`<details><summary>Data: ${name}</summary>
<p>${csvLink(name, table)}, in full precision${rest > 0 && `; the first ${MOST_ROWS} of ${table.rows.length} rows are shown`}.</p>
${tableMarkup(cut)}</details>`;
}
