import type { Entry, Finding } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { draftsFromJson } from './canonical-json.ts';
import { draftsFromTable } from './canonical-table.ts';
import { type DraftEntry, type FileCounts, finishEntries } from './draft-entries.ts';
import { looksLikeJson, looksLikeJsonLines, readJsonLines } from './json-lines.ts';
import { readJson } from './json-tree.ts';
import type { KeyIsTerm } from './key-is-term.ts';
import { type OpenedFile, openText, type SourceFile } from './open-text.ts';

export interface CanonicalFile {
  entries: Entry[];
  /** "JSON", "JSON Lines", "CSV, comma" … */
  format: string;
  encoding: string;
  /** A table's header; empty for JSON. */
  columns: string[];
  findings: Finding[];
  counts: FileCounts;
}

/**
 * Reads a canonical dictionary: JSON `{key: [terms]}` or `[{id, terms …}]`, JSON Lines of either, or a
 * table with an id and texts. All or nothing: throws BAD_INPUT with file, lines and remedy; what is odd
 * but readable comes as findings.
 */
export async function readCanonical(
  file: SourceFile & { keyIsTerm: KeyIsTerm },
  ctx?: JobContext,
): Promise<CanonicalFile> {
  return await canonicalFromText(openText(file), file.keyIsTerm, ctx);
}

/** As readCanonical, for a file that has been opened. */
export async function canonicalFromText(
  file: OpenedFile,
  keyIsTerm: KeyIsTerm,
  ctx?: JobContext,
): Promise<CanonicalFile> {
  const { drafts, columns, format } = await draftsOf(file, ctx);
  await ctx?.breathe();
  const { entries, findings, counts } = finishEntries(drafts, keyIsTerm);
  ctx?.progress(entries.length, entries.length, 'entries');
  return {
    entries,
    format,
    encoding: file.encoding,
    columns,
    findings: [...file.findings, ...findings],
    counts,
  };
}

async function draftsOf(
  file: OpenedFile,
  ctx?: JobContext,
): Promise<{ drafts: DraftEntry[]; columns: string[]; format: string }> {
  if (!looksLikeJson(file)) return await draftsFromTable(file, ctx);
  if (looksLikeJsonLines(file)) {
    const values = await readJsonLines(file, ctx);
    return { drafts: draftsFromJson(file.name, values, true), columns: [], format: 'JSON Lines' };
  }
  const drafts = draftsFromJson(file.name, [readJson(file.name, file.text)], false);
  return { drafts, columns: [], format: 'JSON' };
}
