import { createHash } from 'node:crypto';
import { Entry } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { FileReader, Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { unfinishedPath } from './layout.ts';

/** Text gathered before it is written, in characters. */
const PIECE = 64 * 1024;

/** A collection that is written but not in its place yet. */
export interface UnplacedCollection {
  sha256: string;
  /** Puts it in the place of the one before, in one step. */
  place(): Promise<void>;
}

/** The entries of a collection in order; none where there is no such file. Throws DAMAGED with the line. */
export async function* readCollection(files: FileReader, path: string): AsyncGenerator<Entry> {
  if (!(await files.exists(path))) return;
  let line = 0;
  for await (const text of files.readLines(path)) {
    line += 1;
    if (text.trim() !== '') yield parseEntry(text, path, line);
  }
}

/** Writes entries beside the collection at `path`, flushed. Reports progress in entries; may be cancelled. */
export async function writeCollection(
  files: Files,
  path: string,
  entries: readonly Entry[],
  context: JobContext,
): Promise<UnplacedCollection> {
  const unfinished = unfinishedPath(path);
  const hash = createHash('sha256');
  try {
    await files.writeStream(unfinished, pieces(entries, hash, context));
  } catch (error) {
    await files.remove(unfinished); // on a full disk its space is needed
    throw error;
  }
  return { sha256: hash.digest('hex'), place: () => files.rename(unfinished, path) };
}

async function* pieces(
  entries: readonly Entry[],
  hash: ReturnType<typeof createHash>,
  context: JobContext,
): AsyncGenerator<string> {
  let text = '';
  for (const [index, { key, terms, fields }] of entries.entries()) {
    text += `${JSON.stringify({ key, terms, fields })}\n`;
    if (text.length < PIECE) continue;
    hash.update(text);
    yield text;
    text = '';
    context.progress(index, entries.length, 'entries');
    await context.breathe();
  }
  hash.update(text);
  yield text;
  await context.breathe();
  context.progress(entries.length, entries.length, 'entries');
}

function parseEntry(text: string, file: string, line: number): Entry {
  try {
    return Entry.parse(JSON.parse(text));
  } catch (cause) {
    throw new PlumblineError(
      'DAMAGED',
      'This line of the collection is no entry.',
      {
        file,
        line,
        remedy: 'Import its file again; the original is kept in data/originals.',
      },
      { cause },
    );
  }
}
