import type { FigureFiles } from '#core/contract/evaluation-detail.ts';
import type { FigureSpec } from './figures.ts';
import { fileDocument } from './file-document.ts';
import { toCsv, toJson } from './tables/data-table.ts';
import { lightTheme } from './theme.ts';
import { toSvgFile } from './to-svg.ts';

const WIDTH = 640;

/** A figure's files. One of which nothing can be drawn has no picture, and says why. */
export function figureFiles({
  name,
  title,
  label,
  missing,
  draw,
  tables,
}: FigureSpec): FigureFiles {
  const options = { width: WIDTH, theme: lightTheme, document: fileDocument() };
  const drawings = draw(options).filter((drawing) => drawing !== null);
  const drawn = drawings.length > 0;
  return {
    ...{ name, title },
    svg: drawn ? toSvgFile(drawings, `${title}: ${label}`) : null,
    missing: drawn ? null : missing,
    tables: Object.entries(tables).flatMap(([table, data]) =>
      data && data.rows.length > 0 ? [{ name: table, csv: toCsv(data), json: toJson(data) }] : [],
    ),
  };
}
