import { z } from 'zod';
import { Band } from './common.ts';
import { CANONICAL, FileSource } from './data.ts';
import { Contribution, MatchHit } from './search.ts';

/** Matches a column of a table, row by row. */
export const MatchTableRequest = z.object({
  /** CSV, TSV, JSON Lines or Parquet. */
  source: FileSource,
  /** The column to match. */
  column: z.string().min(1),
  /** Names a row in exports; its number from 1 where left out. */
  idColumn: z.string().min(1).optional(),
  /** Best entries kept for each row. */
  k: z.number().int().min(1).max(20).default(3),
  /** No entry is chosen for two rows: the assignment with the largest sum of probabilities. */
  oneToOne: z.boolean().default(false),
  in: z.string().default(CANONICAL),
  version: z.string().optional(),
});
export type MatchTableRequest = z.input<typeof MatchTableRequest>;

const BandCounts = z.object({
  accept: z.number().int(),
  review: z.number().int(),
  reject: z.number().int(),
  /** Rows with a hit but without a probability, because the version has no match model. */
  unscored: z.number().int(),
  /** Rows without any hit: an empty text, or nothing that shares a letter. */
  none: z.number().int(),
});

/** A matched table, as it is kept in the workspace until somebody removes it. */
export const MatchedTable = z.object({
  id: z.string(),
  /** The file's name. */
  name: z.string(),
  format: z.string(),
  encoding: z.string(),
  columns: z.array(z.string()),
  column: z.string(),
  idColumn: z.string().nullable(),
  k: z.number().int(),
  oneToOne: z.boolean(),
  collection: z.string(),
  version: z.string(),
  createdAt: z.string(),
  /** Rows of the table. */
  rows: z.number().int(),
  /** Rows matched so far; fewer than `rows` while the job runs or was cut off. */
  done: z.number().int(),
  status: z.enum(['unfinished', 'done']),
  /** By the band of the chosen entry; those that a person chose count as they were before. */
  bands: BandCounts,
  /** Rows that a person decided. */
  corrected: z.number().int(),
  /** Expected precision of the accept band: the mean probability of its rows; null where it is empty. */
  expectedPrecision: z.number().nullable(),
  /** Seconds of matching, and rows a second. */
  seconds: z.number(),
  rate: z.number(),
});
export type MatchedTable = z.infer<typeof MatchedTable>;

/** One row of a matched table. */
export const MatchedRow = z.object({
  /** From 1. */
  row: z.number().int(),
  id: z.string(),
  text: z.string(),
  hits: z.array(MatchHit.extend({ contributions: z.array(Contribution) })),
  /** The entry that stands for the row; null where there is none. */
  chosen: z
    .object({
      key: z.string(),
      name: z.string(),
      by: z.enum(['best', 'assignment', 'person']),
    })
    .nullable(),
  /** Somebody said that no entry fits. */
  rejected: z.boolean(),
  band: Band.nullable(),
  probability: z.number().nullable(),
});
export type MatchedRow = z.infer<typeof MatchedRow>;

export const MatchedRowsRequest = z.object({
  id: z.string(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
  /** Only rows of this band, without a hit, or decided by a person. */
  band: z.enum(['accept', 'review', 'reject', 'unscored', 'none', 'corrected']).optional(),
  /** Case- and accent-insensitive substring of the text, the key or the entry's name. */
  filter: z.string().max(1000).default(''),
  order: z.enum(['row', 'probability']).default('row'),
});
export type MatchedRowsRequest = z.input<typeof MatchedRowsRequest>;

/** A person's decision about a row: an entry, or that none fits; `undo` takes it back. */
export const CorrectRowRequest = z.object({
  id: z.string(),
  row: z.number().int().min(1),
  decision: z.union([
    z.object({ key: z.string() }),
    z.object({ none: z.literal(true) }),
    z.object({ undo: z.literal(true) }),
  ]),
});
export type CorrectRowRequest = z.infer<typeof CorrectRowRequest>;

export const TableFormat = z.enum(['csv', 'tsv', 'jsonl', 'parquet']);
export type TableFormat = z.infer<typeof TableFormat>;

/** The table with the results beside its own columns. */
export const ExportTableRequest = z.object({
  id: z.string(),
  format: TableFormat,
  /** Written there, in one step; without it the content is returned. */
  path: z.string().optional(),
  /** Before the names of the added columns. */
  prefix: z.string().max(50).default('match_'),
  /** Contributions to each row's best entry, as one JSON column. */
  explanations: z.boolean().default(false),
  band: MatchedRowsRequest.shape.band,
});
export type ExportTableRequest = z.input<typeof ExportTableRequest>;

export const ExportedTable = z.object({
  name: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  /** Null where it was written to a path. */
  content: z.instanceof(Blob).nullable(),
});
export type ExportedTable = z.infer<typeof ExportedTable>;

/** What a table looks like, before anything is matched. */
export const TablePreview = z.object({
  name: z.string(),
  bytes: z.number(),
  format: z.string(),
  encoding: z.string(),
  columns: z.array(z.string()),
  /** Null where they were not counted. */
  rows: z.number().int().nullable().default(null),
  /** The first rows, at most 20. */
  sample: z.array(z.array(z.string())),
  /** The column that looks most like names: many distinct texts with letters. */
  suggested: z.string().nullable(),
});
export type TablePreview = z.infer<typeof TablePreview>;
