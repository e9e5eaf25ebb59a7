import type { LearningRows } from '#core/learn/learning-rows.ts';
import { mineNegatives } from '#core/learn/mine-negatives.ts';
import { type Matrix, type Multiply, matrix } from '#core/learn/multiply.ts';
import { shuffle } from '#core/math/seeded-random.ts';
import type { JobContext } from '#core/platform/job-context.ts';
import { normaliseText } from '#core/text/normalise.ts';
import { embedQueries } from './embed-queries.ts';
import type { JudgedQuery } from './judged-queries.ts';
import type { EmbeddedDictionary } from './prepare-variants.ts';

/** Terms that an adapter looks at; of a larger dictionary those of judged entries and a random part of the others. */
const MOST_TERMS = 60_000;
const MOST_QUERIES = 20_000;

/** A dictionary's embedded rows, which an adapter is fitted on. */
export interface AdapterSource {
  dictionary: EmbeddedDictionary;
  context: JobContext;
  multiply: Multiply;
  random: () => number;
}

/** Rows to learn from, with the text of each. */
export interface TextRows extends LearningRows {
  texts: readonly string[];
}

/**
 * The terms of a dictionary and the train queries to learn from. Terms that other queries taught are left out: their
 * queries are to be as new to the adapter as a test query is.
 */
export async function adapterRows(
  { dictionary, context, multiply, random }: AdapterSource,
  learnFrom: readonly JudgedQuery[],
): Promise<TextRows> {
  const { rows } = dictionary;
  const numbers = new Map(rows.keys.map((key, number) => [key, number]));
  const entriesOf = (keys: readonly string[]) => keys.flatMap((key) => numbers.get(key) ?? []);
  const queries = shuffle(
    learnFrom.filter(({ yes }) => entriesOf(yes).length > 0),
    random,
  ).slice(0, MOST_QUERIES);
  const judged = new Set(queries.flatMap(({ yes, no }) => entriesOf([...yes, ...no])));
  const terms = chosenTerms(dictionary, learnFrom, judged, random);
  const asked = await queryVectors(dictionary, queries);
  const vectors = stack(dictionary, terms, asked);
  const entryOf = Uint32Array.from(terms, (row) => rows.entryOf[row] as number);
  const requests = queries.map(({ yes, no }, query) => ({
    row: terms.length + query,
    right: entriesOf(yes),
    rejected: entriesOf(no),
  }));
  const { breathe } = context;
  const texts = [
    ...terms.map((row) => rows.terms[row] ?? ''),
    ...queries.map(({ texts: [text = ''] }) => text),
  ];
  return {
    ...{ vectors, entryOf, texts },
    textOf: textNumbers(texts),
    rightOf: requests.map(({ right }) => right),
    hardOf: await mineNegatives(requests, vectors, entryOf, multiply, breathe),
    gradedOf: queries.map(({ grades }, query) =>
      gradedRows(grades, terms.length + query, { vectors, entryOf, numbers }),
    ),
    asked: Uint32Array.from(terms.flatMap((row, at) => (rows.learntFrom[row] === null ? at : []))),
  };
}

interface GradedIn {
  vectors: Matrix;
  entryOf: Uint32Array;
  /** Entries by their keys. */
  numbers: ReadonlyMap<string, number>;
}

/** The closest term of each graded entry; none where all grades of a query are the same. */
function gradedRows(
  grades: JudgedQuery['grades'],
  query: number,
  { vectors, entryOf, numbers }: GradedIn,
): { row: number; grade: number }[] {
  if (grades === undefined || new Set(grades.values()).size < 2) return [];
  const wanted = new Map([...grades].map(([key, grade]) => [numbers.get(key), grade]));
  const best = new Map<number, { row: number; cosine: number }>();
  entryOf.forEach((entry, row) => {
    if (!wanted.has(entry)) return;
    const cosine = dot(vectors, query, row);
    if (cosine > (best.get(entry)?.cosine ?? -2)) best.set(entry, { row, cosine });
  });
  return [...best].map(([entry, { row }]) => ({ row, grade: wanted.get(entry) as number }));
}

function dot({ columns, values }: Matrix, a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < columns; i += 1) {
    sum += (values[a * columns + i] as number) * (values[b * columns + i] as number);
  }
  return sum;
}

/** Vectors of the first text of each query, [queries × dimensions]. */
export async function queryVectors(
  { embedder, space }: EmbeddedDictionary,
  queries: readonly JudgedQuery[],
): Promise<Matrix> {
  const texts = queries.map(({ texts }) => texts[0] ?? '');
  const values = texts.length === 0 ? new Float32Array(0) : await embedQueries(embedder, texts);
  return matrix(texts.length, space.dimensions, values);
}

/** Rows of the dictionary, and those taught by `learnFrom`, in order. */
function chosenTerms(
  { rows }: EmbeddedDictionary,
  learnFrom: readonly JudgedQuery[],
  judged: ReadonlySet<number>,
  random: () => number,
): number[] {
  const taught = new Set(learnFrom.map(({ normalised }) => normalised));
  const known = (row: number) => {
    const source = rows.learntFrom[row] ?? null;
    return source === null || taught.has(source);
  };
  const all = rows.terms.map((_, row) => row).filter(known);
  if (all.length <= MOST_TERMS) return all;
  const needed = all.filter((row) => judged.has(rows.entryOf[row] as number));
  const others = all.filter((row) => !judged.has(rows.entryOf[row] as number));
  const room = Math.max(0, MOST_TERMS - needed.length);
  const some = [...needed.slice(0, MOST_TERMS), ...shuffle(others, random).slice(0, room)];
  return some.sort((a, b) => a - b);
}

function stack({ vectors, space }: EmbeddedDictionary, terms: readonly number[], asked: Matrix) {
  const { dimensions } = space;
  const all = matrix(terms.length + asked.rows, dimensions);
  terms.forEach((row, at) => {
    all.values.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  });
  all.values.set(asked.values, terms.length * dimensions);
  return all;
}

function textNumbers(texts: readonly string[]): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(texts, (text) => {
    const normalised = normaliseText(text);
    const known = numbers.get(normalised) ?? numbers.size;
    numbers.set(normalised, known);
    return known;
  });
}
