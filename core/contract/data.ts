import { z } from 'zod';
import { Split, Verdict } from './common.ts';

/** Something that a query can be matched to. */
export const Entry = z.object({
  key: z.string().min(1),
  terms: z.array(z.string()),
  fields: z.record(z.string(), z.unknown()).optional(),
});
export type Entry = z.infer<typeof Entry>;

/** Where a judgment came from: decides whether it may set thresholds. */
export const JudgmentSource = z.enum(['import', 'search', 'review', 'audit']);
export type JudgmentSource = z.infer<typeof JudgmentSource>;

/** One human decision about one (query, entry) pair. */
export const Judgment = z.object({
  id: z.string(),
  query: z.string(),
  key: z.string(),
  verdict: Verdict,
  /** 0..1 where the source is graded. */
  grade: z.number().min(0).max(1).optional(),
  source: JudgmentSource,
  /** ISO 8601, UTC. */
  at: z.string(),
  /** Columns of the imported row that Plumbline does not read. */
  extra: z.record(z.string(), z.string()).optional(),
});
export type Judgment = z.infer<typeof Judgment>;

export const FileKind = z.enum(['canonical', 'feedback']);
export type FileKind = z.infer<typeof FileKind>;

/** A file on this machine, or one that was dropped into a browser. */
export const FileSource = z.union([
  z.object({ path: z.string() }),
  z.object({ name: z.string(), content: z.instanceof(Blob) }),
]);
export type FileSource = z.infer<typeof FileSource>;

/** Which of a table's columns hold what. */
export const FeedbackColumns = z.object({
  query: z.string(),
  key: z.string(),
  verdict: z.string(),
});
export type FeedbackColumns = z.infer<typeof FeedbackColumns>;

/** How bad a preflight finding is: `block` stops training, `warn` changes numbers, `note` is worth knowing. */
export const FindingLevel = z.enum(['block', 'warn', 'note']);
export type FindingLevel = z.infer<typeof FindingLevel>;

export const Finding = z.object({
  /** Stable name of the rule, e.g. `contradicting-judgments`. */
  rule: z.string(),
  level: FindingLevel,
  /** "23 judgments contradict each other" */
  title: z.string(),
  /** One sentence: an example and what Plumbline does about it. */
  detail: z.string(),
  count: z.number().int(),
  /** The first rows (at most 200), to look at. */
  rows: z.array(z.object({ line: z.number().int().optional(), text: z.string() })),
});
export type Finding = z.infer<typeof Finding>;

/** What a file turned out to be, before anything is imported. */
export const FilePreview = z.object({
  name: z.string(),
  bytes: z.number(),
  kind: FileKind,
  /** "JSON", "CSV, comma" … */
  format: z.string(),
  /** "UTF-8", "UTF-16LE", "windows-1252" … */
  encoding: z.string(),
  columns: z.array(z.string()),
  mapping: FeedbackColumns.optional(),
  /** Entries and terms, or judgments, that an import would bring. */
  counts: z.object({
    entries: z.number(),
    terms: z.number(),
    judgments: z.number(),
    yes: z.number(),
    no: z.number(),
  }),
  /** The first rows as they would be imported. */
  sample: z.array(z.array(z.string())),
  sampleHeader: z.array(z.string()),
  findings: z.array(Finding),
});
export type FilePreview = z.infer<typeof FilePreview>;

export const EntryRow = z.object({
  key: z.string(),
  name: z.string(),
  terms: z.array(z.string()),
  termCount: z.number(),
  judgments: z.object({ yes: z.number(), no: z.number() }),
});
export type EntryRow = z.infer<typeof EntryRow>;

export const JudgmentRow = Judgment.omit({ extra: true }).extend({
  split: Split,
  /** The entry's name, or null where no entry has that key. */
  entryName: z.string().nullable(),
});
export type JudgmentRow = z.infer<typeof JudgmentRow>;

/** An imported file, as the Data screen's cards show it. */
export const ImportRecord = z.object({
  id: z.string(),
  kind: FileKind,
  name: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  format: z.string(),
  encoding: z.string(),
  at: z.string(),
  counts: FilePreview.shape.counts,
  /** Rows that brought nothing new. */
  skipped: z.number(),
});
export type ImportRecord = z.infer<typeof ImportRecord>;
