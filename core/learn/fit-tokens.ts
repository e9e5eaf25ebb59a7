import { adamRowsStep } from './adam.ts';
import { type Batch, contrastiveOfRows } from './contrastive-step.ts';
import { type FitOptions, type FitState, fitRounds } from './fit-rounds.ts';
import type { LearningRows } from './learning-rows.ts';
import { type Matrix, type Multiply, matrix } from './multiply.ts';
import { addTokenGradient, embedBags, type TokenBags } from './token-bags.ts';

/** What tokens are tuned on. */
export interface TokensToFit {
  rows: LearningRows;
  /** Of every row of `rows`. */
  bags: TokenBags;
  /** [tokens × d] the model's own vectors. */
  table: Matrix;
}

/** Of 0.003 to 0.15 the best on train queries kept aside; a builtin token's numbers are about 0.4. */
const LEARNING_RATE = 1e-2;
/** Towards the model's own vectors. */
const DECAY = 0.01;

/**
 * Tunes the vectors of a static model's tokens so that texts of one entry come together and others part: the adapter's
 * loss, examples and early stopping, with lazy Adam on the tokens of each batch.
 */
export function fitTokens(
  { rows, bags, table }: TokensToFit,
  { multiply, ...options }: FitOptions & { multiply: Multiply },
): Promise<FitState> {
  const gradient = matrix(table.rows, table.columns);
  return fitRounds(
    {
      ...{ rows, start: table },
      async step(batch, values, adam) {
        const { loss, touched } = await tokenStep(batch, bags, values, gradient, multiply);
        const arrays = {
          parameters: values.values,
          gradient: gradient.values,
          origin: table.values,
        };
        const width = table.columns;
        const rate = { learningRate: LEARNING_RATE, decay: DECAY };
        adamRowsStep(arrays, adam, rate, { width, rows: touched });
        for (const token of touched) gradient.values.fill(0, token * width, (token + 1) * width);
        return loss;
      },
    },
    options,
  );
}

/** The loss of a batch; its gradient by the tokens is added to `gradient` [tokens × d]. Returns the batch's tokens too. */
export async function tokenStep(
  batch: Batch,
  bags: TokenBags,
  table: Matrix,
  gradient: Matrix,
  multiply: Multiply,
): Promise<{ loss: number; touched: ReadonlySet<number> }> {
  const rows = [...batch.anchors, ...batch.candidates];
  const embedded = embedBags(bags, table, rows);
  const { loss, gradient: byRows } = await contrastiveOfRows(batch, embedded.joined.unit, multiply);
  addTokenGradient(bags, embedded, byRows, rows, gradient);
  const touched = new Set<number>();
  for (const row of rows) {
    const end = bags.starts[row + 1] as number;
    for (let i = bags.starts[row] as number; i < end; i += 1) touched.add(bags.tokens[i] as number);
  }
  return { loss, touched };
}
