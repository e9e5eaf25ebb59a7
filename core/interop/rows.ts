/** A line that holds something; `line` counts from 1 as an editor shows it. */
export type Row = { line: number; text: string };

/** The lines of a text without its byte order mark, line ends and blank lines. */
export function* rowsOf(text: string): Generator<Row> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [i, content] of lines.entries()) {
    if (content.trim() !== '') yield { line: i + 1, text: content };
  }
}
