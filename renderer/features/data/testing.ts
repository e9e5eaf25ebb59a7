import type { CollectionSummary, FilePreview } from '#core/contract/index.ts';

/** A look at a feedback file whose columns are not known yet, changed as a test needs it. */
export function aPreview(change: Partial<FilePreview>): FilePreview {
  return {
    name: 'file.csv',
    bytes: 1,
    kind: 'feedback',
    format: 'CSV, comma',
    encoding: 'UTF-8',
    columns: ['q', 'k', 'v'],
    counts: { entries: 0, terms: 0, judgments: 2, yes: 1, no: 1 },
    sample: [],
    sampleHeader: [],
    findings: [],
    ...change,
  };
}

/** A collection, changed as a test needs it. */
export function aCollection(change: Partial<CollectionSummary>): CollectionSummary {
  return {
    ...{ name: 'vacancies', entries: 3, terms: 5, fields: [] },
    ...{ sha256: 'abc', indexed: true },
    ...change,
  };
}
