import type { JobContext } from '#core/platform/job-context.ts';
import { isJson, type JsonValue, readJson } from './json-tree.ts';

const LINES_NAME = /\.(jsonl|ndjson)$/i;
const JSON_NAME = /\.json$/i;
/** An object or a list whose first item can be JSON; a table's header looks otherwise. */
const JSON_START = /^\s*(\{\s*["}]|\[\s*(["{[\]\d-]|true|false|null))/;

/** Whether a text is JSON or JSON Lines: by its first characters, or because its name says so. */
export function looksLikeJson({ name, text }: { name: string; text: string }): boolean {
  return JSON_START.test(text.slice(0, 1000)) || JSON_NAME.test(name) || LINES_NAME.test(name);
}

/** JSON Lines: the name says so, or the first line is a whole JSON object and is not the last. */
export function looksLikeJsonLines({ name, text }: { name: string; text: string }): boolean {
  if (LINES_NAME.test(name)) return true;
  const trimmed = text.trim();
  const end = trimmed.indexOf('\n');
  if (end === -1) return false;
  const first = trimmed.slice(0, end).trim();
  return first.startsWith('{') && first.endsWith('}') && isJson(first);
}

/** One value a line, blank lines left out. Throws BAD_INPUT at the first line that is not JSON. */
export async function readJsonLines(
  { name, text }: { name: string; text: string },
  ctx?: JobContext,
): Promise<JsonValue[]> {
  const values: JsonValue[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== '') values.push(readJson(name, line, index + 1));
    if (index % 1000 === 0) {
      await ctx?.breathe();
      ctx?.progress(index, lines.length, 'lines');
    }
  }
  return values;
}
