import { z } from 'zod';
import { CANONICAL } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { FirstHit } from '#core/contract/monitor.ts';
import type { JobResult } from '#core/jobs/job-events.ts';
import type { MatchTexts } from '#core/match-tables/match-rows.ts';
import { runMatch } from '#core/match-tables/run-match.ts';
import { readRequest, type StoredRequest } from '#core/match-tables/stored-match.ts';
import type { MatchedText } from '#core/train/match-texts.ts';
import { memoryBudgetOf } from '#core/train/memory-budget.ts';
import { type Matching, openMatching } from '#core/train/open-matching.ts';
import { versionReader } from '#core/versions/version-store.ts';
import { checkedVersions, damagedVersion, NOT_LOADED } from '../checked-versions.ts';
import type { TaskDeps } from './task-deps.ts';

/** A match as its job's journal keeps it: everything else lies in the match's own folder. */
export const MatchJob = z.object({ match: z.string() });
export type MatchJob = z.infer<typeof MatchJob>;

/** Matches a table from its first row, or from where it was cut off; see `runMatch`. */
export async function matchTask({ match: id }: MatchJob, deps: TaskDeps): Promise<JobResult> {
  const { files, clock, context, emit } = deps;
  const { matches } = deps.workspace.layout;
  const { request } = await readRequest(files, matches, id);
  emit({ type: 'plan', stages: ['read', 'match', ...(request.oneToOne ? ['assign'] : [])] });
  try {
    const matched = await runMatch(id, {
      ...{ files, matches, clock, context },
      withMatcher: (asked, work) => withMatcher(asked, deps, work),
      stage: (stage, state, detail) =>
        emit({ type: 'stage', stage, state, ...(detail && { detail }) }),
      report: (table) => emit({ type: 'matched', matched: table }),
    });
    return { matched };
  } catch (error) {
    throw context.signal.aborted ? cancelled(error) : error;
  }
}

/** The version that the match began with, also where another one was promoted meanwhile. */
async function withMatcher<Result>(
  { version: id, collection, k }: StoredRequest,
  deps: TaskDeps,
  work: (match: MatchTexts) => Promise<Result>,
): Promise<Result> {
  const { signal } = deps.context;
  const { match, close } = await open(id, collection, deps);
  const counter = answerCounter((firstHits) =>
    deps.emit({ type: 'answered', version: id, compared: collection === CANONICAL, firstHits }),
  );
  try {
    return await work((texts) => hitsOf(match(texts, { k, signal }), counter.count));
  } finally {
    counter.report();
    await close();
  }
}

/** Answers that are reported together: what the counts lose where the process is killed. */
const ANSWERS_AT_ONCE = 512;

function answerCounter(report: (firstHits: FirstHit[]) => void) {
  let hits: FirstHit[] = [];
  const reportAll = () => {
    if (hits.length > 0) report(hits);
    hits = [];
  };
  return {
    report: reportAll,
    count({ matches: [first], outOfVocabulary }: MatchedText): void {
      const { probability = null, band = null, semantic = 0 } = first ?? {};
      hits.push({ probability, band, similarity: semantic, outOfVocabulary });
      if (hits.length >= ANSWERS_AT_ONCE) reportAll();
    },
  };
}

async function open(id: string, collection: string, deps: TaskDeps): Promise<Matching> {
  const { files, workspace, memoryBytes } = deps;
  const { settings } = await workspace.about();
  const versions = checkedVersions(files, versionReader(files, workspace.layout.versions));
  const stored = await versions.read(id);
  if (stored.manifest === null) throw damagedVersion(stored, stored.damage);
  const place = { folder: stored.folder, manifest: stored.manifest, collection };
  const memoryBudgetBytes = memoryBudgetOf(settings, memoryBytes);
  const { searchEffort } = settings;
  try {
    return await openMatching(files, place, { ...deps, memoryBudgetBytes, searchEffort });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw damagedVersion(stored, `${NOT_LOADED} (${why.replace(/\.$/, '')})`, cause);
  }
}

async function* hitsOf(answers: AsyncIterable<MatchedText>, count: (one: MatchedText) => void) {
  for await (const one of answers) {
    count(one);
    yield one.matches.map(({ learnt: _learnt, ...hit }) => hit);
  }
}

/** What is matched stays, unlike with other jobs. */
function cancelled(error: unknown): unknown {
  const expected = error instanceof PlumblineError && error.code !== 'CANCELLED';
  if (expected || !(error instanceof Error)) return error;
  return new PlumblineError(
    'CANCELLED',
    'Cancelled at your request.',
    { remedy: 'The rows matched so far are kept: match the same table again to go on from there.' },
    { cause: error },
  );
}
