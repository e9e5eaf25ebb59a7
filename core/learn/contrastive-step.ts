import { contrastiveLoss, type LossOfCosines } from './contrastive-loss.ts';
import { cosentLoss } from './cosent-loss.ts';
import type { AnswerBook, Example, LearningRows } from './learning-rows.ts';
import { type Matrix, type Multiply, matrix } from './multiply.ts';
import { beforeUnit, unitRows } from './unit-rows.ts';

/** Cosines are divided by it before the softmax: lower looks harder at the closest wrong answers. */
const TEMPERATURE = 0.05;

/** Hard negatives of a batch, shared among the queries in it: every one is a negative of all others too. */
const MOST_HARD = 256;

/** The loss of some examples under a linear map, and its gradient. */
export interface StepGradient {
  loss: number;
  /** By the map, [dimensions × dimensions]. */
  map: Matrix;
}

/** Rows of a batch: the anchors, then the candidates, which are the anchors' positives and then their hard negatives. */
export interface Batch {
  anchors: readonly number[];
  candidates: readonly number[];
  /** [anchors × candidates] 1: right for the anchor as well, so no negative. */
  leftOut: Uint8Array;
  /** Places in [anchors × candidates] whose cosines should be in the order of their grades. */
  graded: readonly { at: number; grade: number }[];
}

/**
 * Gathers a batch: candidates of one example are the negatives of all others, but for those that are right there too, and for
 * those that are only there because they are graded.
 */
export function batchOf(
  examples: readonly Example[],
  { entryOf, hardOf, gradedOf }: LearningRows,
  { rightFor }: AnswerBook,
): Batch {
  const anchors = examples.map(({ anchor }) => anchor);
  const queryOf = (anchor: number) => anchor - entryOf.length;
  const asking = anchors.filter((anchor) => (hardOf[queryOf(anchor)]?.length ?? 0) > 0);
  const each = Math.max(1, Math.floor(MOST_HARD / asking.length));
  const hard = new Set(asking.flatMap((anchor) => hardOf[queryOf(anchor)]?.slice(0, each) ?? []));
  const answers = [...examples.map(({ positive }) => positive), ...hard];
  const gradedRows = new Set(
    anchors.flatMap((anchor) => gradedOf[queryOf(anchor)]?.map(({ row }) => row) ?? []),
  );
  const candidates = [...answers, ...gradedRows];
  const leftOut = new Uint8Array(anchors.length * candidates.length);
  anchors.forEach((anchor, i) => {
    const right = new Set(rightFor(anchor));
    candidates.forEach((row, j) => {
      const alsoRight = i !== j && right.has(entryOf[row] as number);
      if (alsoRight || j >= answers.length) leftOut[i * candidates.length + j] = 1;
    });
  });
  const places = new Map([...gradedRows].map((row, at) => [row, answers.length + at]));
  const graded = anchors.flatMap((anchor, i) =>
    (gradedOf[queryOf(anchor)] ?? []).map(({ row, grade }) => ({
      ...{ at: i * candidates.length + (places.get(row) as number), grade },
    })),
  );
  return { anchors, candidates, leftOut, graded };
}

/** The contrastive loss of a batch when every vector is multiplied by `map` and brought to length 1. */
export async function contrastiveStep(
  batch: Batch,
  vectors: Matrix,
  map: Matrix,
  multiply: Multiply,
): Promise<StepGradient> {
  const rows = gather(vectors, [...batch.anchors, ...batch.candidates]);
  const mapped = unitRows(await multiply(rows, map));
  const { loss, gradient } = await contrastiveOfRows(batch, mapped.unit, multiply);
  const byMapped = beforeUnit(mapped, gradient);
  return { loss, map: await multiply(rows, byMapped, { a: true }) };
}

/** The loss of a batch and its gradient by the batch's rows of length 1, `unit` [anchors + candidates × dimensions]. */
export async function contrastiveOfRows(
  { anchors, leftOut, graded }: Pick<Batch, 'anchors' | 'leftOut' | 'graded'>,
  unit: Matrix,
  multiply: Multiply,
): Promise<LossOfCosines> {
  const asked = slice(unit, 0, anchors.length);
  const offered = slice(unit, anchors.length, unit.rows);
  const cosines = await multiply(asked, offered, { b: true });
  const { loss, gradient } = withGrades(
    contrastiveLoss(cosines, leftOut, TEMPERATURE),
    cosines,
    graded,
  );
  const byAsked = await multiply(gradient, offered);
  const byOffered = await multiply(gradient, asked, { a: true });
  return { loss, gradient: stacked(byAsked, byOffered) };
}

/** Adds the loss of cosines that are not in the order of their grades. */
function withGrades(
  { loss, gradient }: LossOfCosines,
  { values }: Matrix,
  graded: Batch['graded'],
): LossOfCosines {
  const cosines = Float32Array.from(graded, ({ at }) => values[at] as number);
  const order = cosentLoss(
    cosines,
    graded.map(({ grade }) => grade),
  );
  graded.forEach(({ at }, i) => {
    gradient.values[at] = (gradient.values[at] as number) + (order.gradient[i] as number);
  });
  return { loss: loss + order.loss, gradient };
}

/** Some rows of a matrix, in this order. */
export function gather({ columns, values }: Matrix, rows: readonly number[]): Matrix {
  const some = matrix(rows.length, columns);
  rows.forEach((row, i) => {
    some.values.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return some;
}

function slice({ columns, values }: Matrix, from: number, to: number): Matrix {
  return matrix(to - from, columns, values.subarray(from * columns, to * columns));
}

function stacked(a: Matrix, b: Matrix): Matrix {
  const both = matrix(a.rows + b.rows, a.columns);
  both.values.set(a.values);
  both.values.set(b.values, a.values.length);
  return both;
}
