import type { z } from 'zod';
import type {
  ReviewItem,
  ReviewQueue,
  ReviewQueueRequest,
  ReviewReason,
} from '#core/contract/review.ts';
import { mayCheckLabel, secondOpinions } from '#core/review/asked-again.ts';
import { auditOrder } from '#core/review/audit.ts';
import {
  type Answered,
  disputedPairs,
  type MayAsk,
  uncertainPairs,
} from '#core/review/choose-pairs.ts';
import { labelSuspects } from '#core/review/label-suspects.ts';
import { leastKnown } from '#core/review/least-known.ts';
import { type Candidates, mixQueue, type Quotas, quotasOf } from '#core/review/mix-queue.ts';
import { type Candidate, type PoolQuery, pairName } from '#core/review/review-query.ts';
import { normaliseText } from '#core/text/normalise.ts';
import type { ServedVersion } from '#core/train/served-version.ts';
import { askedFor, labelledPairs } from './review-asked.ts';
import type { AnswerBook } from './review-book.ts';
import { type Desk, reviewedEntry } from './review-desk.ts';

export type QueueRequest = z.output<typeof ReviewQueueRequest>;

/** Train queries that a version is asked about for one queue. */
const QUERIES_TO_CHOOSE_FROM = 250;
/** Judged queries among which doubtful labels are looked for. */
const QUERIES_TO_CHECK = 120;
/** The audit draws so many queries at a time, and at most so many for one queue. */
const DRAWN_AT_ONCE = 32;
const MOST_DRAWN = 1500;

const WHY: Record<ReviewReason, string> = {
  uncertain: 'Chosen because the model is unsure of it',
  disagreement: 'Chosen because meaning and spelling disagree',
  audit: 'Drawn at random',
  'second-opinion': 'Chosen for a second opinion',
  'label-suspect': 'Chosen for a second look at an earlier judgment',
};

/** What one queue is made from. */
interface Making {
  desk: Desk;
  book: AnswerBook;
  version: ServedVersion;
  request: QueueRequest;
  quotas: Quotas;
  mayAsk: MayAsk;
  /** Pairs that this reviewer cannot judge, by name. */
  skipped: ReadonlySet<string>;
}

/** The pairs that are worth this reviewer's time next; a note where there are none. */
export async function reviewQueue(desk: Desk, request: QueueRequest): Promise<ReviewQueue> {
  const pool = desk.pool.queries.length;
  if ((await desk.session.inUse()) === null) {
    return { version: '', items: [], pool, note: NO_VERSION };
  }
  return desk.session.answer(undefined, async (version) => {
    const making = makingOf(desk, version, request);
    const candidates = await candidatesOf(making);
    const chosen = mixQueue(candidates, request, desk.seed);
    const items = chosen.map((candidate) => itemOf(desk, candidate));
    const note = items.length > 0 ? null : emptyNote(pool);
    return { version: version.manifest.version, items, pool, note };
  });
}

const NO_VERSION =
  'There is no version yet to ask about. Train one first; without judgments, the mode build-index makes one.';

function emptyNote(pool: number): string {
  return pool === 0
    ? 'There is no query to ask about: import judgments, or match a table, and its texts are reviewed here.'
    : 'Nothing is left to ask you. Train with what was judged, or match another table.';
}

function makingOf(desk: Desk, version: ServedVersion, request: QueueRequest): Making {
  const { record, data } = desk;
  const skips = record.skips().filter(({ by }) => by === request.reviewer);
  const skipped = new Set(skips.map(({ query, key }) => pairName(normaliseText(query), key)));
  const mayAsk: MayAsk = (query, { key }) =>
    data.entryByKey.has(key) &&
    !skipped.has(pairName(query.normalised, key)) &&
    record.on(query.query, key).length === 0;
  const quotas = quotasOf(request);
  return { desk, book: desk.bookOf(version), version, request, quotas, mayAsk, skipped };
}

