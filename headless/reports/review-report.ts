import type { Agreement, ReviewOverview } from '#core/contract/review.ts';
import { count, interval, metric, percent } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { type Column, table } from '../terminal/table.ts';
import { printable } from '../terminal/width.ts';

/** What writing a queue came to, as its JSON says it. */
export interface QueueResult {
  version: string;
  reviewer: string;
  pairs: number;
  /** Queries that they could be drawn from. */
  pool: number;
  note: string | null;
  /** Null where there was nothing to write. */
  out: string | null;
}

/** What taking answers back came to. */
export interface AnswersResult {
  reviewer: string;
  yes: number;
  no: number;
  skipped: number;
  /** Rows without a verdict. */
  left: number;
}

export function queueLines({ version, reviewer, pairs, pool, note, out }: QueueResult): string[] {
  if (out === null) return [note ?? 'There is nothing to ask.'];
  return [
    `${count(pairs)} pairs for ${printable(reviewer)}, drawn with ${version} from ${count(pool)} queries.`,
    `Fill in the column verdict of ${printable(out)} with yes, no or skip, and take it back with --answers.`,
  ];
}

export function answersLines({ reviewer, yes, no, skipped, left }: AnswersResult): string[] {
  const rest = left === 0 ? '' : ` ${count(left)} rows without a verdict were left.`;
  return [
    `Took ${count(yes + no + skipped)} answers of ${printable(reviewer)}: ${count(yes)} yes, ${count(no)} no, ${count(skipped)} skipped.${rest}`,
  ];
}

const RIGHT = (title: string): Column => ({ title, align: 'right' });
/** Conflicts and suspects that the terminal lists; JSON has all. */
const LISTED = 10;

/** How a review stands, for a person. */
export function overviewLines(overview: ReviewOverview, paint: Paint): string[] {
  const sections = [
    reviewerLines(overview, paint),
    agreementLines(overview.agreement, paint),
    conflictLines(overview, paint),
    suspectLines(overview, paint),
    auditLines(overview, paint),
  ].filter((lines) => lines.length > 0);
  return [...sections.flatMap((lines) => [...lines, '']), printable(overview.stopping.words)];
}

function reviewerLines({ reviewers }: ReviewOverview, paint: Paint): string[] {
  if (reviewers.length === 0) return ['Nobody has reviewed yet.'];
  const rows = reviewers.map(({ reviewer, judged, skipped }) => [
    reviewer,
    count(judged),
    count(skipped),
  ]);
  const columns = [{ title: 'reviewer', max: 40 }, RIGHT('judged'), RIGHT('skipped')];
  return [paint('bold', 'Reviewers'), ...indent(table(columns, rows))];
}

function agreementLines(agreement: readonly Agreement[], paint: Paint): string[] {
  if (agreement.length === 0) return [];
  const rows = agreement.map(({ reviewers, pairs, observed, kappa }) => [
    reviewers.join(' and '),
    count(pairs),
    percent(observed),
    metric(kappa?.value ?? null),
    interval(kappa),
  ]);
  const columns = [
    { title: 'agreement', max: 60 },
    RIGHT('pairs'),
    RIGHT('the same'),
    RIGHT('kappa'),
    { title: '' },
  ];
  return [paint('bold', "Agreement (Cohen's kappa)"), ...indent(table(columns, rows))];
}

function conflictLines({ conflicts }: ReviewOverview, paint: Paint): string[] {
  if (conflicts.length === 0) return [];
  const rows = conflicts
    .slice(0, LISTED)
    .map(({ query, entry, opinions }) => [
      query,
      `${entry.name} (${entry.key})`,
      opinions.map(({ reviewer, verdict }) => `${reviewer}: ${verdict}`).join(', '),
    ]);
  const columns = [
    { title: 'query', max: 40 },
    { title: 'entry', max: 50 },
    { title: 'said', max: 60 },
  ];
  const title = `Reviewers disagree on ${count(conflicts.length)}; none of them counts until somebody settles it`;
  return [paint('bold', title), ...indent([...table(columns, rows), ...more(conflicts.length)])];
}

function suspectLines({ suspects }: ReviewOverview, paint: Paint): string[] {
  if (suspects.length === 0) return [];
  const rows = suspects
    .slice(0, LISTED)
    .map(({ query, entry, verdict, probability, source }) => [
      query,
      `${entry.name} (${entry.key})`,
      verdict,
      metric(probability),
      source,
    ]);
  const columns = [
    { title: 'query', max: 40 },
    { title: 'entry', max: 50 },
    { title: 'judged' },
    RIGHT('probability'),
    { title: 'source' },
  ];
  const title = `${count(suspects.length)} judgments that the model is confident against`;
  return [paint('bold', title), ...indent([...table(columns, rows), ...more(suspects.length)])];
}

function auditLines({ version, audit }: ReviewOverview, paint: Paint): string[] {
  if (version === null) return [];
  const { judged, accepted, acceptPrecision, targetPrecision, holds } = audit;
  const precision =
    acceptPrecision === null
      ? 'none of them accepted'
      : `${count(accepted)} accepted, right: ${metric(acceptPrecision.value)} ${interval(acceptPrecision)}`;
  const rows = [
    `${count(judged)} drawn pairs are judged, ${precision}`,
    `target ${metric(targetPrecision)}: ${holds}`,
  ];
  return [paint('bold', `Audit of ${version}`), ...indent(rows)];
}

const more = (all: number) => (all > LISTED ? [`and ${count(all - LISTED)} more (--json)`] : []);

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
