import {
  CANONICAL,
  type EntryColumns,
  type FeedbackColumns,
  type FileKind,
  type FilePreview,
} from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { bytesOf } from './blob-source.ts';
import { readsAsDictionary } from './dictionary-shape.ts';
import { guessKind } from './guess-kind.ts';
import { entriesPreview, type Preview } from './inspect-entries.ts';
import { feedbackPreview } from './inspect-feedback.ts';
import type { KeyIsTerm } from './key-is-term.ts';
import { type OpenedFile, openText } from './open-text.ts';
import { canonicalFromText } from './read-canonical.ts';
import { sampleOf } from './sample-entries.ts';
import { isParquet } from './table-stream-parquet.ts';
import type { StreamSource } from './table-stream-survey.ts';

export interface InspectRequest {
  source: StreamSource;
  kind?: FileKind | undefined;
  mapping?: FeedbackColumns | undefined;
  /** Where entries would go. */
  collection?: string | undefined;
  entryColumns?: EntryColumns | undefined;
  keyIsTerm: KeyIsTerm;
}

/**
 * What a file is and what an import of it would bring; changes nothing. Where columns, or the grades of statuses, have to
 * be chosen first, it comes back with what there is to choose from: a guess at the columns of entries, or a blocking
 * finding. Throws BAD_INPUT for everything else that an import would refuse.
 */
export async function inspectFile(request: InspectRequest, ctx: JobContext): Promise<FilePreview> {
  const { name, path, files } = request.source;
  const { kind, preview } = await look(request, ctx);
  // Measured once it has been read: the size of a folder takes long to find.
  return { name, bytes: await files.size(path), kind, ...preview };
}

async function look(
  request: InspectRequest,
  ctx: JobContext,
): Promise<{ kind: FileKind; preview: Preview }> {
  const { source, entryColumns, collection = CANONICAL } = request;
  const entries = async () => ({
    kind: 'canonical' as const,
    preview: await entriesPreview(source, entryColumns, ctx),
  });
  const named = request.kind ?? namedKind(request);
  if (named !== 'feedback' && (entryColumns || (await isParquet(source.files, source.path)))) {
    return entries();
  }
  const file = openText({ name: source.name, bytes: await bytesOf(source) });
  const kind = named ?? guessKind(file);
  if (kind === 'feedback') {
    return { kind, preview: await feedbackPreview(file, request.mapping, ctx) };
  }
  if (!readsAsDictionary(file, collection)) return entries();
  return { kind, preview: await canonicalPreview(file, request.keyIsTerm, ctx) };
}

/** What else was said makes clear what the file is. */
function namedKind({ mapping, entryColumns, collection }: InspectRequest): FileKind | undefined {
  if (mapping) return 'feedback';
  return entryColumns || (collection ?? CANONICAL) !== CANONICAL ? 'canonical' : undefined;
}

async function canonicalPreview(
  file: OpenedFile,
  keyIsTerm: KeyIsTerm,
  ctx: JobContext,
): Promise<Preview> {
  const read = await canonicalFromText(file, keyIsTerm, ctx);
  const { entries, format, encoding, columns, counts, findings } = read;
  return { format, encoding, columns, counts, findings, ...sampleOf(entries) };
}