async function candidatesOf(making: Making): Promise<Candidates> {
  const { desk, book, version, quotas, mayAsk, request } = making;
  const toChoose = quotas.uncertain + quotas.disagreement > 0 ? chosenFrom(making) : [];
  const answers = await book.ask(toChoose);
  const answered: Answered[] = toChoose.map((query, i) => ({
    query,
    answer: answers[i] ?? { best: [], asked: new Map() },
  }));
  const chosen = {
    uncertain: uncertainPairs(answered, version.thresholds, mayAsk),
    disagreement: disputedPairs(answered, mayAsk),
    'second-opinion': quotas['second-opinion'] > 0 ? await seconds(making) : [],
    'label-suspect': quotas['label-suspect'] > 0 ? await suspects(making) : [],
  };
  await desk.breathe();
  // The audit is asked last: it fills what others leave.
  const without = mixQueue({ ...chosen, audit: [] }, request, desk.seed).length;
  const wanted = quotas.audit > 0 ? Math.max(quotas.audit, request.size - without) : 0;
  return { ...chosen, audit: await drawn(making, wanted) };
}

function chosenFrom({ desk: { pool, record, seed }, request: { reviewer } }: Making): PoolQuery[] {
  const skips = record.skips().filter(({ by }) => by === reviewer);
  const judged = record.judged().map(([first]) => first?.query ?? '');
  return leastKnown(pool.queries, {
    reviewed: [...judged, ...skips.map(({ query }) => query)].map(normaliseText),
    isConfirmed: ({ normalised }) =>
      pool.judgments.get(normalised)?.some(({ verdict }) => verdict === 'yes') === true,
    ...{ reviewer, seed, most: QUERIES_TO_CHOOSE_FROM },
  });
}

/** The next queries of the audit whose first entry nobody has judged. */
async function drawn({ desk, book, mayAsk }: Making, wanted: number): Promise<Candidate[]> {
  const order = auditOrder(desk.pool.queries, desk.seed).slice(0, MOST_DRAWN);
  const found: Candidate[] = [];
  for (let from = 0; from < order.length && found.length < wanted; from += DRAWN_AT_ONCE) {
    const queries = order.slice(from, from + DRAWN_AT_ONCE);
    const answers = await book.ask(queries);
    for (const [i, query] of queries.entries()) {
      const pair = answers[i]?.best[0];
      if (pair && mayAsk(query, pair)) found.push({ query, pair, reason: 'audit' });
    }
  }
  return found.slice(0, wanted);
}

async function seconds({ desk, book, request, quotas, skipped }: Making): Promise<Candidate[]> {
  const asked = secondOpinions(desk.record.judged(), request.reviewer, desk.seed)
    .flatMap(({ query, key }) => {
      const known = desk.pool.byQuery.get(normaliseText(query));
      const name = known && pairName(known.normalised, key);
      return name && !skipped.has(name) && desk.data.entryByKey.has(key)
        ? [{ query: known, key }]
        : [];
    })
    .slice(0, 2 * quotas['second-opinion']);
  return askedFor(book, asked, 'second-opinion');
}

async function suspects({ desk, book, request, skipped }: Making): Promise<Candidate[]> {
  const { pool, record, seed } = desk;
  const judged = auditOrder(pool.queries, seed)
    .filter(({ normalised }) => pool.judgments.has(normalised))
    .slice(0, QUERIES_TO_CHECK);
  const found = labelSuspects(await labelledPairs(desk, book, judged)).filter(
    ({ query, key }) =>
      !skipped.has(pairName(query.normalised, key)) &&
      mayCheckLabel(record.on(query.query, key), request.reviewer),
  );
  return askedFor(book, found, 'label-suspect');
}

function itemOf({ data }: Desk, { query, pair, reason }: Candidate): ReviewItem {
  const { probability, band, semantic, letters } = pair;
  return {
    query: query.query,
    entry: reviewedEntry(pair.key, data),
    reason,
    why: WHY[reason],
    split: query.split,
    model: { probability, band, semantic, letters },
  };
}
