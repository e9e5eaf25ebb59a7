import { type NearestFirst, nearestFirst } from './nearest-first.ts';

/** A sparse bipartite graph in rows: row r has the edges `starts[r]` to `starts[r + 1]`. */
export interface WeightedEdges {
  /** [rows + 1] */
  starts: Uint32Array;
  /** [edges] column of each edge; a row names a column once. */
  columns: Int32Array;
  /** [edges] at least 0. */
  weights: Float64Array;
  /** Columns are numbered from 0. */
  columnCount: number;
}

const FREE = -1;
/** Rows between two chances for other work. */
const ROWS_PER_BREATH = 64;

/**
 * The assignment of rows to columns, each used at most once, with the largest sum of weights; rows may stay without one.
 * Returns the edge of each row [rows], or -1. Exact where weights are whole numbers below 2^31 (their sums are then whole
 * too), else up to rounding; the same edges give the same answer.
 *
 * Shortest augmenting paths on reduced costs, one row after another, the search ended at the nearest free column (Jonker &
 * Volgenant 1987, "A shortest augmenting path algorithm for dense and sparse linear assignment problems"). To stay without
 * a column costs what a column of weight 0 would, of which each row has one of its own. O(rows · edges · log edges) at
 * worst; a search never leaves the row's connected component and mostly ends after a few columns.
 */
export async function maximumWeightAssignment(
  graph: WeightedEdges,
  breathe: () => Promise<void> = async () => {},
): Promise<Int32Array> {
  const rows = graph.starts.length - 1;
  const state: Assignment = {
    ...graph,
    edgeOfRow: new Int32Array(rows).fill(FREE),
    rowOfColumn: new Int32Array(graph.columnCount).fill(FREE),
    price: new Float64Array(graph.columnCount),
    profit: new Float64Array(rows),
    distance: new Float64Array(graph.columnCount).fill(Number.POSITIVE_INFINITY),
    edgeInto: new Int32Array(graph.columnCount),
    settled: new Uint8Array(graph.columnCount),
  };
  for (let row = 0; row < rows; row += 1) {
    if (row % ROWS_PER_BREATH === 0) await breathe();
    assignRow(state, row);
  }
  return state.edgeOfRow;
}

/** Prices and profits keep `profit[row] + price[column] >= weight`, with equality on edges that are in use. */
interface Assignment extends WeightedEdges {
  /** [rows] or -1 */
  edgeOfRow: Int32Array;
  /** [columns] or -1 */
  rowOfColumn: Int32Array;
  /** [columns] at least 0; 0 while free. */
  price: Float64Array;
  /** [rows] at least 0; 0 for a row that has nothing. */
  profit: Float64Array;
  /** [columns] of the search that goes on, infinite where it has not been. */
  distance: Float64Array;
  edgeInto: Int32Array;
  settled: Uint8Array;
}

/** Where a search ended: at a free column, or at a row that gives its own up. */
interface PathEnd {
  column: number;
  row: number;
  distance: number;
}

function assignRow(state: Assignment, first: number): void {
  const touched: number[] = [];
  state.profit[first] = bestProfit(state, first);
  const rowsSeen = [first];
  const distanceOfRow = [0];
  const end = shortestPath(state, touched, rowsSeen, distanceOfRow);
  updatePrices(state, touched, rowsSeen, distanceOfRow, end.distance);
  augment(state, first, end);
  for (const column of touched) {
    state.distance[column] = Number.POSITIVE_INFINITY;
    state.settled[column] = 0;
  }
}

/** The least profit at which no edge of the row is worth more than it costs. */
function bestProfit({ starts, columns, weights, price }: Assignment, row: number): number {
  let best = 0;
  for (let edge = at(starts, row); edge < at(starts, row + 1); edge += 1) {
    best = Math.max(best, at(weights, edge) - at(price, at(columns, edge)));
  }
  return best;
}

/**
 * Dijkstra over columns; the distance is what the sum of weights loses against the profits. A free column that is seen
 * bounds the search at once, so that little beyond it is ever looked at.
 */
function shortestPath(
  state: Assignment,
  touched: number[],
  rowsSeen: number[],
  distanceOfRow: number[],
): PathEnd {
  const { rowOfColumn, profit, distance, settled } = state;
  const search: Search = {
    queue: nearestFirst(distance),
    touched,
    // A row may go without a column; that costs its whole profit.
    end: { column: FREE, row: at(rowsSeen, 0), distance: at(profit, at(rowsSeen, 0)) },
  };
  relax(state, at(rowsSeen, 0), 0, search);
  for (let column = search.queue.pop(); column !== FREE; column = search.queue.pop()) {
    if (settled[column] === 1) continue;
    const reached = at(distance, column);
    if (reached >= search.end.distance) break;
    settled[column] = 1;
    const row = at(rowOfColumn, column);
    rowsSeen.push(row);
    distanceOfRow.push(reached);
    const without = reached + at(profit, row);
    if (without < search.end.distance) search.end = { column: FREE, row, distance: without };
    relax(state, row, reached, search);
  }
  return search.end;
}

/** A search that goes on. */
interface Search {
  queue: NearestFirst;
  touched: number[];
  /** The nearest end so far. */
  end: PathEnd;
}

function relax(state: Assignment, row: number, from: number, search: Search): void {
  const { starts, columns, weights, price, profit, distance, rowOfColumn, edgeInto } = state;
  for (let edge = at(starts, row); edge < at(starts, row + 1); edge += 1) {
    const column = at(columns, edge);
    const loss = Math.max(0, at(profit, row) + at(price, column) - at(weights, edge));
    const known = at(distance, column);
    // What is settled is nearer than this, too.
    if (from + loss >= Math.min(known, search.end.distance)) continue;
    if (known === Number.POSITIVE_INFINITY) search.touched.push(column);
    distance[column] = from + loss;
    edgeInto[column] = edge;
    if (at(rowOfColumn, column) === FREE) search.end = { column, row: FREE, distance: from + loss };
    else search.queue.push(column);
  }
}

function updatePrices(
  { price, profit, distance, settled }: Assignment,
  touched: readonly number[],
  rowsSeen: readonly number[],
  distanceOfRow: readonly number[],
  end: number,
): void {
  for (const column of touched) {
    if (settled[column] === 0) continue;
    price[column] = at(price, column) + Math.max(0, end - at(distance, column));
  }
  for (const [n, row] of rowsSeen.entries()) {
    profit[row] = Math.max(0, at(profit, row) - (end - at(distanceOfRow, n)));
  }
}

/** Hands columns on along the path, from its end back to the row that it began with. */
function augment(state: Assignment, first: number, end: PathEnd): void {
  const { columns, edgeOfRow, rowOfColumn, edgeInto } = state;
  let column = end.column;
  if (column === FREE) {
    const edge = at(edgeOfRow, end.row);
    edgeOfRow[end.row] = FREE;
    if (edge === FREE) return;
    column = at(columns, edge);
    rowOfColumn[column] = FREE;
  }
  for (;;) {
    const edge = at(edgeInto, column);
    const row = rowOfEdge(state, edge);
    const before = at(edgeOfRow, row);
    edgeOfRow[row] = edge;
    rowOfColumn[column] = row;
    if (row === first) return;
    column = at(columns, before);
  }
}

/** Binary search: rows are many, and only those of a path are asked for. */
function rowOfEdge({ starts }: Assignment, edge: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at(starts, middle) <= edge) low = middle;
    else high = middle;
  }
  return low;
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number;
}
