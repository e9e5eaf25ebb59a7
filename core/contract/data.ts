import { z } from 'zod';
import { Split, Verdict } from './common.ts';

/** The collection that queries are matched against. */
export const CANONICAL = 'canonical';

/** Letters, digits, `-` and `_`: it names a file. */
export const CollectionName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}$/u);

/** Something that a query can be matched to. */
export const Entry = z.object({
  key: z.string().min(1),
  terms: z.array(z.string()),
  fields: z.record(z.string(), z.unknown()).optional(),
});
export type Entry = z.infer<typeof Entry>;

/** Where a judgment came from: decides whether it may set thresholds. `audit`: its pair was not chosen by a score. */
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
  /** Who reviewed it; left out where nobody said a name: all such are one person. */
  by: z.string().optional(),
  /** An adjudication: it settles what reviewers said before it. */
  settles: z.literal(true).optional(),
  /** Columns of the imported row that Plumbline does not read. */
  extra: z.record(z.string(), z.string()).optional(),
});
export type Judgment = z.infer<typeof Judgment>;

/** `canonical`: entries of any collection; `feedback`: judgments, or outcomes with a map. */
export const FileKind = z.enum(['canonical', 'feedback']);
export type FileKind = z.infer<typeof FileKind>;

/** A file on this machine, or one that was dropped into a browser. */
export const FileSource = z.union([
  z.object({ path: z.string() }),
  z.object({ name: z.string(), content: z.instanceof(Blob) }),
]);
export type FileSource = z.infer<typeof FileSource>;

/** How each value of a status column becomes a grade, 0..1; null leaves rows with it out. Case and outer spaces do not count. */
export const OutcomeMap = z.record(z.string(), z.number().min(0).max(1).nullable());
export type OutcomeMap = z.infer<typeof OutcomeMap>;

/** Which of a table's columns hold what. */
export const FeedbackColumns = z.object({
  query: z.string(),
  key: z.string(),
  verdict: z.string(),
  /** Where the verdict column holds a status: what each one means. A grade of at least 0.5 is a yes. */
  outcomes: OutcomeMap.optional(),
});
export type FeedbackColumns = z.infer<typeof FeedbackColumns>;

/** Which columns of a table make the entries of a collection: one row an entry. */
export const EntryColumns = z.object({
  key: z.string(),
  /** Each becomes a term, in this order; with `joined` they are one. */
  texts: z.array(z.string()).min(1).max(50),
  joined: z.boolean().default(false),
  /** Columns kept as fields to filter by; all others where left out. */
  fields: z.array(z.string()).max(200).optional(),
});
export type EntryColumns = z.infer<typeof EntryColumns>;

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
  /** Of a table that is to become a collection: how it was, or would be, read. */
  entryColumns: EntryColumns.optional(),
  /** Of a status column: its values with how often each occurs, most frequent first, at most 50. */
  statuses: z.array(z.object({ value: z.string(), rows: z.number().int() })).optional(),
  /** Entries and terms, or judgments, that an import would bring. */
  counts: z.object({
    entries: z.number(),
    terms: z.number(),
    judgments: z.number(),
    yes: z.number(),
    no: z.number(),
  }),
  /** The first rows as they would be imported; as they stand in the file where nothing can be yet. */
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

/** A named set of entries. */
export const CollectionSummary = z.object({
  name: z.string(),
  entries: z.number().int(),
  terms: z.number().int(),
  fields: z.array(z.string()),
  /** Of the file it was imported from. */
  sha256: z.string(),
  /** The version in use has an index of it as it is now. */
  indexed: z.boolean(),
});
export type CollectionSummary = z.infer<typeof CollectionSummary>;

/** An imported file, as the Data screen's cards show it. */
export const ImportRecord = z.object({
  id: z.string(),
  kind: FileKind,
  /** Of entries: the collection they went to. */
  collection: z.string().optional(),
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
