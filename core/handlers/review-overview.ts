import type { Judgment } from '#core/contract/data.ts';
import type { LabelSuspect, ReviewConflict, ReviewOverview } from '#core/contract/review.ts';
import { isConfirmed } from '#core/review/asked-again.ts';
import { type AuditSummary, auditOrder, auditSummary, type Drawn } from '#core/review/audit.ts';
import { inFixedOrder } from '#core/review/fixed-order.ts';
import { labelSuspects } from '#core/review/label-suspects.ts';
import type { PoolQuery } from '#core/review/review-query.ts';
import { agreements, nameOf, reviewerCounts } from '#core/review/reviewers.ts';
import { RECENT, stoppingHint } from '#core/review/stopping.ts';
import { normaliseText } from '#core/text/normalise.ts';
import type { ServedVersion } from '#core/train/served-version.ts';
import { decide } from '#core/workspace/ledger-decide.ts';
import { labelledPairs } from './review-asked.ts';
import type { AnswerBook } from './review-book.ts';
import { type Desk, reviewedEntry } from './review-desk.ts';

const MOST_SUSPECTS = 200;
/** Judged queries among which doubtful labels are looked for: asking takes milliseconds each, the first time. */
const QUERIES_TO_CHECK = 1000;

/** How the review stands. What needs a version is left empty where there is none. */
export async function reviewOverview(desk: Desk): Promise<ReviewOverview> {
  const { session, record } = desk;
  const judged = record.judged();
  const people = {
    reviewers: reviewerCounts(judged, record.skips()),
    agreement: agreements(judged),
    conflicts: conflictsOf(desk),
  };
  if ((await session.inUse()) === null)
    return { version: null, ...people, ...(await unknown(desk)) };
  return session.answer(undefined, async (version) => {
    const book = desk.bookOf(version);
    const target = version.thresholds.targetPrecision;
    const summary = auditSummary(await drawnSoFar(desk, book), target);
    return {
      version: version.manifest.version,
      ...people,
      suspects: await suspectsOf(desk, book, version),
      audit: summary.audit,
      stopping: stoppingHint(await recentOnes(desk, book, version), summary),
    };
  });
}

async function unknown({ session }: Desk) {
  const { targetPrecision } = (await session.reader.about()).settings;
  const summary: AuditSummary = auditSummary([], targetPrecision);
  const words = 'There is no version yet. Train one, then review what it would answer.';
  const stopping = { stop: false, recentAgreement: null, moreNeeded: null, words };
  return { suspects: [], audit: summary.audit, stopping };
}

/** Oldest first, as they stand in the ledger. */
function conflictsOf({ data }: Desk): ReviewConflict[] {
  return data.snapshot.contradictions
    .filter(({ judgments }) => judgments.every(({ source }) => source !== 'import'))
    .map(({ query, key, judgments }) => ({
      query,
      entry: reviewedEntry(key, data),
      opinions: judgments.map((judgment) => ({
        reviewer: nameOf(judgment),
        verdict: judgment.verdict,
        at: judgment.at,
      })),
    }));
}

/** Drawn queries that the version is asked about at a time. */
const DRAWN_AT_ONCE = 64;

/**
 * The queries that the audit has drawn, with the version's answers: up to the last one that was judged for it, or all of
 * them where nothing behind it is left to judge.
 */
async function drawnSoFar(desk: Desk, book: AnswerBook): Promise<Drawn[]> {
  const { pool, record, seed } = desk;
  const judged = record.judged().filter(([first]) => first?.source === 'audit');
  const audited = new Set(judged.map(([first]) => normaliseText(first?.query ?? '')));
  const order = auditOrder(pool.queries, seed);
  const last = order.findLastIndex(({ normalised }) => audited.has(normalised));
  const drawn = await drawnOf(desk, book, order.slice(0, last + 1));
  const further: Drawn[] = [];
  for (let from = last + 1; from < order.length; from += DRAWN_AT_ONCE) {
    const some = await drawnOf(desk, book, order.slice(from, from + DRAWN_AT_ONCE));
    // To end before the first that is open would favour those that are easy to judge.
    if (some.some(({ verdict }) => verdict === null)) return drawn;
    further.push(...some);
  }
  return [...drawn, ...further];
}

async function drawnOf(
  { record, data }: Desk,
  book: AnswerBook,
  queries: readonly PoolQuery[],
): Promise<Drawn[]> {
  const answers = await book.ask(queries);
  return queries.flatMap((query, i): Drawn[] => {
    const pair = answers[i]?.best[0];
    if (!pair || !data.entryByKey.has(pair.key)) return [];
    const said = record.on(query.query, pair.key);
    const verdict = decide(said, new Set())?.judgment?.verdict ?? null;
    return [{ band: pair.band, verdict, asked: said[0]?.source === 'audit' }];
  });
}

/** The version has not learnt a judgment of calibrate or test, nor one that was made after it. */
const isUnlearnt = ({ split }: PoolQuery, { at }: Judgment, { manifest }: ServedVersion) =>
  split !== 'train' || at > manifest.createdAt;

async function suspectsOf(
  desk: Desk,
  book: AnswerBook,
  version: ServedVersion,
): Promise<LabelSuspect[]> {
  const { pool, data, record, seed } = desk;
  const unlearntQueries = pool.queries.filter((query) =>
    pool.judgments.get(query.normalised)?.some((judgment) => isUnlearnt(query, judgment, version)),
  );
  const name = ({ normalised }: PoolQuery) => normalised;
  const queries = inFixedOrder(unlearntQueries, seed, 'audit', name).slice(0, QUERIES_TO_CHECK);
  const pairs = await labelledPairs(desk, book, queries);
  const unlearnt = pairs.filter(({ query, judgment }) => isUnlearnt(query, judgment, version));
  return labelSuspects(unlearnt)
    .filter(({ query, key }) => !isConfirmed(record.on(query.query, key)))
    .slice(0, MOST_SUSPECTS)
    .map(({ judgment, key, verdict, probability }) => ({
      judgment: judgment.id,
      query: judgment.query,
      entry: reviewedEntry(key, data),
      ...{ verdict, probability, source: judgment.source },
    }));
}

/** Of the last pairs that a score chose and that the version has not learnt: whether the model would have said the same. */
async function recentOnes(
  { record, pool }: Desk,
  book: AnswerBook,
  { manifest }: ServedVersion,
): Promise<boolean[]> {
  const recent = record
    .judged()
    .flatMap(([first]) =>
      first?.source === 'review' && first.at > manifest.createdAt ? [first] : [],
    )
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .slice(-RECENT)
    .flatMap(({ query, key, verdict }) => {
      const known = pool.byQuery.get(normaliseText(query));
      return known ? [{ query: known, key, verdict }] : [];
    });
  const keys = (query: PoolQuery) =>
    recent.filter((one) => one.query === query).map(({ key }) => key);
  await book.ask(
    recent.map(({ query }) => query),
    keys,
  );
  return recent.flatMap(({ query, key, verdict }) => {
    const probability = book.pair(query, key)?.probability ?? null;
    return probability === null ? [] : [probability >= 0.5 === (verdict === 'yes')];
  });
}
