import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildLetters } from '#core/match/build-letters.ts';
import { letterIndex, queryLetters, scoreLetters } from '#core/match/letter-index.ts';
import { preparer } from '#core/match/prepare-text.ts';
import { topEntries } from '#core/match/top-entries.ts';
import { textAnalysis } from '#core/text/language.ts';
import { printTable, whole } from '../section.ts';
import { quantile } from '../table.ts';
import { dictionaryOf } from './made-up-terms.ts';

const SIZES = [29_017, 200_000, 1_000_000];
const K = 10;
const QUERIES = 100;
const MIB = 2 ** 20;

/** What one index took, and how it answered. */
interface Way {
  name: string;
  buildMs: number;
  bytes: number;
  milliseconds: number[];
  /** Queries whose term is among the first ten. */
  found: number;
}

/** A term with its middle character left out is looked for: our letter leg beside LanceDB's full-text indexes. */
export async function letters(): Promise<boolean> {
  const rows = [];
  for (const size of SIZES) {
    const terms = [...new Set(Object.values(dictionaryOf(size)).flat())];
    const step = Math.floor(terms.length / QUERIES);
    const wanted = terms.filter((_, i) => i % step === 0).slice(0, QUERIES);
    const ways = [await ours(terms, wanted), ...(await lanceWays(terms, wanted))];
    for (const { name, buildMs, bytes, milliseconds, found } of ways) {
      const cells = [
        whole(terms.length),
        name,
        (buildMs / 1000).toFixed(1),
        whole(bytes / MIB),
        quantile(milliseconds, 0.5).toFixed(1),
        quantile(milliseconds, 0.95).toFixed(1),
        (found / wanted.length).toFixed(2),
      ];
      rows.push({ cells, holds: null });
    }
  }
  const header = ['terms', 'index', 'built in s', 'MiB', 'p50 ms', 'p95 ms', 'found in 10'];
  return printTable('Terms by a misspelt one', header, rows);
}

const misspelt = (term: string): string => {
  const middle = Math.floor(term.length / 2);
  return term.slice(0, middle) + term.slice(middle + 1);
};

/** Asks for every term; `ask` gives the row numbers of the first ten. */
async function asked(
  terms: readonly string[],
  wanted: readonly string[],
  ask: (text: string) => Promise<readonly number[]>,
): Promise<Pick<Way, 'milliseconds' | 'found'>> {
  const milliseconds: number[] = [];
  let found = 0;
  await ask('warm');
  for (const term of wanted) {
    const started = performance.now();
    const rows = await ask(misspelt(term));
    milliseconds.push(performance.now() - started);
    if (rows.some((row) => terms[row] === term)) found += 1;
  }
  return { milliseconds, found };
}

async function ours(terms: readonly string[], wanted: readonly string[]): Promise<Way> {
  const prepare = preparer(textAnalysis({ language: 'none', stopWords: [] }));
  const started = performance.now();
  const prepared = (row: number) => prepare(terms[row] ?? '');
  const arrays = await buildLetters(
    terms.length,
    prepared,
    () => true,
    async () => {},
  );
  const buildMs = performance.now() - started;
  const index = letterIndex(arrays);
  const tokens = new Float32Array(index.tokens);
  const scores = new Float32Array(terms.length);
  const byNumber = Uint32Array.from({ length: terms.length }, (_, row) => row);
  const { rowTokens, postings, counts, inverseNorms, idf, ngrams } = arrays;
  const parts = [
    ...[rowTokens.rows, rowTokens.starts, rowTokens.tokens, postings.offsets, postings.values],
    ...[counts, inverseNorms, idf, ngrams.bytes, ngrams.offsets],
  ];
  const answers = await asked(terms, wanted, async (text) => {
    const { tokenScores } = queryLetters(index, prepare(text), tokens);
    scoreLetters(index, tokenScores, scores);
    return topEntries(scores, K, byNumber);
  });
  const bytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return { name: 'Plumbline, letters', buildMs, bytes, ...answers };
}

type FtsOptions = import('@lancedb/lancedb').FtsOptions;
const LANCE: readonly { name: string; options: FtsOptions; fuzziness: number }[] = [
  { name: 'LanceDB, words', options: { stem: false, removeStopWords: false }, fuzziness: 0 },
  {
    name: 'LanceDB, words, one edit each',
    options: { stem: false, removeStopWords: false },
    fuzziness: 1,
  },
  {
    name: 'LanceDB, 2- to 4-grams',
    options: { baseTokenizer: 'ngram', ngramMinLength: 2, ngramMaxLength: 4, stem: false },
    fuzziness: 0,
  },
];

async function lanceWays(terms: readonly string[], wanted: readonly string[]): Promise<Way[]> {
  // Loaded late: its log is set up by then.
  const { connect, Index, MatchQuery } = await import('@lancedb/lancedb');
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-fts-'));
  const connection = await connect(folder);
  try {
    const table = await connection.createTable(
      'terms',
      terms.map((text, row) => ({ row, text })),
    );
    const ways: Way[] = [];
    for (const { name, options, fuzziness } of LANCE) {
      const before = await bytesBelow(folder);
      const started = performance.now();
      await table.createIndex('text', { config: Index.fts(options), replace: true });
      const buildMs = performance.now() - started;
      const bytes = (await bytesBelow(folder)) - before;
      const answers = await asked(terms, wanted, async (text) => {
        const query = new MatchQuery(text, 'text', { fuzziness });
        const found = await table.query().fullTextSearch(query).select(['row']).limit(K).toArray();
        return found.map(({ row }) => Number(row));
      });
      ways.push({ name, buildMs, bytes, ...answers });
    }
    table.close();
    return ways;
  } finally {
    connection.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function bytesBelow(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = files
    .filter((file) => file.isFile())
    .map(async (file) => (await stat(join(file.parentPath, file.name))).size);
  return (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
}
