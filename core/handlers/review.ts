import type { Verdict } from '#core/contract/common.ts';
import type { Judgment } from '#core/contract/data.ts';
import { PlumblineError } from '#core/contract/errors.ts';
import type { ReviewAnswer } from '#core/contract/review.ts';
import { sourceOf } from '#core/review/answer-source.ts';
import { decide } from '#core/workspace/ledger-decide.ts';
import type { EngineContext } from './engine-context.ts';
import { engineRouter } from './implementer.ts';
import { desks } from './review-desk.ts';
import { reviewOverview } from './review-overview.ts';
import { reviewQueue } from './review-queue.ts';
import type { Session } from './session.ts';
import { turns } from './turns.ts';

export const reviewHandlers = (engine: EngineContext) => {
  const openDesk = desks(engine);
  // What one request has asked the version, the next one need not.
  const [queueInTurn, overviewInTurn] = [turns(), turns()];
  return {
    queue: engineRouter.review.queue.handler(({ input }) =>
      queueInTurn(async () => reviewQueue(await openDesk(), input)),
    ),
    answer: engineRouter.review.answer.handler(({ input }) => answer(engine.session(), input)),
    undo: engineRouter.review.undo.handler(async ({ input: { id } }) => {
      await engine.session().writer().ledger.undoAnswer(id);
      return { id };
    }),
    settle: engineRouter.review.settle.handler(({ input }) => settle(engine.session(), input)),
    overview: engineRouter.review.overview.handler(() =>
      overviewInTurn(async () => reviewOverview(await openDesk())),
    ),
  };
};

async function answer(
  session: Session,
  { query, key, verdict, reviewer, reason }: ReviewAnswer,
): Promise<{ id: string; judgment: Judgment | null }> {
  const { ledger } = session.writer();
  await refuseUnknown(session, { query, key });
  if (verdict === 'skip') {
    const { id } = await ledger.skip({ query, key, by: reviewer, reason });
    return { id, judgment: null };
  }
  const source = sourceOf(reason, (await ledger.reviews()).on(query, key));
  const judgment = await ledger.judge({ query, key, verdict, source, by: reviewer });
  return { id: judgment.id, judgment };
}

async function refuseUnknown(
  session: Session,
  { query, key }: { query: string; key: string },
): Promise<void> {
  if (query.trim() === '') {
    throw new PlumblineError('BAD_INPUT', 'There is no query to judge.', {
      remedy: 'Give the text that the entry was found for.',
    });
  }
  if (!(await session.data()).entryByKey.has(key)) {
    throw new PlumblineError('NOT_FOUND', `There is no entry ${key}.`, {
      remedy: 'Load the queue again: the dictionary may have changed.',
    });
  }
}

type Settlement = Pick<ReviewAnswer, 'query' | 'key' | 'reviewer'> & { verdict: Verdict };

/** Also settles imported rows that contradict each other, and a pair that was settled before. */
async function settle(
  session: Session,
  { query, key, verdict, reviewer }: Settlement,
): Promise<Judgment> {
  const { ledger } = session.writer();
  const said = (await ledger.reviews()).on(query, key);
  const disputed = (decide(said, new Set())?.contradiction ?? null) !== null;
  if (!disputed && !said.some(({ settles }) => settles === true)) {
    throw new PlumblineError('BAD_INPUT', 'Nobody disagrees about this pair.', {
      remedy: 'Judge it as any other pair.',
    });
  }
  const source = sourceOf('settlement', said);
  return ledger.judge({ query, key, verdict, source, by: reviewer, settles: true });
}
