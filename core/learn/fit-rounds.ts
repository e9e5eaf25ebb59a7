import { deriveSeed, seededRandom } from '#core/math/seeded-random.ts';
import { type AdamState, startAdam } from './adam.ts';
import { type Batch, batchOf } from './contrastive-step.ts';
import { type AnswerBook, answerBook, drawExamples, type LearningRows } from './learning-rows.ts';
import { type Matrix, matrix } from './multiply.ts';

/** Where fitting stands after a round; everything that going on needs. */
export interface FitState {
  round: number;
  /** What is fitted: a map, or a table of vectors. */
  values: Matrix;
  adam: AdamState;
  /** How well each round did so far, the start first; higher is better. */
  scores: number[];
  best: { round: number; values: Matrix };
}

export interface FitOptions {
  seed: number;
  /** How well it does on queries kept aside; null: `rounds` are run and the last one counts. */
  score: ((values: Matrix) => Promise<number>) | null;
  /** Most rounds. */
  rounds?: number;
  /** Goes on from here. */
  from?: FitState | null;
  /** Told of each round, to keep it. */
  keep?(state: FitState): Promise<void>;
  progress?(round: number, share: number, loss: number): Promise<void>;
}

/** What is fitted, on what, and how. */
export interface ToFit {
  rows: LearningRows;
  start: Matrix;
  /** Changes `values` and `adam` by the gradient of a batch; returns the loss. */
  step(batch: Batch, values: Matrix, adam: AdamState): Promise<number>;
}

const BATCH = 128;
/** Rounds after which it stops in any case. */
export const MOST_ROUNDS = 12;
/** A round goes through the examples until there were this many steps: a few hundred examples are one step or two. */
const LEAST_STEPS = 40;
/** Rounds without a better score before it stops. */
const PATIENCE = 2;

/**
 * Runs rounds over the examples of `rows` with early stopping. Same rows, seed and machine give the same values, also
 * when it goes on from a state that was kept.
 */
export async function fitRounds(fit: ToFit, options: FitOptions): Promise<FitState> {
  const { score, rounds = MOST_ROUNDS, keep } = options;
  let state = options.from ?? (await start(fit, score));
  const book = answerBook(fit.rows);
  while (state.round < rounds && state.round - state.best.round < PATIENCE) {
    const ran = await runRound(fit, book, state, options);
    if (!ran) break;
    const scores = [...state.scores, score ? await score(state.values) : state.round + 1];
    const round = state.round + 1;
    const better = (scores[round] ?? 0) > (scores[state.best.round] ?? 0);
    const best = better ? { round, values: copyOf(state.values) } : state.best;
    state = { ...state, round, scores, best };
    await keep?.(state);
  }
  return state;
}

async function start({ start: first }: ToFit, score: FitOptions['score']): Promise<FitState> {
  const values = copyOf(first);
  return {
    round: 0,
    values,
    adam: startAdam(values.values.length),
    scores: [score ? await score(values) : 0],
    best: { round: 0, values: copyOf(values) },
  };
}

/** Changes the state's values and Adam's state; false where there is no example to learn from. */
async function runRound(
  { rows, step }: ToFit,
  book: AnswerBook,
  { round, values, adam }: FitState,
  { seed, progress }: FitOptions,
): Promise<boolean> {
  const random = seededRandom(deriveSeed(seed, `round ${round}`));
  let steps = 0;
  do {
    const examples = drawExamples(rows, book, random);
    if (examples.length < 2) return false;
    const total = Math.max(LEAST_STEPS, Math.ceil(examples.length / BATCH));
    for (let at = 0; at < examples.length; at += BATCH) {
      const loss = await step(batchOf(examples.slice(at, at + BATCH), rows, book), values, adam);
      steps += 1;
      await progress?.(round, Math.min(1, steps / total), loss);
    }
  } while (steps < LEAST_STEPS);
  return true;
}

const copyOf = ({ rows, columns, values }: Matrix): Matrix => matrix(rows, columns, values.slice());
