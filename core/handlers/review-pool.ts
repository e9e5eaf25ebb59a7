import type { Split } from '#core/contract/common.ts';
import type { Entry, Judgment } from '#core/contract/data.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import type { PoolQuery } from '#core/review/review-query.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { gatherQueries } from '#core/train/judged-queries.ts';
import { assignSplits } from '#core/workspace/splits.ts';
import { tableTexts } from './review-texts.ts';
import type { Session } from './session.ts';
import { singleFlight } from './single-flight.ts';
import type { WorkspaceData } from './workspace-data.ts';

/** The queries that pairs are drawn from, with what is judged of them. */
export interface Pool {
  /** Judged queries, then texts of matched tables. */
  queries: readonly PoolQuery[];
  byQuery: ReadonlyMap<string, PoolQuery>;
  /** What counts of each query, by its normalised form. */
  judgments: ReadonlyMap<string, readonly Judgment[]>;
}

/** Gives the pool as the data are now; it is made anew when they have changed. */
export function poolKeeper(context: JobContext) {
  const known = singleFlight<Pool>(1);
  return async (session: Session, data: WorkspaceData, seed: number): Promise<Pool> => {
    const texts = await tableTexts(session.reader, context);
    const stamp = [session.folder, data.snapshot.dataHash, seed, texts.stamp].join('\n');
    return known.use(
      stamp,
      async () => makePool(data, await texts.read(seed), context),
      (pool) => pool,
    );
  };
}

async function makePool(
  data: WorkspaceData,
  texts: readonly string[],
  context: JobContext,
): Promise<Pool> {
  const { entries, judgments, contradictions } = data.snapshot;
  // A query whose only pair is disputed may be asked about others.
  const disputed = contradictions.flatMap(({ judgments: said }) => said.slice(0, 1));
  const splitOf = await splitter(data, texts, context);
  const others = await otherEntries(data);
  const all = [...judgments, ...disputed];
  const pool = new Map<string, PoolQuery>();
  for (const judged of gatherQueries({ entries, others, judgments: all, splitOf })) {
    const { query, normalised, texts: asked, self, split, group } = judged;
    pool.set(normalised, { query, normalised, texts: asked, self, split, group });
  }
  for (const text of texts) {
    const normalised = normaliseText(text);
    if (pool.has(normalised) || normalised === '') continue;
    const query = { query: text, normalised, texts: [text], self: null, ...splitOf(normalised) };
    pool.set(normalised, query);
  }
  return { queries: [...pool.values()], byQuery: pool, judgments: byQuery(judgments) };
}

type SplitOf = (normalised: string) => { split: Split; group: string };

/** Where each query is, and where a text will be once it is judged. */
async function splitter(
  data: WorkspaceData,
  texts: readonly string[],
  context: JobContext,
): Promise<SplitOf> {
  if (texts.length === 0) {
    const splitOf = await data.splits();
    return (normalised) => ({ split: splitOf(normalised), group: normalised });
  }
  const assigned = await assignSplits([...data.snapshot.queries, ...texts], context);
  return (normalised) => assigned.get(normalised) ?? { split: 'train', group: normalised };
}

async function otherEntries({ snapshot, collection }: WorkspaceData) {
  const others: (readonly Entry[])[] = [];
  for (const { name } of snapshot.collections) others.push((await collection(name)).entries);
  return others;
}

function byQuery(judgments: readonly Judgment[]): Map<string, Judgment[]> {
  const found = new Map<string, Judgment[]>();
  for (const judgment of judgments) {
    const normalised = normaliseText(judgment.query);
    const known = found.get(normalised);
    if (known) known.push(judgment);
    else found.set(normalised, [judgment]);
  }
  return found;
}
