import type { FeedbackColumns, FileKind, FilePreview } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { findFeedbackColumns, isComplete } from './column-names.ts';
import { faultList } from './faults.ts';
import { finding } from './finding.ts';
import { guessKind } from './guess-kind.ts';
import type { KeyIsTerm } from './key-is-term.ts';
import { type OpenedFile, openText, type SourceFile } from './open-text.ts';
import { canonicalFromText } from './read-canonical.ts';
import { columnsMissing, feedbackFromText } from './read-feedback.ts';
import { openTable } from './table.ts';

const SAMPLE_ROWS = 20;
const SAMPLE_TERMS = 12;
const NOTHING = { entries: 0, terms: 0, judgments: 0, yes: 0, no: 0 };

/**
 * What a file is and what an import of it would bring; changes nothing. A feedback table whose columns are
 * not recognised comes back with its columns, no mapping and a blocking finding, so that the user can map
 * them. Throws BAD_INPUT for everything else that an import would refuse.
 */
export async function inspectFile(
  request: SourceFile & {
    kind?: FileKind | undefined;
    mapping?: FeedbackColumns | undefined;
    keyIsTerm: KeyIsTerm;
  },
  ctx?: JobContext,
): Promise<FilePreview> {
  const file = openText(request);
  const kind = request.kind ?? (request.mapping ? 'feedback' : guessKind(file));
  const preview =
    kind === 'canonical'
      ? await canonicalPreview(file, request.keyIsTerm, ctx)
      : await feedbackPreview(file, request.mapping, ctx);
  return {
    name: request.name,
    bytes: request.bytes.length,
    kind,
    encoding: file.encoding,
    ...preview,
  };
}

type Preview = Omit<FilePreview, 'name' | 'bytes' | 'kind' | 'encoding'>;

async function canonicalPreview(
  file: OpenedFile,
  keyIsTerm: KeyIsTerm,
  ctx?: JobContext,
): Promise<Preview> {
  const { entries, format, columns, counts, findings } = await canonicalFromText(
    file,
    keyIsTerm,
    ctx,
  );
  return {
    format,
    columns,
    counts,
    findings,
    sampleHeader: ['key', 'terms'],
    sample: entries.slice(0, SAMPLE_ROWS).map(({ key, terms }) => {
      const more = terms.length > SAMPLE_TERMS ? [`… ${terms.length - SAMPLE_TERMS} more`] : [];
      return [key, [...terms.slice(0, SAMPLE_TERMS), ...more].join(' | ')];
    }),
  };
}

async function feedbackPreview(
  file: OpenedFile,
  wanted: FeedbackColumns | undefined,
  ctx?: JobContext,
): Promise<Preview> {
  const unmapped = unmappedPreview(file, wanted);
  if (unmapped) return unmapped;
  const read = await feedbackFromText(file, wanted, ctx);
  const { format, columns, mapping, counts, findings, rows } = read;
  return {
    format,
    columns,
    mapping,
    counts,
    findings,
    sampleHeader: ['query', 'key', 'verdict'],
    sample: rows.slice(0, SAMPLE_ROWS).map(({ query, key, verdict }) => [query, key, verdict]),
  };
}

function unmappedPreview(file: OpenedFile, wanted?: FeedbackColumns): Preview | undefined {
  const faults = faultList(file.name);
  const { header, headerLine, format } = openTable(file, faults);
  const found = findFeedbackColumns(header, wanted);
  if (isComplete(found)) return undefined;
  const fault = columnsMissing(header, found, wanted, headerLine);
  return {
    format,
    columns: header,
    counts: NOTHING,
    sampleHeader: header,
    sample: [],
    findings: [
      ...file.findings,
      finding({
        rule: 'columns-not-recognised',
        level: 'block',
        title: 'Which column is which?',
        detail: `${fault.text} ${fault.remedy}`,
        count: 1,
        rows: [{ line: headerLine, text: header.join(', ') }],
      }),
    ],
  };
}
