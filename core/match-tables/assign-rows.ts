import { maximumWeightAssignment } from '#core/math/assignment.ts';
import type { Files } from '#core/platform/files.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { encodeIndex, type IndexRow, indexRow, readIndex } from './row-index.ts';
import { allRows } from './row-reader.ts';
import { pathsOf, type StoredMatch, type TableHit } from './stored-match.ts';

/** Weights are whole numbers of this part of 1, so that their sums are exact and ties are ties. */
const UNIT = 2 ** -30;
/** As the fusion of ranks counts them, where there are no probabilities. */
const RANK_OFFSET = 60;
const ROWS_PER_PIECE = 8192;

/**
 * Gives each entry to at most one row: the assignment of rows to their own hits with the largest sum of probabilities, or
 * of 1 / (60 + rank) where there are none; a row whose hits all go to others gets none. Exact but for probabilities that
 * differ by less than 1e-9. Holds 12 bytes for each hit of each row, 40 for each row and the keys in memory. Writes the
 * index anew, in one step.
 */
export async function assignRows(
  files: Files,
  match: StoredMatch,
  context: JobContext,
): Promise<void> {
  const { folder, shape } = match;
  const graph = await readGraph(files, match, context);
  let done = 0;
  const assigned = await maximumWeightAssignment(graph, async () => {
    context.progress(done, shape.rows, 'rows');
    done = Math.min(done + 64, shape.rows - 1);
    await context.breathe();
  });
  const paths = pathsOf(files, folder);
  const draft = `${paths.index}.unfinished`;
  await files.writeStream(
    draft,
    indexPieces(files, match, { assigned, starts: graph.starts }, context),
  );
  await files.rename(draft, paths.index);
}

interface Graph {
  starts: Uint32Array;
  columns: Int32Array;
  weights: Float64Array;
  columnCount: number;
}

async function readGraph(
  files: Files,
  { folder, request, shape }: StoredMatch,
  context: JobContext,
): Promise<Graph> {
  const most = shape.rows * request.k;
  const starts = new Uint32Array(shape.rows + 1);
  const columns = new Int32Array(most);
  const weights = new Float64Array(most);
  const numbers = new Map<string, number>();
  let edges = 0;
  for await (const { row, hits } of allRows(files, folder, shape.rows)) {
    for (const [rank, hit] of hits.entries()) {
      const number = numbers.get(hit.key) ?? numbers.size;
      numbers.set(hit.key, number);
      columns[edges] = number;
      weights[edges] = Math.round(weightOf(hit, rank) / UNIT);
      edges += 1;
    }
    starts[row + 1] = edges;
    if (row % 256 === 0) await context.breathe();
  }
  return { starts, columns, weights, columnCount: numbers.size };
}

const weightOf = ({ probability }: TableHit, rank: number) =>
  probability ?? 1 / (RANK_OFFSET + rank + 1);

async function* indexPieces(
  files: Files,
  { folder, shape }: StoredMatch,
  { assigned, starts }: { assigned: Int32Array; starts: Uint32Array },
  context: JobContext,
): AsyncGenerator<Uint8Array> {
  const { ends } = await readIndex(files, pathsOf(files, folder).index);
  let rows: IndexRow[] = [];
  for await (const { row, hits } of allRows(files, folder, shape.rows)) {
    const edge = assigned[row] ?? -1;
    const chosen = edge < 0 ? null : edge - (starts[row] ?? 0);
    rows.push(indexRow(ends[row] ?? 0, hits, chosen));
    if (rows.length < ROWS_PER_PIECE) continue;
    yield encodeIndex(rows);
    rows = [];
    await context.breathe();
  }
  yield encodeIndex(rows);
}
