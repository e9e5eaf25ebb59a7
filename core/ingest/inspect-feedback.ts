import type { FeedbackColumns } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { findFeedbackColumns, isComplete } from './column-names.ts';
import { faultList } from './faults.ts';
import { finding } from './finding.ts';
import type { TableSample } from './guess-columns.ts';
import { sampleRows } from './guess-kind.ts';
import type { Preview } from './inspect-entries.ts';
import type { OpenedFile } from './open-text.ts';
import { columnsMissing, feedbackFromText } from './read-feedback.ts';
import { rawSample } from './sample-entries.ts';
import { openTable } from './table.ts';

const SAMPLE_ROWS = 20;
const NOTHING = { entries: 0, terms: 0, judgments: 0, yes: 0, no: 0 };

/**
 * What an import of feedback would bring. Columns that are not recognised, and statuses that nobody has given a grade,
 * come as blocking findings with what there is to choose from. Throws BAD_INPUT for everything else.
 */
export async function feedbackPreview(
  file: OpenedFile,
  wanted: FeedbackColumns | undefined,
  ctx?: JobContext,
): Promise<Preview> {
  const unmapped = unmappedPreview(file, wanted);
  if (unmapped) return unmapped;
  const read = await feedbackFromText(file, wanted, ctx);
  const { format, encoding, columns, mapping, statuses, counts, findings, rows } = read;
  const graded = mapping.outcomes !== undefined;
  const found = {
    ...{ format, encoding, columns, mapping, counts, findings },
    ...(statuses && { statuses }),
  };
  if (rows.length === 0) return { ...found, ...rawSample(tableOf(file)) };
  return {
    ...found,
    sampleHeader: ['query', 'key', 'verdict', ...(graded ? ['grade'] : [])],
    sample: rows
      .slice(0, SAMPLE_ROWS)
      .map(({ query, key, verdict, grade }) => [
        ...[query, key, verdict],
        ...(graded ? [String(grade ?? '')] : []),
      ]),
  };
}

function tableOf(file: OpenedFile): TableSample {
  const [columns = [], ...rows] = sampleRows(file);
  return { columns, rows };
}

function unmappedPreview(file: OpenedFile, wanted?: FeedbackColumns): Preview | undefined {
  const faults = faultList(file.name);
  const { header, headerLine, format } = openTable(file, faults);
  const found = findFeedbackColumns(header, wanted);
  if (isComplete(found)) return undefined;
  const fault = columnsMissing(header, found, wanted, headerLine);
  return {
    format,
    encoding: file.encoding,
    columns: header,
    counts: NOTHING,
    ...rawSample(tableOf(file)),
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
