import { adamStep } from './adam.ts';
import { contrastiveStep } from './contrastive-step.ts';
import { type FitOptions, type FitState, fitRounds } from './fit-rounds.ts';
import type { LearningRows } from './learning-rows.ts';
import { identity, type Multiply } from './multiply.ts';

const LEARNING_RATE = 1e-3;
/** Towards the identity: directions that the examples say nothing about stay as they were. */
const DECAY = 0.01;

/**
 * Fits a linear map [d × d] on frozen vectors, from the identity, so that texts of one entry come together and others
 * part: contrastive loss with in-batch and hard negatives, Adam, early stopping.
 */
export function fitAdapter(
  rows: LearningRows,
  { multiply, ...options }: FitOptions & { multiply: Multiply },
): Promise<FitState> {
  const start = identity(rows.vectors.columns);
  return fitRounds(
    {
      ...{ rows, start },
      async step(batch, map, adam) {
        const { loss, map: gradient } = await contrastiveStep(batch, rows.vectors, map, multiply);
        adamStep(map.values, gradient.values, start.values, adam, {
          learningRate: LEARNING_RATE,
          decay: DECAY,
        });
        return loss;
      },
    },
    options,
  );
}
