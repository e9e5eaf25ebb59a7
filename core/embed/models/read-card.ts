import type { FileReader } from '#core/platform/files.ts';
import { languagesOf } from './hub-listing.ts';

/** What a model's README says of its use. */
export interface ModelCard {
  licence: string | null;
  languages: string | null;
}

const MOST_CARD_BYTES = 2 ** 20;

/** Licence and languages from the head of README.md, as the hub asks for them; nulls where there is none. */
export async function readCard(files: FileReader, folder: string): Promise<ModelCard> {
  const path = files.join(folder, 'README.md');
  const none = { licence: null, languages: null };
  if (!(await files.exists(path)) || (await files.size(path)) > MOST_CARD_BYTES) return none;
  return parseCard(await files.readText(path));
}

/** Reads `license:` and `language:` of a YAML head; only the plain forms that model cards use. */
export function parseCard(text: string): ModelCard {
  const head = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  const lines = head.split(/\r?\n/);
  return {
    licence: valuesOf(lines, 'license')[0] ?? null,
    languages: languagesOf(valuesOf(lines, 'language')),
  };
}

/** `name: value`, `name: [a, b]`, or `name:` with lines of `- value` below it. */
function valuesOf(lines: readonly string[], name: string): string[] {
  const start = lines.findIndex((line) => line.startsWith(`${name}:`));
  if (start < 0) return [];
  const inline = (lines[start] ?? '').slice(name.length + 1).trim();
  if (inline !== '')
    return inline
      .replace(/^\[|\]$/g, '')
      .split(',')
      .map(unquoted)
      .filter(Boolean);
  const values: string[] = [];
  for (const line of lines.slice(start + 1)) {
    const item = /^\s*-\s+(.+)$/.exec(line)?.[1];
    if (item === undefined) break;
    values.push(unquoted(item));
  }
  return values;
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2');
}
