import { CANONICAL } from '#core/contract/data.ts';
import { findDictionaryColumns } from './column-names.ts';
import { sampleRows } from './guess-kind.ts';
import { looksLikeJson, looksLikeJsonLines } from './json-lines.ts';
import { type JsonValue, readJson } from './json-tree.ts';

/**
 * Whether a file says by itself what its entries are, as a dictionary does, so that nobody needs to choose columns. For
 * the canonical collection a column of ids and one of texts is enough; for another one, whose tables mostly have several
 * columns of texts, only several terms of an entry are.
 */
export function readsAsDictionary(
  file: { name: string; text: string },
  collection: string,
): boolean {
  if (looksLikeJson(file)) return collection === CANONICAL || isJsonDictionary(file);
  const [header = [], ...rows] = sampleRows(file);
  const found = findDictionaryColumns(header);
  if (!found || found.names.length + found.lists.length === 0) return false;
  if (collection === CANONICAL || found.lists.length > 0) return true;
  const ids = rows.map((cells) => cells[header.indexOf(found.id)] ?? '');
  return new Set(ids).size < ids.length;
}

/** One object of keys with their terms, lines of such, or records with an id and a list of terms. */
function isJsonDictionary(file: { name: string; text: string }): boolean {
  const lines = looksLikeJsonLines(file);
  const first = lines ? firstLine(file.text) : file.text;
  const value = readJson(file.name, first);
  const record = value.kind === 'array' ? value.items[0] : value;
  if (record?.kind !== 'object') return true;
  if (!lines && value.kind === 'object') return true;
  const columns = findDictionaryColumns(record.members.map(({ name }) => name));
  if (columns) return columns.lists.length > 0;
  return record.members.every((member) => isList(member.value));
}

function firstLine(text: string): string {
  const start = text.trimStart();
  const end = start.indexOf('\n');
  return end === -1 ? start : start.slice(0, end);
}

const isList = (value: JsonValue) => value.kind === 'array';
